//! `one-way-supersession`.

mod mend;

use std::collections::BTreeSet;

use super::{Check, DocumentContext, Group, Rule, tied};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Place, Safety, Severity};
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
    check: Check::Among(check),
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
        // What stands in words only is for people, who find it on either side.
        if !known && !opposed && !edge.in_words && told.insert((edge.kind, edge.to)) {
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
    finding.fix = mend::fix(other, answer, &value);
    Some(finding)
}
