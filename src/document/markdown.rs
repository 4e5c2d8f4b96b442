//! One pass of mdBook's own parser over a chapter, and what every later stage needs of it.
//!
//! 1. The events of `mdbook_markdown::new_cmark_parser` are read once, with their byte ranges.
//! 2. Headings get the id that mdBook will give them ([`super::ids::Ids`]).
//! 3. Everything that holds text becomes a flat list of [`Block`]s; quotes and lists are depths.
//! 4. Code, HTML and links are remembered as ranges, for whoever must leave them alone.
//!
//! All ranges are byte ranges of the text that was parsed.

mod builder;
mod heading;

use std::ops::Range;

use mdbook_markdown::MarkdownOptions;
use pulldown_cmark::Event;

use super::ids::IdScheme;

/// How a chapter is parsed: what mdBook's configuration and version decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ParseOptions {
    /// `output.html.smart-punctuation`.
    pub smart_punctuation: bool,
    /// `output.html.definition-lists`.
    pub definition_lists: bool,
    /// `output.html.admonitions`.
    pub admonitions: bool,
    /// The rules for ids.
    pub ids: IdScheme,
}

impl Default for ParseOptions {
    fn default() -> Self {
        Self {
            smart_punctuation: true,
            definition_lists: true,
            admonitions: true,
            ids: IdScheme::default(),
        }
    }
}

impl ParseOptions {
    pub(crate) fn markdown(self) -> MarkdownOptions {
        let mut options = MarkdownOptions::default();
        options.smart_punctuation = self.smart_punctuation;
        options.definition_lists = self.definition_lists;
        options.admonitions = self.admonitions;
        options
    }
}

/// A heading that mdBook gives an id.
#[derive(Debug, Clone)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The whole heading, underline included, without the line ending.
    pub range: Range<usize>,
    /// What stands between the marker and the attributes; empty where there is nothing. Words in
    /// braces, which the parser takes for attributes, are part of it: a gap may be written so.
    pub content: Range<usize>,
    /// What people see: inline markup dropped, image texts left out.
    pub text: String,
    /// The id on the rendered page.
    pub id: String,
    /// Whether the author wrote the id (`{#id}`).
    pub custom_id: bool,
    /// The classes that the author wrote (`{.class}`).
    pub classes: Vec<String>,
    /// Inside a list, quote, definition or footnote.
    pub nested: bool,
    /// Underlined, not marked with `#`.
    pub setext: bool,
    /// The inline events of its content.
    pub events: Vec<Event<'static>>,
}

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph, or the text of a tight list item.
    Paragraph,
    /// A code block.
    Code {
        /// The info string of a fenced one; none for an indented one.
        info: Option<Box<str>>,
        /// Its lines, without the fences.
        content: Range<usize>,
    },
    /// A block of raw HTML, comments included.
    Html,
    /// A table.
    Table(Box<Table>),
    /// A thematic break.
    Rule,
    /// The term of a definition list.
    Term,
}

/// The cells of a table, as people see them.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Table {
    /// The header row.
    pub columns: Vec<Cell>,
    /// The rows below it.
    pub rows: Vec<Vec<Cell>>,
}

/// One cell of a table.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cell {
    /// What people see.
    pub text: String,
    /// The cell's content in the source.
    pub range: Range<usize>,
}

/// A piece of a block's text, and where it comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// Where it begins in [`Block::text`].
    pub at: usize,
    /// Where it stands in the source; not of the same length where escapes or entities are inside.
    pub range: Range<usize>,
}

/// What a piece of a block's text is besides text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SpanKind {
    /// Bold.
    Strong,
    /// Struck through.
    Struck,
    /// A link.
    Link,
    /// A tag or a comment: not seen on the page.
    Tag,
}

/// A piece of a block's text that is more than text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Span {
    /// What it is.
    pub kind: SpanKind,
    /// Where it stands in [`Block::text`].
    pub range: Range<usize>,
}

/// A list item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Item {
    /// Where its marker stands.
    pub start: usize,
    /// Ticked or not, where it has a box.
    pub ticked: Option<bool>,
    /// Whether the block is the first one in the item.
    pub first: bool,
}

/// A leaf of the block structure, headings aside. There are as many as a book has paragraphs, so that
/// its pieces take no more room than they need.
#[derive(Debug, Clone)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// All of it.
    pub range: Range<usize>,
    /// For a paragraph, table or term what people see, and its tags, with `\n` at line breaks (cells
    /// of a table by tabs); for code and HTML the source, verbatim.
    pub text: Box<str>,
    /// Where the pieces of `text` come from, in order; one run for code and HTML.
    pub runs: Box<[Run]>,
    /// What in `text` is more than text, in the order in which it ends.
    pub spans: Box<[Span]>,
    /// Whether it holds a picture.
    pub picture: bool,
    /// How many block quotes are around it.
    pub quotes: usize,
    /// How many lists are around it.
    pub lists: usize,
    /// The innermost list item around it.
    pub item: Option<Item>,
}

impl Block {
    /// Ranges of the text that are bold.
    pub fn strong(&self) -> impl Iterator<Item = &Range<usize>> {
        self.spans(SpanKind::Strong)
    }

