//! Files and folders that one may not read or not write. Who may do everything, as root in a container
//! does, is asked to try as somebody who may not.

use std::fs::{self, Permissions};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::Output;

use serde_json::json;

use crate::book::{TestBook, chapter};
use crate::{faulty, files, leftovers, mended, walk};

/// Somebody who owns nothing else.
const NOBODY: u32 = 65_534;

/// A book of somebody who is not root.
struct Owned {
    book: TestBook,
    is_root: bool,
}

impl Owned {
    fn new(book: TestBook) -> Self {
        let is_root = fs::metadata(book.path("")).expect("a folder").uid() == 0;
        let owned = Self { book, is_root };
        owned.belongs_to(NOBODY);
        owned
    }

    /// Everything that is there now is somebody's, where root may say so.
    fn belongs_to(&self, user: u32) {
        if self.is_root {
            let top = self.book.path("");
            for path in self.book.listing().iter().chain([&top]) {
                // A link may lead nowhere.
                let _ = chown(path, Some(user), Some(user));
            }
        }
    }

    /// Takes all but these permissions away from a file or a folder.
    fn allow(&self, path: &str, mode: u32) {
        let mode = Permissions::from_mode(mode);
        fs::set_permissions(self.book.path(path), mode).expect("a mode");
    }

    /// Runs the program; none where that can't be done as somebody else.
    fn run(&self, words: &str, input: &[u8]) -> Option<Output> {
        let mut command = self.book.command();
        command.args(words.split(' ').filter(|word| !word.is_empty()));
        let stdin = tempfile::tempdir().expect("a folder");
        let stdin = stdin.path().join("stdin");
        fs::write(&stdin, input).expect("a file");
        command.stdin(fs::File::open(stdin).expect("a file"));
        if self.is_root {
            command.uid(NOBODY).gid(NOBODY);
        }
        let output = command.output();
        if let Err(error) = &output {
            eprintln!("skipped: as nobody the program can't be run: {error}");
        }
        let output = output.ok()?;
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(!stderr.contains("panicked"), "{words}: {stderr}");
        Some(output)
    }
}

impl Drop for Owned {
    fn drop(&mut self) {
        // So that the folder can be taken away.
        let _ = fs::set_permissions(self.book.path(""), Permissions::from_mode(0o755));
        for path in ["src", ".git", "templates"] {
            let _ = fs::set_permissions(self.book.path(path), Permissions::from_mode(0o755));
        }
    }
}

/// A book with two faulty documents, committed; one of them uses a file and a fragment.
fn book() -> Owned {
    let uses = faulty().replace("None.", "{{#include part.txt}}\n\n{{#template f.md}}");
    let book = crate::both::book(&[("a.md", &faulty()), ("b.md", &uses)])
        .file("src/part.txt", "Part.\n")
        .file("templates/fragments/f.md", "Fragment.\n");
    book.commit("2026-01-01");
    Owned::new(book)
}

fn said(output: &Output) -> String {
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    text(&output.stdout) + &text(&output.stderr)
}

/// What can't be read, what `check` says of it, and its exit code; what is fine is told all the same.
const CLOSED: [(&str, &str, &str, i32); 6] = [
    (
        "src/b.md",
        "src/SUMMARY.md:2:3: error[unreadable-chapter]: the chapter `src/b.md` can't be read: Permission denied",
        "src/a.md:11:17: warning[lost-text]",
        2,
    ),
    (
        "templates/t.md",
        "templates/t.md:1:1: error[template-error]: the template `templates/t.md` can't be read: Permission denied",
        "",
        1,
    ),
    (
        "templates/fragments/f.md",
        "src/b.md:17:1: error[missing-fragment]:",
        "src/a.md:11:17: warning[lost-text]",
        1,
    ),
    (
        "templates",
        "book.toml:1:1: error[template-error]: the templates' folder `templates` can't be read: Permission denied",
        "",
        1,
    ),
    (
        "book.toml",
        "book.toml` can't be read: Permission denied",
        "error: ",
        2,
    ),
    (
        "src/SUMMARY.md",
        "src/SUMMARY.md` can't be read: Permission denied",
        "error: ",
        2,
    ),
];

#[test]
fn what_may_not_be_read_is_told_and_hides_nothing_else() {
    for (path, told, other, code) in CLOSED {
        let owned = book();
        let toml = fs::read_to_string(owned.book.path("book.toml")).expect("a text");
        let strict = toml.replace("\"never\"", "\"error\"");
        fs::write(owned.book.path("book.toml"), strict).expect("a file");
        let before = files(&owned.book.path(""));
        owned.allow(path, 0o000);
        let Some(checked) = owned.run("check --format short", b"") else {
            return;
        };
        let all = said(&checked);
        assert!(all.contains(told), "{path}: {all}");
        assert!(all.contains(other), "{path}: {all}");
        // Nobody says that there is no such template.
        assert!(!all.contains("unknown-template"), "{path}: {all}");
        assert_eq!(checked.status.code(), Some(code), "{path}: {all}");
        for words in [
            "list",
            "fix",
            "status src/a.md",
            "build",
            "templates check",
            "new adr --title X",
        ] {
            let other = owned.run(words, b"").expect("it ran before");
            assert!(
                matches!(other.status.code(), Some(0..=2)),
                "{path}, {words}: {}",
                said(&other)
            );
        }
        owned.allow(path, 0o755);
        // Nobody wrote over what could not be read.
        assert_eq!(
            fs::read(owned.book.path(path)).ok(),
            before.get(Path::new(path)).cloned(),
            "{path}"
        );
    }
}

