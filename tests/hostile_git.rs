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

/// Settings that name a program, and files that name some. Where git takes only a command line of its own
/// kind, `%` is the program.
const PROGRAMS: [(&str, &str); 41] = [
    ("core.fsmonitor", "%"),
    ("core.pager", "%"),
    ("core.editor", "%"),
    ("core.askPass", "%"),
    ("core.sshCommand", "%"),
    ("core.gitProxy", "%"),
    ("core.alternateRefsCommand", "%"),
    ("pager.log", "%"),
    ("pager.status", "%"),
    ("pager.config", "%"),
    ("sequence.editor", "%"),
    ("alias.log", "!%"),
    ("alias.status", "!%"),
    ("alias.rev-list", "!%"),
    ("alias.cat-file", "!%"),
    ("diff.external", "%"),
    ("diff.evil.command", "%"),
    ("diff.evil.textconv", "%"),
    ("diff.evil.cachetextconv", "true"),
    ("merge.evil.driver", "%"),
    ("filter.evil.clean", "%"),
    ("filter.evil.smudge", "%"),
    ("filter.evil.process", "%"),
    ("filter.evil.required", "true"),
    ("interactive.diffFilter", "%"),
    ("trailer.evil.command", "%"),
    ("trailer.evil.cmd", "%"),
    ("gpg.program", "%"),
    ("gpg.ssh.program", "%"),
    ("gpg.ssh.defaultKeyCommand", "%"),
    ("log.showSignature", "true"),
    ("credential.helper", "!%"),
    ("remote.origin.url", "ext::% %S x"),
    ("remote.origin.proxy", "%"),
    ("remote.origin.uploadpack", "%"),
    ("remote.origin.vcs", "evil"),
    ("protocol.allow", "always"),
    ("protocol.ext.allow", "always"),
    ("uploadpack.packObjectsHook", "%"),
    ("browser.evil.cmd", "%"),
    ("submodule.recurse", "true"),
];

/// A repository in which everything that can name a program names one that leaves a mark.
#[cfg(unix)]
fn trapped() -> (TestBook, std::path::PathBuf) {
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
    let settings: String = PROGRAMS
        .iter()
        .map(|(key, value)| {
            let (section, name) = key.rsplit_once('.').expect("a key with a section");
            let section = match section.split_once('.') {
                Some((section, part)) => format!("{section} \"{part}\""),
                None => section.to_owned(),
            };
            format!(
                "[{section}]\n\t{name} = \"{}\"\n",
                value.replace('%', program)
            )
        })
        .collect();
    // What the repository's own configuration includes counts as it does.
    let test = test.file(".git/more", settings);
    let config = std::fs::read_to_string(test.path(".git/config")).expect("a text");
    let config = config + "[include]\n\tpath = more\n";
    let test = test.file(".git/config", config);
    let _ = std::fs::remove_file(&mark);
    (test, mark)
}

#[cfg(unix)]
#[test]
fn no_program_is_run_for_dates_templates_or_contents() {
    let (test, mark) = trapped();
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

/// Whatever a command asks git for.
#[cfg(unix)]
#[test]
fn no_command_runs_a_program() {
    let (test, mark) = trapped();
    for words in [
        "list",
        "fix",
        "status src/2.md final",
        "new t --title One",
        "templates check",
        "build",
        "init",
    ] {
        let said = test.run(&words.split(' ').collect::<Vec<_>>());
        // These documents have no status.
        let code = if words.starts_with("status") {
            2
        } else {
            said.code.min(1)
        };
        assert_eq!(said.code, code, "{words}: {}", said.stderr);
        let ran = std::fs::read_to_string(&mark).unwrap_or_default();
        assert_eq!(ran, "", "{words}: a program was run");
    }
    // The traps are real ones: git by itself falls into them.
    let mut git = Command::new("git");
    let _ = git.args(["status"]).current_dir(test.path("")).output();
    assert!(mark.exists(), "the settings run nothing at all");
}

/// A clone that has not all contents gets them from where it came from: by git itself, by none of the
/// programs that its configuration names.
#[cfg(unix)]
#[test]
fn a_partial_clone_runs_no_program_to_fetch() {
    let (test, mark) = trapped();
    for key in ["remote.origin.promisor", "extensions.partialClone"] {
        let value = if key.ends_with("Clone") {
            "origin"
        } else {
            "true"
        };
        git(&test, &["config", key, value], "A");
    }
    git(&test, &["config", "core.repositoryformatversion", "1"], "A");
    git(
        &test,
        &["config", "remote.origin.partialclonefilter", "blob:none"],
        "A",
    );
    // A content that is asked for is not there.
    let id = test.git("2025-03-21", &["rev-parse", "HEAD~1:src/2.md"]);
    let object = test.path(&format!(".git/objects/{}/{}", &id[..2], &id[2..]));
    std::fs::remove_file(object).expect("a loose object");
    let pack = test.path(".git/objects/pack/pack-x.promisor");
    std::fs::write(pack, "").expect("a file");
    let _ = std::fs::remove_file(&mark);
    let path = test.path("").display().to_string();
    for url in ["evil::x", path.as_str(), "ssh://x.invalid/y"] {
        let toml = std::fs::read_to_string(test.path(".git/more")).expect("a text");
        let own = toml.lines().filter(|line| !line.starts_with("\tvcs = "));
        let lines = own.map(|line| match line.starts_with("\turl = ") {
            true => format!("\turl = \"{url}\"\n"),
            false => format!("{line}\n"),
        });
        std::fs::write(test.path(".git/more"), lines.collect::<String>()).expect("a file");
        for words in ["check", "check --base HEAD~1", "list", "fix --dry-run"] {
            test.run(&words.split(' ').collect::<Vec<_>>());
            let ran = std::fs::read_to_string(&mark).unwrap_or_default();
            assert_eq!(ran, "", "{url}, {words}: a program was run");
        }
    }
    // One that ends at once, so that git does.
    let script = format!("#!/bin/sh\necho \"$0\" >> '{}'\nexit 1\n", mark.display());
    std::fs::write(test.path("program"), script).expect("a script");
    let mut git = Command::new("git");
    git.args(["cat-file", "-p", &id]).current_dir(test.path(""));
    let _ = git.stdin(std::process::Stdio::null()).output();
    assert!(mark.exists(), "the settings run nothing at all");
}
