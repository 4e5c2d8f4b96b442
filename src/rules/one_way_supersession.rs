//! `one-way-supersession`.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::{Check, DocumentContext, Group, Rule, tied};
use crate::config::Level;
use crate::corpus::Member;
use crate::diagnostics::{Diagnostic, Edit, Fix, Place, Safety, Severity};
use crate::document::front_matter::Notation;
use crate::document::metadata::FrontMatterRead;
use crate::relations::{Edge, Kind};

/// The rule.
pub const RULE: Rule = Rule {
    id: "one-way-supersession",
    group: Group::Relations,
    severity: Level::At(Severity::Warning),
    fix: Some(Safety::Safe),
    lenient: false,
    options: &[],
    page: include_str!("one-way-supersession.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    let Some((at, relations)) = tied::ties(cx) else {
        return Vec::new();
    };
    let mut told = BTreeSet::new();
    let mut findings = Vec::new();
    for edge in relations.of(at) {
        let Some(answer) = edge.kind.other_side() else {
            continue;
        };
        let known = edge.to == at || relations.says(edge.to, answer, at);
        // Who takes the place of a document that took its own is in a circle, which is told as such.
        let opposed = relations.says(edge.to, edge.kind, at);
        if !known && !opposed && told.insert((edge.kind, edge.to)) {
            findings.extend(finding(cx, edge, answer));
        }
    }
    findings
}

fn finding(cx: &DocumentContext<'_>, edge: &Edge, answer: Kind) -> Option<Diagnostic> {
    let other = cx.corpus.chapters.get(edge.to)?;
    other.governed()?;
    let name = tied::name(other);
    let (says, silent) = match edge.kind {
        Kind::Supersedes => ("supersedes", "does not say that this one took its place"),
        _ => (
            "is superseded by",
            "does not say that it took this one's place",
        ),
    };
    let value = tied::reference_to(other, cx.member);
    let line = tied::line(other, answer.field(), &value);
    let given = other.metadata.meaning(answer.field());
    let given = given.filter(|entry| !entry.is_blank());
    let help = match given {
        Some(entry) => format!("add `{value}` to `{}` in `{name}`", entry.key),
        None => format!("add to `{name}`: `{line}`"),
    };
    let place = match given {
        Some(entry) => other.document.place(entry.value_range.clone()).0,
        None => Place::file(other.document.text().path().as_ref()),
    };
    let mut finding = cx
        .finding(
            edge.range.clone(),
            format!("this {says} `{name}`, which {silent}"),
        )
        .help(help)
        .related(place, "the other side");
    finding.subject = format!("{}: {name}", edge.kind.field());
    finding.fix = fix(other, answer, &line);
    Some(finding)
}

/// The line at the end of the other side's front matter, where that does not have the field yet. Other
/// notations are for people to edit.
fn fix(other: &Member<'_>, answer: Kind, line: &str) -> Option<Fix> {
    let read = other.document.notes.front_matter.as_ref()?;
    let text = other.document.text();
    let content = text.as_str().get(read.content.clone())?;
    if other.metadata.meaning(answer.field()).is_some() || !takes_lines(read, content) {
        return None;
    }
    Some(Fix {
        safety: Safety::Safe,
        edits: vec![Edit {
            path: Arc::clone(text.path()),
            range: read.content.end..read.content.end,
            text: format!("{line}{}", text.line_ending()),
        }],
    })
}

/// Whether a line at the end of front matter is a field of it: in YAML where keys stand at the beginning
/// of lines, in TOML where no table has begun.
fn takes_lines(read: &FrontMatterRead, content: &str) -> bool {
    let mut lines = content.lines();
    let plain = match read.notation {
        Notation::Yaml => lines.all(|line| !line.starts_with(['{', '}', '?', '%', '.'])),
        Notation::Toml => lines.all(|line| !line.trim_start().starts_with('[')),
    };
    let first = content.lines().find(|line| !line.trim().is_empty());
    let indented = first.is_some_and(|line| line.starts_with([' ', '\t']));
    plain && !indented && read.problems.is_empty()
}