#[test]
fn a_folder_of_chapters_that_may_not_be_read_is_told() {
    let owned = book();
    owned.allow("src", 0o000);
    for words in ["check", "build", "list", "fix", "init", "new adr --title X"] {
        let Some(ended) = owned.run(words, b"") else {
            return;
        };
        let all = said(&ended);
        assert_eq!(ended.status.code(), Some(2), "{words}: {all}");
        assert!(all.contains("Permission denied"), "{words}: {all}");
        assert!(all.contains("src"), "{words}: {all}");
    }
}

/// mdBook sends the text that it read: that is what is looked at.
#[test]
fn the_preprocessor_takes_what_was_sent() {
    let owned = book();
    for path in ["src/a.md", "src/SUMMARY.md", "book.toml"] {
        owned.allow(path, 0o000);
    }
    let mut context = owned.book.context();
    context["config"]["preprocessor"]["design-docs"]["documents"] =
        json!([{"path": "**/*.md", "template": "t"}]);
    let sent = json!([context, {"items": [chapter("A", "a.md", &faulty())]}]).to_string();
    if let Some(ended) = owned.run("", sent.as_bytes()) {
        let all = said(&ended);
        assert_eq!(ended.status.code(), Some(0), "{all}");
        assert!(all.contains("src/a.md:11:17: warning[lost-text]"), "{all}");
    }
}

/// A folder that takes no new file, and files that are read-only in one that does.
#[test]
fn where_nothing_may_be_written_it_is_said_and_nothing_is_lost() {
    let draft = mended().replace("final", "draft");
    for (closed, mode) in [("src", 0o555), ("src/a.md", 0o444), ("src/c.md", 0o444)] {
        let book = crate::both::book(&[("a.md", &faulty()), ("c.md", &draft)]);
        let owned = Owned::new(book);
        owned.allow(closed, mode);
        let folder = closed == "src";
        for (words, concerned) in [
            ("fix", folder || closed == "src/a.md"),
            ("status src/c.md final", folder || closed == "src/c.md"),
            ("new t --title One", folder),
            ("check --output src/report.txt", folder),
        ] {
            let before = files(&owned.book.path(""));
            let Some(ended) = owned.run(words, b"") else {
                return;
            };
            let all = said(&ended);
            let code = ended.status.code();
            assert_eq!(code == Some(2), concerned, "{closed}, {words}: {all}");
            if concerned {
                assert!(
                    all.contains("can't be written: "),
                    "{closed}, {words}: {all}"
                );
            }
            let now = files(&owned.book.path(""));
            for (path, was) in &before {
                let same = now.get(path) == Some(was);
                assert!(same || !concerned, "{closed}, {words}: {}", path.display());
            }
            assert!(!concerned || now.len() == before.len(), "{closed}, {words}");
            assert_eq!(
                leftovers(&owned.book.path("")).len(),
                0,
                "{closed}, {words}"
            );
        }
    }
}

/// A repository that one may only read has its dates; the cache goes elsewhere, or nowhere.
#[test]
fn a_read_only_repository_gives_the_same_dates() {
    let owned = book();
    let git = owned.book.path(".git");
    let folders = || {
        walk(&git)
            .into_iter()
            .filter_map(|it| it.parent().map(Path::to_owned))
    };
    for folder in folders() {
        fs::set_permissions(folder, Permissions::from_mode(0o555)).expect("a mode");
    }
    let mut answers = Vec::new();
    for _ in 0..2 {
        let Some(listed) = owned.run("list --format json", b"") else {
            return;
        };
        assert_eq!(listed.status.code(), Some(0), "{}", said(&listed));
        answers.push(said(&listed));
    }
    let changed = owned.run("check --base HEAD", b"").expect("it ran before");
    assert_eq!(changed.status.code(), Some(0), "{}", said(&changed));
    assert!(!git.join("mdbook-design-docs").exists());
    for folder in folders() {
        fs::set_permissions(folder, Permissions::from_mode(0o755)).expect("a mode");
    }
    let open = owned.run("list --format json", b"").expect("it ran before");
    answers.push(said(&open));
    assert!(answers[0].contains("2026-01-01"), "{answers:?}");
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
    assert!(git.join("mdbook-design-docs").is_dir());
}

/// Somebody else's repository is none that git trusts: the message names the way out.
#[test]
fn a_repository_that_git_does_not_trust_gives_no_dates() {
    let owned = book();
    if !owned.is_root {
        eprintln!("skipped: only root has files that belong to somebody else");
        return;
    }
    owned.belongs_to(1);
    owned.allow("", 0o755);
    let Some(checked) = owned.run("check --format short", b"") else {
        return;
    };
    let all = said(&checked);
    assert!(
        all.contains("unknown-history") && all.contains("safe.directory"),
        "{all}"
    );
    assert!(all.contains("src/a.md:11:17: warning[lost-text]"), "{all}");
}
