//! `unknown-history`.

use super::{Check, Group, ProjectContext, Rule};
use crate::config::Level;
use crate::corpus::age;
use crate::diagnostics::{Diagnostic, Place, Severity, counted};

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

const FETCH: &str =
    "fetch all of it: `git fetch --unshallow`, or `fetch-depth: 0` for actions/checkout";

/// Once a run. A history that nobody asked for knows of no files and no problem.
fn check(cx: &ProjectContext<'_>) -> Vec<Diagnostic> {
    let history = &cx.corpus.book.history;
    let at = || Place::file("book.toml");
    let documents = of_unknown_age(cx);
    let mut finding = match (history.unknown(), history.problem(), documents) {
        (0, None, 0) => return Vec::new(),
        (0, Some(problem), _) => {
            let mut finding = cx
                .finding(at(), format!("git can't say when the files last changed: {problem}"))
                .help(match documents {
                    0 => "pages show no dates, and rules that need them say nothing",
                    _ => "pages show no dates, rules that need them say nothing, and documents are held to today's templates",
                });
            // Books outside of git are nothing unusual.
            if cx.settings.and_then(|setting| setting.severity).is_none() {
                finding.severity = Severity::Note;
            }
            finding
        }
        (0, None, documents) => {
            let message = format!(
                "what the template asked for when {} written is not in this clone, so today's counts",
                match documents {
                    1 => "1 document was".to_owned(),
                    _ => format!("{} were", counted(documents, "document")),
                }
            );
            cx.finding(at(), message).help(FETCH)
        }
        (files, _, documents) => {
            let message = format!(
                "the last change of {} is not in this clone, which holds only part of the history",
                counted(files, "file")
            );
            let held = match documents {
                0 => "",
                _ => "; until then documents are held to today's templates",
            };
            cx.finding(at(), message).help(format!("{FETCH}{held}"))
        }
    };
    "history".clone_into(&mut finding.subject);
    vec![finding]
}

/// How many documents were written from a version of their template that git can't tell.
fn of_unknown_age(cx: &ProjectContext<'_>) -> usize {
    let documents = cx.corpus.chapters.iter();
    let unknown = documents.filter(|member| {
        let governed = member.governed();
        governed.is_some_and(|it| age::is_unknown(cx.corpus.book, member.chapter, &it.template))
    });
    unknown.count()
}
