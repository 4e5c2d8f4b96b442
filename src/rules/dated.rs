//! When a document's content changed last: asked by the rules about dates.

use std::ops::Range;

use super::DocumentContext;
use crate::history::{Commit, Dated};

/// The last change of a document's content.
#[derive(Debug, Clone, Copy)]
pub(super) enum Change<'a> {
    /// It was committed.
    Committed(&'a Commit),
    /// It is not committed yet.
    Now,
}

/// The last change, where git knows it. Metadata and white space that differ from what is
/// committed are none: else writing the day of a change would be a change.
pub(super) fn last_change<'a>(cx: &DocumentContext<'a>) -> Option<Change<'a>> {
    match cx.corpus.dated(cx.member) {
        Dated::Exact(commit) => Some(Change::Committed(commit)),
        Dated::Uncommitted(Some(commit)) if has_same_content(cx) => Some(Change::Committed(commit)),
        Dated::Uncommitted(_) => Some(Change::Now),
        Dated::Unknown | Dated::None => None,
    }
}

fn has_same_content(cx: &DocumentContext<'_>) -> bool {
    let file = cx.member.chapter.file.as_ref();
    let committed = file.and_then(|file| cx.corpus.book.history.committed(file));
    let document = cx.document();
    let entries = cx.metadata().entries.iter().filter_map(|entry| {
        let start = document.view.own_offset(entry.range.start)?;
        Some(start..start + entry.range.len())
    });
    let metadata: Vec<Range<usize>> = entries.chain(std::iter::once(0..document.body)).collect();
    let now = document.text().as_str().as_bytes();
    committed.is_some_and(|before| differ_within(now, before, &metadata))
}

/// Whether all that differs between two texts, white space aside, lies in one of the ranges, which
/// count in the first.
fn differ_within(now: &[u8], before: &[u8], ranges: &[Range<usize>]) -> bool {
    let (now, before) = (solid(now), solid(before));
    let same = |(a, b): &(&(usize, u8), &(usize, u8))| a.1 == b.1;
    let head = now.iter().zip(&before).take_while(same).count();
    let (now, before) = (&now[head..], &before[head..]);
    let tail = now.iter().rev().zip(before.iter().rev());
    let tail = tail.take_while(same).count();
    let differs = &now[..now.len() - tail];
    match (differs.first(), differs.last()) {
        (Some(first), Some(last)) => ranges
            .iter()
            .any(|range| range.start <= first.0 && last.0 < range.end),
        // Something was taken away, and what follows it is not in its place.
        _ => before.len() == tail || now.first().is_some_and(|next| in_any(ranges, next.0)),
    }
}

fn in_any(ranges: &[Range<usize>], at: usize) -> bool {
    ranges.iter().any(|range| range.contains(&at))
}

/// The bytes that are no white space, each with its offset.
fn solid(text: &[u8]) -> Vec<(usize, u8)> {
    let bytes = text.iter().copied().enumerate();
    bytes
        .filter(|(_, byte)| !byte.is_ascii_whitespace())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::differ_within;

    #[test]
    fn changes_in_metadata_are_told_from_others() {
        let now = "---\nday: 2\nby: me\n---\ntext\n";
        let body = now.find("text").expect("text");
        let metadata = [0..0, 0..body];
        let within = |before: &str| differ_within(now.as_bytes(), before.as_bytes(), &metadata);
        for same in [
            now,
            "---\r\nday:   2\r\nby: me\r\n---\r\ntext",
            "---\nday: 1\nby: me\n---\ntext\n",
            "---\nday: 2\n---\ntext\n",
            "---\nday: 2\nby: me\nand: more\n---\ntext\n",
            "text\n",
        ] {
            assert!(within(same), "{same}");
        }
        for other in [
            "",
            "---\nday: 2\nby: me\n---\ntexts\n",
            "---\nday: 2\nby: me\n---\nmore text\n",
            "---\nday: 1\nby: me\n---\ntent\n",
            "---\nday: 2\nby: me\n---\n",
        ] {
            assert!(!within(other), "{other}");
        }
    }
}
