//! Files that are none: pipes that nobody writes to, devices that never end, links in a circle, folders;
//! and names that hold what names should not.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

use crate::book::TestBook;
use crate::both::{BEGIN, book, findings, pages, preprocess, run};
use crate::spent::Spent;

/// What can stand in a file's place.
const ODD: [&str; 5] = ["pipe", "endless", "circle", "folder", "nowhere"];

/// Puts one of them in a file's place.
fn put(odd: &str, path: &Path) {
    let _ = std::fs::remove_file(path);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    match odd {
        "pipe" => {
            let made = Command::new("mkfifo").arg(path).status();
            assert!(made.expect("mkfifo runs").success());
        }
        "endless" => symlink("/dev/zero", path).expect("a link"),
        "circle" => symlink(path.file_name().expect("a name"), path).expect("a link"),
        "folder" => std::fs::create_dir(path).expect("a folder"),
        _ => symlink("nowhere", path).expect("a link"),
    }
}

fn assert_ended(what: &str, spent: &Spent) {
    assert!(spent.code.is_some(), "{what}: it does not end");
    assert!(spent.memory < 128 << 20, "{what}: {} bytes", spent.memory);
    assert!(
        spent.time < Duration::from_secs(10),
        "{what}: {:?}",
        spent.time
    );
    assert!(
        !spent.stderr.contains("panicked"),
        "{what}: {}",
        spent.stderr
    );
}

const OTHER: &str = "---\nstatus: final\nowner: A\n---\n# T\n\n## Problem\n\nIt returns Array<T>.\n\n## Solution\n\nNone.\n";

/// A book with two chapters, the first of which uses a fragment and an included file.
fn shelf() -> (TestBook, String) {
    let user = format!(
        "{BEGIN}{{{{#include part.md}}}}\n\n{{{{#template f.md}}}}\n\n## Solution\n\nNone.\n"
    );
    let book = book(&[("a.md", &user), ("b.md", OTHER)])
        .file("src/part.md", "part\n")
        .file("templates/fragments/f.md", "fragment\n");
    (book, user)
}

#[test]
fn files_that_are_none_are_not_waited_for() {
    for path in [
        "src/a.md",
        "src/part.md",
        "templates/t.md",
        "templates/fragments/f.md",
    ] {
        for odd in ODD {
            let what = format!("{path}: {odd}");
            let (book, user) = shelf();
            put(odd, &book.path(path));
            let spent = run(&book, &["check", "--format", "json"]);
            assert_ended(&what, &spent);
            let found = findings(&spent);
            let of_b = found
                .iter()
                .filter(|it| it.1 == "src/b.md" && it.0 == "lost-text");
            let governed = path != "templates/t.md";
            assert_eq!(of_b.count(), usize::from(governed), "{what}: {found:?}");
            if path == "src/part.md" {
                // mdBook would open it, and wait: told before, which ends the build.
                let told = found.iter().any(|it| it.0 == "unreadable-chapter");
                assert_eq!(told, matches!(odd, "pipe" | "endless"), "{what}: {found:?}");
            }
            for command in ["list", "fix", "status src/b.md"] {
                let words: Vec<&str> = command.split(' ').collect();
                assert_ended(&what, &run(&book, &words));
            }
            let chapters = [("a.md", user.as_str()), ("b.md", OTHER)];
            let spent = preprocess(&book, &chapters, "html");
            assert_ended(&what, &spent);
            if spent.code == Some(0) {
                assert_eq!(pages(&spent).len(), 2, "{what}");
            }
        }
    }
}

#[test]
fn a_book_of_files_that_are_none_is_not_built() {
    for path in ["src/a.md", "templates/t.md", "templates/fragments/f.md"] {
        for odd in ["pipe", "endless", "circle"] {
            let (book, _) = shelf();
            put(odd, &book.path(path));
            let what = format!("{path}: {odd}");
            let spent = run(&book, &["build"]);
            assert_ended(&what, &spent);
            if path == "src/a.md" {
                assert_eq!(spent.code, Some(2), "{what}: {}", spent.stderr);
                assert!(spent.stderr.contains("a.md"), "{what}: {}", spent.stderr);
            }
        }
    }
}

