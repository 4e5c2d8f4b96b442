//! What a key may hold, and how a value is held against it.

use std::fmt;

use serde_json::Value;

use crate::diagnostics::nearest;

use super::problems::legal;

/// A table of keys.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// What messages call it: `[preprocessor.design-docs.toc]`.
    pub name: &'static str,
    /// What it is for, in a line.
    pub summary: &'static str,
    /// Its keys, in the order in which they are told.
    pub keys: &'static [Key],
    /// Whether other keys may stand there too, because they belong to somebody else.
    pub open: bool,
}

/// One key of a table.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Its name.
    pub name: &'static str,
    /// What it may hold.
    pub kind: Kind,
    /// What holds where it is not given.
    pub default: Fallback,
    /// An example of its value, as TOML, where the default is none.
    pub example: &'static str,
    /// What it says, in a line.
    pub summary: &'static str,
}

/// What a key may hold.
#[derive(Debug, Clone, Copy)]
pub enum Kind {
    /// Any text.
    Text,
    /// `true` or `false`.
    Boolean,
    /// `false` and nothing else.
    False,
    /// A whole number within these bounds, both included.
    Integer {
        /// The least.
        min: i64,
        /// The greatest.
        max: i64,
    },
    /// One of these words.
    OneOf(&'static [&'static str]),
    /// A text that must make sense.
    Parsed {
        /// What it is, with its article: `a glob`.
        what: &'static str,
        /// Whether it makes sense.
        check: fn(&str) -> Result<(), Wrong>,
    },
    /// A list of such.
    List(&'static Kind),
    /// One or the other.
    Either(&'static Kind, &'static Kind),
    /// A table with these keys; read with a section of its own.
    Table(&'static Table),
    /// A list of tables with these keys; each read with a section of its own.
    Tables(&'static Table),
    /// A table whose keys are the author's, each value of this kind.
    Map(&'static Kind),
    /// Anything at all, or something that is looked at elsewhere.
    Anything,
}

/// What holds where a key is not given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fallback {
    /// Nothing does.
    None,
    /// This text.
    Text(&'static str),
    /// This truth.
    Boolean(bool),
    /// This number.
    Integer(i64),
    /// These words.
    Words(&'static [&'static str]),
}

impl fmt::Display for Fallback {
    /// As TOML; empty for none.
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Fallback::None => Ok(()),
            Fallback::Text(text) => write!(formatter, "{text:?}"),
            Fallback::Boolean(it) => write!(formatter, "{it}"),
            Fallback::Integer(it) => write!(formatter, "{it}"),
            Fallback::Words(words) => write!(formatter, "{words:?}"),
        }
    }
}

/// What is wrong with a value, and what would be right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// What is wrong, following the value: `` `nevr` … ``.
    pub message: String,
    /// What would be right.
    pub help: Option<String>,
}

impl Wrong {
    /// A fault with what would be right.
    pub fn new(message: impl Into<String>, help: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            help: Some(help.into()),
        }
    }
}

/// A key without default and example.
pub const fn key(name: &'static str, kind: Kind, summary: &'static str) -> Key {
    Key {
        name,
        kind,
        default: Fallback::None,
        example: "",
        summary,
    }
}

impl Key {
    /// The key with what holds where it is not given.
    #[must_use]
    pub const fn or(mut self, default: Fallback) -> Self {
        self.default = default;
        self
    }

    /// The key with an example of its value, as TOML.
    #[must_use]
    pub const fn such_as(mut self, example: &'static str) -> Self {
        self.example = example;
        self
    }
}

impl Table {
    /// The key of that name.
    pub fn key(&self, name: &str) -> Option<&'static Key> {
        self.keys.iter().find(|key| key.name == name)
    }

    /// The names of its keys, in order.
    pub fn names(&self) -> Vec<&'static str> {
        self.keys.iter().map(|key| key.name).collect()
    }
}

impl Kind {
    /// Whether a value has the right type, whatever it says.
    pub fn has_type(&self, value: &Value) -> bool {
        match self {
            Kind::Text | Kind::OneOf(_) | Kind::Parsed { .. } => value.is_string(),
            Kind::Boolean => value.is_boolean(),
            Kind::False => value == &Value::Bool(false),
            Kind::Integer { .. } => value.is_i64() || value.is_u64(),
            Kind::List(_) | Kind::Tables(_) => value.is_array(),
            Kind::Either(one, other) => one.has_type(value) || other.has_type(value),
            Kind::Table(_) | Kind::Map(_) => value.is_object() && !is_date(value),
            Kind::Anything => true,
        }
    }

    /// What is wrong with a value of the right type, list elements left aside.
    pub fn check(&self, value: &Value) -> Result<(), Wrong> {
        match (self, value) {
            (Kind::OneOf(words), Value::String(text)) if !words.contains(&text.as_str()) => {
                Err(Wrong::new(
                    "is not one of the legal values",
                    legal(nearest(text, words.iter().copied()), words),
                ))
            }
            (Kind::Parsed { check, .. }, Value::String(text)) => check(text),
            (&Kind::Integer { min, max }, Value::Number(number)) => match number.as_i64() {
                Some(number) if (min..=max).contains(&number) => Ok(()),
                _ => Err(Wrong::new("is out of range", self.describe())),
            },
            _ => Ok(()),
        }
    }

    /// What may stand there, in words.
    pub fn describe(&self) -> String {
        match self {
            Kind::Text => "a text".to_owned(),
            Kind::Boolean => "true or false".to_owned(),
            Kind::False => "false".to_owned(),
            Kind::Integer { min, max } if *max == i64::MAX => {
                format!("a whole number, {min} or more")
            }
            Kind::Integer { min, max } => format!("a whole number from {min} to {max}"),
            Kind::OneOf(words) => format!("one of {}", words.join(", ")),
            Kind::Parsed { what, .. } => (*what).to_owned(),
            Kind::List(kind) => match kind {
                Kind::Text => "a list of texts".to_owned(),
                kind => format!("a list, each element {}", kind.describe()),
            },
            Kind::Either(one, other) => format!("{}, or {}", one.describe(), other.describe()),
            Kind::Table(_) => "a table".to_owned(),
            Kind::Tables(_) => {
                "a list of tables (in TOML, each under [[double brackets]])".to_owned()
            }
            Kind::Map(Kind::Anything) => "a table".to_owned(),
            Kind::Map(kind) => format!("a table, each value {}", kind.describe()),
            Kind::Anything => "anything".to_owned(),
        }
    }
}

/// Whether a value is a TOML date, in the form in which it comes through serde.
pub(super) fn is_date(value: &Value) -> bool {
    value.get("$__toml_private_datetime").is_some()
}

/// A value as a message shows it: what it is, and what it says where that is short.
pub(super) fn show(value: &Value) -> String {
    match value {
        Value::Null => "nothing".to_owned(),
        Value::Bool(it) => format!("`{it}`"),
        Value::Number(it) => format!("the number {it}"),
        Value::String(it) if it.is_empty() => "an empty text".to_owned(),
        Value::String(it) => format!("the text `{it}`"),
        Value::Array(_) => "a list".to_owned(),
        value if is_date(value) => "a date".to_owned(),
        Value::Object(_) => "a table".to_owned(),
    }
}
