//! The columns of an index.

use std::borrow::Cow;

use semver::Version;

use super::{Row, Statuses};
use crate::fields;
use crate::page::header::label;
use crate::values::day;

/// One column.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Column {
    /// The title, which is a link.
    Title,
    /// The badge.
    Status,
    /// How many questions are open.
    Questions,
    /// Since when it is due for review.
    Due,
    /// How many findings there are; for those who look for them.
    Findings,
    /// The path below the chapters' folder.
    Path,
    /// A field by its canonical name, or by its own, folded; `template` is the one that governs it.
    Field(String),
}

/// What a row has in a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Cell<'a> {
    Empty,
    Title,
    Status,
    Text(Cow<'a, str>),
    Day(Cow<'a, str>),
    Since(String),
    Count(usize),
}

/// What rows are sorted by. Nothing comes after everything.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Key {
    Rank(usize),
    Version(Version),
    Words(Vec<Piece>),
}

/// A part of a text: numbers in it compare as numbers.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Piece {
    Number(u64),
    Text(String),
}

impl Column {
    /// Those that are shown where none are named, in their order.
    pub const USUAL: [&str; 7] = [
        "title",
        "status",
        "version",
        "owners",
        "last-updated",
        "questions",
        "due",
    ];

    /// The column of that name; names of fields go by their aliases too.
    pub fn named(name: &str, field: impl Fn(&str) -> Option<String>) -> Self {
        match fields::fold(name).as_str() {
            "title" => Column::Title,
            "status" => Column::Status,
            "questions" | "open_questions" => Column::Questions,
            "due" | "review_due" => Column::Due,
            folded => match field(folded) {
                Some(known) if known == "status" => Column::Status,
                Some(known) => Column::Field(known),
                None => Column::Field(folded.to_owned()),
            },
        }
    }

    /// Its name, as it is written in an argument and in a class.
    pub fn name(&self) -> Cow<'static, str> {
        match self {
            Column::Title => "title".into(),
            Column::Status => "status".into(),
            Column::Questions => "questions".into(),
            Column::Due => "due".into(),
            Column::Findings => "findings".into(),
            Column::Path => "path".into(),
            Column::Field(field) => field.replace('_', "-").into(),
        }
    }

    /// What stands above it.
    pub(super) fn heading(&self) -> Cow<'static, str> {
        match self {
            Column::Title => "Document".into(),
            Column::Status => "Status".into(),
            Column::Questions => "Open questions".into(),
            Column::Due => "Review due".into(),
            Column::Findings => "Findings".into(),
            Column::Path => "File".into(),
            Column::Field(field) => label(field).into(),
        }
    }

    /// Whether what stands in it says nothing without its heading.
    pub(super) fn needs_heading(&self) -> bool {
        match self {
            Column::Title | Column::Status | Column::Path => false,
            Column::Questions | Column::Due | Column::Findings => true,
            Column::Field(field) => {
                !matches!(field.as_str(), "version" | "owners" | "last_updated")
            }
        }
    }

    /// How wide it is, as a track of a CSS grid: the same in every row, whatever stands there.
    pub(super) fn width(&self) -> &'static str {
        match self {
            Column::Title => "minmax(0,3fr)",
            Column::Status => "var(--design-doc-badge)",
            Column::Questions | Column::Findings => "5.6em",
            Column::Path => "minmax(0,2.4fr)",
            Column::Due => "6.2em",
            Column::Field(field) => match field.as_str() {
                "version" => "5em",
                "owners" => "minmax(0,2.4fr)",
                "last_updated" | "created" | "reviewed" | "deadline" => "6.2em",
                _ => "minmax(0,1.5fr)",
            },
        }
    }

    pub(super) fn cell<'a>(&self, row: &'a Row) -> Cell<'a> {
        match self {
            Column::Title => Cell::Title,
            Column::Status if row.facts.status.is_some() => Cell::Status,
            Column::Status => Cell::Empty,
            Column::Questions if row.questions > 0 => Cell::Count(row.questions),
            Column::Questions => Cell::Empty,
            Column::Findings => Cell::Count(row.findings),
            Column::Path => match &row.facts.chapter {
                Some(path) => Cell::Text(path.into()),
                None => Cell::Empty,
            },
            Column::Due => row
                .due
                .map_or(Cell::Empty, |day| Cell::Since(day.to_string())),
            Column::Field(field) => match row.facts.field(field) {
                Some(text) if day::is_plain(&text) => Cell::Day(text),
                Some(text) => Cell::Text(text),
                None => Cell::Empty,
            },
        }
    }

    /// None where the row has nothing there.
    pub(super) fn key(&self, row: &Row, statuses: &Statuses) -> Option<Key> {
        Some(match self.cell(row) {
            Cell::Empty => return None,
            Cell::Title => Key::Words(words(&row.facts.title)),
            Cell::Status => Key::Rank(statuses.rank(row.facts.status.as_ref()?)),
            Cell::Count(count) => Key::Rank(count),
            Cell::Day(text) => Key::Words(words(&text)),
            Cell::Since(text) => Key::Words(words(&text)),
            Cell::Text(text) => match Version::parse(&text) {
                Ok(version) if *self == Column::Field("version".to_owned()) => {
                    Key::Version(version)
                }
                _ => Key::Words(words(&text)),
            },
        })
    }
}

/// A text as people sort it: without case, numbers as numbers.
pub(super) fn words(text: &str) -> Vec<Piece> {
    let folded = text.to_lowercase();
    let mut pieces = Vec::new();
    let mut rest = folded.as_str();
    while let Some(first) = rest.chars().next() {
        let digit = first.is_ascii_digit();
        let end = rest.find(|ch: char| ch.is_ascii_digit() != digit);
        let (head, tail) = rest.split_at(end.unwrap_or(rest.len()));
        pieces.push(match head.parse() {
            Ok(number) if digit => Piece::Number(number),
            _ => Piece::Text(head.to_owned()),
        });
        rest = tail;
    }
    pieces
}
