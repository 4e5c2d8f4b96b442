//! `supersession-cycle`.

use super::{Check, DocumentContext, Group, Rule, tied};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "supersession-cycle",
    group: Group::Relations,
    severity: Level::At(Severity::Error),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("supersession-cycle.md"),
    check: Check::Among(check),
};

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    tied::circles(cx, false, |chain, alone| {
        if alone {
            "a document can't take its own place".to_owned()
        } else {
            format!("these documents supersede each other in a circle: {chain}")
        }
    })
    .into_iter()
    .map(|finding| {
        finding.help("the newest of them is superseded by none: take out what says otherwise")
    })
    .collect()
}
