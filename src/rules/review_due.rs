//! `review-due`.

use jiff::civil::Date;

use super::run::document_context;
use super::{Check, DocumentContext, Group, Rule};
use crate::config::{Level, OptionKind, RuleOption};
use crate::corpus::changed::{self, Change};
use crate::corpus::{Corpus, Member};
use crate::diagnostics::{Diagnostic, Severity};
use crate::lifecycle::Age;

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

/// A document that rested for longer than it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overdue {
    /// The day on which it was last changed or reviewed.
    pub since: Date,
    /// How long it may rest.
    pub age: Age,
    /// The first day on which that was over.
    pub from: Date,
    /// Its status says so, not the rule's option.
    by_status: bool,
}

/// Whether a document is due for review; never where configuration turns the rule off for it.
pub fn overdue<'a>(corpus: &'a Corpus<'a>, member: &'a Member<'a>) -> Option<Overdue> {
    of(&document_context(corpus, member, &RULE)?)
}

fn of(cx: &DocumentContext<'_>) -> Option<Overdue> {
    let age = changed::max_age(cx.corpus.book, cx.member)?;
    let Change::Committed(commit, _) = cx.corpus.last_change(cx.member)? else {
        return None;
    };
    let reviewed = changed::reviewed(cx.member);
    let since = reviewed.map_or(commit.day, |day| day.max(commit.day));
    let last = age.after(since);
    (last < cx.corpus.book.today).then(|| Overdue {
        since,
        age,
        from: last.tomorrow().unwrap_or(last),
        by_status: cx.status().is_some_and(|status| status.max_age.is_some()),
    })
}

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    let Some(overdue) = of(cx) else {
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
