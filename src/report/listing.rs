//! A book's documents, as people and programs read them: one file a format.

mod csv;
mod json;
mod markdown;
mod table;

use serde::Serialize;

use super::{Documents, Format};
use crate::diagnostics::counted;
use crate::page::index::{GroupBy, Row};

/// Every format of a list of documents; the first is the default.
pub const FORMATS: &[Format<Documents>] =
    &[table::FORMAT, json::FORMAT, csv::FORMAT, markdown::FORMAT];

/// The documents to tell.
#[derive(Debug)]
pub struct Listing<'a> {
    /// What parts them.
    pub by: Option<GroupBy>,
    /// The groups in order; one without a name where nothing parts them.
    pub groups: Vec<Group<'a>>,
}

/// Documents that belong together.
#[derive(Debug)]
pub struct Group<'a> {
    /// What they have in common, where they are grouped.
    pub name: Option<&'a str>,
    /// The documents, in order.
    pub items: Vec<Item<'a>>,
}

/// A document.
#[derive(Debug, Clone, Copy)]
pub struct Item<'a> {
    /// Its path relative to the book's folder.
    pub path: &'a str,
    /// What is known of it.
    pub row: &'a Row,
    /// How sure the day of its last change is: `exact`, `uncommitted`, `unknown` or `none`.
    pub state: &'static str,
    /// How many findings there are in it, by severity.
    pub findings: Counts,
}

/// Findings by severity.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Errors.
    pub error: usize,
    /// Warnings.
    pub warning: usize,
    /// Notes.
    pub note: usize,
}

impl Item<'_> {
    fn title(&self) -> &str {
        &self.row.facts.title
    }

    fn status(&self) -> &str {
        let status = self.row.facts.status.as_ref();
        status.map_or("", |status| &status.name)
    }

    fn version(&self) -> &str {
        self.row.facts.version.as_deref().unwrap_or_default()
    }

    /// The day of the last change; empty where it is not known.
    fn date(&self) -> &str {
        let date = self.row.facts.fields.get("last_updated");
        date.map_or("", String::as_str)
    }

    /// The day from which on it is due for review; empty where it is not.
    fn due(&self) -> String {
        self.row.due.map_or(String::new(), |day| day.to_string())
    }
}

impl Counts {
    /// All of them.
    pub fn sum(self) -> usize {
        self.error + self.warning + self.note
    }

    /// `2 errors, 1 note`; empty for none.
    fn shown(self) -> String {
        let counts = [
            (self.error, "error"),
            (self.warning, "warning"),
            (self.note, "note"),
        ];
        let some = counts.into_iter().filter(|(count, _)| *count > 0);
        let shown: Vec<String> = some.map(|(count, what)| counted(count, what)).collect();
        shown.join(", ")
    }
}

impl<'a> Listing<'a> {
    /// All documents, those that are in several groups several times.
    fn items(&self) -> impl Iterator<Item = &Item<'a>> {
        self.groups.iter().flat_map(|group| &group.items)
    }

    /// The columns that some document has something in; those that are always there first.
    fn columns(&self) -> Vec<Column> {
        let always = |column: &Column| matches!(column, Column::Title | Column::Path);
        let some = |column: &Column| self.items().any(|item| !column.text(item).is_empty());
        let columns = COLUMNS.into_iter();
        columns.filter(|it| always(it) || some(it)).collect()
    }
}

/// What people are shown of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Column {
    Title,
    Status,
    Version,
    Owners,
    Date,
    Due,
    Findings,
    Path,
}

const COLUMNS: [Column; 8] = [
    Column::Title,
    Column::Status,
    Column::Version,
    Column::Owners,
    Column::Date,
    Column::Due,
    Column::Findings,
    Column::Path,
];

impl Column {
    fn heading(self) -> &'static str {
        match self {
            Column::Title => "document",
            Column::Status => "status",
            Column::Version => "version",
            Column::Owners => "owners",
            Column::Date => "updated",
            Column::Due => "review due",
            Column::Findings => "findings",
            Column::Path => "file",
        }
    }

    fn text(self, item: &Item<'_>) -> String {
        match self {
            Column::Title => item.title().to_owned(),
            Column::Status => item.status().to_owned(),
            Column::Version => item.version().to_owned(),
            Column::Owners => item.row.facts.owners.join(", "),
            Column::Date => item.date().to_owned(),
            Column::Due => item.due(),
            Column::Findings => item.findings.shown(),
            Column::Path => item.path.to_owned(),
        }
    }
}
