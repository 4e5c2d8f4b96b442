//! `fix` in repositories: declared dates are mended last, and are right for what the other mends
//! changed; versions are bumped where the content changed since a base.

mod book;

use std::fs;

use book::{Said, TestBook};

const TEMPLATE: &str = "---\nstatus: draft\nversion: 0.1.0\nlast_updated: YYYY-MM-DD\n---\n\n# <Title>\n\n## Problem\n";

fn document(status: &str, day: &str, text: &str) -> String {
    format!(
        "---\nstatus: {status}\nversion: 1.0.0\nlast_updated: {day}\n---\n\n# A\n\n## Problem\n\n{text}\n"
    )
}

/// A book with one document, all of it committed on 2025-05-18.
fn shelf(document: &str) -> TestBook {
    let book = TestBook::new("- [A](a.md)\n");
    let toml = fs::read_to_string(book.path("book.toml")).expect("book.toml");
    let entry = "\n[[preprocessor.design-docs.documents]]\npath = \"*.md\"\ntemplate = \"doc\"\n";
    let book = book
        .file("book.toml", toml + entry)
        .file("templates/doc.md", TEMPLATE)
        .file("src/a.md", document);
    book.commit("2025-05-18");
    book
}

fn fix(book: &TestBook, more: &[&str]) -> (String, Said) {
    let said = book.run(&[&["fix", "--today", "2026-01-01"], more].concat());
    let text = fs::read_to_string(book.path("src/a.md")).expect("a document");
    (text, said)
}

#[test]
fn the_day_is_that_of_the_last_change_of_content() {
    // A status that is respelled changes no content.
    for (status, declared) in [("draft", "2024-01-01"), ("darft", "2024-01-01")] {
        let book = shelf(&document(status, declared, "Slow."));
        let (text, _) = fix(&book, &[]);
        assert_eq!(text, document("draft", "2025-05-18", "Slow."));
        let (again, said) = fix(&book, &[]);
        assert_eq!(again, text);
        assert!(said.stdout.contains("nothing to mend"), "{said:?}");
    }
}

#[test]
fn it_is_today_where_another_mend_changes_the_content() {
    for declared in ["2024-01-01", "2025-05-18"] {
        let book = shelf(&document("draft", declared, "It is â€” slow."));
        let (text, said) = fix(&book, &[]);
        assert_eq!(text, document("draft", "2026-01-01", "It is — slow."));
        assert!(
            said.stdout
                .contains("mended in src/a.md: 1 damaged-text, 1 date-mismatch"),
            "{said:?}"
        );
        let (again, said) = fix(&book, &[]);
        assert_eq!(again, text);
        assert!(said.stdout.contains("nothing to mend"), "{said:?}");
    }
}

#[test]
fn a_date_stays_where_only_other_rules_are_asked_for() {
    let book = shelf(&document("draft", "2024-01-01", "It is â€” slow."));
    let (text, _) = fix(&book, &["--rule", "damaged-text"]);
    assert_eq!(text, document("draft", "2024-01-01", "It is — slow."));
}

#[test]
fn a_version_is_bumped_where_the_content_changed_since_a_base() {
    let old = document("approved", "2025-05-18", "Slow.");
    let new = document("approved", "2025-05-18", "Very slow.");
    let book = shelf(&old).file("src/a.md", &new);
    let (text, said) = fix(&book, &["--base", "HEAD"]);
    // Without being asked for, the version stays; the date is that of the change.
    assert_eq!(text, document("approved", "2026-01-01", "Very slow."));
    assert!(
        said.stdout
            .contains("one of those left can be mended with `--unsafe`"),
        "{said:?}"
    );
    let (text, said) = fix(&book, &["--base", "HEAD", "--unsafe"]);
    let bumped = document("approved", "2026-01-01", "Very slow.").replace("1.0.0", "1.0.1");
    assert_eq!((text, said.code), (bumped.clone(), 0), "{said:?}");
    assert_eq!(fix(&book, &["--base", "HEAD", "--unsafe"]).0, bumped);
}

#[test]
fn nothing_is_inserted_that_was_asked_for_only_later() {
    let old = document("approved", "2025-05-18", "Slow.");
    let book = shelf(&old).file("templates/doc.md", format!("{TEMPLATE}\n## Rollout\n"));
    book.commit("2025-08-01");
    let (text, said) = fix(&book, &["--unsafe"]);
    assert_eq!((text, said.code), (old.clone(), 0), "{said:?}");
    assert!(
        said.stdout.contains("asked for since 2025-08-01"),
        "{said:?}"
    );
    // One who works on it anew may ask for it.
    let toml = fs::read_to_string(book.path("book.toml")).expect("book.toml");
    let table = "[preprocessor.design-docs]\n";
    let today = toml.replace(table, &format!("{table}template-age = \"current\"\n"));
    let book = book.file("book.toml", today);
    let (text, _) = fix(&book, &["--unsafe", "--rule", "missing-section"]);
    assert_eq!(text, format!("{old}\n## Rollout\n"));
}
