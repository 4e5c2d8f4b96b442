//! `unreadable-chapter`: raised while the book is read, where the file could not be.

use super::{Check, Group, Rule};
use crate::config::Level;
use crate::diagnostics::Severity;

/// The rule.
pub const RULE: Rule = Rule {
    id: "unreadable-chapter",
    group: Group::Project,
    severity: Level::At(Severity::Error),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("unreadable-chapter.md"),
    check: Check::Reading,
};
