//! One pass of mdBook's own parser over a chapter, and what every later stage needs of it.
//!
//! 1. The events of `mdbook_markdown::new_cmark_parser` are read once, with their byte ranges.
//! 2. Headings get the id that mdBook will give them ([`super::ids::Ids`]).
//! 3. Everything that holds text becomes a flat list of [`Block`]s; quotes and lists are depths.
//! 4. Code, HTML and links are remembered as ranges, for whoever must leave them alone.
//!
//! All ranges are byte ranges of the text that was parsed.

mod block;
mod builder;
mod heading;

use std::borrow::Cow;
use std::ops::Range;
use std::sync::Arc;

use mdbook_markdown::MarkdownOptions;
use pulldown_cmark::Event;

use super::ids::IdScheme;
pub use block::{Block, BlockKind, Cell, Code, Item, Run, Span, SpanKind, Table};

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
    /// The inline events of its content; none where its text is all there is.
    marked_up: Box<[Event<'static>]>,
}

impl Heading {
    /// The inline events of its content.
    pub fn events(&self) -> Cow<'_, [Event<'static>]> {
        if self.marked_up.is_empty() && !self.text.is_empty() {
            let text = self.text.clone().into();
            return Cow::Owned(vec![Event::Text(text)]);
        }
        Cow::Borrowed(&self.marked_up)
    }
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
    pub fn parse(text: impl Into<Arc<str>>, start: usize, options: ParseOptions) -> Self {
        let text = text.into();
        Self::parse_part(&text, start..text.len(), options)
    }

    /// Parses a part of `text` as though it were all of it; all ranges count from the beginning of `text`.
    pub fn parse_part(text: &Arc<str>, part: Range<usize>, options: ParseOptions) -> Self {
        builder::build(text, part, options)
    }

    /// What those blocks say that don't stand in the source as they are seen, one after another.
    pub fn rewritten(&self) -> &str {
        self.blocks.first().map_or("", Block::rewritten)
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
