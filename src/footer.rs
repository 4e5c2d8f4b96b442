//! The 'last updated' line that people write by hand below a document.

use std::ops::Range;

use crate::document::Document;
use crate::document::markdown::BlockKind;

/// What such a line begins with, in lower case.
const BEGINNINGS: [&str; 3] = ["last updated", "last modified", "last edited"];
/// A longer paragraph is text.
const MAX_LEN: usize = 160;

/// Where the last line of a text is a hand-written footer: the line, emphasised or not, and the rule
/// above it where there is one.
pub fn hand_written(document: &Document) -> Option<Range<usize>> {
    let (last, above) = document.markdown.blocks.split_last()?;
    if last.kind != BlockKind::Paragraph
        || last.lists + last.quotes > 0
        || last.text.len() > MAX_LEN
    {
        return None;
    }
    let after_headings = document
        .markdown
        .headings
        .last()
        .is_none_or(|heading| heading.range.end <= last.range.start);
    let text = last.text.trim().to_lowercase();
    let dated = BEGINNINGS.iter().any(|beginning| {
        text.strip_prefix(beginning).is_some_and(|rest| {
            let rest = rest.trim_start_matches([' ', '_', '*']);
            rest.starts_with([':', '-', '\u{2013}', '\u{2014}'])
                || rest.starts_with("on ")
                || rest.starts_with(|ch: char| ch.is_ascii_digit())
        })
    });
    if !dated || !after_headings || text.contains('\n') {
        return None;
    }
    let start = match above.last() {
        Some(rule) if rule.kind == BlockKind::Rule => rule.range.start,
        _ => last.range.start,
    };
    Some(start..last.range.end)
}
