//! A template's own text, of which nothing should be left over in a document.

use std::collections::BTreeSet;

use super::placeholders::Placeholders;
use super::section::SectionSpec;
use crate::document::units::{Unit, UnitKind};

/// A template's own text. Its units are in the form that compares.
#[derive(Debug, Clone, Default)]
pub struct Wording {
    /// Its gaps.
    pub placeholders: Placeholders,
    /// Its guidance; text that is meant to stay is not among it.
    pub guidance: BTreeSet<String>,
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
        wording
    }

    /// Whether a piece of a document's text is guidance as the template has it. A link that leads
    /// elsewhere and a box that is ticked are the author's answer.
    pub fn holds(&self, unit: &Unit) -> bool {
        let as_written = |linked| self.linked.contains(linked);
        self.guidance.contains(&unit.key)
            && unit.linked.as_ref().is_none_or(as_written)
            && unit.ticked != Some(true)
    }

    /// This wording and that of another version, without what is meant to stay here.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        let both = |own: &BTreeSet<String>, others: &BTreeSet<String>| {
            let new = others.difference(&self.kept);
            own.iter().chain(new).cloned().collect()
        };
        Self {
            placeholders: self.placeholders.with(&other.placeholders),
            guidance: both(&self.guidance, &other.guidance),
            linked: both(&self.linked, &other.linked),
            comments: both(&self.comments, &other.comments),
            kept: self.kept.clone(),
        }
    }
}
