//! The guide's first document, step by step: the files that it shows are checked, and the messages
//! that it shows are what comes out.

use std::fs;
use std::path::Path;
use std::process::Command;

use tempfile::TempDir;

use crate::{book, holds, run, text};

/// The walkthrough's book with one of its documents in place, committed on a day that stays the same.
fn with_document(name: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for file in ["book.toml", "templates/design.md", "src/SUMMARY.md"] {
        copy(
            &format!("walkthrough/book/{file}"),
            &folder.path().join(file),
        );
    }
    let document = folder.path().join("src/designs/build-cache.md");
    copy(&format!("walkthrough/{name}.md"), &document);
    git(folder.path(), &["init", "--quiet"]);
    git(folder.path(), &["add", "--all"]);
    git(folder.path(), &["commit", "--quiet", "--message", "Add"]);
    folder
}

/// Git, whoever the user is and whatever they have set.
fn git(folder: &Path, arguments: &[&str]) {
    let mut command = Command::new("git");
    command.args(arguments).current_dir(folder);
    for name in ["GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"] {
        command.env(name, "/dev/null");
    }
    for role in ["AUTHOR", "COMMITTER"] {
        command.env(format!("GIT_{role}_NAME"), "A");
        command.env(format!("GIT_{role}_EMAIL"), "a@example.org");
        command.env(format!("GIT_{role}_DATE"), "2026-11-20T12:00:00Z");
    }
    assert!(command.status().expect("git runs").success());
}

fn copy(from: &str, to: &Path) {
    fs::create_dir_all(to.parent().expect("a folder")).expect("folders");
    fs::copy(book(from), to).expect("the walkthrough has the file");
}

/// Checks one step: what `check` prints is what the guide shows.
fn step(name: &str, shown: &str, arguments: &[&str], code: i32) {
    let folder = with_document(name);
    let output = run(
        folder.path(),
        &[&["check", "--today", "2026-11-20"], arguments].concat(),
    );
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(code), "{name}");
    holds(&format!("walkthrough/{shown}"), text(&output.stdout));
}

#[test]
fn a_draft_gets_notes() {
    step("1-draft", "1-draft.txt", &[], 0);
}

#[test]
fn in_review_they_are_errors() {
    step("2-in-review", "2-in-review.txt", &[], 1);
    step(
        "2-in-review",
        "2-in-review.short.txt",
        &["--format", "short"],
        1,
    );
    step("2-in-review", "2-in-review.json", &["--format", "json"], 1);
}

#[test]
fn a_finished_document_is_clean() {
    step("3-finished", "3-finished.txt", &["--fail-on", "note"], 0);
}

#[test]
fn the_built_in_templates_are_those_of_the_program() {
    let nowhere = tempfile::tempdir().expect("a temporary folder");
    let output = run(nowhere.path(), &["templates", "list"]);
    assert_eq!(output.status.code(), Some(0));
    holds("walkthrough/templates.txt", text(&output.stdout));
}
