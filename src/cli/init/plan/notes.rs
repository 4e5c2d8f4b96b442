//! What should be known besides of a folder that becomes a book.

use std::collections::BTreeSet;

use super::files::Files;
use crate::adopt::rivals;
use crate::book::Book;
use crate::host::survey::Survey;

/// All of it, a line each.
pub(super) fn of(survey: &Survey, files: &Files, book: &Book, has_summary: bool) -> Vec<String> {
    let left_out = survey.left_out.iter();
    let mut notes: Vec<String> = left_out
        .map(|(name, why)| format!("`{name}` can be no chapter: {why}"))
        .collect();
    notes.extend(missed(files, book, has_summary));
    notes.extend(outside(survey, files));
    notes.extend(output(survey));
    if files.src == "." && survey.root.join(".git").exists() {
        notes.push(COPIED.to_owned());
    }
    if let Some((text, _)) = &survey.configured {
        notes.extend(rivals::notes(text.as_str()));
    }
    notes
}

const COPIED: &str = "the chapters lie at the top of the repository, and mdBook copies every other file \
     from there into the built book, `.git` too: publish it without, or move the documents into a \
     folder of their own and run `init` there";

/// Files that SUMMARY.md does not list.
fn missed(files: &Files, book: &Book, has_summary: bool) -> Option<String> {
    let chapters = book.chapters.iter();
    let listed: BTreeSet<&str> = chapters.filter_map(|it| it.path.as_deref()).collect();
    let missed = files.candidates.iter().map(|file| file.path.as_str());
    let missed: Vec<&str> = missed.filter(|path| !listed.contains(path)).collect();
    let why = match has_summary {
        true => "SUMMARY.md, which stays as it is, does not list",
        false => "a folder has one page, so SUMMARY.md does not list",
    };
    Some(format!("{why} {}", named(&missed)?))
}

/// Files that lie elsewhere than the chapters.
fn outside(survey: &Survey, files: &Files) -> Option<String> {
    let is_template = |path: &str| files.templates.iter().any(|it| **it.path() == *path);
    let all = survey.files.iter().map(|text| &**text.path());
    let outside: Vec<&str> = all
        .filter(|path| files.inside(path).is_none() && !is_template(path))
        .collect();
    let named = named(&outside)?;
    Some(format!(
        "the chapters lie in `{}`, so the book leaves out {named}",
        files.src
    ))
}

/// That the built book is to be ignored, where somebody else's .gitignore is there.
fn output(survey: &Survey) -> Option<String> {
    let is_open = survey.configured.is_none() && survey.has_gitignore && !survey.ignores_output;
    let note = "add `/book` to .gitignore: what mdBook builds should not be kept, and where the chapters \
         lie around it `mdbook serve` would build again and again";
    is_open.then(|| note.to_owned())
}

/// How many files, and the first of them.
fn named(files: &[&str]) -> Option<String> {
    match files {
        [] => None,
        [only] => Some(format!("1 Markdown file (`{only}`)")),
        [first, ..] => Some(format!("{} Markdown files (`{first}`, …)", files.len())),
    }
}
