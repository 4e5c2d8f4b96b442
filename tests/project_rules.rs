//! Rules that no example in a page can raise: they take a clone, a build order, a broken file.

mod support;

use std::path::PathBuf;
use std::process::Command;

use mdbook_design_docs::book::Book;
use mdbook_design_docs::diagnostics::{Diagnostic, Edit, Place, Severity};
use mdbook_design_docs::history::{History, Terms};
use mdbook_design_docs::pipeline;
use mdbook_design_docs::splice::{Insertion, splice};
use support::Shelf;

fn book() -> Book {
    Shelf::new().chapter("a.md", "# A\n").book(None)
}

fn found(book: &Book, rule: &str) -> Vec<Diagnostic> {
    let mut found = pipeline::run(book).diagnostics;
    found.retain(|finding| finding.rule == rule);
    found
}

fn git(folder: &PathBuf, arguments: &[&str]) {
    let done = Command::new("git")
        .args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("git runs");
    assert!(done.status.success(), "{done:?}");
}

#[test]
fn a_book_built_after_links_is_told_once() {
    let mut book = book();
    assert_eq!(found(&book, "late-preprocessor"), []);
    book.after_links = true;
    let findings = found(&book, "late-preprocessor");
    assert_eq!(findings.len(), 1);
    let help = findings[0].help.as_deref().expect("a help");
    assert!(help.contains("before = [\"links\"]"), "{help}");
}

#[test]
fn a_chapter_that_could_not_be_read_has_the_configured_severity() {
    let mut shelf = Shelf::new().chapter("a.md", "# A\n");
    let problem = || {
        let place = Place::file("src/b.md");
        Diagnostic::new(
            "unreadable-chapter",
            Severity::Error,
            place,
            "`src/b.md` is gone",
        )
    };
    for (setting, expected) in [
        ("", Some(Severity::Error)),
        ("warning", Some(Severity::Warning)),
        ("off", None),
    ] {
        if !setting.is_empty() {
            shelf.config =
                format!("[preprocessor.design-docs.rules]\nunreadable-chapter = \"{setting}\"\n");
        }
        let mut book = shelf.book(None);
        book.problems.push(problem());
        let findings = found(&book, "unreadable-chapter");
        let severity = findings.first().map(|finding| finding.severity);
        assert_eq!(severity, expected, "{setting}");
    }
}

#[test]
fn a_shallow_clone_is_told_once_and_no_repository_is_a_note() {
    let folder = tempfile::TempDir::new().expect("a folder");
    let path = |name: &str| folder.path().join(name);
    std::fs::create_dir(path("work")).expect("a folder");
    let work = path("work");
    git(&work, &["init", "-q", "-b", "main"]);
    for (name, count) in [("a.md", 1), ("b.md", 2)] {
        std::fs::write(work.join(name), "text\n").expect("a file");
        git(&work, &["add", "-A"]);
        git(&work, &["commit", "-q", "-m", &count.to_string()]);
    }
    let url = format!("file://{}", work.to_str().expect("a plain path"));
    git(
        &work,
        &[
            "clone",
            "-q",
            "--depth",
            "1",
            &url,
            path("clone").to_str().expect("a path"),
        ],
    );

    let mut book = book();
    assert_eq!(found(&book, "unknown-history"), []);
    let files = |folder: &str| vec![path(folder).join("a.md"), path(folder).join("b.md")];
    book.history = History::read(&files("work"), &[], &Terms::default());
    assert_eq!(found(&book, "unknown-history"), []);
    book.history = History::read(&files("clone"), &[], &Terms::default());
    let findings = found(&book, "unknown-history");
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].severity, Severity::Warning);
    assert!(
        findings[0].message.contains("2 files"),
        "{}",
        findings[0].message
    );
    let help = findings[0].help.as_deref().expect("a help");
    assert!(
        help.contains("fetch-depth: 0") && !help.contains("documents"),
        "{help}"
    );

    std::fs::create_dir(path("bare")).expect("a folder");
    std::fs::write(path("bare").join("a.md"), "text\n").expect("a file");
    book.history = History::read(&[path("bare").join("a.md")], &[], &Terms::default());
    let findings = found(&book, "unknown-history");
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].severity, Severity::Note);
    let help = "pages show no dates, and rules that need them say nothing";
    assert_eq!(findings[0].help.as_deref(), Some(help));
}

/// A chapter after the safe mends of a rule.
fn mended(rule: &str, template: &str, text: &str) -> String {
    let shelf = Shelf::new().template("t", template).chapter("a.md", text);
    let findings = shelf.run().diagnostics.into_iter();
    let edits = findings
        .filter(|finding| finding.rule == rule)
        .filter_map(|finding| finding.fix)
        .flat_map(|fix| fix.edits);
    let insertion = |Edit { path, range, text }| {
        assert_eq!(&*path, "src/a.md");
        Insertion { range, text }
    };
    splice(text, edits.map(insertion).collect()).expect("the edits fit")
}

#[test]
fn lost_text_comes_back() {
    for (text, right) in [
        (
            "# A\n\nArray<T> and Map<K>.\n",
            "# A\n\nArray\\<T> and Map\\<K>.\n",
        ),
        (
            "## Vec<T>\n\n| a |\n|---|\n| B<U> |\n",
            "## Vec\\<T>\n\n| a |\n|---|\n| B\\<U> |\n",
        ),
        ("> <Jane\n> Doe> says\n", "> <Jane\n> Doe> says\n"),
        ("<Jane Doe>\n\nx\n", "\\<Jane Doe>\n\nx\n"),
        ("<Jane Doe>\nx <Y>\n", "<Jane Doe>\nx <Y>\n"),
        ("an <Entry>x</Entry>\n", "an \\<Entry>x\\</Entry>\n"),
        ("List<Map<Key>>\n", "List<Map\\<Key>>\n"),
    ] {
        assert_eq!(mended("lost-text", "# <Title>\n", text), right);
    }
}

