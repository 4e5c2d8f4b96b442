//! Words that mark something open, and filler text.

use std::ops::Range;
use std::sync::LazyLock;

use memchr::memmem::Finder;
use regex::Regex;

use super::{Gap, GapKind};
use crate::document::Document;
use crate::document::markdown::{Block, BlockKind, Heading};

/// What a marker with a name of its own begins with.
const NAMED: &str = "PLACEHOLDER_";

/// Filler text.
static LOREM: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"(?i-u:lorem)\s+(?i-u:ipsum)").expect("it is well-formed"));

/// Marker words, ready to be looked for in many short texts.
pub(super) struct Marks<'m> {
    words: Vec<Finder<'m>>,
    named: Option<Finder<'m>>,
}

impl<'m> Marks<'m> {
    pub(super) fn new(words: impl IntoIterator<Item = &'m str>) -> Self {
        let words = words.into_iter().filter(|word| !word.is_empty());
        Self {
            words: words.map(Finder::new).collect(),
            named: Some(Finder::new(NAMED)),
        }
    }

    /// Those that stand somewhere in some texts.
    fn in_any(mut self, texts: [&str; 2]) -> Self {
        let stands = |word: &Finder<'_>| {
            let mut texts = texts.into_iter();
            texts.any(|text| word.find(text.as_bytes()).is_some())
        };
        self.words.retain(stands);
        self.named = self.named.filter(stands);
        self
    }

    fn is_empty(&self) -> bool {
        self.words.is_empty() && self.named.is_none()
    }
}

/// The marker words in a document's prose; never in code, addresses, link targets and comments.
///
/// Few documents have any, so all of their text is searched before it is looked at piece by piece.
pub(super) fn find(document: &Document, marks: Marks<'_>) -> Vec<Gap> {
    let texts = [document.as_str(), document.markdown.rewritten()];
    let marks = marks.in_any(texts);
    let filler_stands = texts.into_iter().any(|text| LOREM.is_match(text));
    let mut gaps = Vec::new();
    if marks.is_empty() && !filler_stands {
        return gaps;
    }
    for heading in &document.markdown.headings {
        gaps.extend(of_heading(document, heading, &marks));
    }
    for block in &document.markdown.blocks {
        if matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::Term | BlockKind::Table(_)
        ) {
            gaps.extend(of_block(document, block, &marks));
            gaps.extend(filler(document, block));
        }
    }
    gaps
}

fn of_heading(document: &Document, heading: &Heading, marks: &Marks<'_>) -> Vec<Gap> {
    let source = document.slice(heading.content.clone());
    let start = heading.content.start;
    in_text(source, marks)
        .into_iter()
        .map(|found| start + found.start..start + found.end)
        .filter(|range| !document.markdown.in_code(range.start))
        .filter(|range| !document.markdown.in_html(range.start))
        .filter(|range| !in_target(document, range.start))
        .map(|range| word(document, range))
        .collect()
}

fn of_block(document: &Document, block: &Block, marks: &Marks<'_>) -> Vec<Gap> {
    in_text(block.text(), marks)
        .into_iter()
        .filter_map(|found| {
            let tag = block.tags().find(|tag| tag.contains(&found.start));
            let range = match tag {
                // `<TODO>` is a marker that Markdown takes for a tag.
                Some(tag) if tag.len() == found.len() + 2 => block.source_range(tag.clone()),
                Some(_) => return None,
                None => block.source_range(found),
            };
            (!document.markdown.in_code(range.start)).then(|| word(document, range))
        })
        .collect()
}

fn word(document: &Document, range: Range<usize>) -> Gap {
    Gap {
        text: document.slice(range.clone()).to_owned(),
        range,
        kind: GapKind::Word,
    }
}

/// Lorem ipsum, once a paragraph.
fn filler(document: &Document, block: &Block) -> Option<Gap> {
    let found = LOREM.find(block.text())?.range();
    let range = block.source_range(found);
    (!document.markdown.in_code(range.start)).then(|| Gap {
        text: "lorem ipsum".to_owned(),
        range,
        kind: GapKind::Filler,
    })
}

/// Whether a place in a heading is a link's target.
fn in_target(document: &Document, at: usize) -> bool {
    document.markdown.links.iter().any(|link| {
        let target = document.slice(link.clone()).rfind("](");
        link.contains(&at) && target.is_some_and(|target| at > link.start + target)
    })
}

/// The marker words in a text, whole words alone, in order.
pub(super) fn in_text(text: &str, marks: &Marks<'_>) -> Vec<Range<usize>> {
    let of_word = |word: &Finder<'_>| {
        let length = word.needle().len();
        let found = word.find_iter(text.as_bytes());
        found.map(|at| at..at + length).collect::<Vec<_>>()
    };
    let mut found: Vec<Range<usize>> = marks
        .words
        .iter()
        .flat_map(of_word)
        .chain(marks.named.iter().flat_map(|name| named(text, name)))
        .filter(|range| is_whole(text, range) && !in_address(text, range.start))
        .collect();
    found.sort_by_key(|range| (range.start, range.end));
    found.dedup();
    found
}

fn named<'t>(text: &'t str, name: &'t Finder<'_>) -> impl Iterator<Item = Range<usize>> + 't {
    name.find_iter(text.as_bytes()).filter_map(|at| {
        let rest = &text[at..];
        let len = rest
            .find(|ch: char| !(ch.is_ascii_alphanumeric() || ch == '_'))
            .unwrap_or(rest.len());
        (len > NAMED.len()).then_some(at..at + len)
    })
}

/// Whether no word goes on before or behind: `TODOs`, `TODO-list` and `TODO.md` are other words.
fn is_whole(text: &str, range: &Range<usize>) -> bool {
    let part = |ch: char| ch.is_alphanumeric() || ch == '_';
    let (before, after) = (&text[..range.start], &text[range.end..]);
    let word = &text[range.clone()];
    let joined_before = word.starts_with(part)
        && (before.ends_with(part)
            || before
                .strip_suffix('-')
                .is_some_and(|before| before.ends_with(part)));
    let joined_after = word.ends_with(part)
        && (after.starts_with(part)
            || after
                .strip_prefix(['-', '.'])
                .is_some_and(|after| after.starts_with(part)));
    !joined_before && !joined_after
}

/// Whether the word at a place is part of a web address.
fn in_address(text: &str, at: usize) -> bool {
    let start = text[..at]
        .rfind(|ch: char| ch.is_whitespace() || matches!(ch, '<' | '(' | '"'))
        .map_or(0, |before| before + 1);
    text.get(start..at)
        .is_some_and(|before| before.contains("://"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<&str> {
        in_text(text, &Marks::new(["TODO", "TBD", "???"]))
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn whole_words_alone_count() {
        assert_eq!(
            found("TODO: ask. (TBD) TODO/TBD, why??? PLACEHOLDER_URL."),
            ["TODO", "TBD", "TODO", "TBD", "???", "PLACEHOLDER_URL"]
        );
        for text in [
            "TODOs",
            "todo",
            "MYTODO",
            "the TODO-list",
            "see TODO.md",
            "https://example.org/TODO/1",
            "PLACEHOLDER_",
            "A_TODO",
        ] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }
}
