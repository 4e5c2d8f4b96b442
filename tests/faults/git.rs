//! A git that is missing, that fails, that talks nonsense, or never stops talking.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::process::Command;
use std::time::Duration;

use crate::book::TestBook;
use crate::both::{BEGIN, BOOK_TOML, findings, pages, preprocess};
use crate::spent::{self, Spent};

const TEMPLATE: &str = "---\nstatus: draft | final\nowner: <Name>\nlast_updated: YYYY-MM-DD\n---\n# <Title>\n\n## Problem\n\nSay it.\n\n## Solution\n";

/// The day of the only commit.
const COMMITTED: &str = "2026-01-01";

/// A document that declares a wrong day and has lost text.
fn document() -> String {
    let begin = BEGIN.replacen("---\n", "---\nlast_updated: 2020-01-01\n", 1);
    format!("{begin}It returns Array<T>.\n\n## Solution\n\nNone.\n")
}

fn draft() -> String {
    document()
        .replace("final", "draft")
        .replace("Array<T>", "one")
}

/// Five documents, so that they are looked for in one pass.
fn committed() -> TestBook {
    let names = ["a.md", "b.md", "c.md", "d.md", "e.md"];
    let listed: String = names
        .iter()
        .map(|name| format!("- [X]({name})\n"))
        .collect();
    let book = TestBook::new(&listed)
        .file("book.toml", BOOK_TOML)
        .file("templates/t.md", TEMPLATE);
    let book = names.iter().fold(book, |book, name| {
        let text = if *name == "a.md" { document() } else { draft() };
        book.file(&format!("src/{name}"), text)
    });
    book.commit(COMMITTED);
    book
}

/// The program where `git` is a script.
fn with_git(book: &TestBook, script: &str, words: &str) -> Spent {
    let git = book.path(".git/bin/git");
    fs::create_dir_all(book.path(".git/bin")).expect("a folder");
    fs::write(&git, format!("#!/bin/sh\n{script}\n")).expect("a script");
    fs::set_permissions(&git, Permissions::from_mode(0o755)).expect("a mode");
    let mut command = book.command();
    let path = format!("{}:/usr/bin:/bin", book.path(".git/bin").display());
    let words = words.split(' ').filter(|word| !word.is_empty());
    spent::run(command.args(words).env("PATH", path), b"")
}

/// Where git itself is.
fn real() -> String {
    let found = Command::new("sh").args(["-c", "command -v git"]).output();
    let found = String::from_utf8(found.expect("sh runs").stdout).expect("a path");
    found.trim().to_owned()
}

/// A git that does its work, but where it is asked for that.
fn only(word: &str, what: &str) -> String {
    let real = real();
    format!("case \" $* \" in *\" {word} \"*) {what};; *) exec {real} \"$@\";; esac")
}

/// What a git may do instead of its work.
fn scripts() -> Vec<(String, String)> {
    let real = real();
    let all = [
        ("fails", "exit 1"),
        ("is killed", "kill -9 $$"),
        ("says nothing", "exit 0"),
        ("says words", "echo nonsense"),
        ("says bytes", "head -c 100000 /dev/urandom"),
        ("says zeros", "head -c 3000000 /dev/zero"),
        ("says zeros for ever", "exec cat /dev/zero"),
        ("says lines for ever", "exec yes"),
        ("says `true` for ever", "exec yes true"),
        (
            "complains at length",
            "head -c 3000000 /dev/zero >&2; exit 128",
        ),
        ("complains for ever", "exec yes >&2"),
        (
            "complains in colour",
            "printf '\\033[31mfatal: \\033]0;x\\007bad\\n' >&2; exit 128",
        ),
    ];
    let mut scripts: Vec<(String, String)> = all
        .into_iter()
        .map(|(name, script)| (name.to_owned(), script.to_owned()))
        .collect();
    // Subcommands, as the program asks for them.
    for word in [
        "rev-parse",
        "rev-list",
        "log",
        "ls-tree",
        "status",
        "diff-tree",
        "cat-file",
        "config",
    ] {
        let silent = matches!(word, "ls-tree" | "status" | "config");
        for (name, what) in [
            (
                "fails",
                "echo 'error: unknown option' >&2; exit 129".to_owned(),
            ),
            ("says words", "echo nonsense".to_owned()),
            ("says zeros for ever", "exec cat /dev/zero".to_owned()),
            ("says lines for ever", "exec yes".to_owned()),
            (
                "stops half-way",
                format!("head -n 1 | {real} \"$@\" | head -c 20"),
            ),
            ("says nothing", "exit 0".to_owned()),
        ] {
            // Where there is nothing to list, silence is an answer.
            if silent && name == "says nothing" {
                continue;
            }
            scripts.push((format!("{word} {name}"), only(word, &what)));
        }
    }
    scripts
}

