//! A template's own text, of which nothing should be left over in a document.

use std::collections::BTreeSet;

use super::placeholders::Placeholders;
use super::section::SectionSpec;
use crate::document::names;
use crate::document::units::{Piece, Unit, UnitKind};

/// A template's own text. Its units are in the form that compares.
#[derive(Debug, Clone, Default)]
pub struct Wording {
    /// Its gaps.
    pub placeholders: Placeholders,
    /// Its guidance; text that is meant to stay is not among it.
    pub guidance: BTreeSet<String>,
    /// What its guidance begins with ([`names::gist`]).
    gists: BTreeSet<u64>,
    /// How those of its guidance are written that hold links.
    linked: BTreeSet<String>,
    /// Its comments of a sentence or more.
    pub comments: BTreeSet<String>,
    /// Text that is meant to stay.
    kept: BTreeSet<String>,
}

impl Wording {
    /// Of some sections, with the gaps of the whole template.
    pub fn of(sections: &[SectionSpec], placeholders: Placeholders) -> Self {
        let mut wording = Self {
            placeholders,
            ..Self::default()
        };
        for spec in sections {
            let stays = spec.annotations.keep || spec.field.is_some();
            for unit in &spec.guidance {
                let units = match unit.kind {
                    _ if stays => &mut wording.kept,
                    UnitKind::Comment => &mut wording.comments,
                    _ => &mut wording.guidance,
                };
                units.insert(unit.key.clone());
                wording.linked.extend(unit.linked.clone());
            }
        }
        wording.gists = gists(&wording.guidance);
        wording
    }

    /// A piece of a document's text, where it is guidance as the template has it. A link that leads
    /// elsewhere and a box that is ticked are the author's answer.
    pub fn held(&self, piece: &Piece<'_>) -> Option<Unit> {
        if !self.gists.contains(&names::gist(piece.text())) {
            return None;
        }
        let unit = piece.unit();
        let as_written = |linked| self.linked.contains(linked);
        let held = self.guidance.contains(&unit.key)
            && unit.linked.as_ref().is_none_or(as_written)
            && unit.ticked != Some(true);
        held.then_some(unit)
    }

    /// This wording and that of another version, without what is meant to stay here.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        let both = |own: &BTreeSet<String>, others: &BTreeSet<String>| {
            let new = others.difference(&self.kept);
            own.iter().chain(new).cloned().collect()
        };
        let guidance = both(&self.guidance, &other.guidance);
        Self {
            placeholders: self.placeholders.with(&other.placeholders),
            gists: gists(&guidance),
            guidance,
            linked: both(&self.linked, &other.linked),
            comments: both(&self.comments, &other.comments),
            kept: self.kept.clone(),
        }
    }
}

fn gists(units: &BTreeSet<String>) -> BTreeSet<u64> {
    units.iter().map(|unit| names::gist(unit)).collect()
}
