//! `review-due`.

use super::{Check, DocumentContext, Group, Rule};
use crate::config::{Level, OptionKind, RuleOption};
use crate::corpus::review::{self, Overdue};
use crate::diagnostics::{Diagnostic, Severity};
use crate::keys::Fallback;

/// The rule.
pub const RULE: Rule = Rule {
    id: review::REVIEW_DUE,
    group: Group::Lifecycle,
    severity: Level::At(Severity::Warning),
    fix: None,
    lenient: false,
    options: &[RuleOption {
        name: "max-age",
        kind: OptionKind::Duration,
        default: Fallback::None,
        summary: "how long a document may rest whose status does not say it",
    }],
    page: include_str!("review-due.md"),
    check: Check::Among(check),
};

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    let Some(overdue) = review::overdue(cx.corpus, cx.member) else {
        return Vec::new();
    };
    let entry = cx.metadata().meaning("status").filter(|it| !it.is_blank());
    let who = match cx.status().filter(|_| overdue.by_status) {
        Some(status) => format!("`{}` allows", status.name),
        None => "`review-due` allows".to_owned(),
    };
    let Overdue { since, age, .. } = overdue;
    let message = format!(
        "the document was not changed or reviewed since {since}, longer than the {age} that {who}"
    );
    let finding = match entry {
        Some(entry) => cx.finding(entry.value_range.clone(), message),
        None => cx.finding_at_top(message),
    };
    let today = cx.corpus.book.today;
    let mut finding = finding.help(format!(
        "bring it up to date, or read it and set `reviewed` to {today} where it still holds"
    ));
    "review".clone_into(&mut finding.subject);
    vec![finding]
}
