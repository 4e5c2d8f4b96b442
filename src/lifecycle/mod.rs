//! A lifecycle: the ordered statuses that documents of a kind go through, and what each asks for.
//!
//! 1. [`version`] says which versions a status allows, [`age`] how long a document may rest in it.
//! 2. [`Lifecycle::builtin`] is the one that serves where nothing else is named.
//! 3. [`parse`] reads others, from book.toml and from a template's front matter alike.
//! 4. [`step`] says which version a document has after a step to another status.
//! 5. Everything that rules, badge and index ask of a lifecycle is a method of [`Lifecycle`].
//!
//! ```
//! use mdbook_design_docs::lifecycle::Lifecycle;
//!
//! let lifecycle = Lifecycle::builtin();
//! let draft = lifecycle.find("Draft (since May)").expect("a status with a remark").rank;
//! assert!(lifecycle.statuses[draft].incomplete);
//! let last = lifecycle.rank("superseded").expect("it is one of them");
//! assert!(lifecycle.statuses[last].retired);
//! assert_eq!(lifecycle.nearest("aproved").map(|it| it.name.as_str()), Some("approved"));
//! ```

pub mod age;
mod builtin;
mod example;
mod lookup;
mod parse;
pub mod step;
pub mod version;

pub use age::Age;
pub use builtin::DEFAULT;
pub use lookup::{Found, Match, heads};
pub use parse::{DURATION, NAME, STATUS_KEYS, base_of, parse};
pub use version::VersionRequirement;

/// The ordered statuses that documents of a kind go through. A status's rank is its index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lifecycle {
    /// What it is called: `default`, a name from book.toml, or the template that lists it.
    pub name: String,
    /// The statuses, the one where a new document starts first.
    pub statuses: Vec<Status>,
    /// Whether any status may follow any other, so that [`Status::next`] says nothing.
    pub free: bool,
}

/// One status, and what it asks of a document that has it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Status {
    /// Its name, as it is shown.
    pub name: String,
    /// Other names that people write for it.
    pub aliases: Vec<String>,
    /// The document is unfinished: gaps are notes.
    pub incomplete: bool,
    /// The version must meet one of these; any will do where there are none.
    pub version: Vec<VersionRequirement>,
    /// The content does not change without the version moving.
    pub versioned: bool,
    /// Names of the statuses that may follow.
    pub next: Vec<String>,
    /// Fields that must be there from this status on.
    pub requires: Vec<String>,
    /// No open question may be left.
    pub questions_closed: bool,
    /// How many approvals there must be.
    pub approvals: usize,
    /// A document untouched and unreviewed for longer is due for review.
    pub max_age: Option<Age>,
    /// A date field after which the status has expired.
    pub deadline: Option<String>,
    /// The document is no longer in force.
    pub retired: bool,
    /// How the badge looks.
    pub color: Color,
    /// What the status means, in a line.
    pub summary: Option<String>,
}

/// The colours of mdBook's own theme, as its alerts name them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Color {
    /// Blue.
    #[default]
    Note,
    /// Green.
    Tip,
    /// Violet.
    Important,
    /// Amber.
    Warning,
    /// Red.
    Caution,
}

impl Color {
    /// The names, in the order of the theme.
    pub const NAMES: &'static [&'static str] = &["note", "tip", "important", "warning", "caution"];

    /// The name used in configuration and in class names.
    pub fn as_str(self) -> &'static str {
        match self {
            Color::Note => "note",
            Color::Tip => "tip",
            Color::Important => "important",
            Color::Warning => "warning",
            Color::Caution => "caution",
        }
    }

    /// The colour of that name.
    pub fn named(name: &str) -> Option<Color> {
        [
            Color::Note,
            Color::Tip,
            Color::Important,
            Color::Warning,
            Color::Caution,
        ]
        .into_iter()
        .find(|color| color.as_str() == name)
    }
}

impl Status {
    /// Whether the status allows `version`.
    pub fn allows(&self, version: &semver::Version) -> bool {
        self.version.is_empty() || self.version.iter().any(|wanted| wanted.matches(version))
    }
}

impl Lifecycle {
    /// Whether a document at rank `now` has come to rank `from`, so that what is required from
    /// there on is required of it: in that status itself, and in later ones that are not retired.
    pub fn reached(&self, now: usize, from: usize) -> bool {
        let in_force = |rank: usize| self.statuses.get(rank).is_some_and(|it| !it.retired);
        now >= from && (now == from || in_force(now))
    }

    /// The fields that must be there at rank `now`, each with the status that asks for it.
    pub fn requires_at(&self, now: usize) -> Vec<(&str, &Status)> {
        self.statuses
            .iter()
            .enumerate()
            .filter(|&(from, _)| self.reached(now, from))
            .flat_map(|(_, status)| status.requires.iter().map(move |it| (it.as_str(), status)))
            .collect()
    }

    /// Whether a document may go from rank `from` to rank `to`; staying is no step.
    pub fn may_follow(&self, from: usize, to: usize) -> bool {
        from == to || self.next_of(from).contains(&to)
    }

    /// The ranks that may follow rank `from`: all others where transitions are free.
    pub fn next_of(&self, from: usize) -> Vec<usize> {
        let Some(status) = self.statuses.get(from) else {
            return Vec::new();
        };
        (0..self.statuses.len())
            .filter(|&to| {
                to != from && (self.free || status.next.contains(&self.statuses[to].name))
            })
            .collect()
    }

    /// The statuses' names, in order.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.statuses.iter().map(|status| status.name.as_str())
    }
}
