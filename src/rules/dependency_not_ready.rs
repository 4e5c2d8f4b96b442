//! `dependency-not-ready`.

use std::sync::Arc;

use super::{Check, DocumentContext, Group, Rule, tied};
use crate::config::Level;
use crate::corpus::{Governed, Member};
use crate::diagnostics::{Diagnostic, Place, Severity};
use crate::lifecycle::Status;
use crate::relations::{Edge, Kind};

/// The rule.
pub const RULE: Rule = Rule {
    id: "dependency-not-ready",
    group: Group::Relations,
    severity: Level::At(Severity::Warning),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("dependency-not-ready.md"),
    check: Check::Among(check),
};

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    let Some((at, relations)) = tied::ties(cx) else {
        return Vec::new();
    };
    let edges = relations.of(at).iter();
    edges
        .filter(|edge| edge.kind == Kind::DependsOn && edge.to != edge.from)
        .filter_map(|edge| finding(cx, edge))
        .collect()
}

fn finding(cx: &DocumentContext<'_>, edge: &Edge) -> Option<Diagnostic> {
    let other = cx.corpus.chapters.get(edge.to)?;
    let theirs = other.governed()?;
    let (own, its) = (cx.status()?, theirs.status()?);
    if own.retired || its.retired || !is_ahead(cx.governed, own, theirs, its) {
        return None;
    }
    let name = tied::name(other);
    let message = format!(
        "this is `{}`, and `{name}`, which it depends on, only `{}`",
        own.name, its.name
    );
    let mut finding = cx.finding(edge.range.clone(), message).help(format!(
        "bring `{name}` to `{}` first, or leave this document where its dependency is",
        goal(cx, theirs, own)
    ));
    if let Some(place) = status_of(other) {
        finding = finding.related(place, "the dependency's status");
    }
    name.clone_into(&mut finding.subject);
    Some(finding)
}

/// In one lifecycle by rank; otherwise a finished document is ahead of an incomplete one.
fn is_ahead(own: &Governed, status: &Status, theirs: &Governed, its: &Status) -> bool {
    if same_lifecycle(own, theirs) {
        own.rank > theirs.rank
    } else {
        !status.incomplete && its.incomplete
    }
}

fn same_lifecycle(one: &Governed, other: &Governed) -> bool {
    match (&one.lifecycle, &other.lifecycle) {
        (Some(one), Some(other)) => Arc::ptr_eq(one, other) || one.statuses == other.statuses,
        _ => false,
    }
}

/// The status that the dependency has to come to.
fn goal<'a>(cx: &DocumentContext<'_>, theirs: &'a Governed, own: &'a Status) -> &'a str {
    if same_lifecycle(cx.governed, theirs) {
        return &own.name;
    }
    let statuses = theirs.lifecycle.iter().flat_map(|it| &it.statuses);
    let mut finished = statuses.filter(|status| !status.incomplete && !status.retired);
    finished.next().map_or("finished", |status| &status.name)
}

fn status_of(member: &Member<'_>) -> Option<Place> {
    let entry = member.metadata.meaning("status")?;
    Some(member.document.place(entry.value_range.clone()).0)
}