#[test]
fn damage_is_undone_and_contents_lists_written_anew() {
    assert_eq!(
        mended(
            "damaged-text",
            "# <Title>\n",
            "---\nx: cafÃ©\n---\n\n`a â€” b` \u{fffd}\n"
        ),
        "---\nx: café\n---\n\n`a — b` \u{fffd}\n"
    );
    let template = "# <Title>\n\n## Contents\n\n## Problem\n\n## Rollout\n";
    let text = "# A\r\n\r\n## Contents\r\n\r\n- [Problem](#problem)\r\n- [Plan](#plan)\r\n\r\n## Problem\r\n\r\nx\r\n\r\n## Rollout\r\n\r\ny\r\n";
    assert_eq!(
        mended("stale-toc", template, text),
        text.replace("[Plan](#plan)", "[Rollout](#rollout)")
    );
}

#[test]
fn an_included_file_answers_for_itself() {
    let folder = tempfile::TempDir::new().expect("a folder");
    std::fs::create_dir(folder.path().join("src")).expect("a folder");
    let part = "<!-- design-docs: allow placeholder: so named -->\n\nTODO here\n\nTODO there\n";
    std::fs::write(folder.path().join("src/part.md"), part).expect("a file");
    let shelf = Shelf::new()
        .template("t", "# <Title>\n")
        .chapter("a.md", "# A\n\n{{#include part.md}}\n\nTODO own\n");
    let mut book = shelf.book(None);
    book.root = folder.path().to_owned();
    let findings = found(&book, "placeholder");
    let places: Vec<_> = findings
        .iter()
        .map(|finding| {
            let there = finding.related.first().map(|it| it.place.start.line);
            (finding.place.start.line, there)
        })
        .collect();
    assert_eq!(places, [(3, Some(5)), (5, None)]);
}

#[test]
fn a_file_listed_under_two_spellings_is_told_once() {
    let mut book = Shelf::new()
        .template("t", "# <Title>\n\n## Goal\n")
        .chapter("a.md", "# A\n")
        .chapter("./a.md", "# A\n")
        .book(None);
    book.chapters[1].source = book.chapters[0].source.clone();
    assert_eq!(found(&book, "missing-section").len(), 1);
}

#[test]
fn a_template_that_is_a_chapter_is_not_held_to_itself() {
    let template = "---\ntemplate: t\n---\n\n# <Title>\n\n## Goal\n\nSay what it is for.\n";
    let mut book = Shelf::new()
        .template("t", template)
        .chapter("t.md", template)
        .chapter("a.md", "---\ntemplate: t\n---\n\n# A\n")
        .book(None);
    book.templates = book.chapters[0].source.iter().cloned().collect();
    let outcome = pipeline::run(&book);
    let told: Vec<_> = outcome
        .diagnostics
        .iter()
        .map(|finding| (finding.rule, &*finding.place.path))
        .collect();
    assert_eq!(told, [("missing-section", "src/a.md")]);
    assert_eq!(outcome.documents, 1);
}

#[test]
fn an_entry_is_told_at_the_words_that_are_wrong() {
    let mut shelf = Shelf::new().chapter("a.md", "# A\n");
    shelf.config = "[[preprocessor.design-docs.documents]]
path = \"a.md\"
template = \"desing-doc\"

[[preprocessor.design-docs.documents]]
path = \"b/*.md\"
template = \"adr\"
"
    .to_owned();
    let book = shelf.book(None);
    let place = |rule| {
        let found = found(&book, rule);
        let place = &found[0].place;
        (found.len(), (place.start.line, place.start.column))
    };
    assert_eq!(place("unknown-template"), (1, (3, 12)));
    assert_eq!(place("unused-entry"), (1, (6, 8)));
}

#[test]
fn a_comment_that_is_not_in_force_is_named() {
    let allow = |words: &str| {
        let text = format!("# A\n\n<!-- design-docs: allow lost-text{words} -->\n\nAn Array<T>.\n");
        let shelf = Shelf::new().template("t", "# <Title>\n");
        shelf.chapter("a.md", &text).book(None)
    };
    for (words, related) in [
        (
            " until=2020-01-01: so it is",
            "this comment allowed it until 2020-01-01: mend it, or give the comment a later day",
        ),
        ("", "this comment would allow it, but has a mistake in it"),
    ] {
        let findings = found(&allow(words), "lost-text");
        assert_eq!(findings.len(), 1, "{words}");
        let told = &findings[0].related[0];
        assert_eq!(
            (told.message.as_str(), told.place.start.line),
            (related, 3),
            "{words}"
        );
    }
    assert_eq!(
        found(&allow(" until=2099-01-01: so it is"), "lost-text"),
        []
    );
}

#[test]
fn a_comment_without_a_reason_is_shown_with_one() {
    let text = "# A\n\n<!-- design-docs: allow-file lost-text until=2099-01-01 -->\n";
    let findings = found(
        &Shelf::new().chapter("a.md", text).book(None),
        "unknown-rule",
    );
    let help = findings[0].help.as_deref();
    assert_eq!(
        help,
        Some(
            "write `<!-- design-docs: allow-file lost-text until=2099-01-01: why it is right here -->`"
        )
    );
}
