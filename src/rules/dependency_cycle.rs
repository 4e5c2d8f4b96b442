//! `dependency-cycle`.

use super::{Check, DocumentContext, Group, Rule, tied};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "dependency-cycle",
    group: Group::Relations,
    severity: Level::At(Severity::Error),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("dependency-cycle.md"),
    check: Check::Among(check),
};

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    tied::circles(cx, true, |chain, alone| {
        if alone {
            "a document can't depend on itself".to_owned()
        } else {
            format!("these documents depend on each other in a circle: {chain}")
        }
    })
    .into_iter()
    .map(|finding| {
        finding.help(
            "take out one dependency, or move what both sides need into a document of its own",
        )
    })
    .collect()
}
