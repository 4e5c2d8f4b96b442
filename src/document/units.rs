//! The pieces of text that are compared with a template's: sentences, code blocks, tables, pictures.

use std::ops::Range;

use super::markdown::{Block, BlockKind};
use super::names;
use crate::text::{floor_char_boundary, trimmed};

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

/// A unit where it stands: what there is to know of it is found out when it is asked for. Most of what
/// people write is no template's, and that shows in its first letters.
#[derive(Debug, Clone)]
pub struct Piece<'a> {
    /// What it is.
    pub kind: UnitKind,
    source: &'a str,
    block: &'a Block,
    /// Where in the block's text it is.
    within: Range<usize>,
}

/// The pieces of some blocks, in order. Thematic breaks are none.
pub fn pieces<'a>(source: &'a str, blocks: &'a [Block]) -> impl Iterator<Item = Piece<'a>> {
    blocks.iter().flat_map(move |block| {
        let kind = kind(block);
        let sentences = (kind == Some(UnitKind::Sentence)).then(|| sentences(block.text()));
        let whole = kind.filter(|kind| *kind != UnitKind::Sentence);
        let piece = move |kind, within| Piece {
            kind,
            source,
            block,
            within,
        };
        let whole = whole.map(|kind| piece(kind, 0..block.text().len()));
        let sentences = sentences.into_iter().flatten();
        let sentences = sentences.map(move |within| piece(UnitKind::Sentence, within));
        whole.into_iter().chain(sentences)
    })
}

fn kind(block: &Block) -> Option<UnitKind> {
    Some(match &block.kind {
        BlockKind::Rule => return None,
        BlockKind::Code(_) => UnitKind::Code,
        BlockKind::Table(_) => UnitKind::Table,
        BlockKind::Html if block.is_comment() => UnitKind::Comment,
        BlockKind::Html => UnitKind::Html,
        BlockKind::Paragraph | BlockKind::Term if block.picture => UnitKind::Picture,
        BlockKind::Paragraph | BlockKind::Term => UnitKind::Sentence,
    })
}

impl<'a> Piece<'a> {
    /// Its text as people see it; of pictures, code and HTML as it is written.
    pub fn text(&self) -> &'a str {
        match self.kind {
            UnitKind::Picture => &self.source[self.block.range.clone()],
            _ => &self.block.text()[self.within.clone()],
        }
    }

    /// Where it is in the text that was parsed.
    pub fn range(&self) -> Range<usize> {
        let range = match self.kind {
            UnitKind::Sentence => self.block.source_range(self.within.clone()),
            _ => self.block.range.clone(),
        };
        trimmed(self.source, range)
    }

    /// Its bold lead-in, without the colon.
    pub fn label(&self) -> Option<String> {
        self.bold()
            .find(|bold| bold.start == self.within.start)
            .and_then(|bold| label(self.block.text(), &bold, self.within.end))
    }

    /// All there is to know of it.
    pub fn unit(&self) -> Unit {
        let letters = |range: Range<usize>| {
            let text = self.block.text()[range].chars();
            text.filter(|ch| ch.is_alphanumeric()).count()
        };
        let inside =
            |link: &Range<usize>| self.within.start <= link.start && link.end <= self.within.end;
        let linked: usize = self.links().filter(inside).map(letters).sum();
        let is_sentence = self.kind == UnitKind::Sentence;
        Unit {
            kind: self.kind,
            key: names::plain(self.text()),
            range: self.range(),
            label: self.label(),
            bold: self
                .bold()
                .any(|bold| bold.start <= self.within.start && self.within.end <= bold.end),
            links_only: linked > 0 && linked + 3 >= letters(self.within.clone()),
            linked: (linked > 0).then(|| written(self.source, self.block, &self.within)),
            ticked: self
                .block
                .item
                .filter(|_| is_sentence)
                .and_then(|item| item.ticked),
        }
    }

    /// What of the block is bold, where that tells something of its sentences.
    fn bold(&self) -> impl Iterator<Item = Range<usize>> {
        let of_sentence = self.kind == UnitKind::Sentence;
        self.block.strong().filter(move |_| of_sentence)
    }

    fn links(&self) -> impl Iterator<Item = Range<usize>> {
        let of_sentence = self.kind == UnitKind::Sentence;
        self.block.links().filter(move |_| of_sentence)
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
fn sentences(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut start = 0;
    std::iter::from_fn(move || {
        while start < text.len() {
            let end = start + sentence_end(&text[start..]);
            let range = trimmed(text, start..end);
            start = end;
            if !range.is_empty() {
                return Some(range);
            }
        }
        None
    })
}

/// Where the first sentence of a text ends.
fn sentence_end(text: &str) -> usize {
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
                        return at;
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
    text.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::markdown::{Markdown, ParseOptions};

    fn of(text: &str) -> Vec<(String, &str)> {
        let markdown = Markdown::parse(text, 0, ParseOptions::default());
        pieces(text, &markdown.blocks)
            .map(|piece| piece.unit())
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
        let found = pieces(text, &markdown.blocks).map(|piece| piece.unit());
        let linked: Vec<_> = found.filter_map(|unit| unit.linked).collect();
        assert_eq!(linked, ["See [this](a.md).", "Or [that](b.md)"]);
    }

    #[test]
    fn labels_and_tags_belong_to_the_sentence() {
        let text = "- **Flow:** <Some Thing>\n";
        let markdown = Markdown::parse(text, 0, ParseOptions::default());
        let unit = pieces(text, &markdown.blocks).next().expect("one").unit();
        assert_eq!(unit.label.as_deref(), Some("Flow"));
        assert_eq!(unit.key, "Flow: <Some Thing>");
    }
}
