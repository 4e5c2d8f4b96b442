//! What a document's sections hold: the author's own text, the template's, gaps, or nothing.

use std::ops::Range;

use crate::document::Document;
use crate::document::markdown::BlockKind;
use crate::document::units::{self, Unit, UnitKind};
use crate::matching::Matching;
use crate::template::Template;
use crate::template::wording::Wording;

/// Whose a piece of text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The author's.
    Own,
    /// The template's guidance, word for word.
    Template,
    /// Nothing but gaps.
    Gap,
    /// A comment, which nobody sees on the page.
    Comment,
}

/// The own text of one section. The template's own pieces are kept as they stand in it, in order; what
/// comes between them only as something that does.
#[derive(Debug, Clone, Default)]
pub struct Content {
    /// The template's text and the comments; none for one or more pieces of anything else.
    pub parts: Vec<Option<(Unit, Part)>>,
    filled: bool,
    seen: bool,
}

impl Content {
    fn push(&mut self, unit: Unit, part: Part) {
        self.filled |= part == Part::Own;
        self.seen |= part != Part::Comment;
        match part {
            Part::Template | Part::Comment => self.parts.push(Some((unit, part))),
            Part::Own | Part::Gap if matches!(self.parts.last(), Some(None)) => {}
            Part::Own | Part::Gap => self.parts.push(None),
        }
    }

    /// Whether the author wrote something.
    pub fn is_filled(&self) -> bool {
        self.filled
    }

    /// Whether nothing is there at all, comments aside.
    pub fn is_empty(&self) -> bool {
        !self.seen
    }
}

/// The content of every section of a document, against a template and text that is no author's. A
/// hand-written footer is no section's text.
pub fn of_sections(
    document: &Document,
    (template, wording): (&Template, &Wording),
    matching: &Matching,
    footer: Option<&Range<usize>>,
) -> Vec<Content> {
    (0..document.sections.all.len())
        .map(|section| {
            let keep = matching.spec_of[section]
                .is_some_and(|spec| template.sections[spec].annotations.keep);
            let blocks = document.sections.blocks(&document.markdown, section);
            let mut content = Content::default();
            for unit in units::units(document.as_str(), blocks) {
                if footer.is_some_and(|footer| footer.contains(&unit.range.start)) {
                    continue;
                }
                let part = if keep && unit.kind != UnitKind::Comment {
                    Part::Own
                } else {
                    part(document, wording, &unit)
                };
                content.push(unit, part);
            }
            content.parts.shrink_to_fit();
            content
        })
        .collect()
}

fn part(document: &Document, wording: &Wording, unit: &Unit) -> Part {
    if unit.kind == UnitKind::Comment {
        return Part::Comment;
    }
    if wording.holds(unit) {
        return Part::Template;
    }
    // A code block with nothing in it.
    if unit.key.is_empty() {
        return Part::Gap;
    }
    let source = document.slice(unit.range.clone());
    if unit.kind == UnitKind::Table && is_blank_table(document, wording, unit) {
        return Part::Gap;
    }
    let behind = unit.label.as_ref().and_then(|label| {
        let at = source.find(label.as_str())?;
        Some(&source[at + label.len()..])
    });
    // A label with nothing behind it says nothing; what stands below it speaks for itself.
    if behind.is_some_and(|behind| !behind.chars().any(is_said)) {
        return Part::Gap;
    }
    if wording.placeholders.only(behind.unwrap_or(source)) {
        Part::Gap
    } else {
        Part::Own
    }
}

/// Whether a character is more than punctuation around something that is not there.
pub fn is_said(ch: char) -> bool {
    !ch.is_whitespace()
        && !ch.is_ascii_punctuation()
        && !matches!(ch, '\u{2013}' | '\u{2014}' | '\u{2026}')
}

/// Whether no cell below a table's header holds anything but gaps.
fn is_blank_table(document: &Document, wording: &Wording, unit: &Unit) -> bool {
    let blocks = &document.markdown.blocks;
    let at = blocks.partition_point(|block| block.range.end <= unit.range.start);
    let Some(BlockKind::Table(table)) = blocks.get(at).map(|block| &block.kind) else {
        return false;
    };
    table.rows.iter().flatten().all(|cell| {
        let source = document.slice(cell.range.clone());
        !source.chars().any(is_said) || wording.placeholders.only(source)
    })
}
