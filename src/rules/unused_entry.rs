//! `unused-entry`.

use super::{Check, Group, ProjectContext, Rule};
use crate::config::{DocumentsEntry, Level};
use crate::diagnostics::{Diagnostic, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "unused-entry",
    group: Group::Project,
    severity: Level::At(Severity::Warning),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("unused-entry.md"),
    check: Check::Project(check),
};

fn check(cx: &ProjectContext<'_>) -> Vec<Diagnostic> {
    cx.corpus
        .book
        .settings
        .documents
        .iter()
        .filter(|entry| !matches_any(cx, entry))
        .map(|entry| finding(cx, entry))
        .collect()
}

fn paths<'a>(cx: &ProjectContext<'a>) -> impl Iterator<Item = &'a str> {
    let book = cx.corpus.book;
    let chapters = book.chapters.iter();
    chapters
        .filter_map(|chapter| chapter.path.as_deref())
        .chain(book.files.iter().map(String::as_str))
}

fn matches_any(cx: &ProjectContext<'_>, entry: &DocumentsEntry) -> bool {
    paths(cx).any(|path| entry.glob.is_match(path))
}

fn finding(cx: &ProjectContext<'_>, entry: &DocumentsEntry) -> Diagnostic {
    let pattern = &entry.pattern;
    let src = cx.corpus.book.settings.book.src.trim_matches('/');
    let below = pattern.strip_prefix(&format!("{src}/"));
    let help = match below {
        Some(rest) => format!("paths count from the `{src}` folder: write `{rest}`"),
        None => {
            format!("paths count from the `{src}` folder; correct the path, or remove the entry")
        }
    };
    let mut finding = cx
        .finding(
            entry.place.clone(),
            format!("no chapter and no file matches `{pattern}`"),
        )
        .help(help);
    finding.subject.clone_from(pattern);
    finding
}
