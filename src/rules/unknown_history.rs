//! `unknown-history`.

use super::{Check, Group, ProjectContext, Rule};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Place, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "unknown-history",
    group: Group::Project,
    severity: Level::At(Severity::Warning),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("unknown-history.md"),
    check: Check::Project(check),
};

/// Once a run. A history that nobody asked for knows of no files and no problem.
fn check(cx: &ProjectContext<'_>) -> Vec<Diagnostic> {
    let history = &cx.corpus.book.history;
    let at = || Place::file("book.toml");
    let mut finding = match (history.unknown(), history.problem()) {
        (0, None) => return Vec::new(),
        (0, Some(problem)) => {
            let mut finding = cx
                .finding(at(), format!("git can't say when the files last changed: {problem}"))
                .help("pages show no dates, and rules that need them say nothing");
            // Books outside of git are nothing unusual.
            if cx.settings.and_then(|setting| setting.severity).is_none() {
                finding.severity = Severity::Note;
            }
            finding
        }
        (files, _) => cx
            .finding(
                at(),
                format!(
                    "the last change of {} is not in this clone, which holds only part of the history",
                    counted(files)
                ),
            )
            .help("fetch all of it: `git fetch --unshallow`, or `fetch-depth: 0` for actions/checkout"),
    };
    "history".clone_into(&mut finding.subject);
    vec![finding]
}

fn counted(files: usize) -> String {
    match files {
        1 => "1 file".to_owned(),
        files => format!("{files} files"),
    }
}
