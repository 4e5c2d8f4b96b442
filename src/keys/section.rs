//! A value held against its table: what is right in it, with everything else reported.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::diagnostics::nearest;
use crate::fields::fold;

use super::kind::{Fallback, Key, Kind, Table, is_date, show};
use super::problems::{Problems, Step, join, legal};

/// The keys of one table that hold what they may. What is missing or was wrong has its default.
#[derive(Debug)]
pub struct Section<'v> {
    table: &'static Table,
    values: BTreeMap<&'static str, &'v Value>,
    /// The names of all keys that were written, right or wrong.
    written: Vec<&'v str>,
    path: Vec<Step>,
}

impl<'v> Section<'v> {
    /// Reads the table at `path`, reporting unknown keys, wrong types and wrong values. Tables
    /// within it are left to sections of their own.
    pub fn read(
        table: &'static Table,
        value: Option<&'v Value>,
        path: &[Step],
        problems: &mut Problems<'_>,
    ) -> Self {
        let mut section = Section {
            table,
            values: BTreeMap::new(),
            written: Vec::new(),
            path: path.to_vec(),
        };
        match value {
            None => {}
            Some(value @ Value::Object(entries)) if !is_date(value) => {
                section.read_entries(entries, problems);
            }
            Some(value) => problems.value(
                path,
                format!("{} is a table, not {}", table.name, show(value)),
                legal(None, &table.names()),
            ),
        }
        section
    }

    fn read_entries(&mut self, entries: &'v Map<String, Value>, problems: &mut Problems<'_>) {
        for (name, value) in entries {
            self.written.push(name);
            let path = join(&self.path, name.as_str());
            match self.table.key(name) {
                Some(key) => {
                    if check(key.name, &key.kind, value, &path, problems) {
                        self.values.insert(key.name, value);
                    }
                }
                None if self.table.open => {}
                None => unknown_key(name, self.table, &path, problems),
            }
        }
    }

    /// The path of one of its keys.
    pub fn path_to(&self, key: &str) -> Vec<Step> {
        join(&self.path, key)
    }

    /// The table that one of its keys holds, read as `table` says.
    pub fn child(
        &self,
        key: &str,
        table: &'static Table,
        problems: &mut Problems<'_>,
    ) -> Section<'v> {
        Section::read(table, self.given(key), &self.path_to(key), problems)
    }

    /// The path of the table.
    pub fn path(&self) -> &[Step] {
        &self.path
    }

    /// Whether the key was written, be what it holds right or wrong.
    pub fn was_written(&self, key: &str) -> bool {
        self.written.contains(&key)
    }

    /// Whether that key was written, and no other.
    pub fn only_has(&self, key: &str) -> bool {
        self.written == [key]
    }

    /// What the key holds, where it is given and right.
    pub fn given(&self, key: &str) -> Option<&'v Value> {
        debug_assert!(self.table.key(key).is_some(), "{} {key}", self.table.name);
        self.values.get(key).copied()
    }

    /// The text that the key holds, where it is given.
    pub fn given_text(&self, key: &str) -> Option<&'v str> {
        self.given(key).and_then(Value::as_str)
    }

    /// The text that the key holds, or its default, or none.
    pub fn text(&self, key: &str) -> String {
        match (self.given_text(key), self.default(key)) {
            (Some(text), _) | (None, Fallback::Text(text)) => text.to_owned(),
            _ => String::new(),
        }
    }

    /// The truth that the key holds, or its default, or false.
    pub fn flag(&self, key: &str) -> bool {
        let default = self.default(key) == Fallback::Boolean(true);
        self.given(key).and_then(Value::as_bool).unwrap_or(default)
    }

    /// The number that the key holds, or its default, or 0. The table's bounds must fit `T`.
    pub fn number<T: TryFrom<i64> + Default>(&self, key: &str) -> T {
        let number = match (self.given(key).and_then(Value::as_i64), self.default(key)) {
            (Some(number), _) | (None, Fallback::Integer(number)) => number,
            _ => 0,
        };
        T::try_from(number).unwrap_or_default()
    }

    /// The texts that the key holds (a single one counts as a list), or its default, or none.
    pub fn words(&self, key: &str) -> Vec<String> {
        match (self.given(key), self.default(key)) {
            (Some(Value::String(word)), _) => vec![word.clone()],
            (Some(Value::Array(words)), _) => words
                .iter()
                .filter_map(|word| word.as_str().map(str::to_owned))
                .collect(),
            (_, Fallback::Words(words)) => words.iter().map(|&word| word.to_owned()).collect(),
            _ => Vec::new(),
        }
    }

    fn default(&self, key: &str) -> Fallback {
        self.table
            .key(key)
            .map_or(Fallback::None, |key| key.default)
    }
}

/// Whether the value at `path` is what `kind` says; reports it, as the value of `name`, where it is
/// not. Tables of known keys are left to sections of their own.
pub fn check(
    name: &str,
    kind: &Kind,
    value: &Value,
    path: &[Step],
    problems: &mut Problems<'_>,
) -> bool {
    if !kind.has_type(value) {
        problems.value(
            path,
            format!("`{name}` can't be {}", show(value)),
            format!("`{name}` is {}", kind.describe()),
        );
        return false;
    }
    match (kind, value) {
        (Kind::Either(one, other), _) => {
            let kind = if one.has_type(value) { one } else { other };
            check(name, kind, value, path, problems)
        }
        (Kind::List(kind), Value::Array(elements)) => {
            check_all(name, kind, elements.iter().enumerate(), path, problems)
        }
        (Kind::Map(Kind::Table(_) | Kind::Tables(_)), _) => true,
        (Kind::Map(kind), Value::Object(entries)) => {
            let entries = entries.iter().map(|(key, value)| (key.as_str(), value));
            check_all(name, kind, entries, path, problems)
        }
        _ => match kind.check(value) {
            Ok(()) => true,
            Err(wrong) => {
                let shown = show(value);
                problems.add(
                    path,
                    super::Part::Value,
                    format!("`{name}`: {shown} {}", wrong.message),
                    wrong.help,
                );
                false
            }
        },
    }
}

fn check_all<'v, S: Into<Step>>(
    name: &str,
    kind: &Kind,
    values: impl Iterator<Item = (S, &'v Value)>,
    path: &[Step],
    problems: &mut Problems<'_>,
) -> bool {
    let mut right = true;
    for (step, value) in values {
        right &= check(name, kind, value, &join(path, step), problems);
    }
    right
}

fn unknown_key(name: &str, table: &Table, path: &[Step], problems: &mut Problems<'_>) {
    let names = table.names();
    let legal = legal(closest(name, &names), &names);
    let help = match problems.belongs(name) {
        Some(belongs) => format!("{belongs}; {legal}"),
        None => legal,
    };
    problems.key(
        path,
        format!("unknown key `{name}` in {}", table.name),
        help,
    );
}

/// The name that was probably meant: the same but for case and separators, or a slip away.
pub fn closest<'a>(written: &str, names: &[&'a str]) -> Option<&'a str> {
    let folded = fold(written);
    let same = names.iter().find(|name| fold(name) == folded).copied();
    same.or_else(|| nearest(written, names.iter().copied()))
}

impl Table {
    /// The key that a table lacks, in the words of a report.
    pub fn lacks(&self, key: &Key) -> (String, String) {
        (
            format!("{} lacks `{}`", self.name, key.name),
            format!("`{}` is {}: {}", key.name, key.kind.describe(), key.summary),
        )
    }
}
