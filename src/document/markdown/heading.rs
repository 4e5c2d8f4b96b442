//! What belongs to a heading's content.

use std::ops::Range;

use super::Heading;

/// The content of a heading whose events are all there: what they cover, else, where it `is_empty`, the
/// place behind the marker; with words in braces that end the heading and are no attributes anybody means.
pub(super) fn content(text: &str, heading: &Heading, is_empty: bool) -> Range<usize> {
    let line = heading.range.clone();
    let mut content = heading.content.clone();
    if is_empty {
        let hashes = text[line.clone()].trim_start_matches('#');
        let start = line.end - hashes.trim_start_matches([' ', '\t']).len();
        content = match heading.setext {
            true => line.start..line.start,
            false => start..start,
        };
    }
    let rest = text.get(content.end..line.end).unwrap_or_default();
    let rest = match heading.setext {
        true => rest.rsplit_once('\n').map_or("", |(above, _)| above),
        false => rest.trim_end().trim_end_matches('#'),
    };
    let braces = rest.trim();
    if is_gap(braces) {
        let start = content.end + rest.len() - rest.trim_start().len();
        if content.is_empty() {
            content.start = start;
        }
        content.end = start + braces.len();
    }
    content
}

fn is_gap(braces: &str) -> bool {
    let inner = braces
        .strip_prefix('{')
        .and_then(|rest| rest.strip_suffix('}'));
    inner.is_some_and(|inner| {
        let attribute = |word: &str| word.starts_with(['#', '.']) || word.contains('=');
        let braced = inner.contains(['{', '}']);
        !braced && !inner.trim().is_empty() && !inner.split_whitespace().any(attribute)
    })
}
