//! `illegal-transition`.

use super::{Check, Group, PairContext, Rule};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "illegal-transition",
    group: Group::Lifecycle,
    severity: Level::At(Severity::Error),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("illegal-transition.md"),
    check: Check::Pair(check),
};

fn check(cx: &PairContext<'_>) -> Option<Diagnostic> {
    let now = cx.now?;
    let lifecycle = now.lifecycle()?;
    let (from, to) = (cx.pair.earlier_rank()?, now.governed.rank?);
    if lifecycle.may_follow(from, to) {
        return None;
    }
    let entry = now.metadata().meaning("status")?;
    let name = |rank: usize| lifecycle.statuses[rank].name.as_str();
    let legal: Vec<&str> = lifecycle.next_of(from).into_iter().map(name).collect();
    let (from, to) = (name(from), name(to));
    let message = format!("the status goes from `{from}` to `{to}`, which does not follow it");
    let help = if legal.is_empty() {
        format!("nothing follows `{from}`: write a new document")
    } else {
        format!("from `{from}` it may go to {}", legal.join(", "))
    };
    let mut finding = now.finding(entry.value_range.clone(), message).help(help);
    finding.subject = format!("{from} to {to}");
    Some(finding)
}
