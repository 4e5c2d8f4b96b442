//! Lines that end as they did on old Macs, in carriage returns alone.

use std::fs;

use crate::book::TestBook;
use crate::both::{BEGIN, book, findings, pages, preprocess, run};

const UNREADABLE: &str = "unreadable-chapter";

fn text() -> String {
    format!("{BEGIN}It returns Array<T>.\n\n## Solution\n\nNone.\n")
}

/// mdBook makes one heading of such a file, so that nothing that it asks for is there: that is one cause,
/// and one finding, whoever looks.
#[test]
fn a_chapter_of_such_lines_is_told_once_and_stays_as_it_is() {
    let (lines, returns) = (text(), text().replace('\n', "\r"));
    let chapters = [("a.md", returns.as_str()), ("b.md", &lines)];
    let book = book(&chapters);
    let checked = run(&book, &["check", "--format", "json"]);
    let found: Vec<(String, String, u64)> = findings(&checked);
    let right = [
        (UNREADABLE.to_owned(), "src/SUMMARY.md".to_owned(), 1),
        ("lost-text".to_owned(), "src/b.md".to_owned(), 11),
    ];
    assert_eq!(found, right);
    assert_eq!(checked.code, Some(2), "{}", checked.stderr);
    let checked = run(&book, &["check", "src/a.md", "--format", "json"]);
    let found = findings(&checked);
    assert_eq!(found, [(UNREADABLE.to_owned(), "src/a.md".to_owned(), 1)]);

    let fixed = run(&book, &["fix", "--unsafe"]);
    assert_eq!(fixed.code, Some(2), "{}", fixed.stderr);
    assert_eq!(read(&book, "src/a.md"), returns);
    assert_eq!(read(&book, "src/b.md"), lines.replace("<T>", "\\<T>"));

    let page = preprocess(&book, &chapters, "html");
    assert_eq!(page.code, Some(0), "{}", page.stderr);
    assert_eq!(pages(&page)[0], returns);
    let told = page
        .stderr
        .lines()
        .filter(|line| line.starts_with("src/a.md:"));
    assert_eq!(told.clone().count(), 1, "{}", page.stderr);
    assert!(
        told.clone().all(|line| line.contains(UNREADABLE)),
        "{}",
        page.stderr
    );
}

/// One line has an end of any kind, and a return within a line is only white space.
#[test]
fn other_returns_are_left_alone() {
    for text in ["# T\r", "# T\r\nText.\r\n", "# T\n\nA\rB\n", "\r", ""] {
        let book = book(&[("a.md", text)]);
        let checked = run(&book, &["check", "--format", "json"]);
        let found = findings(&checked);
        assert!(
            found.iter().all(|it| it.0 != UNREADABLE),
            "{text:?}: {found:?}"
        );
        run(&book, &["fix"]);
        assert_eq!(read(&book, "src/a.md"), text);
    }
}

/// A template, a table of contents, a configuration.
#[test]
fn whatever_else_has_such_lines_is_told() {
    for (path, told) in [
        ("templates/t.md", "template-error"),
        (
            "src/SUMMARY.md",
            "SUMMARY.md` can't be read: it ends its lines with carriage returns alone",
        ),
        (
            "book.toml",
            "book.toml` can't be read: it ends its lines with carriage returns alone",
        ),
    ] {
        let book = book(&[("a.md", &text())]);
        let returns = read(&book, path).replace('\n', "\r") + "# T\r";
        let book = book.file(path, &returns);
        for words in [
            "check --format short",
            "fix",
            "init",
            "new t --title X",
            "build",
        ] {
            let spent = run(&book, &words.split(' ').collect::<Vec<_>>());
            assert!(
                matches!(spent.code, Some(0..=2)),
                "{path}, {words}: {}",
                spent.stderr
            );
            assert_eq!(read(&book, path), returns, "{path}, {words}");
            if words.starts_with("check") {
                let said = String::from_utf8(spent.stdout).expect("UTF-8") + &spent.stderr;
                assert!(said.contains(told), "{path}: {said}");
                assert!(!said.contains("unknown-template"), "{path}: {said}");
            }
        }
    }
}

fn read(book: &TestBook, path: &str) -> String {
    fs::read_to_string(book.path(path)).expect("a text")
}
