//! The pieces of text that are compared with a template's: sentences, code blocks, tables, pictures.

use std::ops::Range;

use super::markdown::{Block, BlockKind};
use super::names;
use crate::text::floor_char_boundary;

/// What a unit is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnitKind {
    /// A sentence of a paragraph, quote or list item.
    Sentence,
    /// A code block.
    Code,
    /// A table.
    Table,
    /// HTML that is no comment.
    Html,
    /// A paragraph with a picture.
    Picture,
    /// A block of comments: nobody sees it on the page.
    Comment,
}

/// A piece of text that stands for itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unit {
    /// What it is.
    pub kind: UnitKind,
    /// Its text in the form that compares: white space folded, typographic variants equal.
    pub key: String,
    /// Where it is in the text that was parsed.
    pub range: Range<usize>,
    /// Its bold lead-in, without the colon.
    pub label: Option<String>,
    /// It is bold from end to end: a label of what stands below it.
    pub bold: bool,
    /// It is nothing but links.
    pub links_only: bool,
    /// How it is written, in the form that compares, where it holds links: what they lead to is no part
    /// of its text.
    pub linked: Option<String>,
    /// Ticked or not, where it stands in a list item with a box.
    pub ticked: Option<bool>,
}

/// The units of some blocks, in order. Thematic breaks are none.
pub fn units(source: &str, blocks: &[Block]) -> Vec<Unit> {
    blocks
        .iter()
        .flat_map(|block| of_block(source, block))
        .collect()
}

fn of_block(source: &str, block: &Block) -> Vec<Unit> {
    let whole = |kind, text: &str| {
        vec![Unit {
            kind,
            key: names::plain(text),
            range: trimmed(source, block.range.clone()),
            label: None,
            bold: false,
            links_only: false,
            linked: None,
            ticked: None,
        }]
    };
    match &block.kind {
        BlockKind::Rule => Vec::new(),
        BlockKind::Code(_) => whole(UnitKind::Code, block.text()),
        BlockKind::Table(_) => whole(UnitKind::Table, block.text()),
        BlockKind::Html if block.is_comment() => whole(UnitKind::Comment, block.text()),
        BlockKind::Html => whole(UnitKind::Html, block.text()),
        BlockKind::Paragraph | BlockKind::Term if block.picture => {
            whole(UnitKind::Picture, &source[block.range.clone()])
        }
        BlockKind::Paragraph | BlockKind::Term => sentences(block.text())
            .into_iter()
            .map(|range| sentence(source, block, range))
            .collect(),
    }
}

fn sentence(source: &str, block: &Block, range: Range<usize>) -> Unit {
    let label = block
        .strong()
        .find(|bold| bold.start == range.start)
        .and_then(|bold| label(block.text(), &bold, range.end));
    let letters = |range: Range<usize>| {
        let text = block.text()[range].chars();
        text.filter(|ch| ch.is_alphanumeric()).count()
    };
    let linked: usize = block
        .links()
        .filter(|link| range.start <= link.start && link.end <= range.end)
        .map(|link| letters(link.clone()))
        .sum();
    Unit {
        kind: UnitKind::Sentence,
        key: names::plain(&block.text()[range.clone()]),
        label,
        bold: block
            .strong()
            .any(|bold| bold.start <= range.start && range.end <= bold.end),
        links_only: linked > 0 && linked + 3 >= letters(range.clone()),
        linked: (linked > 0).then(|| written(source, block, &range)),
        ticked: block.item.and_then(|item| item.ticked),
        range: trimmed(source, block.source_range(range)),
    }
}

/// How a piece of a block's text is written, in the form that compares: what a link leads to stands behind
/// its last word.
fn written(source: &str, block: &Block, range: &Range<usize>) -> String {
    let end = match range.end < block.text().len() {
        true => block.source(range.end),
        false => block.range.end,
    };
    let start = floor_char_boundary(source, block.source(range.start));
    names::plain(&source[start..floor_char_boundary(source, end).max(start)])
}

/// A bold lead-in that ends in a colon, inside the bold or behind it.
fn label(text: &str, bold: &Range<usize>, end: usize) -> Option<String> {
    let inside = text[bold.clone()].trim_end();
    let behind = text[bold.end..end.max(bold.end)].trim_start();
    (inside.ends_with(':') || behind.starts_with(':'))
        .then(|| names::plain(inside.trim_end_matches(':')))
}

/// Byte ranges of the sentences: they end at `.`, `!` or `?` before white space and a word that does
/// not begin in lower case, and at a blank line.
fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(mark) = memchr::memchr3(b'.', b'!', b'?', &text.as_bytes()[at..]) {
        at += mark;
        let mut chars = text[at..].chars();
        while let Some(ch) = chars.next() {
            match ch {
                '.' | '!' | '?' => {}
                '"' | '\'' | ')' | ']' | '*' | '_' | '\u{2019}' | '\u{201d}' => {}
                ch if ch.is_whitespace() => {
                    let next = chars.clone().next();
                    if next.is_some_and(|next| !next.is_lowercase() && !next.is_whitespace()) {
                        found.push(start..at);
                        start = at + ch.len_utf8();
                        at = start;
                        break;
                    }
                }
                ch => {
                    at += ch.len_utf8();
                    break;
                }
            }
            at += ch.len_utf8();
        }
    }
    found.push(start..text.len());
    found
        .into_iter()
        .map(|range| trimmed(text, range))
        .filter(|range| !range.is_empty())
        .collect()
}

fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = &text[range.clone()];
    let start = range.start + slice.len() - slice.trim_start().len();
    start..start + slice.trim().len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::markdown::{Markdown, ParseOptions};

    fn of(text: &str) -> Vec<(String, &str)> {
        let markdown = Markdown::parse(text, 0, ParseOptions::default());
        units(text, &markdown.blocks)
            .into_iter()
            .map(|unit| (unit.key, &text[unit.range]))
            .collect()
    }

    #[test]
    fn sentences_compare_without_wrapping_quote_marks_and_markup() {
        let text =
            "> Say *what* it\n> solves. Keep it under 3.5 lines, e.g. three.\n\n- One `item`\n";
        assert_eq!(
            of(text),
            [
                ("Say what it solves.".to_owned(), "Say *what* it\n> solves."),
                (
                    "Keep it under 3.5 lines, e.g. three.".to_owned(),
                    "Keep it under 3.5 lines, e.g. three."
                ),
                ("One item".to_owned(), "One `item`"),
            ]
        );
    }

    #[test]
    fn what_links_lead_to_is_told_from_the_text() {
        let text = "See [this](a.md). Or [that](b.md)\n";
        let markdown = Markdown::parse(text, 0, ParseOptions::default());
        let found = units(text, &markdown.blocks);
        let linked: Vec<_> = found.iter().map(|unit| unit.linked.as_deref()).collect();
        assert_eq!(linked, [Some("See [this](a.md)."), Some("Or [that](b.md)")]);
    }

    #[test]
    fn labels_and_tags_belong_to_the_sentence() {
        let text = "- **Flow:** <Some Thing>\n";
        let markdown = Markdown::parse(text, 0, ParseOptions::default());
        let unit = &units(text, &markdown.blocks)[0];
        assert_eq!(unit.label.as_deref(), Some("Flow"));
        assert_eq!(unit.key, "Flow: <Some Thing>");
    }
}
