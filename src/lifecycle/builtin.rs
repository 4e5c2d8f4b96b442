//! The lifecycle that serves where nothing else is named.

use std::sync::{Arc, LazyLock};

use super::age::Unit;
use super::{Age, Color, Lifecycle, Status, VersionRequirement};

/// Its name.
pub const DEFAULT: &str = "default";

static BUILTIN: LazyLock<Arc<Lifecycle>> = LazyLock::new(|| {
    Arc::new(Lifecycle {
        name: DEFAULT.to_owned(),
        statuses: vec![
            draft(),
            in_review(),
            approved(),
            implemented(),
            withdrawn(),
            deprecated(),
            superseded(),
        ],
        free: false,
    })
});

impl Lifecycle {
    /// draft → in-review → approved → implemented, and withdrawn, deprecated, superseded.
    pub fn builtin() -> Arc<Lifecycle> {
        Arc::clone(&BUILTIN)
    }
}

fn draft() -> Status {
    Status {
        incomplete: true,
        version: versions(&["<1.0.0", "prerelease"]),
        next: words(&["in-review", "withdrawn"]),
        max_age: days(180),
        ..status("draft", &[], Color::Note, "Being written; may change.")
    }
}

fn in_review() -> Status {
    Status {
        next: words(&["approved", "draft", "withdrawn"]),
        max_age: days(90),
        ..status(
            "in-review",
            &["review", "proposed"],
            Color::Important,
            "Complete, and open to comment.",
        )
    }
}

fn approved() -> Status {
    Status {
        version: versions(&[">=1.0.0"]),
        versioned: true,
        questions_closed: true,
        next: words(&[
            "implemented",
            "draft",
            "in-review",
            "withdrawn",
            "deprecated",
            "superseded",
        ]),
        ..status(
            "approved",
            &["accepted", "active"],
            Color::Tip,
            "Agreed; to be built this way.",
        )
    }
}

fn implemented() -> Status {
    Status {
        version: versions(&[">=1.0.0"]),
        versioned: true,
        next: words(&[
            "draft",
            "in-review",
            "withdrawn",
            "deprecated",
            "superseded",
        ]),
        ..status(
            "implemented",
            &["final", "done", "completed"],
            Color::Tip,
            "Built, and describes what is there.",
        )
    }
}

fn withdrawn() -> Status {
    Status {
        retired: true,
        ..status(
            "withdrawn",
            &["rejected", "abandoned"],
            Color::Caution,
            "Given up; not to be built.",
        )
    }
}

fn deprecated() -> Status {
    Status {
        retired: true,
        ..status(
            "deprecated",
            &["obsolete"],
            Color::Warning,
            "No longer recommended.",
        )
    }
}

fn superseded() -> Status {
    Status {
        retired: true,
        requires: words(&["superseded_by"]),
        ..status(
            "superseded",
            &["replaced"],
            Color::Warning,
            "Another document took its place.",
        )
    }
}

fn status(name: &str, aliases: &[&str], color: Color, summary: &str) -> Status {
    Status {
        name: name.to_owned(),
        aliases: words(aliases),
        color,
        summary: Some(summary.to_owned()),
        ..Status::default()
    }
}

fn words(words: &[&str]) -> Vec<String> {
    words.iter().map(|&word| word.to_owned()).collect()
}

fn days(count: u16) -> Option<Age> {
    Some(Age {
        count,
        unit: Unit::Days,
    })
}

/// The requirements above are parsed by a test, which would miss one that is not.
fn versions(written: &[&str]) -> Vec<VersionRequirement> {
    written.iter().filter_map(|it| it.parse().ok()).collect()
}