/// It ended by itself, soon, in little memory, and said nothing that a terminal would obey.
fn assert_sound(what: &str, spent: &Spent) {
    assert!(spent.code.is_some(), "{what}: it does not end");
    assert!(
        !spent.stderr.contains("panicked"),
        "{what}: {}",
        spent.stderr
    );
    assert!(
        spent.time < Duration::from_secs(10),
        "{what}: {:?}",
        spent.time
    );
    assert!(spent.memory < 512 << 20, "{what}: {} bytes", spent.memory);
    let active = spent.stderr.find(|ch: char| ch.is_control() && ch != '\n');
    assert_eq!(active, None, "{what}: {:?}", spent.stderr);
}

/// Whatever git answers: what needs no date is found, and no day is told but the right one.
#[test]
fn nonsense_gives_no_dates_and_hides_nothing() {
    let book = committed();
    for (name, script) in scripts() {
        let spent = with_git(&book, &script, "check --format json --today 2026-03-03");
        assert_sound(&name, &spent);
        assert_eq!(spent.code, Some(0), "{name}: {}", spent.stderr);
        let found = findings(&spent);
        let lost = found.iter().filter(|it| it.0 == "lost-text").count();
        assert_eq!(lost, 1, "{name}: {found:?}");
        let stdout = String::from_utf8(spent.stdout).expect("UTF-8");
        let told = stdout.contains("date-mismatch");
        assert!(!told || stdout.contains(COMMITTED), "{name}: {stdout}");
        // It is told or it is known.
        assert!(
            told || stdout.contains("unknown-history"),
            "{name}: {stdout}"
        );
        let _ = fs::remove_dir_all(book.path(".git/mdbook-design-docs"));
    }
}

/// What is compared with another commit is compared, or said not to be: never passed over in silence.
#[test]
fn nothing_is_compared_with_nonsense() {
    let book = committed();
    let more = document().replace("None.", "It returns Map<K>.");
    fs::write(book.path("src/a.md"), more).expect("a file");
    for (name, script) in scripts() {
        let spent = with_git(&book, &script, "check --base HEAD --format short");
        assert_sound(&name, &spent);
        let stdout = String::from_utf8(spent.stdout).expect("UTF-8");
        match spent.code {
            Some(0) => assert!(
                stdout.contains("src/a.md:16:15: warning[lost-text]"),
                "{name}: {stdout}"
            ),
            code => {
                assert_eq!(code, Some(2), "{name}: {}", spent.stderr);
                let told = spent.stderr.starts_with("error: ") && spent.stderr.contains("git");
                assert!(told, "{name}: {}", spent.stderr);
            }
        }
        let _ = fs::remove_dir_all(book.path(".git/mdbook-design-docs"));
    }
}

/// Every other command does its work without dates.
#[test]
fn other_commands_need_no_git() {
    let day = "2026-03-03";
    let scripts = [
        ("is missing", String::new()),
        ("fails", "exit 1".to_owned()),
        ("says words", "echo nonsense".to_owned()),
        ("says zeros for ever", "exec cat /dev/zero".to_owned()),
        ("log says words", only("log", "echo nonsense")),
        ("status says words", only("status", "echo nonsense")),
    ];
    for (name, script) in scripts {
        let book = committed();
        let run = |words: &str| {
            let words = format!("{words} --today {day}");
            let spent = match script.is_empty() {
                true => {
                    let mut command = book.command();
                    let command = command.args(words.split(' ')).env("PATH", "/nonexistent");
                    spent::run(command, b"")
                }
                false => with_git(&book, &script, &words),
            };
            assert_sound(&format!("{name}, {words}"), &spent);
            assert_eq!(spent.code, Some(0), "{name}, {words}: {}", spent.stderr);
            String::from_utf8(spent.stdout).expect("UTF-8")
        };
        let list: serde_json::Value =
            serde_json::from_str(&run("list --format json")).expect("one JSON value");
        let documents = list["documents"].as_array().expect("documents");
        assert_eq!(documents.len(), 5, "{name}");
        let text = list.to_string();
        assert!(!text.contains("2026-"), "{name}: {text}");
        run("templates check");
        run("build");
        let page = fs::read_to_string(book.path("book/a.html")).expect("a page");
        assert!(page.contains("Array") && !page.contains("2026-"), "{name}");
        run("fix");
        let now = fs::read_to_string(book.path("src/a.md")).expect("a text");
        assert_eq!(now, document().replace("<T>", "\\<T>"), "{name}");
        run("status src/b.md final");
        let now = fs::read_to_string(book.path("src/b.md")).expect("a text");
        let right = draft().replace("draft", "final").replace("2020-01-01", day);
        assert_eq!(now, right, "{name}");
        run("new t --title One");
        assert!(book.path("src/one.md").is_file(), "{name}");
    }
}

#[test]
fn pages_are_made_without_git() {
    let book = committed();
    let text = document();
    for script in ["exit 1", "exec cat /dev/zero", "echo nonsense"] {
        let git = book.path(".git/bin/git");
        fs::create_dir_all(book.path(".git/bin")).expect("a folder");
        fs::write(&git, format!("#!/bin/sh\n{script}\n")).expect("a script");
        fs::set_permissions(&git, Permissions::from_mode(0o755)).expect("a mode");
        let spent = preprocess(&book, &[("a.md", &text)], "html");
        assert_sound(script, &spent);
        assert_eq!(pages(&spent).len(), 1, "{script}");
    }
}
