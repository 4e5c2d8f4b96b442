//! Metadata in every notation that teams use, each entry with the places of its key and value.
//!
//! 1. [`read_front_matter`] reads what opens the file, before anything is parsed.
//! 2. [`Notes::gather`] collects what may be metadata in the body, whatever the template.
//! 3. [`Notes::metadata`] decides what counts, once configuration and template are known.
//!
//! All ranges are byte ranges of the view.

mod entry;
mod fields;
mod front;
mod known;
mod value;

pub use entry::{Conflict, Entry, Notation, Problem};
pub use fields::Metadata;
pub use front::{FrontMatterRead, read_front_matter};
pub use known::Known;

pub use value::{Item, Pair, Spanned, Value};

use super::markdown::Markdown;
use super::sections::Sections;

/// Everything in a text that may be metadata.
#[derive(Debug, Clone, Default)]
pub struct Notes {
    /// The front matter.
    pub front_matter: Option<FrontMatterRead>,
    /// Mistakes that do not depend on what the template knows, those in front matter included.
    pub problems: Vec<Problem>,
}

impl Notes {
    /// Collects the notations.
    pub fn gather(
        front_matter: Option<FrontMatterRead>,
        _view: &str,
        _markdown: &Markdown,
        _sections: &Sections,
    ) -> Self {
        let problems = front_matter
            .as_ref()
            .map(|read| read.problems.clone())
            .unwrap_or_default();
        Self {
            front_matter,
            problems,
        }
    }

    /// What counts as metadata, for whoever knows `known`.
    pub fn metadata(&self, known: &Known) -> Metadata {
        let entries = self
            .front_matter
            .as_ref()
            .map(|read| read.entries.clone())
            .unwrap_or_default();
        Metadata::new(
            entries,
            self.problems.clone(),
            self.front_matter.is_some(),
            known,
        )
    }
}
