//! `review-due`.

use super::dated::{Change, last_change};
use super::{Check, DocumentContext, Group, Rule};
use crate::config::{Level, OptionKind, RuleOption};
use crate::diagnostics::{Diagnostic, Severity};
use crate::document::metadata::Entry;
use crate::values::day;

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
    let status = cx.status();
    let by_status = status.and_then(|status| status.max_age);
    // What is no longer in force need not be kept fresh, unless its status asks for it.
    let in_force = status.is_none_or(|status| !status.retired);
    let by_option = || cx.option(|setting| setting.duration("max-age"));
    let age = by_status.or_else(|| by_option().filter(|_| in_force));
    let (Some(age), Some(Change::Committed(commit))) = (age, last_change(cx)) else {
        return Vec::new();
    };
    let today = cx.corpus.book.today;
    let reviewed = cx.metadata().meaning("reviewed").and_then(Entry::text);
    let reviewed = reviewed.and_then(|text| day::of(&text));
    let since = reviewed.map_or(commit.day, |day| day.max(commit.day));
    if age.after(since) >= today {
        return Vec::new();
    }
    let entry = cx.metadata().meaning("status").filter(|it| !it.is_blank());
    let who = match (by_status, status) {
        (Some(_), Some(status)) => format!("`{}` allows", status.name),
        _ => "`review-due` allows".to_owned(),
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
