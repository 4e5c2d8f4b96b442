//! Several at once on one book, and one that is ended while it writes.

use std::fs;
#[cfg(unix)]
use std::io::{BufRead, BufReader};
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

/// Commands that write wait for one another. Windows can't lock folders: there the later ones may find that
/// files changed since they were read, and say so.
fn assert_done(ended: &[(Option<i32>, String)]) {
    for (code, stderr) in ended {
        let changed = "can't be written: it has changed since it was read";
        let late = cfg!(windows) && stderr.contains(changed);
        assert_eq!(*code, Some(if late { 2 } else { 0 }), "{stderr}");
    }
}

#[test]
fn several_fixes_come_to_what_one_does() {
    let book = shelf(&faulty());
    assert_done(&at_once(&book, &[&["fix"][..]; 3]));
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
    assert_done(&ended);
    assert!(ended.iter().any(|(code, _)| *code == Some(0)), "{ended:?}");
    let now = fs::read_to_string(book.path("src/d0.md")).expect("a text");
    assert_eq!(now, mended());
    assert_tidy(&book);
}

/// Each is made with a number of its own, and listed.
#[test]
fn several_new_documents_are_several() {
    let book = shelf(&faulty());
    let toml = fs::read_to_string(book.path("book.toml")).expect("a text");
    let book = book.file(
        "book.toml",
        toml + "file-name = \"records/{number}-{slug}.md\"\n",
    );
    let titles = ["One", "Two", "Three", "Four"];
    let all = titles.map(|title| ["new", "t", "--title", title]);
    let all: Vec<&[&str]> = all.iter().map(<[&str; 4]>::as_slice).collect();
    let ended = at_once(&book, &all);
    assert_done(&ended);
    let done = ended.iter().filter(|(code, _)| *code == Some(0)).count();
    let made = fs::read_dir(book.path("src/records")).expect("a folder");
    let made = made.map(|entry| entry.expect("a file").file_name());
    let mut made: Vec<String> = made.map(|name| name.to_string_lossy().into()).collect();
    made.sort();
    assert_eq!(made.len(), done, "{made:?}");
    let summary = fs::read_to_string(book.path("src/SUMMARY.md")).expect("a text");
    for (at, name) in made.iter().enumerate() {
        assert!(name.starts_with(&format!("{}-", at + 1)), "{made:?}");
        assert!(summary.contains(&format!("(records/{name})")), "{summary}");
    }
    assert_tidy(&book);
}

#[cfg(unix)]
#[test]
fn whoever_waits_says_so() {
    let book = shelf(&faulty());
    let folder = fs::File::open(book.path("")).expect("a folder");
    folder.lock().expect("nobody has it");
    let mut waiting = start(&book, &["fix"]);
    let mut said = BufReader::new(waiting.stderr.take().expect("it is piped"));
    let mut line = String::new();
    said.read_line(&mut line).expect("a line");
    assert!(line.starts_with("note: waiting for another"), "{line}");
    assert!(waiting.try_wait().expect("it can be asked").is_none());
    let now = fs::read_to_string(book.path("src/d0.md")).expect("a text");
    assert_eq!(now, faulty());
    // What writes nothing waits for nobody.
    for reads in [
        &["check"][..],
        &["fix", "--dry-run"],
        &["status", "src/d0.md"],
    ] {
        let code = book.run(reads).code;
        assert!(matches!(code, 0 | 1), "{reads:?}: {code}");
    }
    drop(folder);
    assert_eq!(waiting.wait().expect("it ends").code(), Some(0));
    let now = fs::read_to_string(book.path("src/d0.md")).expect("a text");
    assert_eq!(now, mended());
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
