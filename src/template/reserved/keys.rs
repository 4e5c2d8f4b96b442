//! The tables of the keys that a template's front matter may hold under the tool's own one.

use crate::keys::{Fallback, Kind, Table, Wrong, key};
use crate::lifecycle::{NAME, STATUS_KEYS};

/// The keys below `design-docs:` in a template's front matter.
pub const KEYS: Table = Table {
    name: "`design-docs`",
    summary: "What a template says that no example can say; documents never inherit it",
    open: false,
    keys: &[
        key(
            "summary",
            Kind::Text,
            "when to choose the template, in a line",
        ),
        key(
            "lifecycle",
            Kind::Either(&NAME, &Kind::Tables(&STATUS_KEYS)),
            "the lifecycle of its documents: a name, or a list of statuses",
        )
        .such_as("\"default\""),
        key(
            "fields",
            Kind::Map(&Kind::Table(&FIELD_KEYS)),
            "what fields must hold beyond what their examples say",
        ),
        key(
            "strict-fields",
            Kind::Boolean,
            "fields that the template does not show are findings",
        )
        .or(Fallback::Boolean(false)),
    ],
};

/// The keys of one field below `fields:`.
pub const FIELD_KEYS: Table = Table {
    name: "a field",
    summary: "What one field must hold",
    open: false,
    keys: &[
        key("type", Kind::OneOf(TYPES), "what its value is").such_as("\"integer\""),
        key(
            "unique",
            Kind::Boolean,
            "no two documents may have the same value",
        )
        .or(Fallback::Boolean(false)),
        key(
            "required-from",
            NAME,
            "the status from which it must be there",
        )
        .such_as("\"approved\""),
        key("one-of", Kind::List(&WORD), "the values it may have").such_as("[\"core\", \"edge\"]"),
        key("pattern", PATTERN, "what its text must match").such_as("\"^[A-Z]+-[0-9]+$\""),
    ],
};

/// The names of the types.
pub const TYPES: &[&str] = &[
    "text", "date", "version", "people", "list", "boolean", "integer",
];

const WORD: Kind = Kind::Either(
    &NAME,
    &Kind::Either(
        &Kind::Integer {
            min: i64::MIN,
            max: i64::MAX,
        },
        &Kind::Boolean,
    ),
);

const PATTERN: Kind = Kind::Parsed {
    what: "a regular expression",
    check: check_pattern,
};

fn check_pattern(text: &str) -> Result<(), Wrong> {
    regex::Regex::new(text).map(|_| ()).map_err(|error| {
        let error = error.to_string();
        let reason = error.lines().last().unwrap_or_default().trim();
        let reason = reason.strip_prefix("error: ").unwrap_or(reason);
        Wrong::new(
            format!("is no regular expression: {reason}"),
            "write one such as `^[A-Z]+-[0-9]+$`; put a backslash before signs that are meant as they are",
        )
    })
}
