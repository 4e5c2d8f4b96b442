//! The keys of a status.

use crate::keys::{Fallback, Kind, Table, Wrong, key};
use crate::lifecycle::version::BadRequirement;
use crate::lifecycle::{Age, Color, VersionRequirement};

/// The keys of one entry of a lifecycle.
pub const STATUS_KEYS: Table = Table {
    name: "a lifecycle's entry",
    summary: "One status of a lifecycle; the first one is where a new document starts",
    open: false,
    keys: &[
        key("status", NAME, "its name").such_as(r#""in-review""#),
        key("aliases", NAMES, "other names that people write for it")
            .such_as(r#"["review", "proposed"]"#),
        key("incomplete", Kind::Boolean, "gaps are notes, not errors").or(Fallback::Boolean(false)),
        key(
            "version",
            Kind::Either(&Kind::List(&REQUIREMENT), &REQUIREMENT),
            "the version must meet one of these",
        )
        .such_as(r#"["<1.0.0", "prerelease"]"#),
        key(
            "versioned",
            Kind::Boolean,
            "the content does not change without the version moving",
        )
        .or(Fallback::Boolean(false)),
        key("next", NAMES, "the statuses that may follow").such_as(r#"["approved", "draft"]"#),
        key("requires", NAMES, "fields that must be there from here on")
            .such_as(r#"["approvers"]"#),
        key(
            "questions",
            Kind::OneOf(&["open", "closed"]),
            "whether open questions may be left",
        )
        .or(Fallback::Text("open")),
        key(
            "approvals",
            Kind::Integer { min: 0, max: 1000 },
            "how many approvals there must be",
        )
        .or(Fallback::Integer(0)),
        key(
            "max-age",
            DURATION,
            "untouched and unreviewed for longer, it is due for review",
        )
        .such_as(r#""180d""#),
        key(
            "deadline",
            NAME,
            "a date field after which the status has expired",
        )
        .such_as(r#""deadline""#),
        key(
            "retired",
            Kind::Boolean,
            "the document is no longer in force",
        )
        .or(Fallback::Boolean(false)),
        key(
            "color",
            Kind::OneOf(Color::NAMES),
            "how the badge looks, in the colours of mdBook's theme",
        )
        .or(Fallback::Text("note")),
        key("summary", Kind::Text, "what the status means, in a line"),
        key(
            "extends",
            NAME,
            "in the first entry: the lifecycle that this one changes",
        )
        .such_as(r#""default""#),
    ],
};

/// A text with something in it.
pub const NAME: Kind = Kind::Parsed {
    what: "a name",
    check: check_name,
};

const NAMES: Kind = Kind::List(&NAME);

/// A span of time.
pub const DURATION: Kind = Kind::Parsed {
    what: "a span of time such as \"180d\", \"6w\", \"3m\" or \"1y\"",
    check: check_duration,
};

const REQUIREMENT: Kind = Kind::Parsed {
    what: "a version requirement such as \">=1.0.0\" or \"prerelease\"",
    check: check_requirement,
};

fn check_name(text: &str) -> Result<(), Wrong> {
    if text.trim().is_empty() {
        return Err(Wrong::new("is no name", "write a name"));
    }
    Ok(())
}

fn check_duration(text: &str) -> Result<(), Wrong> {
    text.parse::<Age>().map(drop).map_err(|_| {
        Wrong::new(
            "is no span of time",
            "a whole number (at most 9999) and a unit: d (days), w (weeks), m (months), y (years), \
             such as \"180d\"",
        )
    })
}

fn check_requirement(text: &str) -> Result<(), Wrong> {
    let error = match text.parse::<VersionRequirement>() {
        Ok(_) => return Ok(()),
        Err(error) => error,
    };
    let legal = "conditions joined by commas: <, <=, >, >= or = with a full version \
                 (\">=1.0.0, <2.0.0\"), or `prerelease`; a list where one of several will do";
    let help = match &error {
        BadRequirement::NotAVersion {
            meant: Some(meant), ..
        } => format!("did you mean `{meant}`? legal: {legal}"),
        _ => format!("legal: {legal}"),
    };
    Err(Wrong::new(
        format!("is no version requirement: {error}"),
        help,
    ))
}
