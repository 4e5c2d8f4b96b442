//! Repositories that mean harm, through the whole program: nothing that they name is run, and nothing
//! that they say becomes active.

mod book;

use std::process::Command;

use book::{NO_INSERTIONS, TestBook};
use mdbook_design_docs::report::FORMATS;

const DOCUMENTS: &str =
    "[[preprocessor.design-docs.documents]]\npath = \"*.md\"\ntemplate = \"t\"\n";

fn git(test: &TestBook, arguments: &[&str], name: &str) {
    let mut git = Command::new("git");
    git.arg("-c").arg(format!("user.name={name}"));
    git.args([
        "-c",
        "user.email=a@example.org",
        "-c",
        "commit.gpgsign=false",
    ]);
    git.args([
        "-c",
        "core.hooksPath=/dev/null",
        "-c",
        "core.fsmonitor=false",
    ]);
    git.env("GIT_COMMITTER_DATE", "2025-03-20T12:00:00 +0000");
    git.env("GIT_AUTHOR_DATE", "2025-03-20T12:00:00 +0000");
    let done = git.args(arguments).current_dir(test.path("")).output();
    let done = done.expect("git runs");
    assert!(done.status.success(), "{arguments:?} {done:?}");
}

fn commit(test: &TestBook, name: &str, subject: &str) {
    git(test, &["add", "-A"], name);
    git(test, &["commit", "-q", "-m", subject], name);
}

/// Twenty documents that declare a wrong day, and a template that changed after them.
fn book(name: &str, subject: &str) -> TestBook {
    let numbers = || 0..20;
    let summary: String = numbers().map(|n| format!("- [{n}]({n}.md)\n")).collect();
    let document = |n: usize, text: &str| {
        format!("---\nlast_updated: 2024-01-01\n---\n\n# {n}\n\n## Problem\n\n{text}\n")
    };
    let template = "---\nlast_updated: YYYY-MM-DD\n---\n\n# <Title>\n\n## Problem\n";
    let mut test = TestBook::new(&summary)
        .file("book.toml", format!("{NO_INSERTIONS}{DOCUMENTS}"))
        .file("templates/t.md", template);
    for n in numbers() {
        test = test.file(&format!("src/{n}.md"), document(n, "Words."));
    }
    commit(&test, name, "Begin");
    for n in numbers() {
        test = test.file(&format!("src/{n}.md"), document(n, "Other words."));
    }
    let test = test.file("templates/t.md", format!("{template}\n## Risks\n"));
    commit(&test, name, subject);
    test
}

#[test]
fn what_authors_and_subjects_say_is_only_text() {
    let name = "<script>alert(1)</script>\u{1b}[31m";
    let subject = "\u{1b}]0;title\u{7}</details><img src=x onerror=alert(1)> %0A::error::x \u{202e}[a](javascript:b) @everyone";
    let test = book(name, subject);
    for format in FORMATS.iter().map(|it| it.name) {
        let said = test.run(&["check", "--format", format, "--color", "never"]);
        assert!(said.code < 2, "{format}: {}", said.stderr);
        let all = said.stdout + &said.stderr;
        assert!(all.contains("sweeping-commit"), "{format}: {all}");
        let active = |ch: char| ch.is_control() && ch != '\n' || ch == '\u{202e}';
        assert_eq!(all.find(active), None, "{format}: {all}");
        assert!(!all.contains("\n::error::x"), "{format}");
        if format == "markdown" {
            assert!(
                !all.contains("<img") && !all.contains("</details><"),
                "{all}"
            );
        }
    }
}

#[cfg(unix)]
#[test]
fn no_program_is_run_for_dates_templates_or_contents() {
    use std::os::unix::fs::PermissionsExt;

    let test = book("A", "Begin anew");
    let mark = test.path("mark");
    let program = test.path("program");
    let script = format!("#!/bin/sh\necho \"$0 $*\" >> '{}'\ncat\n", mark.display());
    let test = test
        .file("program", script)
        .file(".gitattributes", "*.md filter=evil diff=evil merge=evil\n")
        .file("src/1.md", "# 1\n");
    let mode = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(&program, mode).expect("a mode");
    for hook in [
        "post-index-change",
        "reference-transaction",
        "post-checkout",
    ] {
        let hook = test.path(&format!(".git/hooks/{hook}"));
        std::fs::create_dir_all(hook.parent().expect("a folder")).expect("a folder");
        std::fs::copy(&program, hook).expect("a hook");
    }
    let program = program.to_str().expect("a plain path");
    for key in [
        "core.fsmonitor",
        "core.pager",
        "core.sshCommand",
        "diff.external",
        "diff.evil.command",
        "diff.evil.textconv",
        "filter.evil.clean",
        "filter.evil.smudge",
        "filter.evil.process",
        "gpg.program",
        "credential.helper",
        "remote.origin.uploadpack",
        "remote.origin.vcs",
    ] {
        git(&test, &["config", key, program], "A");
    }
    for base in [&[][..], &["--base", "HEAD~1"]] {
        for _ in 0..2 {
            let mut all = vec!["check", "--format", "short"];
            all.extend(base);
            let said = test.run(&all);
            assert!(said.code < 2, "{}", said.stderr);
            assert!(said.stdout.contains("[date-mismatch]"), "{}", said.stdout);
            let ran = std::fs::read_to_string(&mark).unwrap_or_default();
            assert_eq!(ran, "", "a program was run");
        }
    }
}
