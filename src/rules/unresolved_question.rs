//! `unresolved-question`.

use super::{Check, DocumentContext, Group, Rule};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Severity};
use crate::questions::{Question, questions};

/// The rule.
pub const RULE: Rule = Rule {
    id: "unresolved-question",
    group: Group::Lifecycle,
    severity: Level::At(Severity::Warning),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("unresolved-question.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    let Some(status) = cx.status().filter(|status| status.questions_closed) else {
        return Vec::new();
    };
    questions(cx.document(), Some(cx.governed))
        .into_iter()
        .filter(|question| !question.closed)
        .map(|question| finding(cx, &status.name, question))
        .collect()
}

fn finding(cx: &DocumentContext<'_>, status: &str, question: Question) -> Diagnostic {
    let mut finding = cx
        .finding(
            question.range,
            format!("\"{}\" is still open, and `{status}` leaves no question open", question.text),
        )
        .help("settle it, then tick it (`- [x]`), strike it through, or write `**Status**: resolved` below it");
    if let Some(entry) = cx.metadata().meaning("status") {
        finding = finding.related(cx.place(entry.value_range.clone()), "the status");
    }
    finding.subject = question.text;
    finding
}
