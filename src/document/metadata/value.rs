//! What a field can hold.

use std::borrow::Cow;
use std::ops::Range;

/// The value of a field. Numbers keep the text they were written as: `1.10` is a version to its
/// author, not the number 1.1.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Nothing: `key:`, `key: ~`.
    Empty,
    /// Text; in YAML also dates, and everything in quotes.
    Text(String),
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer {
        /// The number.
        value: i64,
        /// As written.
        written: String,
    },
    /// Any other number.
    Float {
        /// The number.
        value: f64,
        /// As written.
        written: String,
    },
    /// A TOML date or date-time, as written.
    Date(String),
    /// Several values.
    List(Vec<Spanned>),
    /// A mapping, in the order of its keys.
    Map(Vec<Pair>),
}

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Spanned {
    /// The value.
    pub value: Value,
    /// Its bytes.
    pub range: Range<usize>,
}

/// One key of a mapping.
#[derive(Debug, Clone, PartialEq)]
pub struct Pair {
    /// The key as written.
    pub key: String,
    /// Its bytes.
    pub key_range: Range<usize>,
    /// What it holds.
    pub value: Spanned,
}

impl Value {
    /// The text of a scalar; none for lists, mappings and nothing.
    pub fn as_text(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Text(text) | Self::Date(text) => Some(Cow::Borrowed(text)),
            Self::Integer { written, .. } | Self::Float { written, .. } => {
                Some(Cow::Borrowed(written))
            }
            Self::Bool(true) => Some(Cow::Borrowed("true")),
            Self::Bool(false) => Some(Cow::Borrowed("false")),
            Self::Empty | Self::List(_) | Self::Map(_) => None,
        }
    }

    /// Whether there is nothing in it: no value, white space, or a list of such.
    pub fn is_blank(&self) -> bool {
        match self {
            Self::Empty => true,
            Self::Text(text) => text.trim().is_empty(),
            Self::List(items) => items.iter().all(|item| item.value.is_blank()),
            Self::Map(pairs) => pairs.is_empty(),
            Self::Bool(_) | Self::Integer { .. } | Self::Float { .. } | Self::Date(_) => false,
        }
    }
}

/// A scalar in a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item<'a> {
    /// Its text, without white space around it.
    pub text: Cow<'a, str>,
    /// Its bytes.
    pub range: Range<usize>,
}

impl<'a> Item<'a> {
    /// Its parts between commas; itself where it holds none. Parts have a place of their own where
    /// the item stands in `view` as it reads, else that of the whole.
    pub fn split(&self, view: &str) -> Vec<Item<'_>> {
        let source = view.get(self.range.clone()).unwrap_or_default();
        let offset = source.find(self.text.as_ref());
        let mut at = 0;
        let mut parts = Vec::new();
        for part in self.text.split(',') {
            let trimmed = part.trim();
            let start = at + (part.len() - part.trim_start().len());
            at += part.len() + 1;
            if !trimmed.is_empty() {
                parts.push(Item {
                    text: Cow::Borrowed(trimmed),
                    range: match offset.map(|offset| self.range.start + offset + start) {
                        Some(start) => start..start + trimmed.len(),
                        None => self.range.clone(),
                    },
                });
            }
        }
        parts
    }
}

pub(super) fn collect<'a>(value: &'a Value, range: &Range<usize>, items: &mut Vec<Item<'a>>) {
    if let Value::List(list) = value {
        for item in list {
            collect(&item.value, &item.range, items);
        }
    } else if let Some(text) = value.as_text() {
        let text = match text {
            Cow::Borrowed(text) => Cow::Borrowed(text.trim()),
            Cow::Owned(text) => Cow::Owned(text.trim().to_owned()),
        };
        if !text.is_empty() {
            items.push(Item {
                text,
                range: range.clone(),
            });
        }
    }
}
