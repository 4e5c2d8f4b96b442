//! Labels in a block's text, before it is asked where they stand in the source.

use std::ops::Range;

use super::super::line;
use crate::document::markdown::Block;
use crate::text::trimmed;

/// A label as offsets of the block's text.
pub(super) struct Found {
    pub(super) key: Range<usize>,
    pub(super) colon: usize,
    /// Up to the next label or the end of the last line.
    pub(super) end: usize,
    /// Where the last line that belongs to it begins.
    pub(super) last_line: usize,
    /// Followed by another label on its line.
    pub(super) shared: bool,
    pub(super) bold: bool,
}

/// The lines of a text, without their endings.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    text.split('\n').map(move |line| {
        let range = at..at + line.len();
        at = range.end + 1;
        range
    })
}

/// The labels of a paragraph or list item, in order.
pub(super) fn labels(block: &Block) -> Vec<Found> {
    let item = block.lists > 0;
    let inside = block
        .item
        .is_some_and(|item| item.ticked.is_some() || !item.first);
    if item && inside {
        return Vec::new();
    }
    let links: Vec<Range<usize>> = block.links().collect();
    let mut strong: Vec<Range<usize>> = block.strong().collect();
    strong.sort_by_key(|span| span.start);
    let mut strong = strong.into_iter().peekable();
    let mut labels: Vec<Found> = Vec::new();
    for (number, line) in lines(block.text()).enumerate() {
        let mut spans = Vec::new();
        while let Some(span) = strong.next_if(|span| span.start < line.end) {
            spans.push(span);
        }
        let mut found = bold(block.text(), &line, &spans);
        if found.is_empty() && (!item || number == 0) {
            found.extend(plain(block.text(), &line));
        }
        found.retain(|label| !in_link(&links, label));
        match labels.last_mut() {
            // What a label holds goes on over the lines of its item.
            Some(label) if item && found.is_empty() => {
                label.end = line.end;
                label.last_line = line.start;
            }
            _ => labels.extend(found),
        }
    }
    labels
}

/// Whether one link is around key and value, as in a list of contents.
fn in_link(links: &[Range<usize>], label: &Found) -> bool {
    let after = links.partition_point(|link| link.start <= label.key.start);
    after
        .checked_sub(1)
        .is_some_and(|last| links[last].end > label.colon + 1)
}

/// The labels of a line whose keys are bold; the first begins the line.
fn bold(text: &str, line: &Range<usize>, spans: &[Range<usize>]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for span in spans {
        if span.start < line.start
            || span.end > line.end
            || (found.is_empty() && !text[line.start..span.start].trim().is_empty())
        {
            continue;
        }
        let Some((key, colon, end)) = bold_key(text, span, line) else {
            continue;
        };
        if let Some(before) = found.last_mut() {
            before.end = span.start;
            before.shared = true;
        }
        found.push(Found {
            key,
            colon,
            end,
            last_line: line.start,
            shared: false,
            bold: true,
        });
    }
    found
}

/// The key, its colon, and where the value ends at most.
fn bold_key(
    text: &str,
    span: &Range<usize>,
    line: &Range<usize>,
) -> Option<(Range<usize>, usize, usize)> {
    let inner = trimmed(text, span.clone());
    let (key, colon, end) = if text[inner.clone()].ends_with(':') {
        (inner.start..inner.end - 1, inner.end - 1, line.end)
    } else if text[span.end..line.end].trim_start().starts_with(':') {
        let behind = &text[span.end..line.end];
        let colon = span.end + (behind.len() - behind.trim_start().len());
        (inner, colon, line.end)
    } else if text[line.clone()].trim().len() == inner.len() {
        // All of the line is bold.
        let (key, rest) = line::key_and_rest(&text[inner.clone()])?;
        let colon = inner.start + rest.start - 1;
        (
            inner.start + key.start..inner.start + key.end,
            colon,
            line.end,
        )
    } else {
        return None;
    };
    let key = trimmed(text, key);
    line::is_key(&text[key.clone()]).then_some((key, colon, end))
}

/// The label that a line without bold is.
fn plain(text: &str, line: &Range<usize>) -> Option<Found> {
    let (key, rest) = line::key_and_rest(&text[line.clone()])?;
    Some(Found {
        key: line.start + key.start..line.start + key.end,
        colon: line.start + rest.start - 1,
        end: line.end,
        last_line: line.start,
        shared: false,
        bold: false,
    })
}