    /// Ranges of the text that are struck through.
    pub fn struck(&self) -> impl Iterator<Item = &Range<usize>> {
        self.spans(SpanKind::Struck)
    }

    /// Ranges of the text that are links.
    pub fn links(&self) -> impl Iterator<Item = &Range<usize>> {
        self.spans(SpanKind::Link)
    }

    /// Ranges of the text that are tags and comments: not seen on the page.
    pub fn tags(&self) -> impl Iterator<Item = &Range<usize>> {
        self.spans(SpanKind::Tag)
    }

    fn spans(&self, kind: SpanKind) -> impl Iterator<Item = &Range<usize>> {
        let spans = self.spans.iter();
        spans.filter_map(move |span| (span.kind == kind).then_some(&span.range))
    }

    /// Where a byte offset of the text comes from in the source.
    pub fn source(&self, at: usize) -> usize {
        let run = self.runs.partition_point(|run| run.at <= at);
        match run.checked_sub(1).map(|index| &self.runs[index]) {
            Some(run) => (run.range.start + (at - run.at)).min(run.range.end),
            None => self.range.start,
        }
    }

    /// The source range of a byte range of the text.
    pub fn source_range(&self, text: Range<usize>) -> Range<usize> {
        let start = self.source(text.start);
        let end = match text.end.checked_sub(1) {
            // The end of the last character's run, so that an escape or entity is not cut.
            Some(last) if text.end > text.start => {
                let run = self.runs.partition_point(|run| run.at <= last).max(1) - 1;
                let verbatim = self.source(last) + 1;
                match (self.runs.get(run), self.runs.get(run + 1)) {
                    (Some(run), Some(next)) if next.at == text.end => run.range.end,
                    (Some(run), None) if self.text.len() == text.end => run.range.end,
                    _ => verbatim,
                }
            }
            _ => start,
        };
        start..end.max(start)
    }

    /// Whether it is an HTML block that is nothing but comments.
    pub fn is_comment(&self) -> bool {
        self.kind == BlockKind::Html && comments_only(&self.text)
    }
}

/// Whether HTML is nothing but comments and white space.
fn comments_only(html: &str) -> bool {
    let mut rest = html.trim_start();
    if rest.is_empty() {
        return false;
    }
    while let Some(comment) = rest.strip_prefix("<!--") {
        match comment.find("-->") {
            Some(end) => rest = comment[end + 3..].trim_start(),
            None => return true,
        }
    }
    rest.is_empty()
}

/// Raw HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Html {
    /// Where.
    pub range: Range<usize>,
    /// A block of its own, or a tag or comment inside a line.
    pub block: bool,
    /// Inside a heading.
    pub heading: bool,
}

/// What the pass found.
#[derive(Debug, Clone, Default)]
pub struct Markdown {
    /// Headings in order, nested ones too.
    pub headings: Vec<Heading>,
    /// Everything else that holds something, in order.
    pub blocks: Vec<Block>,
    /// Code, blocks and inline alike, in order.
    pub code: Vec<Range<usize>>,
    /// Raw HTML in order.
    pub html: Vec<Html>,
    /// Links and pictures in order, with their destinations.
    pub links: Vec<Range<usize>>,
    /// The definition terms' ids.
    pub terms: Vec<String>,
}

impl Markdown {
    /// Parses `text` from the byte `start` on; all ranges count from the beginning of `text`.
    pub fn parse(text: &str, start: usize, options: ParseOptions) -> Self {
        builder::build(text, start, options)
    }

    /// The heading that a byte offset lies in.
    pub fn heading_at(&self, offset: usize) -> Option<&Heading> {
        holder(&self.headings, offset, |heading| &heading.range)
    }

    /// The block that a byte offset lies in.
    pub fn block_at(&self, offset: usize) -> Option<&Block> {
        holder(&self.blocks, offset, |block| &block.range)
    }

    /// Whether a byte offset lies in code.
    pub fn in_code(&self, offset: usize) -> bool {
        contains(&self.code, offset, |range| range)
    }

    /// Whether a byte offset lies in raw HTML or a comment.
    pub fn in_html(&self, offset: usize) -> bool {
        contains(&self.html, offset, |html| &html.range)
    }

    /// Whether a byte offset lies in a link or picture.
    pub fn in_link(&self, offset: usize) -> bool {
        contains(&self.links, offset, |range| range)
    }
}

/// The one of `items`, which are in order and none within another, that holds `offset`.
fn holder<T>(items: &[T], offset: usize, range: impl Fn(&T) -> &Range<usize>) -> Option<&T> {
    let begun = items.partition_point(|item| range(item).start <= offset);
    let last = items.get(begun.checked_sub(1)?)?;
    range(last).contains(&offset).then_some(last)
}

/// Whether one of `items`, ordered by their starts and at most nested one in another, holds `offset`.
fn contains<T>(items: &[T], offset: usize, range: impl Fn(&T) -> &Range<usize>) -> bool {
    let after = items.partition_point(|item| range(item).start <= offset);
    // A picture may stand in a link: one step further back is as deep as it gets.
    items[after.saturating_sub(2)..after]
        .iter()
        .any(|item| range(item).contains(&offset))
}
