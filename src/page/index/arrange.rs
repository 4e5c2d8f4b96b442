//! Rows in the order and the groups that are asked for.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::column::{Cell, Key, words};
use super::{Column, Row, Statuses, View, Wanted};
use crate::page::StatusShown;

/// A column to sort by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sort {
    /// The column.
    pub column: Column,
    /// The greatest first.
    pub descending: bool,
}

/// What parts the rows of an index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GroupBy {
    /// A group for each owner; a document with several is in several.
    Owner,
    /// A group for each status.
    Status,
    /// A group for each tag; a document with several is in several.
    Tag,
    /// A group for each template.
    Template,
}

impl GroupBy {
    /// The names, as arguments have them.
    pub const NAMES: &'static [&'static str] = &["owner", "status", "tag", "template"];

    /// The one of that name.
    pub fn named(name: &str) -> Option<Self> {
        Some(match name {
            "owner" => GroupBy::Owner,
            "status" => GroupBy::Status,
            "tag" => GroupBy::Tag,
            "template" => GroupBy::Template,
            _ => return None,
        })
    }

    /// The name, as an argument has it.
    pub fn name(self) -> &'static str {
        match self {
            GroupBy::Owner => "owner",
            GroupBy::Status => "status",
            GroupBy::Tag => "tag",
            GroupBy::Template => "template",
        }
    }

    fn without(self) -> &'static str {
        match self {
            GroupBy::Owner => "No owner",
            GroupBy::Status => "No status",
            GroupBy::Tag => "No tag",
            GroupBy::Template => "No template",
        }
    }

    /// The names of the groups that a row is in.
    fn names(self, row: &Row) -> Vec<&str> {
        match self {
            GroupBy::Owner => row.facts.owners.iter().map(String::as_str).collect(),
            GroupBy::Status => row.facts.status.iter().map(|it| it.name.as_str()).collect(),
            GroupBy::Tag => row.tags.iter().map(String::as_str).collect(),
            GroupBy::Template => row.facts.template.iter().map(String::as_str).collect(),
        }
    }
}

/// An index, ready to be written.
#[derive(Debug)]
pub(super) struct Arranged<'a> {
    pub columns: Vec<Column>,
    pub groups: Vec<Group<'a>>,
    /// How many documents there are.
    pub count: usize,
    /// How many stand in which status, in their order; those without one last.
    pub tally: Vec<(Option<&'a StatusShown>, usize)>,
    /// The first column that rows are sorted by.
    pub sorted: Option<&'a Sort>,
    pub view: View,
}

/// Rows that belong together.
#[derive(Debug)]
pub struct Group<'a> {
    /// What they have in common, where they are grouped.
    pub name: Option<&'a str>,
    /// The rows, in order.
    pub rows: Vec<&'a Row>,
}

impl<'a> Arranged<'a> {
    pub(super) fn new(rows: &'a [Row], wanted: &'a Wanted, statuses: &Statuses) -> Self {
        Self {
            columns: columns(rows, wanted),
            groups: groups(rows, wanted, statuses),
            count: rows.len(),
            tally: tally(rows, statuses),
            sorted: wanted.sort.first(),
            view: wanted.view,
        }
    }
}

/// The rows in the order and the groups that are wanted; one group without a name where none are.
pub fn groups<'a>(rows: &'a [Row], wanted: &Wanted, statuses: &Statuses) -> Vec<Group<'a>> {
    let groups = match wanted.group_by {
        Some(by) => parted(rows, by, statuses),
        None => vec![Group {
            name: None,
            rows: rows.iter().collect(),
        }],
    };
    let sort = |group: Group<'a>| Group {
        rows: sorted(group.rows.into_iter(), &wanted.sort, statuses),
        ..group
    };
    groups.into_iter().map(sort).collect()
}

fn columns(rows: &[Row], wanted: &Wanted) -> Vec<Column> {
    if let Some(columns) = &wanted.columns {
        return columns.clone();
    }
    let known = |name: &str| Some(name.to_owned());
    let usual = Column::USUAL.iter().map(|name| Column::named(name, known));
    usual
        .filter(|column| rows.iter().any(|row| column.cell(row) != Cell::Empty))
        .collect()
}

fn sorted<'a>(
    rows: impl Iterator<Item = &'a Row>,
    by: &[Sort],
    statuses: &Statuses,
) -> Vec<&'a Row> {
    type Keys = Vec<Option<Key>>;
    let keys = |row: &Row| by.iter().map(|it| it.column.key(row, statuses)).collect();
    let mut keyed: Vec<(Keys, &Row)> = rows.map(|row| (keys(row), row)).collect();
    keyed.sort_by(|(a, _), (b, _)| {
        let columns = by.iter().zip(a.iter().zip(b));
        columns
            .map(|(sort, (a, b))| compare(a.as_ref(), b.as_ref(), sort.descending))
            .find(|order| order.is_ne())
            .unwrap_or(Ordering::Equal)
    });
    keyed.into_iter().map(|(_, row)| row).collect()
}

/// What has nothing there comes last, whichever way round.
fn compare(a: Option<&Key>, b: Option<&Key>, descending: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if descending => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
        (a, b) => b.is_some().cmp(&a.is_some()),
    }
}

fn parted<'a>(rows: &'a [Row], by: GroupBy, statuses: &Statuses) -> Vec<Group<'a>> {
    let mut found: BTreeMap<_, Group<'a>> = BTreeMap::new();
    let mut put = |key, name, row| {
        let rows = Vec::new();
        let group = found.entry(key).or_insert_with(|| Group {
            name: Some(name),
            rows,
        });
        group.rows.push(row);
    };
    for row in rows {
        let names = by.names(row);
        if names.is_empty() {
            put((1, 0, Vec::new(), ""), by.without(), row);
        }
        let rank = row.facts.status.as_ref().filter(|_| by == GroupBy::Status);
        let rank = rank.map_or(0, |status| statuses.rank(status));
        for name in names {
            put((0, rank, words(name), name), name, row);
        }
    }
    found.into_values().collect()
}

fn tally<'a>(rows: &'a [Row], statuses: &Statuses) -> Vec<(Option<&'a StatusShown>, usize)> {
    let mut found: BTreeMap<_, (Option<&StatusShown>, usize)> = BTreeMap::new();
    for row in rows {
        let status = row.facts.status.as_ref();
        let rank = status.map_or(usize::MAX, |status| statuses.rank(status));
        let name = status.map(|status| status.name.as_str());
        found.entry((rank, name)).or_insert((status, 0)).1 += 1;
    }
    found.into_values().collect()
}
