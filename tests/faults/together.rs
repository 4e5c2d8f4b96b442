//! Several at once on one book, and one that is ended while it writes.

use std::fs;
use std::process::{Child, Stdio};

use crate::book::TestBook;
use crate::both::{BEGIN, book};

const DOCUMENTS: usize = 30;

fn name(number: usize) -> String {
    format!("d{number}.md")
}

fn shelf(text: &str) -> TestBook {
    let names: Vec<String> = (0..DOCUMENTS).map(name).collect();
    let chapters: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), text)).collect();
    book(&chapters)
}

fn faulty() -> String {
    format!("{BEGIN}It returns Array<T>.\n\n## Solution\n\nNone.\n")
}

fn start(book: &TestBook, arguments: &[&str]) -> Child {
    let mut command = book.command();
    let command = command
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command.spawn().expect("it starts")
}

/// Starts all of them, then waits for them: how each ended.
fn at_once(book: &TestBook, all: &[&[&str]]) -> Vec<(Option<i32>, String)> {
    let started: Vec<Child> = all.iter().map(|it| start(book, it)).collect();
    let ended = started.into_iter().map(|child| {
        let said = child.wait_with_output().expect("it ends");
        let stderr = String::from_utf8_lossy(&said.stderr).into_owned();
        (said.status.code(), stderr)
    });
    ended.collect()
}

fn temporary_files(book: &TestBook) -> usize {
    let name = |path: &std::path::PathBuf| path.to_string_lossy().ends_with(".tmp");
    book.listing().iter().filter(|path| name(path)).count()
}

#[test]
fn two_fixes_come_to_what_one_does() {
    let text = faulty();
    let book = shelf(&text);
    for (code, stderr) in at_once(&book, &[&["fix"][..]; 3]) {
        // One that comes later finds files that changed since it read them, and says so.
        assert!(matches!(code, Some(0..=2)), "{stderr}");
        assert!(!stderr.contains("panicked"), "{stderr}");
        let changed = stderr.contains("it has changed since it was read");
        assert!(code != Some(2) || changed, "{stderr}");
    }
    assert_eq!(book.run(&["fix"]).code, 0);
    for number in 0..DOCUMENTS {
        let now = fs::read_to_string(book.path(&format!("src/{}", name(number))));
        assert_eq!(now.expect("a text"), text.replace("<T>", "\\<T>"));
    }
    assert_eq!(temporary_files(&book), 0);
}

#[test]
fn two_statuses_leave_one_of_both() {
    let text = faulty()
        .replace("final", "draft")
        .replace("Array<T>", "one");
    let book = shelf(&text);
    let move_on = ["status", "src/d0.md", "final"];
    for (code, stderr) in at_once(&book, &[&move_on[..]; 3]) {
        assert!(matches!(code, Some(0..=2)), "{stderr}");
        assert!(!stderr.contains("panicked"), "{stderr}");
    }
    let now = fs::read_to_string(book.path("src/d0.md")).expect("a text");
    assert_eq!(now, text.replace("draft", "final"));
    assert_eq!(temporary_files(&book), 0);
}

#[test]
fn two_new_documents_are_two() {
    let book = shelf(&faulty());
    let all = [
        &["new", "t", "One"][..],
        &["new", "t", "Two"],
        &["new", "t", "Three"],
    ];
    let ended = at_once(&book, &all);
    let made = ended.iter().filter(|(code, _)| *code == Some(0)).count();
    assert!(made >= 1, "{ended:?}");
    // What was made is listed, and what is listed was made: an entry is never lost to another's.
    let summary = fs::read_to_string(book.path("src/SUMMARY.md")).expect("a text");
    assert_eq!(
        summary.lines().filter(|it| it.contains("](")).count(),
        DOCUMENTS + made,
        "{summary}\n{ended:?}"
    );
    let checked = book.run(&["check", "--format", "short"]);
    assert!(
        !checked.stdout.contains("unreadable-chapter"),
        "{}",
        checked.stdout
    );
    assert!(
        !checked.stdout.contains("orphan-document"),
        "{}",
        checked.stdout
    );
    assert_eq!(temporary_files(&book), 0);
}

#[test]
fn two_builds_and_two_checks_agree() {
    let book = shelf(&faulty().replace("Array<T>", "one"));
    book.commit("2026-01-01");
    let to = |folder: &'static str| ["build", "--dest-dir", folder];
    let builds = [to("one"), to("two")];
    let all = [&builds[0][..], &builds[1][..], &["check"], &["check"]];
    for (code, stderr) in at_once(&book, &all) {
        assert_eq!(code, Some(0), "{stderr}");
    }
    for number in [0, DOCUMENTS - 1] {
        let page = |folder: &str| {
            let path = format!("{folder}/d{number}.html");
            fs::read_to_string(book.path(&path)).expect("a page")
        };
        assert_eq!(page("one"), page("two"));
        assert!(page("one").contains("2026"), "the page has its date");
    }
}
