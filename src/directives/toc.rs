//! `{{#toc}}`: the chapter's table of contents.

use super::{Directive, Found, Gives, Key, Site, Value, Wrong, legal};
use crate::page::contents::Request;

/// The directive.
pub const DIRECTIVE: Directive = Directive {
    name: "toc",
    summary: "the chapter's table of contents",
    keys: &[
        Key {
            name: "min-level",
            value: Value::Number(1, 6),
            default: None,
            summary: "the highest heading level in it; else what `toc.min-level` in book.toml says",
        },
        Key {
            name: "max-level",
            value: Value::Number(1, 6),
            default: None,
            summary: "the deepest heading level in it; else what `toc.max-level` says",
        },
        Key {
            name: "title",
            value: Value::Text,
            default: None,
            summary: "what stands above it",
        },
    ],
    words: &[],
    flags: &[],
    check,
    gives: Gives::Contents(request),
};

fn check(site: &Site<'_>) -> Vec<Wrong> {
    crossed(site.found)
}

/// The list that a directive without findings asks for.
fn request(found: &Found) -> Request {
    let level = |key| found.value(key).and_then(|value| value.parse().ok());
    Request {
        min_level: level("min-level"),
        max_level: level("max-level"),
        title: found.value("title").map(str::to_owned),
    }
}

/// The levels are the wrong way round.
fn crossed(found: &Found) -> Vec<Wrong> {
    let (min, max) = match request(found) {
        Request {
            min_level: Some(min),
            max_level: Some(max),
            ..
        } if min > max => (min, max),
        _ => return Vec::new(),
    };
    let message = format!(
        "no heading is of level {min} or deeper and at most {max}: `min-level` is above `max-level`"
    );
    vec![Wrong {
        range: found.range.clone(),
        message,
        help: legal(&DIRECTIVE),
    }]
}
