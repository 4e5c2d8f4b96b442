//! `fragment-cycle`.

use super::{Check, Group, Rule, set_in};
use crate::config::Level;
use crate::diagnostics::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "fragment-cycle",
    group: Group::Directives,
    severity: Level::At(Severity::Error),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("fragment-cycle.md"),
    check: Check::Chapter(set_in::faults),
};
