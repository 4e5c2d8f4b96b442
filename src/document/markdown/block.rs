//! What a text is made of besides headings. There are as many blocks as a book has paragraphs, so what
//! they say is kept for all of a document together, and only where it is not in the source as it is.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

/// What a block is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph, or the text of a tight list item.
    Paragraph,
    /// A code block.
    Code(Box<Code>),
    /// A block of raw HTML, comments included.
    Html,
    /// A table.
    Table(Box<Table>),
    /// A thematic break.
    Rule,
    /// The term of a definition list.
    Term,
}

/// What is known of a code block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// The info string of a fenced one; none for an indented one.
    pub info: Option<Box<str>>,
    /// Its lines, without the fences.
    pub content: Range<usize>,
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Run {
    at: u32,
    start: u32,
    end: u32,
}

impl Run {
    /// What begins at `at` in the text, and stands at `range` in the source.
    pub(super) fn new(at: usize, range: &Range<usize>) -> Self {
        Self {
            at: offset(at),
            start: offset(range.start),
            end: offset(range.end),
        }
    }

    /// Where it begins in [`Block::text`].
    pub fn at(self) -> usize {
        self.at as usize
    }

    /// Where it stands in the source; not of the same length where escapes or entities are inside.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// Makes it reach to `end` in the source.
    pub(super) fn extend(&mut self, end: usize) {
        self.end = offset(end);
    }
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// What it is.
    pub kind: SpanKind,
    start: u32,
    end: u32,
}

impl Span {
    pub(super) fn new(kind: SpanKind, range: &Range<usize>) -> Self {
        Self {
            kind,
            start: offset(range.start),
            end: offset(range.end),
        }
    }

    /// Where it stands in [`Block::text`].
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Texts are shorter than 4 GiB: longer files are not read.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
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

/// What the blocks of a document say: known in full once all of it is parsed.
#[derive(Debug)]
pub(super) struct Said {
    source: Arc<str>,
    pieces: OnceLock<Pieces>,
}

/// What is written down one block after another.
#[derive(Debug, Default)]
pub(super) struct Pieces {
    /// The texts of blocks that don't stand in the source as they are seen.
    pub text: String,
    pub runs: Vec<Run>,
    pub spans: Vec<Span>,
}

impl Said {
    pub(super) fn new(source: Arc<str>) -> Arc<Self> {
        Arc::new(Self {
            source,
            pieces: OnceLock::new(),
        })
    }

    pub(super) fn settle(&self, mut pieces: Pieces) {
        pieces.text.shrink_to_fit();
        pieces.runs.shrink_to_fit();
        pieces.spans.shrink_to_fit();
        self.pieces.get_or_init(|| pieces);
    }
}

/// A leaf of the block structure, headings aside.
#[derive(Debug, Clone)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// All of it.
    pub range: Range<usize>,
    /// The innermost list item around it.
    pub item: Option<Item>,
    /// How many block quotes are around it.
    pub quotes: u16,
    /// How many lists are around it.
    pub lists: u16,
    /// Whether it holds a picture.
    pub picture: bool,
    /// Whether its text is a piece of the source.
    pub(super) verbatim: bool,
    pub(super) text: Part,
    pub(super) runs: Part,
    pub(super) spans: Part,
    pub(super) said: Arc<Said>,
}

/// A block's part of what is kept for all.
#[derive(Debug, Clone, Copy)]
pub(super) struct Part {
    start: u32,
    end: u32,
}

impl Part {
    pub(super) fn new(range: &Range<usize>) -> Self {
        Self {
            start: offset(range.start),
            end: offset(range.end),
        }
    }

    fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl Block {
    /// For a paragraph, table or term what people see, and its tags, with `\n` at line breaks (cells
    /// of a table by tabs); for code and HTML the source, verbatim.
    pub fn text(&self) -> &str {
        let all = match self.verbatim {
            true => Some(&*self.said.source),
            false => Some(self.rewritten()),
        };
        let text = all.and_then(|all| all.get(self.text.range()));
        text.unwrap_or_default()
    }

    /// The text of its document's blocks that do not stand in the source as they are seen.
    pub(super) fn rewritten(&self) -> &str {
        let pieces = self.said.pieces.get();
        pieces.map_or("", |pieces| &pieces.text)
    }

    /// Where the pieces of its text come from, in order.
    pub fn runs(&self) -> &[Run] {
        let all = self.said.pieces.get();
        let runs = all.and_then(|all| all.runs.get(self.runs.range()));
        runs.unwrap_or_default()
    }

    /// Ranges of the text that are bold.
    pub fn strong(&self) -> impl Iterator<Item = Range<usize>> {
        self.spans(SpanKind::Strong)
    }

    /// Ranges of the text that are struck through.
    pub fn struck(&self) -> impl Iterator<Item = Range<usize>> {
        self.spans(SpanKind::Struck)
    }

    /// Ranges of the text that are links.
    pub fn links(&self) -> impl Iterator<Item = Range<usize>> {
        self.spans(SpanKind::Link)
    }

    /// Ranges of the text that are tags and comments: not seen on the page.
    pub fn tags(&self) -> impl Iterator<Item = Range<usize>> {
        self.spans(SpanKind::Tag)
    }

    fn spans(&self, kind: SpanKind) -> impl Iterator<Item = Range<usize>> {
        // What in its text is more than text, in the order in which it ends.
        let all = self.said.pieces.get();
        let spans = all.and_then(|all| all.spans.get(self.spans.range()));
        let spans = spans.unwrap_or_default().iter();
        let spans = spans.filter(move |span| span.kind == kind);
        spans.map(|span| span.range())
    }

    /// Where a byte offset of the text comes from in the source.
    pub fn source(&self, at: usize) -> usize {
        let runs = self.runs();
        let after = runs.partition_point(|run| run.at() <= at);
        match after.checked_sub(1).map(|index| runs[index]) {
            Some(run) => (run.range().start + (at - run.at())).min(run.range().end),
            None => self.range.start,
        }
    }

    /// The source range of a byte range of the text.
    pub fn source_range(&self, text: Range<usize>) -> Range<usize> {
        let start = self.source(text.start);
        let end = match text.end.checked_sub(1) {
            // The end of the last character's run, so that an escape or entity is not cut.
            Some(last) if text.end > text.start => {
                let runs = self.runs();
                let run = runs.partition_point(|run| run.at() <= last).max(1) - 1;
                let verbatim = self.source(last) + 1;
                match (runs.get(run), runs.get(run + 1)) {
                    (Some(run), Some(next)) if next.at() == text.end => run.range().end,
                    (Some(run), None) if self.text().len() == text.end => run.range().end,
                    _ => verbatim,
                }
            }
            _ => start,
        };
        start..end.max(start)
    }

    /// Whether it is an HTML block that is nothing but comments.
    pub fn is_comment(&self) -> bool {
        self.kind == BlockKind::Html && comments_only(self.text())
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
