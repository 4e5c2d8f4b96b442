//! Where the author wants a contents list.

use std::ops::Range;

use crate::document::markdown::{Block, BlockKind};
use crate::document::marks::alone;
use crate::document::{Document, names};

use super::written::{self, Written};

/// A place for a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Region {
    pub kind: Kind,
    /// What the list replaces: whole lines, without the last line ending.
    pub inner: Range<usize>,
    /// The marks of quotes and lists before it on its line.
    pub marks: Range<usize>,
    /// Headings from here on are listed.
    pub after: usize,
    /// What the author wrote above the list, between markers.
    pub title: Option<String>,
    /// The list that was written by hand behind a lone marker.
    list: Option<Written>,
}

impl Region {
    /// The list that was written by hand. Read when it is asked for: it takes a parse of its own.
    pub fn list(&self, document: &Document) -> Option<Written> {
        match self.kind {
            Kind::Marker => self.list.clone(),
            Kind::TocPair | Kind::DoctocPair | Kind::Section => {
                written::read(document, self.inner.clone())
            }
        }
    }

    /// Whether it is a marker with no list behind it.
    pub fn is_bare(&self) -> bool {
        self.kind == Kind::Marker && self.list.is_none()
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `<!-- toc -->` alone.
    Marker,
    /// `<!-- toc -->` … `<!-- /toc -->`, or `tocstop`.
    TocPair,
    /// `<!-- START doctoc -->` … `<!-- END doctoc -->`.
    DoctocPair,
    /// A section called Contents.
    Section,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    TocOpen,
    TocClose,
    DoctocOpen,
    DoctocClose,
}

/// The places in order; the first Contents section counts, where no marker stands in it.
pub(super) fn find(document: &Document, title: Option<usize>) -> Vec<Region> {
    let section = section(document, title);
    let mut regions = marked(document, section);
    let taken = |index: usize| {
        let own = &document.sections.all[index].own;
        regions
            .iter()
            .any(|region| own.contains(&region.inner.start))
    };
    if let Some(index) = section.filter(|&index| !taken(index)) {
        regions.extend(in_section(document, index));
    }
    regions
}

/// The section called Contents.
fn section(document: &Document, title: Option<usize>) -> Option<usize> {
    (0..document.sections.all.len()).find(|&index| {
        let key = document.sections.all[index].key.as_str();
        Some(index) != title && is_contents(key)
    })
}

fn is_contents(key: &str) -> bool {
    matches!(key, "contents" | "table of contents")
}

/// The indent and the marks of quotes that a range's first line begins with.
fn split_marks(document: &Document, range: Range<usize>) -> (Range<usize>, Range<usize>) {
    let text = document.slice(range.clone());
    let marks = |ch: char| matches!(ch, ' ' | '\t' | '>');
    let start = range.end - text.trim_start_matches(marks).len();
    (range.start..start, start..range.end)
}

fn marked(document: &Document, section: Option<usize>) -> Vec<Region> {
    let marks: Vec<(Mark, Range<usize>)> = document
        .markdown
        .blocks
        .iter()
        .filter_map(|block| Some((mark(block)?, trimmed(document, block.range.clone()))))
        .collect();
    let mut regions = Vec::new();
    let mut at = 0;
    while let Some((mark, range)) = marks.get(at) {
        at += 1;
        let (kind, close) = match mark {
            Mark::TocOpen => (Kind::TocPair, Mark::TocClose),
            Mark::DoctocOpen => (Kind::DoctocPair, Mark::DoctocClose),
            Mark::TocClose | Mark::DoctocClose => continue,
        };
        let end = marks.get(at).filter(|(mark, _)| *mark == close);
        match end.and_then(|(_, end)| pair(document, kind, range, end)) {
            Some(region) => {
                at += 1;
                regions.push(region);
            }
            None if kind == Kind::TocPair => regions.extend(marker(document, range, section)),
            None => {}
        }
    }
    regions
}

/// The comment that a block is, where it is a marker.
fn mark(block: &Block) -> Option<Mark> {
    if block.kind != BlockKind::Html {
        return None;
    }
    let text = block.text().trim();
    let comment = text.strip_prefix("<!--")?.strip_suffix("-->")?;
    let comment = comment.trim().to_ascii_lowercase();
    match comment.as_str() {
        "toc" => Some(Mark::TocOpen),
        "/toc" | "tocstop" | "toc stop" | "end toc" => Some(Mark::TocClose),
        // doctoc's comments follow each other without a blank line.
        comment if comment.starts_with("start doctoc") => Some(Mark::DoctocOpen),
        comment if comment.starts_with("end doctoc") => Some(Mark::DoctocClose),
        _ => None,
    }
}

fn trimmed(document: &Document, range: Range<usize>) -> Range<usize> {
    let len = document.slice(range.clone()).trim_end().len();
    range.start..range.start + len
}

fn pair(
    document: &Document,
    kind: Kind,
    open: &Range<usize>,
    close: &Range<usize>,
) -> Option<Region> {
    let mut start = open.end;
    let between = |at: usize| (open.end..close.start).contains(&at);
    let mut headings = document
        .markdown
        .headings
        .iter()
        .filter(|it| between(it.range.start));
    if let Some(heading) = headings.next() {
        if headings.next().is_some() || !is_contents(&names::fold(&heading.text)) {
            return None;
        }
        start = heading.range.end;
    }
    let inner = blocks(document, start..close.start);
    let title = title_above(inner);
    let range = extent(document, inner).unwrap_or(start..start);
    let (marks, range) = split_marks(document, range);
    Some(Region {
        kind,
        marks,
        list: None,
        inner: range,
        after: close.end,
        title,
    })
}

/// The line above a list that calls it contents, as doctoc writes it.
fn title_above(blocks: &[Block]) -> Option<String> {
    let [first, _, ..] = blocks else {
        return None;
    };
    let line = first.text().lines().next().unwrap_or_default();
    let words = line.split("generated").next().unwrap_or_default().trim();
    let title = first.kind == BlockKind::Paragraph && is_contents(&names::fold(words));
    title.then(|| words.to_owned())
}

fn marker(document: &Document, range: &Range<usize>, section: Option<usize>) -> Option<Region> {
    let marks = alone(document.as_str(), range.clone())?;
    let mut inner = range.clone();
    let mut list = None;
    if let Some(index) = section
        && let own = &document.sections.all[index].own
        && own.contains(&range.start)
        && let Some(rest) = extent(document, blocks(document, range.end..own.end))
        && let Some(found) = written::read(document, rest)
    {
        inner.end = found.range.end;
        list = Some(found);
    }
    Some(Region {
        kind: Kind::Marker,
        after: inner.end,
        inner,
        marks,
        title: None,
        list,
    })
}

fn in_section(document: &Document, index: usize) -> Option<Region> {
    let own = document.sections.all[index].own.clone();
    let inner = blocks(document, own.clone());
    let nested = |it: &crate::document::markdown::Heading| own.contains(&it.range.start);
    if document.markdown.headings.iter().any(nested) {
        return None;
    }
    let range = extent(document, inner).unwrap_or(own.start..own.start);
    Some(Region {
        kind: Kind::Section,
        marks: range.start..range.start,
        list: None,
        inner: range,
        after: own.start,
        title: None,
    })
}

/// The blocks in a range, without comments at either end and rules at its end.
fn blocks(document: &Document, range: Range<usize>) -> &[Block] {
    let all = &document.markdown.blocks;
    let from = all.partition_point(|block| block.range.start < range.start);
    let to = all.partition_point(|block| block.range.start < range.end);
    let mut blocks = all.get(from..to).unwrap_or_default();
    while let [first, rest @ ..] = blocks
        && first.is_comment()
    {
        blocks = rest;
    }
    while let [rest @ .., last] = blocks
        && (last.is_comment() || last.kind == BlockKind::Rule)
    {
        blocks = rest;
    }
    blocks
}

/// The whole lines that blocks stand on.
fn extent(document: &Document, blocks: &[Block]) -> Option<Range<usize>> {
    let text = document.as_str();
    let start = blocks.first()?.range.start;
    let end = blocks.iter().map(|block| block.range.end).max()?;
    let start = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let end = start + text[start..end].trim_end().len();
    let line = text[end..].find('\n').map_or(text.len(), |at| end + at);
    Some(start..end + text[end..line].trim_end().len())
}
