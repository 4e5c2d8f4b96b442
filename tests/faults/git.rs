//! A git that is missing, that fails, that talks nonsense or never stops.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::process::Command;
use std::time::Duration;

use crate::book::TestBook;
use crate::both::{BEGIN, findings, preprocess};
use crate::spent::{self, Spent};

const BOOK_TOML: &str = "\
[book]
title = \"T\"
[preprocessor.design-docs]
before = [\"links\"]
fail-on = \"never\"
[[preprocessor.design-docs.documents]]
path = \"**/*.md\"
template = \"t\"
";

const TEMPLATE: &str = "---\nstatus: draft | final\nowner: <Name>\nlast_updated: YYYY-MM-DD\n---\n# <Title>\n\n## Problem\n\nSay it.\n\n## Solution\n";

fn document() -> String {
    let begin = BEGIN.replacen("---\n", "---\nlast_updated: 2020-01-01\n", 1);
    format!("{begin}It returns Array<T>.\n\n## Solution\n\nNone.\n")
}

/// A committed document, which declares a wrong day and has lost text.
fn committed() -> TestBook {
    let book = TestBook::new("- [A](a.md)\n")
        .file("book.toml", BOOK_TOML)
        .file("templates/t.md", TEMPLATE)
        .file("src/a.md", document());
    book.commit("2026-01-01");
    book
}

/// What the program says where `git` is a script.
fn with_git(book: &TestBook, script: &str, arguments: &[&str]) -> Spent {
    let git = book.path("bin/git");
    fs::create_dir_all(book.path("bin")).expect("a folder");
    fs::write(&git, format!("#!/bin/sh\n{script}\n")).expect("a script");
    fs::set_permissions(&git, Permissions::from_mode(0o755)).expect("a mode");
    let mut command = book.command();
    let path = format!("{}:/usr/bin:/bin", book.path("bin").display());
    spent::run(command.args(arguments).env("PATH", path), b"")
}

#[test]
fn without_git_there_are_no_dates_and_all_else() {
    let book = committed();
    let mut command = book.command();
    let command = command
        .args(["check", "--format", "json"])
        .env("PATH", "/nonexistent");
    let spent = spent::run(command, b"");
    let rules: Vec<String> = findings(&spent).into_iter().map(|it| it.0).collect();
    assert!(rules.contains(&"lost-text".to_owned()), "{rules:?}");
    assert!(!rules.contains(&"date-mismatch".to_owned()), "{rules:?}");
    let told = rules.contains(&"unknown-history".to_owned()) || spent.stderr.contains("git");
    assert!(told, "{rules:?} {}", spent.stderr);
}

/// Whatever git answers, no wrong date is told, and every finding that needs none is.
#[test]
fn nonsense_gives_no_dates() {
    let real = Command::new("sh").args(["-c", "command -v git"]).output();
    let real = String::from_utf8(real.expect("sh runs").stdout).expect("a path");
    let real = real.trim();
    let only = |word: &str, what: &str| {
        format!("case \" $* \" in *\" {word} \"*) {what};; *) exec {real} \"$@\";; esac")
    };
    let scripts = [
        ("fails", "exit 1".to_owned()),
        ("is killed", "kill -9 $$".to_owned()),
        ("says nothing", "exit 0".to_owned()),
        ("says words", "echo nonsense".to_owned()),
        ("says bytes", "head -c 100000 /dev/urandom".to_owned()),
        ("says zeros", "head -c 3000000 /dev/zero".to_owned()),
        (
            "complains at length",
            "head -c 3000000 /dev/zero >&2; exit 128".to_owned(),
        ),
        (
            "complains in colour",
            "printf '\\033[31mfatal: \\033]0;x\\007bad\\n' >&2; exit 128".to_owned(),
        ),
        ("log fails", only("log", "exit 1")),
        ("log says words", only("log", "echo nonsense")),
        ("log says bytes", only("log", "head -c 100000 /dev/urandom")),
        (
            "log stops half-way",
            only("log", &format!("{real} \"$@\" | head -c 40")),
        ),
        ("cat-file says words", only("cat-file", "echo nonsense")),
        ("cat-file ends at once", only("cat-file", "exit 0")),
        (
            "status says bytes",
            only("status", "head -c 1000 /dev/urandom"),
        ),
        ("rev-parse says words", only("rev-parse", "echo nonsense")),
    ];
    for (name, script) in scripts {
        let book = committed();
        for base in [&[][..], &["--base", "HEAD"]] {
            let mut arguments = vec!["check", "--format", "json"];
            arguments.extend(base);
            let spent = with_git(&book, &script, &arguments);
            assert!(spent.code.is_some(), "{name}: it does not end");
            assert!(
                !spent.stderr.contains("panicked"),
                "{name}: {}",
                spent.stderr
            );
            assert!(
                spent.time < Duration::from_secs(10),
                "{name}: {:?}",
                spent.time
            );
            assert!(spent.memory < 128 << 20, "{name}: {}", spent.memory);
            let active = |ch: char| ch.is_control() && ch != '\n';
            assert_eq!(
                spent.stderr.find(active),
                None,
                "{name}: {:?}",
                spent.stderr
            );
            if base.is_empty() {
                let found = findings(&spent);
                let lost = found.iter().filter(|it| it.0 == "lost-text").count();
                assert_eq!(lost, 1, "{name}: {found:?} {}", spent.stderr);
                // The day that is declared is wrong: it may be told, or not known; a page says no other.
                let text = document();
                let page = preprocess(&book, &[("a.md", &text)], "html");
                assert_eq!(page.code, Some(0), "{name}: {}", page.stderr);
            } else {
                assert!(
                    matches!(spent.code, Some(0..=2)),
                    "{name}: {}",
                    spent.stderr
                );
            }
        }
    }
}

#[test]
fn a_damaged_index_or_object_gives_no_dates() {
    for path in [
        ".git/index",
        ".git/HEAD",
        ".git/config",
        ".git/refs/heads/main",
    ] {
        for content in [b"".as_slice(), b"nonsense", &[0; 1000]] {
            let book = committed().file(path, content);
            let mut command = book.command();
            let spent = spent::run(command.args(["check", "--format", "json"]), b"");
            let found = findings(&spent);
            let lost = found.iter().filter(|it| it.0 == "lost-text").count();
            assert_eq!(lost, 1, "{path}: {found:?} {}", spent.stderr);
            assert!(
                !spent.stderr.contains("panicked"),
                "{path}: {}",
                spent.stderr
            );
        }
    }
}

#[test]
fn a_cache_that_is_damaged_closed_or_none_gives_the_same() {
    let book = committed();
    let check = || {
        let mut command = book.command();
        let spent = spent::run(command.args(["check", "--format", "json"]), b"");
        (spent.code, spent.stdout)
    };
    let expected = check();
    let cache = book.path(".git/mdbook-design-docs");
    let files: Vec<_> = fs::read_dir(&cache)
        .expect("a cache")
        .map(|it| it.expect("a file").path())
        .collect();
    assert!(!files.is_empty());
    for file in &files {
        let whole = fs::read(file).expect("a file");
        let half = whole[..whole.len() / 2].to_vec();
        let mut bent = whole.clone();
        bent[whole.len() / 2] ^= 1;
        for content in [
            Vec::new(),
            half,
            bent,
            b"\xff\xfe".to_vec(),
            vec![b'['; 1 << 20],
        ] {
            fs::write(file, content).expect("a file");
            assert_eq!(check(), expected);
        }
        fs::remove_file(file).expect("a file");
        fs::create_dir(file).expect("a folder");
        assert_eq!(check(), expected);
        fs::remove_dir_all(file).expect("a folder");
        assert_eq!(check(), expected);
    }
    fs::remove_dir_all(&cache).expect("a folder");
    fs::write(&cache, "a file in its place").expect("a file");
    assert_eq!(check(), expected);
}
