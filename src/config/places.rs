//! Where in book.toml a key stands.

use std::ops::Range;
use std::sync::Arc;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostics::Place;
use crate::keys::{Part, Places, Step};
use crate::text::Text;

use super::EnvOverride;

/// The text of book.toml, where it is at hand, and what the environment sets in its stead.
pub(super) struct BookToml<'t> {
    text: Option<&'t Text>,
    root: Option<DeTable<'t>>,
    overridden: &'t [EnvOverride],
}

impl<'t> BookToml<'t> {
    /// A text that is no TOML has no places; whoever read it has said so.
    pub(super) fn new(text: Option<&'t Text>, overridden: &'t [EnvOverride]) -> Self {
        Self {
            text,
            root: text
                .and_then(|text| DeTable::parse(text.as_str()).ok())
                .map(Spanned::into_inner),
            overridden,
        }
    }

    fn whole(&self) -> Place {
        let path = self.text.map(|text| Arc::clone(text.path()));
        Place::file(path.unwrap_or_else(|| "book.toml".into()))
    }

    /// The range of what the path leads to, or of the nearest thing around it.
    fn find(&self, path: &[Step], part: Part) -> Option<Range<usize>> {
        let mut table = self.root.as_ref();
        let mut list = None;
        let mut found = None;
        for (at, step) in path.iter().enumerate() {
            let is_last = at + 1 == path.len();
            let value = match step {
                Step::Key(name) => table.and_then(|table| table.get_key_value(name.as_str())),
                Step::Index(_) => None,
            };
            let value = match (value, step) {
                (Some((key, value)), _) => {
                    let named = is_last && part == Part::Key;
                    found = Some(if named { key.span() } else { value.span() });
                    value
                }
                (None, Step::Index(index)) => {
                    let Some(value) =
                        list.and_then(|list: &toml::de::DeArray<'_>| list.get(*index))
                    else {
                        break;
                    };
                    found = Some(value.span());
                    value
                }
                (None, Step::Key(_)) => break,
            };
            (table, list) = match value.get_ref() {
                DeValue::Table(table) => (Some(table), None),
                DeValue::Array(list) => (None, Some(list)),
                _ => (None, None),
            };
        }
        found
    }
}

impl Places for BookToml<'_> {
    fn place(&self, path: &[Step], part: Part) -> Place {
        if self.variable(path).is_some() {
            return self.whole();
        }
        match (self.text, self.find(path, part)) {
            (Some(text), Some(range)) => text.place(range),
            _ => self.whole(),
        }
    }

    fn variable(&self, path: &[Step]) -> Option<String> {
        let sets = |it: &&EnvOverride| {
            it.path.len() <= path.len()
                && it
                    .path
                    .iter()
                    .zip(path)
                    .all(|(name, step)| matches!(step, Step::Key(key) if key == name))
        };
        let found = self.overridden.iter().rev().find(sets)?;
        Some(found.variable.clone())
    }
}
