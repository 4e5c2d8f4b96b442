//! `unknown-directive`.

use super::{ChapterContext, Check, Group, Rule};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Safety, Severity};
use crate::directives;

/// The rule.
pub const RULE: Rule = Rule {
    id: "unknown-directive",
    group: Group::Directives,
    severity: Level::At(Severity::Warning),
    fix: Some(Safety::Safe),
    lenient: false,
    options: &[],
    page: include_str!("unknown-directive.md"),
    check: Check::Chapter(check),
};

fn check(cx: &ChapterContext<'_>) -> Vec<Diagnostic> {
    let found = directives::find(cx.document());
    let slip = |found: &directives::Found| {
        let meant = found.meant()?;
        let name = found.name.as_str();
        let message = format!("there is no directive `{name}`");
        let mut finding = cx.finding(found.name_range.clone(), message);
        name.clone_into(&mut finding.subject);
        finding.fix = cx.fix(Safety::Safe, found.name_range.clone(), meant);
        Some(finding.help(format!("did you mean `{{{{#{meant}}}}}`?")))
    };
    found.iter().filter_map(slip).collect()
}