#[test]
fn a_book_without_a_table_of_contents_or_configuration_that_can_be_read() {
    for path in ["src/SUMMARY.md", "book.toml"] {
        for odd in ODD {
            let (book, user) = shelf();
            put(odd, &book.path(path));
            for command in ["check", "build", "list", "fix", "init", "new x --title y"] {
                let what = format!("{path}: {odd}, {command}");
                let words: Vec<&str> = command.split(' ').collect();
                let spent = run(&book, &words);
                assert_ended(&what, &spent);
                if path == "src/SUMMARY.md" && matches!(command, "check" | "build") {
                    assert_eq!(spent.code, Some(2), "{what}: {}", spent.stderr);
                    assert!(
                        spent.stderr.contains("SUMMARY.md"),
                        "{what}: {}",
                        spent.stderr
                    );
                }
            }
            if path == "src/SUMMARY.md" {
                let chapters = [("a.md", user.as_str()), ("b.md", OTHER)];
                assert_ended(path, &preprocess(&book, &chapters, "html"));
            }
        }
    }
}

/// Lists of what is to be ignored are read by whoever walks through folders.
#[test]
fn lists_that_are_none_are_not_waited_for() {
    for path in [
        ".gitignore",
        "src/.gitignore",
        "src/.ignore",
        ".mailmap",
        ".git/info/exclude",
    ] {
        for odd in ["pipe", "endless"] {
            let (book, _) = shelf();
            if path == ".mailmap" {
                book.commit("2026-01-01");
                // Git itself waits for a pipe there.
                if odd == "pipe" {
                    continue;
                }
            }
            put(odd, &book.path(path));
            let what = format!("{path}: {odd}");
            let spent = run(&book, &["check", "--format", "json"]);
            assert_ended(&what, &spent);
            let found = findings(&spent);
            assert!(
                found.iter().any(|it| it.1 == "src/b.md"),
                "{what}: {found:?}"
            );
        }
    }
}

/// Names of files with what a terminal, a shell, Markdown, a URL or Windows takes for something else.
#[test]
fn names_are_only_names() {
    let names = [
        "new\nline.md",
        "qu\"ote'.md",
        "per%20cent%.md",
        "col:on.md",
        "back\\slash.md",
        "esc\u{1b}[31m.md",
        "<script>.md",
        "-n.md",
        "$(touch x).md",
        "\u{202e}dm.md",
    ];
    for name in names {
        let book = book(&[("b.md", OTHER)]).file(&format!("src/{name}"), OTHER);
        book.commit("2026-01-01");
        for arguments in [
            &["check", "--format", "json"][..],
            &["check", "src", "--format", "json"],
        ] {
            let spent = run(&book, arguments);
            assert_ended(name, &spent);
            let found = findings(&spent);
            assert!(
                found.iter().any(|it| it.1 == "src/b.md"),
                "{name}: {found:?}"
            );
        }
        for format in ["human", "short", "github", "sarif", "markdown"] {
            let spent = run(
                &book,
                &["check", "src", "--format", format, "--color", "never"],
            );
            assert_ended(name, &spent);
            let said = String::from_utf8(spent.stdout).expect("UTF-8") + &spent.stderr;
            let active = |ch: char| ch.is_control() && ch != '\n' || ch == '\u{202e}';
            assert_eq!(said.find(active), None, "{name:?}, {format}: {said:?}");
            assert!(!said.contains("new\nline"), "{format}: {said}");
        }
        let chapters = [(name, OTHER)];
        let spent = preprocess(&book, &chapters, "html");
        assert_ended(name, &spent);
        assert_eq!(spent.code, Some(0), "{name}: {}", spent.stderr);
        assert!(!book.path("x").exists());
    }
}

#[test]
fn names_that_are_no_text() {
    let folder = OsStr::from_bytes(b"f\xffolder");
    let book = book(&[("b.md", OTHER)]);
    for path in [
        book.path("src").join(OsStr::from_bytes(b"a\xff.md")),
        book.path("src").join(folder).join("c.md"),
        book.path("templates").join(OsStr::from_bytes(b"t\xff.md")),
    ] {
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        if std::fs::write(&path, OTHER).is_err() {
            eprintln!("skipped: this file system takes no such names");
            return;
        }
    }
    book.commit("2026-01-01");
    for arguments in [
        &["check", "--format", "json"][..],
        &["check", "src", "--format", "json"],
    ] {
        let spent = run(&book, arguments);
        assert_ended("check", &spent);
        let found = findings(&spent);
        assert!(found.iter().any(|it| it.1 == "src/b.md"), "{found:?}");
    }
    for command in ["build", "list", "fix --dry-run"] {
        let words: Vec<&str> = command.split(' ').collect();
        assert_ended(command, &run(&book, &words));
    }
    let chapters = [("b.md", OTHER)];
    assert_eq!(preprocess(&book, &chapters, "html").code, Some(0));
}
