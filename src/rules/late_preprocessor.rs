//! `late-preprocessor`.

use super::{Check, Group, ProjectContext, Rule};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Place, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "late-preprocessor",
    group: Group::Project,
    severity: Level::At(Severity::Warning),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("late-preprocessor.md"),
    check: Check::Project(check),
};

fn check(cx: &ProjectContext<'_>) -> Vec<Diagnostic> {
    if !cx.corpus.book.after_links {
        return Vec::new();
    }
    let finding = cx
        .finding(
            Place::file("book.toml"),
            "design-docs runs after `links`: includes are expanded by then, so what is wrong inside of them can't be told at its place, and pages do not get their titles",
        )
        .help("write `before = [\"links\"]` under `[preprocessor.design-docs]`");
    vec![finding]
}
