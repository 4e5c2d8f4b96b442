//! Several at once on one book, and one that is ended while it writes.

use std::fs;
use std::path::PathBuf;
use std::process::{Child, Stdio};

use crate::book::TestBook;
use crate::both::book;
use crate::{faulty, leftovers, mended};

const DOCUMENTS: usize = 30;

fn name(number: usize) -> String {
    format!("d{number}.md")
}

fn shelf(text: &str) -> TestBook {
    let names: Vec<String> = (0..DOCUMENTS).map(name).collect();
    let chapters: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), text)).collect();
    book(&chapters)
}

fn start(book: &TestBook, arguments: &[&str]) -> Child {
    let mut command = book.command();
    command
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command.spawn().expect("it starts")
}

/// Starts all of them, then waits for them: how each ended, and what it complained of.
fn at_once(book: &TestBook, all: &[&[&str]]) -> Vec<(Option<i32>, String)> {
    let started: Vec<Child> = all.iter().map(|it| start(book, it)).collect();
    let ended = started.into_iter().map(|child| {
        let said = child.wait_with_output().expect("it ends");
        let stderr = String::from_utf8_lossy(&said.stderr).into_owned();
        assert!(!stderr.contains("panicked"), "{stderr}");
        (said.status.code(), stderr)
    });
    ended.collect()
}

fn assert_tidy(book: &TestBook) {
    assert_eq!(leftovers(&book.path("")), [""; 0].map(PathBuf::from));
}

#[test]
fn several_fixes_come_to_what_one_does() {
    let book = shelf(&faulty());
    for (code, stderr) in at_once(&book, &[&["fix"][..]; 3]) {
        // One that comes later may find files that changed since it read them, and says so.
        let changed = stderr.contains("can't be written: it has changed since it was read");
        assert_eq!(code, Some(if changed { 2 } else { 0 }), "{stderr}");
    }
    assert_eq!(book.run(&["fix"]).code, 0);
    for number in 0..DOCUMENTS {
        let now = fs::read_to_string(book.path(&format!("src/{}", name(number))));
        assert_eq!(now.expect("a text"), mended());
    }
    assert_tidy(&book);
}

#[test]
fn several_steps_are_one() {
    let draft = mended().replace("final", "draft");
    let book = shelf(&draft);
    let step = ["status", "src/d0.md", "final"];
    let ended = at_once(&book, &[&step[..]; 3]);
    for (code, stderr) in &ended {
        let changed = stderr.contains("can't be written: it has changed since it was read");
        assert_eq!(*code, Some(if changed { 2 } else { 0 }), "{stderr}");
    }
    assert!(ended.iter().any(|(code, _)| *code == Some(0)), "{ended:?}");
    let now = fs::read_to_string(book.path("src/d0.md")).expect("a text");
    assert_eq!(now, mended());
    assert_tidy(&book);
}

/// Documents that are made at the same time are made, or said not to be. Between a look at SUMMARY.md and
/// its replacement lies a moment in which another's entry can be lost; `orphan-document` tells of it then.
#[test]
fn several_new_documents_are_several() {
    for _ in 0..5 {
        let book = shelf(&faulty());
        let titles = ["One", "Two", "Three", "Four"];
        let all = titles.map(|title| ["new", "t", "--title", title]);
        let all: Vec<&[&str]> = all.iter().map(<[&str; 4]>::as_slice).collect();
        let ended = at_once(&book, &all);
        let made = titles.iter().filter(|it| {
            book.path(&format!("src/{}.md", it.to_lowercase()))
                .is_file()
        });
        let made = made.count();
        let done = ended.iter().filter(|(code, _)| *code == Some(0)).count();
        assert_eq!(made, done, "{ended:?}");
        assert!(made >= 1, "{ended:?}");
        let summary = fs::read_to_string(book.path("src/SUMMARY.md")).expect("a text");
        let listed = summary.lines().filter(|it| it.contains("](")).count();
        let most = DOCUMENTS + made;
        assert!(
            (DOCUMENTS + 1..=most).contains(&listed),
            "{summary}\n{ended:?}"
        );
        assert_tidy(&book);
    }
}

#[test]
fn several_builds_and_checks_agree() {
    let book = shelf(&mended());
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
        assert!(page("one").contains("2026-01-01"), "the page has its date");
    }
    assert_tidy(&book);
}

/// Whoever reads while another writes finds each file old or new, and nothing that is neither.
#[test]
fn a_build_during_a_fix_has_each_page_old_or_new() {
    let book = shelf(&faulty());
    let ended = at_once(&book, &[&["fix"][..], &["build"], &["check"], &["list"]]);
    for (code, stderr) in ended {
        if stderr.contains(".mdbook-design-docs-") {
            // mdBook copies what lies beside chapters, and a temporary file may be gone when it comes
            // to it: then it says so, and there are no pages to look at.
            return;
        }
        assert_eq!(code, Some(0), "{stderr}");
    }
    for number in 0..DOCUMENTS {
        let page = fs::read_to_string(book.path(&format!("book/d{number}.html")));
        let page = page.expect("a page");
        // Before, Markdown takes it for a tag.
        assert!(page.contains("Array"), "{number}");
        assert!(page.contains("<p>None.</p>"), "{number}: the page is whole");
    }
    // mdBook copies into the pages whatever lies in the chapters' folder while it builds.
    assert_eq!(leftovers(&book.path("src")), [""; 0].map(PathBuf::from));
}
