//! `orphan-document`.

use super::{Check, Group, ProjectContext, Rule};
use crate::config::{Level, TemplateChoice};
use crate::diagnostics::{Diagnostic, Place, Safety, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "orphan-document",
    group: Group::Project,
    severity: Level::At(Severity::Warning),
    fix: Some(Safety::Unsafe),
    lenient: false,
    options: &[],
    page: include_str!("orphan-document.md"),
    check: Check::Project(check),
};

/// More of them are one finding.
const MANY: usize = 3;
/// So many of them are named in it.
const NAMED: usize = 3;
const SUMMARY: &str = "SUMMARY.md";

fn check(cx: &ProjectContext<'_>) -> Vec<Diagnostic> {
    let orphans: Vec<&str> = cx
        .corpus
        .book
        .files
        .iter()
        .map(String::as_str)
        .filter(|file| is_document(cx, file) && !is_template(cx, file) && !is_listed(cx, file))
        .collect();
    if orphans.len() > MANY && !cx.corpus.compared {
        return vec![many(cx, &orphans)];
    }
    orphans.into_iter().map(|file| one(cx, file)).collect()
}

/// Whether the last `documents` entry that matches a file names a template.
fn is_document(cx: &ProjectContext<'_>, file: &str) -> bool {
    let entries = &cx.corpus.book.settings.documents;
    let entry = entries.iter().rev().find(|entry| entry.glob.is_match(file));
    let bound = entry.and_then(|entry| entry.template.as_ref());
    file != SUMMARY && matches!(bound, Some(TemplateChoice::Name(_)))
}

fn is_template(cx: &ProjectContext<'_>, file: &str) -> bool {
    let path = in_book(cx, file);
    let templates = &cx.corpus.book.templates;
    templates.iter().any(|template| **template.path() == *path)
}

/// By its path, or by its real file: `index` gives a README another path.
fn is_listed(cx: &ProjectContext<'_>, file: &str) -> bool {
    let book = cx.corpus.book;
    let real = book.root.join(&book.settings.book.src).join(file);
    book.chapters
        .iter()
        .filter(|chapter| chapter.listed)
        .any(|chapter| {
            chapter.path.as_deref() == Some(file)
                || chapter.file.as_deref() == Some(real.as_path())
                || chapter
                    .source
                    .as_ref()
                    .is_some_and(|source| **source.path() == *in_book(cx, file))
        })
}

/// A file's path relative to the book root.
fn in_book(cx: &ProjectContext<'_>, file: &str) -> String {
    match cx.corpus.book.settings.book.src.trim_matches(['.', '/']) {
        "" => file.to_owned(),
        _ => format!(
            "{}/{file}",
            cx.corpus.book.settings.book.src.trim_end_matches('/')
        ),
    }
}

fn one(cx: &ProjectContext<'_>, file: &str) -> Diagnostic {
    let mut finding = cx
        .finding(
            Place::file(in_book(cx, file)),
            format!("`{file}` is a document that SUMMARY.md does not list, so it is in no book"),
        )
        .help(format!(
            "list it: `- [Its title]({})`; or take it out with a `documents` entry that says `template = false`",
            target(file)
        ));
    file.clone_into(&mut finding.subject);
    finding
}

fn many(cx: &ProjectContext<'_>, files: &[&str]) -> Diagnostic {
    let named: Vec<String> = files[..NAMED]
        .iter()
        .map(|file| format!("`{file}`"))
        .collect();
    let mut finding = cx
        .finding(
            Place::file(in_book(cx, SUMMARY)),
            format!(
                "{} documents are not listed here, so they are in no book: {} and {} more",
                files.len(),
                named.join(", "),
                files.len() - NAMED
            ),
        )
        .help("list them, or take them out with a `documents` entry that says `template = false`");
    finding.subject = files.join(", ");
    finding
}

/// A link's target; one with spaces or brackets needs to be bracketed.
fn target(file: &str) -> String {
    if file.contains([' ', '(', ')']) {
        format!("<{file}>")
    } else {
        file.to_owned()
    }
}
