//! Reports about keys and values, gathered with their places.

use std::fmt::Write as _;

use super::kind::Table;
use crate::diagnostics::{Diagnostic, Place, Severity};

/// One step on the way from the whole to a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Into a table.
    Key(String),
    /// Into a list, from 0.
    Index(usize),
}

impl From<&str> for Step {
    fn from(key: &str) -> Self {
        Step::Key(key.to_owned())
    }
}

impl From<usize> for Step {
    fn from(index: usize) -> Self {
        Step::Index(index)
    }
}

/// Which part of an entry a report is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// The key itself.
    Key,
    /// What it holds.
    Value,
}

/// Knows where in a file a key or its value stands.
pub trait Places {
    /// The place; where the path is not in the file, that of the nearest thing around it.
    fn place(&self, path: &[Step], part: Part) -> Place;

    /// The environment variable that set the value, where one did, so that the file does not hold
    /// what is reported.
    fn variable(&self, path: &[Step]) -> Option<String> {
        let _ = path;
        None
    }
}

impl<F: Fn(&[Step], Part) -> Place> Places for F {
    fn place(&self, path: &[Step], part: Part) -> Place {
        self(path, part)
    }
}

/// Everything that was found wrong so far.
pub struct Problems<'a> {
    rule: &'static str,
    places: &'a dyn Places,
    others: &'static [&'static Table],
    found: Vec<Diagnostic>,
}

impl<'a> Problems<'a> {
    /// None yet; those to come bear the name of `rule` and are errors.
    pub fn new(rule: &'static str, places: &'a dyn Places) -> Self {
        Self {
            rule,
            places,
            others: &[],
            found: Vec::new(),
        }
    }

    /// With the tables of the same file, so that a key that stands in the wrong one is told so; the
    /// first is the one that the others are in.
    #[must_use]
    pub fn among(mut self, tables: &'static [&'static Table]) -> Self {
        self.others = tables;
        self
    }

    /// Where a key belongs that is written where nobody knows it; none where it belongs nowhere.
    pub fn belongs(&self, key: &str) -> Option<String> {
        let mut homes = self.others.iter().filter(|table| table.key(key).is_some());
        let first = homes.next()?;
        let above = match self
            .others
            .first()
            .is_some_and(|top| top.name == first.name)
        {
            true => ", above the tables within it",
            false => "",
        };
        let names = homes.fold(format!("`{}`", first.name), |all, table| {
            format!("{all} or `{}`", table.name)
        });
        Some(format!("`{key}` belongs in {names}{above}"))
    }

    /// Reports what is wrong at a path, and what would be right.
    pub fn add(&mut self, path: &[Step], part: Part, message: String, help: Option<String>) {
        let mut message = message;
        if let Some(variable) = self.places.variable(path) {
            let _ = write!(message, " (set by the environment variable {variable})");
        }
        let mut diagnostic = Diagnostic::new(
            self.rule,
            Severity::Error,
            self.places.place(path, part),
            message,
        );
        diagnostic.help = help;
        self.found.push(diagnostic);
    }

    /// Reports what is wrong with the value at a path.
    pub fn value(&mut self, path: &[Step], message: impl Into<String>, help: impl Into<String>) {
        self.add(path, Part::Value, message.into(), Some(help.into()));
    }

    /// Reports what is wrong with the key at a path.
    pub fn key(&mut self, path: &[Step], message: impl Into<String>, help: impl Into<String>) {
        self.add(path, Part::Key, message.into(), Some(help.into()));
    }

    /// Where a key or its value stands.
    pub fn place(&self, path: &[Step], part: Part) -> Place {
        self.places.place(path, part)
    }

    /// Whether nothing is wrong so far.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The reports, in the order in which they were made.
    pub fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.found
    }
}

/// A path and one step more.
pub fn join(path: &[Step], step: impl Into<Step>) -> Vec<Step> {
    let mut path = path.to_vec();
    path.push(step.into());
    path
}

/// A path as people write it: `toc.min-level`, `documents[1].path` (counted from 1).
pub fn show_path(path: &[Step]) -> String {
    let mut shown = String::new();
    for step in path {
        match step {
            Step::Key(key) if shown.is_empty() => shown.push_str(key),
            Step::Key(key) => {
                let _ = write!(shown, ".{key}");
            }
            Step::Index(index) => {
                let _ = write!(shown, "[{}]", index + 1);
            }
        }
    }
    shown
}

/// The help for a wrong name: the closest legal one, and all of them.
pub fn legal(closest: Option<&str>, all: &[&str]) -> String {
    let meant = closest.map_or(String::new(), |it| format!("did you mean `{it}`? "));
    match all {
        [] => meant.trim_end().to_owned(),
        all => format!("{meant}legal: {}", all.join(", ")),
    }
}
