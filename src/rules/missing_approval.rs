//! `missing-approval`.

use super::{Check, DocumentContext, Group, Rule};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Severity, counted};
use crate::questions::approvals;

/// The rule.
pub const RULE: Rule = Rule {
    id: "missing-approval",
    group: Group::Lifecycle,
    severity: Level::At(Severity::Error),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("missing-approval.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    finding(cx).into_iter().collect()
}

fn finding(cx: &DocumentContext<'_>) -> Option<Diagnostic> {
    let status = cx.status().filter(|status| status.approvals > 0)?;
    let found = approvals(cx.document(), Some(cx.governed));
    if found.given >= status.approvals || is_told_as_section(cx) {
        return None;
    }
    let there = match found.given {
        0 => "there is none".to_owned(),
        1 => "there is 1".to_owned(),
        given => format!("there are {given}"),
    };
    let asked = counted(status.approvals, "approval");
    let message = format!("`{}` asks for {asked}, and {there}", status.name);
    let entry = cx.metadata().meaning("status");
    let value = entry.map(|entry| entry.value_range.clone());
    let mut finding = match (&found.heading, &value) {
        (Some(heading), _) => cx.finding(heading.clone(), message).help(
            "an entry counts when it is ticked (`- [x] Ann`), or has a name and a day behind its label (`- **Lead**: Ann, 2026-01-31`)",
        ),
        (None, Some(value)) => cx.finding(value.clone(), message).help(
            "add a section \"Approvals\" with an entry for each: `- **Lead**: Ann, 2026-01-31`",
        ),
        (None, None) => return None,
    };
    if let (Some(_), Some(value)) = (&found.heading, value) {
        finding = finding.related(cx.place(value), "the status");
    }
    finding.subject.clone_from(&status.name);
    Some(finding)
}

/// Whether the template has a section for approvals which is absent, or holds nothing of the author's:
/// that is told of the section.
fn is_told_as_section(cx: &DocumentContext<'_>) -> bool {
    let specs = cx.template().sections.iter().enumerate();
    let mut approvals = specs.filter(|(_, spec)| spec.pattern.name() == Some(APPROVALS));
    approvals.any(|(index, spec)| match cx.matching().section_of(index) {
        Some(section) => cx.governed.is_unfilled(cx.document(), section),
        None => cx.needs(spec),
    })
}

/// The folded name of the section.
const APPROVALS: &str = "approvals";
