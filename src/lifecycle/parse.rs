//! Reads a lifecycle that somebody wrote: a list of tables, in book.toml or in a template's front
//! matter.

mod keys;
mod links;

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use crate::diagnostics::nearest;
use crate::fields::fold;
use crate::keys::{Part, Problems, Section, Step, join, legal};

use super::builtin::DEFAULT;
use super::{Color, Lifecycle, Status};

pub use keys::{DURATION, NAME, STATUS_KEYS};

/// The name of the lifecycle that `entries` start from, for whoever needs to read that one first.
pub fn base_of(entries: &Value) -> Option<&str> {
    entries.get(0)?.get("extends")?.as_str()
}

/// Reads the lifecycle that stands at `at`. What `extends` names is looked up in `known`, then among
/// the built-in ones. Everything that is wrong is reported, and the rest of it read all the same.
pub fn parse(
    name: &str,
    entries: &Value,
    at: &[Step],
    known: &BTreeMap<String, Arc<Lifecycle>>,
    problems: &mut Problems<'_>,
) -> Lifecycle {
    let Some(entries) = entries.as_array().filter(|entries| !entries.is_empty()) else {
        problems.value(
            at,
            format!("the lifecycle `{name}` is not a list of statuses"),
            "a lifecycle is a list of tables (in TOML, each under [[double brackets]]), each with at least \
             `status`",
        );
        return Lifecycle {
            name: name.to_owned(),
            statuses: Vec::new(),
            free: true,
        };
    };
    let mut builder = Builder::default();
    for (index, entry) in entries.iter().enumerate() {
        let section = Section::read(&STATUS_KEYS, Some(entry), &join(at, index), problems);
        if let Some(base) = section.given_text("extends") {
            builder.extend(base, index, &section, known, problems);
        }
        builder.add(&section, entry.is_object(), problems);
    }
    builder.finish(name, problems)
}

/// The lifecycle as far as it has been read, and where each part of it was written.
#[derive(Default)]
struct Builder {
    statuses: Vec<Status>,
    /// How many of the statuses come from the lifecycle that this one extends.
    inherited: usize,
    /// Whether that one lets any status follow any other.
    free: bool,
    /// The entries that were read.
    written: Vec<Written>,
}

/// An entry that was read.
struct Written {
    /// The rank of its status.
    rank: usize,
    /// Where its table stands.
    path: Vec<Step>,
    /// Whether it gives aliases, so that those of its status stand there.
    aliases: bool,
    /// Whether it says what may follow.
    next: bool,
}

impl Builder {
    fn entry(&self, rank: usize) -> Option<&Written> {
        self.written.iter().find(|entry| entry.rank == rank)
    }

    fn extend(
        &mut self,
        base: &str,
        index: usize,
        section: &Section<'_>,
        known: &BTreeMap<String, Arc<Lifecycle>>,
        problems: &mut Problems<'_>,
    ) {
        let path = section.path_to("extends");
        if index > 0 {
            problems.key(
                &path,
                "`extends` stands in a later entry",
                "`extends` goes into the lifecycle's first entry",
            );
            return;
        }
        let builtin = (base == DEFAULT).then(Lifecycle::builtin);
        match known.get(base).cloned().or(builtin) {
            Some(base) => {
                self.statuses.clone_from(&base.statuses);
                self.inherited = base.statuses.len();
                self.free = base.free;
            }
            None => {
                let names = names_with_default(known);
                problems.value(
                    &path,
                    format!("no lifecycle is called `{base}`"),
                    legal(nearest(base, names.iter().copied()), &names),
                );
            }
        }
    }

    fn add(&mut self, section: &Section<'_>, is_table: bool, problems: &mut Problems<'_>) {
        let Some(name) = section.given_text("status") else {
            if is_table && !section.only_has("extends") && !section.was_written("status") {
                let key = STATUS_KEYS.key("status");
                if let Some((message, help)) = key.map(|key| STATUS_KEYS.lacks(key)) {
                    problems.key(section.path(), message, help);
                }
            }
            return;
        };
        let folded = fold(name);
        let rank = self.statuses.iter().position(|it| fold(&it.name) == folded);
        if let Some(first) = rank.and_then(|rank| self.entry(rank)) {
            let line = problems.place(&first.path, Part::Key).start.line;
            problems.value(
                &section.path_to("status"),
                format!("the status `{name}` is given twice"),
                format!("its first entry is in line {line}"),
            );
            return;
        }
        let rank = rank.unwrap_or_else(|| {
            self.statuses.push(Status {
                name: name.to_owned(),
                ..Status::default()
            });
            self.statuses.len() - 1
        });
        apply(&mut self.statuses[rank], section);
        self.written.push(Written {
            rank,
            path: section.path().to_vec(),
            aliases: section.given("aliases").is_some(),
            next: section.given("next").is_some(),
        });
    }

    fn finish(mut self, name: &str, problems: &mut Problems<'_>) -> Lifecycle {
        self.check_aliases(problems);
        self.resolve_next(problems);
        let has_next = self.written.iter().any(|entry| entry.next);
        Lifecycle {
            name: name.to_owned(),
            free: !has_next && (self.inherited == 0 || self.free),
            statuses: self.statuses,
        }
    }
}

/// Lays what an entry says over a status; what it does not say stays.
fn apply(status: &mut Status, section: &Section<'_>) {
    let given = |key: &str| section.given(key).is_some();
    let set_flag = |key: &str, flag: &mut bool| {
        if given(key) {
            *flag = section.flag(key);
        }
    };
    let set_words = |key: &str, words: &mut Vec<String>| {
        if given(key) {
            *words = section.words(key);
        }
    };
    set_flag("incomplete", &mut status.incomplete);
    set_flag("versioned", &mut status.versioned);
    set_flag("retired", &mut status.retired);
    set_words("aliases", &mut status.aliases);
    set_words("next", &mut status.next);
    set_words("requires", &mut status.requires);
    if given("version") {
        let written = section.words("version");
        status.version = written.iter().filter_map(|it| it.parse().ok()).collect();
    }
    if let Some(questions) = section.given_text("questions") {
        status.questions_closed = questions == "closed";
    }
    if given("approvals") {
        status.approvals = section.number("approvals");
    }
    if let Some(age) = section.given_text("max-age") {
        status.max_age = age.parse().ok();
    }
    if let Some(color) = section.given_text("color").and_then(Color::named) {
        status.color = color;
    }
    for (key, text) in [
        ("deadline", &mut status.deadline),
        ("summary", &mut status.summary),
    ] {
        if let Some(given) = section.given_text(key) {
            *text = Some(given.to_owned());
        }
    }
}

fn names_with_default(known: &BTreeMap<String, Arc<Lifecycle>>) -> Vec<&str> {
    let builtin = (!known.contains_key(DEFAULT)).then_some(DEFAULT);
    builtin
        .into_iter()
        .chain(known.keys().map(String::as_str))
        .collect()
}
