//! `future-date`.

use super::asked::Gaps;
use super::{Check, DocumentContext, Group, Rule, asked};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Severity};
use crate::values::day;

/// The rule.
pub const RULE: Rule = Rule {
    id: "future-date",
    group: Group::Metadata,
    severity: Level::At(Severity::Warning),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("future-date.md"),
    check: Check::Document(check),
};

/// The fields that tell what has been: a deadline may lie ahead.
const PAST: &[&str] = &["created", "last_updated", "reviewed"];

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    let today = cx.corpus.book.today;
    let gaps = Gaps::of(cx);
    let mut findings = Vec::new();
    for given in asked::days(cx) {
        let entry = PAST
            .iter()
            .filter_map(|meaning| cx.metadata().meaning(meaning))
            .find(|entry| entry.value_range == given.range);
        let Some(entry) = entry else {
            continue;
        };
        for item in given.scalars(&gaps) {
            let Some(day) = day::of(&item.text).filter(|day| *day > today) else {
                continue;
            };
            let mut finding = cx
                .finding(
                    item.range.clone(),
                    format!("`{}` is {day}, which is still to come", entry.key),
                )
                .help(format!("write the day on which it was; today is {today}"));
            finding.subject = asked::subject(&given.name, &item.text);
            findings.push(finding);
        }
    }
    findings
}
