//! `passed-deadline`.

use super::{Check, DocumentContext, Group, Rule, asked};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "passed-deadline",
    group: Group::Lifecycle,
    severity: Level::At(Severity::Warning),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("passed-deadline.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    let expired = cx.member.expired(cx.corpus.book.today);
    let (Some((entry, day)), Some(status)) = (expired, cx.status()) else {
        return Vec::new();
    };
    let message = format!(
        "the status `{}` has expired: `{}` was {day}",
        status.name, entry.key
    );
    let mut finding = cx
        .finding(entry.value_range.clone(), message)
        .help(help(cx));
    if let Some(status) = cx.metadata().meaning("status") {
        finding = finding.related(cx.place(status.value_range.clone()), "the status");
    }
    finding.subject = asked::subject(&entry.key, &day.to_string());
    vec![finding]
}

/// What can be done, with the statuses that may come next.
fn help(cx: &DocumentContext<'_>) -> String {
    let next = cx.status().map_or(&[][..], |status| &status.next);
    let names: Vec<String> = next.iter().map(|name| format!("`{name}`")).collect();
    match names.as_slice() {
        [] => "decide on it and set another status, or set a later day".to_owned(),
        names => format!(
            "decide on it and set the next status ({}), or set a later day",
            names.join(", ")
        ),
    }
}
