//! One field of a document, and what can be wrong with how it is written.

use std::ops::Range;

use super::value::{self, Item, Value};
use crate::document::front_matter;

/// How metadata is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// YAML or TOML at the very start.
    FrontMatter(front_matter::Notation),
    /// A fenced block of `Key: value` lines.
    Block,
    /// `**Key**: value`, with or without bullet and bold.
    Label,
    /// A cell of a table.
    Table,
    /// A heading with a short line beneath it.
    Heading,
}

/// A field as it is written in one place.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The key as written, markup and colon dropped.
    pub key: String,
    /// The key's bytes.
    pub key_range: Range<usize>,
    /// What it holds.
    pub value: Value,
    /// The value's bytes, quotes included, markup around all of it not; where there is no value, the
    /// empty range at which it would be typed (behind a space where there is one). Of a key given
    /// several times, those of the first; the items have their own.
    pub value_range: Range<usize>,
    /// The entry: its lines, without the last line ending, or the part of a line that is its own.
    pub range: Range<usize>,
    /// How it is written.
    pub notation: Notation,
}

impl Entry {
    /// The scalar texts of the value, blank ones left out: a scalar is one, a list gives those of
    /// its items.
    pub fn items(&self) -> Vec<Item<'_>> {
        let mut items = Vec::new();
        value::collect(&self.value, &self.value_range, &mut items);
        items
    }

    /// The text of a scalar value.
    pub fn text(&self) -> Option<std::borrow::Cow<'_, str>> {
        self.value.as_text()
    }

    /// Whether there is nothing in it.
    pub fn is_blank(&self) -> bool {
        self.value.is_blank()
    }
}

/// A mistake in how metadata is written, as opposed to what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The smallest range that shows it.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub help: String,
    /// Another place that has to do with it, and what it is.
    pub also: Option<(Range<usize>, String)>,
}

/// One field in two notations with different values: indices into [`super::Metadata::entries`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Conflict {
    /// The entry that counts.
    pub first: usize,
    /// The one that disagrees with it.
    pub second: usize,
}
