//! `sweeping-commit`.

use std::collections::BTreeMap;

use super::{Check, Group, ProjectContext, Rule};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Place, Severity};
use crate::history::{Commit, Dated};
use crate::values;

/// The rule.
pub const RULE: Rule = Rule {
    id: "sweeping-commit",
    group: Group::Project,
    severity: Level::At(Severity::Note),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("sweeping-commit.md"),
    check: Check::Project(check),
};

/// In fewer documents no commit is a sweep.
const LEAST: usize = 20;
/// A sweep is the last commit of more than one document in so many.
const SHARE: usize = 5;

fn check(cx: &ProjectContext<'_>) -> Vec<Diagnostic> {
    let mut documents = 0;
    let mut last: BTreeMap<&str, (&Commit, usize)> = BTreeMap::new();
    for member in &cx.corpus.chapters {
        let (Some(_), Some(file)) = (member.governed(), &member.chapter.file) else {
            continue;
        };
        documents += 1;
        let history = &cx.corpus.book.history;
        let (Dated::Exact(commit) | Dated::Uncommitted(Some(commit))) = history.of(file) else {
            continue;
        };
        // Documents that came into the repository together would have no other date.
        if !history.has_one_commit(file) {
            last.entry(&commit.id).or_insert((commit, 0)).1 += 1;
        }
    }
    let sweeps = last.values().filter(|(_, count)| count * SHARE > documents);
    if documents < LEAST {
        return Vec::new();
    }
    sweeps
        .map(|(commit, count)| finding(cx, commit, *count, documents))
        .collect()
}

fn finding(cx: &ProjectContext<'_>, commit: &Commit, count: usize, documents: usize) -> Diagnostic {
    let list = &cx.corpus.book.settings.dates.ignore_revs;
    let short = commit.id.get(..12).unwrap_or(&commit.id);
    let message = format!(
        "commit {short} of {} (\u{201c}{}\u{201d}) is the last change of {count} of {documents} documents",
        commit.day,
        values::short(&commit.subject),
    );
    let mut finding = cx.finding(Place::file("book.toml"), message).help(format!(
        "if it was no update, add this line to `{list}` at the top of the repository: {}",
        commit.id
    ));
    finding.subject.clone_from(&commit.id);
    finding
}
