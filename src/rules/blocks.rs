//! Whole blocks set into a document and taken out of it, so that what stands around them keeps its
//! meaning: a blank line between, and the end of the file as it was.

use std::ops::Range;

use super::DocumentContext;
use crate::diagnostics::Edit;

/// What sets a block in behind everything that stands before a place.
pub(super) fn set_in(cx: &DocumentContext<'_>, at: usize, block: &str) -> Option<Edit> {
    let document = cx.document();
    let (text, body) = (document.as_str(), document.body);
    let ending = document.text().line_ending();
    let block = with_endings(block.trim_end(), ending);
    let above = text.get(body..at)?.trim_end();
    if !above.is_empty() {
        let at = body + above.len();
        return cx.edit(at..at, format!("{ending}{ending}{block}"));
    }
    let blank = text[body..].len() - text[body..].trim_start_matches(['\r', '\n']).len();
    let at = body + blank;
    let ended = text[..at].ends_with('\n') || at <= document.text().bom_len();
    let (lead, gap) = match (ended, text[at..].trim().is_empty()) {
        // The end of a file that has text stays as it is.
        (false, true) => (2, 0),
        (false, false) => (1, 2),
        (true, true) => (0, 1),
        (true, false) => (0, 2),
    };
    let (lead, gap) = (ending.repeat(lead), ending.repeat(gap));
    cx.edit(at..at, format!("{lead}{block}{gap}"))
}

/// What takes a block out, with the blank lines above it; at the top with those below it.
pub(super) fn take_out(cx: &DocumentContext<'_>, range: Range<usize>) -> Option<Edit> {
    let (text, body) = (cx.document().as_str(), cx.document().body);
    let above = text.get(body..range.start)?.trim_end();
    let range = match above.is_empty() {
        true => range,
        false => body + above.len()..range.start + text[range.clone()].trim_end().len(),
    };
    cx.edit(range, "")
}

/// Where a section ends, all below it included: before a 'last updated' line, which stays last.
pub(super) fn end(cx: &DocumentContext<'_>, section: usize) -> usize {
    before_footer(cx, cx.document().sections.all[section].range.end)
}

/// Where what comes first below a section belongs: behind its own text. Without a section that is at
/// the top of the document.
pub(super) fn top(cx: &DocumentContext<'_>, section: Option<usize>) -> usize {
    let sections = &cx.document().sections;
    let end = match section {
        Some(section) => sections.all[section].own.end,
        None => sections.preamble.end,
    };
    before_footer(cx, end)
}

fn before_footer(cx: &DocumentContext<'_>, end: usize) -> usize {
    match &cx.governed.footer {
        Some(footer) if footer.end <= end => footer.start,
        _ => end,
    }
}

/// The whole lines of a range, with the blank line that would be one too many without them; none where
/// something else stands on them, as told by what is before the range and behind it. Where the last line
/// goes, the last of those before it ends the file as that did.
pub(super) fn lines(
    text: &str,
    body: usize,
    range: &Range<usize>,
    alone: impl Fn(&str, &str) -> bool,
) -> Option<Range<usize>> {
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let start = start.max(body);
    let end = line_end(text, range.end);
    if !alone(&text[start..range.start], &text[range.end..end]) {
        return None;
    }
    if end == text.len() {
        let kept = body + text[body..start].trim_end_matches(['\r', '\n']).len();
        let kept = if text.ends_with('\n') {
            line_end(text, kept)
        } else {
            kept
        };
        return Some(kept.min(start)..end);
    }
    let is_blank = |line: &str| line.trim().trim_matches('>').trim().is_empty();
    let above = text[body..start].lines().next_back().unwrap_or_default();
    let blank = line_end(text, end);
    let below = &text[end..blank];
    match is_blank(above) && !below.is_empty() && is_blank(below) {
        true => Some(start..blank),
        false => Some(start..end),
    }
}

/// Behind the line ending that comes next.
fn line_end(text: &str, at: usize) -> usize {
    text[at..].find('\n').map_or(text.len(), |end| at + end + 1)
}

/// A text with the line endings of a file.
pub(super) fn with_endings(text: &str, ending: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    lines.replace('\n', ending)
}
