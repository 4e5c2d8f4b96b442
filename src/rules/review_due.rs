//! `review-due`.

use super::{Check, DocumentContext, Group, Rule};
use crate::config::{Level, OptionKind, RuleOption};
use crate::corpus::changed::{self, Change};
use crate::diagnostics::{Diagnostic, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "review-due",
    group: Group::Lifecycle,
    severity: Level::At(Severity::Warning),
    fix: None,
    lenient: false,
    options: &[RuleOption {
        name: "max-age",
        kind: OptionKind::Duration,
        summary: "How long a document may rest whose status does not say it.",
    }],
    page: include_str!("review-due.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    let book = cx.corpus.book;
    let change = cx.corpus.last_change(cx.member);
    let (Some(age), Some(Change::Committed(commit, _))) =
        (changed::max_age(book, cx.member), change)
    else {
        return Vec::new();
    };
    let today = book.today;
    let reviewed = changed::reviewed(cx.member);
    let since = reviewed.map_or(commit.day, |day| day.max(commit.day));
    if age.after(since) >= today {
        return Vec::new();
    }
    let entry = cx.metadata().meaning("status").filter(|it| !it.is_blank());
    let who = match cx.status().filter(|status| status.max_age.is_some()) {
        Some(status) => format!("`{}` allows", status.name),
        None => "`review-due` allows".to_owned(),
    };
    let message = format!(
        "the document was not changed or reviewed since {since}, longer than the {age} that {who}"
    );
    let finding = match entry {
        Some(entry) => cx.finding(entry.value_range.clone(), message),
        None => cx.finding_at_top(message),
    };
    let mut finding = finding.help(format!(
        "bring it up to date, or read it and set `reviewed` to {today} where it still holds"
    ));
    "review".clone_into(&mut finding.subject);
    vec![finding]
}
