//! What a document's sections hold: the author's own text, the template's, gaps, or nothing.

use std::ops::Range;

use crate::document::Document;
use crate::document::markdown::BlockKind;
use crate::document::names;
use crate::document::units::{self, Piece, Unit, UnitKind};
use crate::matching::Matching;
use crate::template::Template;
use crate::template::wording::Wording;

/// The own text of one section. The template's own pieces are kept as they stand in it, in order; of what
/// comes between them only that something does.
#[derive(Debug, Clone, Default)]
pub struct Content {
    /// The template's text and the comments.
    pub left: Vec<Left>,
    filled: bool,
    seen: bool,
    /// Whether something else stands behind the last of these.
    goes_on: bool,
}

/// The template's text in a document, or a comment.
#[derive(Debug, Clone)]
pub struct Left {
    /// What it is.
    pub unit: Unit,
    /// Whether something else stands between the one before and this one.
    pub apart: bool,
}

impl Content {
    /// The template's text, or a comment.
    fn push(&mut self, unit: Unit) {
        self.seen |= unit.kind != UnitKind::Comment;
        self.left.push(Left {
            unit,
            apart: std::mem::take(&mut self.goes_on),
        });
    }

    /// Anything else: the author's own, or nothing but a gap.
    fn push_other(&mut self, is_own: impl FnOnce() -> bool) {
        self.seen = true;
        self.filled = self.filled || is_own();
        self.goes_on = true;
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
            for piece in units::pieces(document.as_str(), blocks) {
                if footer.is_some_and(|footer| footer.contains(&piece.range().start)) {
                    continue;
                }
                if piece.kind == UnitKind::Comment {
                    content.push(piece.unit());
                } else if keep {
                    content.push_other(|| true);
                } else if let Some(unit) = wording.held(&piece) {
                    content.push(unit);
                } else {
                    content.push_other(|| is_own(document, wording, &piece));
                }
            }
            content.left.shrink_to_fit();
            content
        })
        .collect()
}

/// Whether what is no template's is the author's, and not nothing but a gap.
fn is_own(document: &Document, wording: &Wording, piece: &Piece<'_>) -> bool {
    // A code block with nothing in it.
    if names::is_blank(piece.text()) {
        return false;
    }
    let range = piece.range();
    if piece.kind == UnitKind::Table && is_blank_table(document, wording, range.start) {
        return false;
    }
    let source = document.slice(range);
    let behind = piece.label().and_then(|label| {
        let at = source.find(label.as_str())?;
        Some(&source[at + label.len()..])
    });
    // A label with nothing behind it says nothing; what stands below it speaks for itself.
    if behind.is_some_and(|behind| !behind.chars().any(is_said)) {
        return false;
    }
    !wording.placeholders.only(behind.unwrap_or(source))
}

/// Whether a character is more than punctuation around something that is not there.
pub fn is_said(ch: char) -> bool {
    !ch.is_whitespace()
        && !ch.is_ascii_punctuation()
        && !matches!(ch, '\u{2013}' | '\u{2014}' | '\u{2026}')
}

/// Whether no cell below the header of the table at a place holds anything but gaps.
fn is_blank_table(document: &Document, wording: &Wording, start: usize) -> bool {
    let blocks = &document.markdown.blocks;
    let at = blocks.partition_point(|block| block.range.end <= start);
    let Some(BlockKind::Table(table)) = blocks.get(at).map(|block| &block.kind) else {
        return false;
    };
    table.rows.iter().flatten().all(|cell| {
        let source = document.slice(cell.range.clone());
        !source.chars().any(is_said) || wording.placeholders.only(source)
    })
}
