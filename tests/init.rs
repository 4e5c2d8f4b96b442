//! `init` as one calls it: on folders of Markdown, on books, on every shape of book.toml.

#[path = "init/configurations.rs"]
mod configurations;
#[path = "init/proposals.rs"]
mod proposals;

mod book;

use std::fs;

use book::{Said, TestBook};

fn init(test: &TestBook, arguments: &[&str]) -> Said {
    let said = test.run(&[&["init", "--today", "2026-03-04"], arguments].concat());
    assert_eq!(said.stderr, "", "{}", said.stdout);
    assert_eq!(said.code, 0, "{}", said.stdout);
    said
}

fn read(test: &TestBook, path: &str) -> String {
    fs::read_to_string(test.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

/// All files with what they hold, git's own aside.
fn contents(test: &TestBook) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let is_git = |path: &std::path::Path| path.components().any(|part| part.as_os_str() == ".git");
    let files = test.listing().into_iter();
    files
        .filter(|path| path.is_file() && !is_git(path))
        .map(|path| (path.clone(), fs::read(path).expect("a file")))
        .collect()
}

/// A second run changes nothing, and mdBook's library takes what the first has written.
fn is_settled(test: &TestBook) {
    let before = contents(test);
    let again = init(test, &[]);
    assert!(
        again.stdout.contains("nothing is missing"),
        "{}",
        again.stdout
    );
    assert!(before == contents(test), "{}", again.stdout);
    let built = test.run(&["build", "--today", "2026-03-04", "--dest-dir", ".built"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
}

#[test]
fn a_bare_folder_becomes_a_book_and_no_file_is_moved() {
    let test = TestBook::empty()
        .file("docs/README.md", "# All of it\n")
        .file("docs/a b/Über & so (1).md", "# Ü\n")
        .file("docs/a b/x.md", "no heading\n")
        .file("docs/10.md", "# Ten\n")
        .file("docs/9.md", "# Nine\n")
        .file("docs/.hidden/x.md", "# Hidden\n")
        .file("docs/node_modules/x/README.md", "# Package\n")
        .file("docs/other/book.toml", "[book]\n")
        .file("docs/other/src/x.md", "# Another book\n")
        .file("docs/latin.md", b"caf\xe9\n")
        .file("docs/image.png", b"\x89PNG");
    let before = contents(&test);
    let said = init(&test, &["docs"]);
    assert_eq!(
        read(&test, "docs/SUMMARY.md"),
        "# Summary\n\n[All of it](README.md)\n\n- [Nine](9.md)\n- [Ten](10.md)\n- [A b]()\n  \
         - [X](<a b/x.md>)\n  - [Ü](<a b/Über \\& so (1).md>)\n"
    );
    let book = read(&test, "docs/book.toml");
    assert_eq!(
        book,
        "[book]\ntitle = \"Docs\"\nsrc = \".\"\n\n[build]\nextra-watch-dirs = [\"templates\"]\n\n\
         [preprocessor.design-docs]\ncommand = \"mdbook-design-docs\"\nbefore = [\"links\"]\n"
    );
    assert!(
        said.stdout
            .contains("`latin.md` can be no chapter: it is not UTF-8"),
        "{}",
        said.stdout
    );
    assert!(said.stdout.contains("no documents entry is proposed"));
    let after = contents(&test);
    assert!(before.iter().all(|file| after.contains(file)));
    let built = test.run(&["build", "docs", "--today", "2026-03-04"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    assert!(test.path("docs/book/a b/x.html").exists());
}

#[test]
fn where_there_is_nothing_an_empty_book_begins() {
    let own = "---\nstatus: draft\n---\n# <Title>\n\n## Problem\n";
    for (files, src, template) in [
        (&[][..], "src", "adr"),
        (&[("templates/own.md", own)], "src", "own"),
        (
            &[
                ("src/main.rs", ""),
                ("Cargo.toml", "[package]\n"),
                ("README.md", "# A crate\n"),
            ],
            "docs",
            "adr",
        ),
        (&[("book.toml", "[book]\nsrc = \"text\"\n")], "text", "adr"),
    ] {
        let test = files.iter().fold(TestBook::empty(), |test, (path, text)| {
            test.file(path, *text)
        });
        let said = init(&test, &[]);
        assert!(
            said.stdout.contains("the book has no documents yet"),
            "{}",
            said.stdout
        );
        let summary = read(&test, &format!("{src}/SUMMARY.md"));
        assert_eq!(summary, "# Summary\n");
        is_settled(&test);
        let said = test.run(&["new", template, "--title", "First", "--today", "2026-03-04"]);
        assert_eq!(said.stdout, format!("{src}/first.md\n"), "{}", said.stderr);
        let summary = read(&test, &format!("{src}/SUMMARY.md"));
        assert_eq!(summary, "# Summary\n\n- [First](first.md)\n");
        let built = test.run(&["build", "--today", "2026-03-04"]);
        assert_eq!(built.code, 0, "{}", built.stderr);
    }
}

#[test]
fn a_dry_run_shows_a_diff_that_git_applies_and_writes_nothing() {
    let make = || {
        TestBook::empty()
            .file("book.toml", "[book]\r\ntitle = 'T'")
            .file("src/a.md", "# A\n")
    };
    let dry = make();
    let before = contents(&dry);
    let said = init(&dry, &["--dry-run"]);
    assert!(before == contents(&dry));
    fs::write(dry.path("the.patch"), &said.stdout).expect("a file");
    let mut git = std::process::Command::new("git");
    git.args(["apply", "the.patch"]).current_dir(dry.path(""));
    assert!(git.status().expect("git runs").success(), "{}", said.stdout);
    let wet = make();
    init(&wet, &[]);
    for path in ["book.toml", "src/SUMMARY.md"] {
        assert_eq!(read(&dry, path), read(&wet, path));
    }
    is_settled(&wet);
}

#[test]
fn a_summary_that_is_there_stays_and_what_it_misses_is_said() {
    let summary = "# Summary\n\n- [A](a.md)\n- [Draft]()\n";
    let test = TestBook::empty()
        .file("src/SUMMARY.md", summary)
        .file("src/a.md", "# A\n")
        .file("src/b.md", "# B\n");
    let said = init(&test, &[]);
    assert_eq!(read(&test, "src/SUMMARY.md"), summary);
    let expected = "SUMMARY.md, which stays as it is, does not list 1 Markdown file (`b.md`)";
    assert!(said.stdout.contains(expected), "{}", said.stdout);
    assert!(!read(&test, "book.toml").contains("src ="));
    is_settled(&test);
}

#[test]
fn what_mdbook_would_delete_is_kept() {
    let test = TestBook::empty()
        .file("a.md", "# A\n")
        .file("book/chapter.md", "# Mine\n");
    init(&test, &[]);
    assert!(read(&test, "book.toml").contains("build-dir = \"_book\""));
    assert_eq!(read(&test, ".gitignore"), "/_book\n");
    let built = test.run(&["build", "--today", "2026-03-04"]);
    assert_eq!(built.code, 0, "{}", built.stderr);
    assert!(test.path("book/chapter.md").exists() && test.path("_book/a.html").exists());
    is_settled(&test);
}

#[test]
fn what_another_plugin_did_is_named_and_not_removed() {
    let test = TestBook::empty()
        .file(
            "book.toml",
            "[preprocessor.toc]\ncommand = \"true\"\nbefore = [\"x\"]\n",
        )
        .file("src/a.md", "# A\n");
    let said = init(&test, &["--dry-run"]);
    assert!(
        said.stdout
            .contains("`[preprocessor.toc]` is no longer needed"),
        "{}",
        said.stdout
    );
    assert!(!said.stdout.contains("\n-["), "{}", said.stdout);
}

#[test]
fn what_can_be_no_book_is_said_and_nothing_is_written() {
    for (files, arguments, expected) in [
        (
            &[][..],
            &["init", "nowhere"][..],
            "there is no folder `nowhere`",
        ),
        (
            &[("book.toml", "[book]\ntitle = \n"), ("src/a.md", "")],
            &["init"],
            "book.toml:2",
        ),
        (
            &[
                (
                    "book.toml",
                    "[preprocessor.design-docs]\nfail-onn = \"never\"\n",
                ),
                ("src/a.md", ""),
            ],
            &["init"],
            "fail-on",
        ),
        (
            &[("book.toml", "[book]\n"), ("src/a/x.md", "")],
            &["init", "src/a"],
            "run `init` there",
        ),
        (
            &[("book.toml", "preprocessor = 7\n"), ("src/a.md", "")],
            &["init"],
            "preprocessor",
        ),
    ] {
        let mut test = TestBook::empty();
        for (path, text) in files {
            test = test.file(path, text);
        }
        let before = contents(&test);
        let said = test.run(arguments);
        assert_eq!(said.code, 2, "{expected}: {}", said.stdout);
        assert!(
            said.stderr.contains(expected),
            "{expected}: {}",
            said.stderr
        );
        assert!(before == contents(&test), "{expected}");
    }
}

#[cfg(unix)]
#[test]
fn a_folder_that_takes_no_file_is_left_as_it_was() {
    use std::os::unix::fs::PermissionsExt;
    let test = TestBook::empty()
        .file("book.toml", "[book]\n")
        .file("src/a.md", "# A\n");
    let mode = |mode| fs::Permissions::from_mode(mode);
    fs::set_permissions(test.path("src"), mode(0o555)).expect("permissions");
    let before = contents(&test);
    let said = test.run(&["init"]);
    let is_root = said.code == 0;
    fs::set_permissions(test.path("src"), mode(0o755)).expect("permissions");
    assert!(
        is_root || said.code == 2 && before == contents(&test),
        "{}",
        said.stderr
    );
}

#[cfg(unix)]
#[test]
fn links_are_listed_once_and_never_followed_out_of_the_way() {
    use std::os::unix::fs::symlink;
    let test = TestBook::empty()
        .file("docs/a.md", "# A\n")
        .file("outside.md", "# Outside\n");
    symlink("a.md", test.path("docs/b.md")).expect("a link");
    symlink("../outside.md", test.path("docs/c.md")).expect("a link");
    symlink("nowhere.md", test.path("docs/d.md")).expect("a link");
    symlink(".", test.path("docs/loop")).expect("a link");
    let said = init(&test, &["docs"]);
    let expected = "# Summary\n\n- [A](a.md)\n- [Outside](c.md)\n";
    assert_eq!(read(&test, "docs/SUMMARY.md"), expected);
    for expected in [
        "`b.md` can be no chapter: it is a link to another",
        "`d.md` can be no chapter",
    ] {
        assert!(said.stdout.contains(expected), "{}", said.stdout);
    }
}
