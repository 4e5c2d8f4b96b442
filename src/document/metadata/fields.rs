//! The metadata of one document: the notations brought together.

use std::sync::Arc;

use super::conflict;
use super::entry::{Conflict, Entry, Notation, Problem};
use super::known::Known;
use crate::fields;

/// The fields of one document, whatever notation they are in.
#[derive(Debug, Clone, Default)]
pub struct Metadata {
    /// In the order in which they stand.
    pub entries: Vec<Arc<Entry>>,
    /// Mistakes in how it is written.
    pub problems: Vec<Problem>,
    /// Fields that two notations disagree about.
    pub conflicts: Vec<Conflict>,
    names: Vec<Name>,
    front_matter: bool,
}

/// What an entry is called, and what that means.
#[derive(Debug, Clone)]
pub(super) struct Name {
    pub(super) folded: String,
    pub(super) meaning: Option<&'static str>,
    pub(super) known: bool,
    /// The template shows a field of this very name.
    pub(super) shown: bool,
}

impl Metadata {
    /// From entries in the order of place.
    pub(super) fn new(
        entries: Vec<Arc<Entry>>,
        problems: Vec<Problem>,
        front_matter: bool,
        known: &Known,
    ) -> Self {
        let names = entries.iter().map(|entry| known.name(&entry.key));
        let names: Vec<Name> = names.collect();
        Self {
            conflicts: conflict::find(&entries, &names),
            entries,
            problems,
            names,
            front_matter,
        }
    }

    /// The entry of a key: the one that bears this name, else the one that carries its meaning
    /// (`Stage` for `status`). Among several, the first that is not empty.
    pub fn get(&self, key: &str) -> Option<&Entry> {
        self.named(key).or_else(|| {
            let folded = fields::fold(key);
            let name = fields::FIELDS
                .iter()
                .find(|field| field.name == folded || field.aliases.contains(&folded.as_str()))?
                .name;
            self.meaning(name)
        })
    }

    /// The entry that bears this very name (case and separators aside), whatever it means.
    pub fn named(&self, key: &str) -> Option<&Entry> {
        self.first(|name| fields::folds_to(key, &name.folded))
    }

    /// The entry that carries the meaning of a canonical name: the first, but one that is filled
    /// before an empty one of another notation.
    pub fn meaning(&self, canonical: &str) -> Option<&Entry> {
        self.first(|name| name.meaning == Some(canonical))
    }

    /// The canonical name of what an entry means.
    pub fn meaning_of(&self, entry: usize) -> Option<&'static str> {
        self.names.get(entry)?.meaning
    }

    /// Whether the tool, the configuration or the template knows an entry's key.
    pub fn is_known(&self, entry: usize) -> bool {
        self.names.get(entry).is_some_and(|name| name.known)
    }

    /// Whether there is none at all: labels that nobody knows, outside front matter, are none.
    pub fn is_empty(&self) -> bool {
        self.entries
            .iter()
            .zip(&self.names)
            .all(|(entry, name)| !name.known && !matches!(entry.notation, Notation::FrontMatter(_)))
    }

    /// Whether it leaves the page: front matter does, the other notations stay.
    pub fn left_the_page(&self) -> bool {
        self.front_matter
    }

    fn first(&self, wanted: impl Fn(&Name) -> bool) -> Option<&Entry> {
        let mut found = self
            .entries
            .iter()
            .zip(&self.names)
            .filter(|(_, name)| wanted(name))
            .map(|(entry, _)| &**entry);
        let first = found.next()?;
        if !first.is_blank() {
            return Some(first);
        }
        found
            .find(|other| other.notation != first.notation && !other.is_blank())
            .or(Some(first))
    }
}
