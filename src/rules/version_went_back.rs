//! `version-went-back`.

use super::{Check, Group, PairContext, Rule, pair};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "version-went-back",
    group: Group::Lifecycle,
    severity: Level::At(Severity::Error),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("version-went-back.md"),
    check: Check::Pair(check),
};

fn check(cx: &PairContext<'_>) -> Option<Diagnostic> {
    let now = cx.now?;
    let (old, new) = (pair::version_of(&cx.before)?, pair::version_of(&now)?);
    if new.cmp_precedence(&old).is_ge() {
        return None;
    }
    let entry = now.metadata().meaning("version")?;
    let message = format!("the version went back from `{old}` to `{new}`");
    let help = format!("write a version after `{old}`; a later text never has an earlier number");
    let mut finding = now.finding(entry.value_range.clone(), message).help(help);
    finding.subject = format!("{old} to {new}");
    Some(finding)
}
