//! `{{#toc}}`: the chapter's table of contents.

use super::{Directive, Found, Gives, Key, Value, nothing_more};

/// The directive.
pub const TOC: Directive = Directive {
    name: "toc",
    summary: "the chapter's table of contents",
    keys: &[
        Key {
            name: "min-level",
            value: Value::Number(1, 6),
            summary: "the highest heading level in it",
        },
        Key {
            name: "max-level",
            value: Value::Number(1, 6),
            summary: "the deepest heading level in it",
        },
        Key {
            name: "title",
            value: Value::Text,
            summary: "what stands above it",
        },
    ],
    words: &[],
    options: &[],
    check: nothing_more,
    gives: Gives::Contents,
};

/// What one asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Toc {
    /// The highest heading level in it.
    pub min_level: Option<u8>,
    /// The deepest heading level in it.
    pub max_level: Option<u8>,
    /// What stands above it.
    pub title: Option<String>,
}

impl Toc {
    /// The arguments of a directive without findings.
    pub fn of(found: &Found) -> Self {
        let level = |key| found.value(key).and_then(|value| value.parse().ok());
        Self {
            min_level: level("min-level"),
            max_level: level("max-level"),
            title: found.value("title").map(str::to_owned),
        }
    }
}

/// The levels are the wrong way round.
pub(super) fn crossed(found: &Found) -> Option<String> {
    let toc = Toc::of(found);
    match (toc.min_level, toc.max_level) {
        (Some(min), Some(max)) if min > max => Some(format!(
            "no heading is of level {min} or deeper and at most {max}: `min-level` is above `max-level`"
        )),
        _ => None,
    }
}
