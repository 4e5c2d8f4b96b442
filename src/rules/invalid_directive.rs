//! `invalid-directive`.

use super::{ChapterContext, Check, Group, Rule};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Severity};
use crate::directives;

/// The rule.
pub const RULE: Rule = Rule {
    id: "invalid-directive",
    group: Group::Directives,
    severity: Level::At(Severity::Error),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("invalid-directive.md"),
    check: Check::Chapter(check),
};

fn check(cx: &ChapterContext<'_>) -> Vec<Diagnostic> {
    let found = directives::find(cx.document());
    directives::findings(cx.document(), &found)
        .into_iter()
        .filter(|finding| finding.rule == RULE.id)
        .map(|finding| Diagnostic {
            severity: cx.severity,
            ..finding
        })
        .collect()
}
