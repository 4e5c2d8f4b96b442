//! `broken-reference`.

use super::{Check, DocumentContext, Group, Rule, tied};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Severity};
use crate::relations::Broken;

/// The rule.
pub const RULE: Rule = Rule {
    id: "broken-reference",
    group: Group::Relations,
    severity: Level::At(Severity::Error),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("broken-reference.md"),
    check: Check::Among(check),
};

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    let Some((at, relations)) = tied::ties(cx) else {
        return Vec::new();
    };
    let broken = relations.broken_of(at).iter();
    broken.map(|broken| finding(cx, broken)).collect()
}

fn finding(cx: &DocumentContext<'_>, broken: &Broken) -> Diagnostic {
    let field = broken.kind.field();
    let key = cx.metadata().meaning(field);
    let key = key.map_or(field, |entry| entry.key.as_str());
    let near = broken.near.and_then(|near| cx.corpus.chapters.get(near));
    let help = match near {
        Some(near) => format!(
            "did you mean `{}`?",
            tied::reference_to(cx.member, near)
        ),
        None => "write the path, id or number of a document of this book, or the address of one elsewhere"
            .to_owned(),
    };
    let message = format!(
        "`{key}` names `{}`, and this book has no such document",
        broken.written
    );
    let mut finding = cx.finding(broken.range.clone(), message).help(help);
    finding.subject = format!("{field}: {}", broken.written);
    finding
}
