//! Where one stands, what one names, and which book that is.

mod book;

use book::{NO_INSERTIONS, TestBook};

const BINDING: &str =
    "[[preprocessor.design-docs.documents]]\npath = \"**/*.md\"\ntemplate = \"t\"\n";

/// A repository with a book in `docs`, another in `more`, and notes in neither.
fn repository() -> TestBook {
    TestBook::empty()
        .file("docs/book.toml", format!("{NO_INSERTIONS}{BINDING}"))
        .file("docs/templates/t.md", "# <Title>\n\n## Problem\n")
        .file("docs/src/SUMMARY.md", "- [A](a.md)\n- [B](deep/b.md)\n")
        .file("docs/src/a.md", "# A\n")
        .file("docs/src/deep/b.md", "# B\n")
        .file("docs/src/deep/stray.md", "# C\n\n## Problem\n\nTODO\n")
        .file("more/book.toml", NO_INSERTIONS)
        .file("more/src/SUMMARY.md", "- [A](a.md)\n")
        .file("more/src/a.md", "# A\n")
        .file(
            "notes/adr.md",
            "---\ntemplate: adr\n---\n# D\n\n## Status\n\nAccepted\n",
        )
        .file("notes/plain.md", "# Just text\n\nTODO\n")
}

/// The findings of a `check`, as the paths and rules of the lines, and the exit code.
fn check(test: &TestBook, folder: &str, arguments: &[&str]) -> (Vec<String>, i32) {
    let mut command = test.command();
    command.current_dir(test.path(folder));
    command.args(["check", "--format", "short"]).args(arguments);
    let output = command.output().expect("it runs");
    assert!(output.stderr.is_empty(), "{output:?}");
    let text = String::from_utf8(output.stdout).expect("text");
    let shown = text.lines().map(|line| {
        let (path, rest) = line.split_once(':').expect("a path");
        let rule = rest.split(['[', ']']).nth(1).expect("a rule");
        format!("{path} {rule}")
    });
    let mut shown: Vec<String> = shown.collect();
    shown.dedup();
    (shown, output.status.code().expect("no signal"))
}

#[test]
fn paths_are_relative_to_where_one_stands() {
    let test = repository();
    let a = vec!["src/a.md missing-section".to_owned()];
    let b = vec!["src/deep/b.md missing-section".to_owned()];
    assert_eq!(check(&test, "docs", &["src/a.md"]), (a.clone(), 1));
    assert_eq!(check(&test, "docs/src/deep", &["../a.md"]), (a.clone(), 1));
    assert_eq!(check(&test, "docs/src/deep", &["b.md"]), (b.clone(), 1));
    assert_eq!(
        check(&test, "docs/src", &["./deep/../a.md"]),
        (a.clone(), 1)
    );
    let absolute = test.path("docs/src/a.md").display().to_string();
    assert_eq!(
        check(&test, "notes", &["--book", "../docs", &absolute]),
        (a.clone(), 1)
    );
    // What SUMMARY.md does not list is looked at all the same.
    let (found, _) = check(&test, "docs", &["src/deep"]);
    assert!(
        found.contains(&"src/deep/stray.md unfilled-section".to_owned()),
        "{found:?}"
    );
    assert!(found.contains(&b[0]), "{found:?}");
    assert!(!found.contains(&a[0]), "{found:?}");
}

/// As pre-commit stands, above the book, and hands over names.
#[test]
fn named_files_lead_to_their_book() {
    let test = repository();
    let (found, code) = check(&test, ".", &["docs/src/a.md", "docs/src/deep/b.md"]);
    assert_eq!(
        found,
        ["src/a.md missing-section", "src/deep/b.md missing-section"]
    );
    assert_eq!(code, 1);
    assert_eq!(check(&test, ".", &["docs/src/SUMMARY.md"]), (Vec::new(), 0));
    let (found, _) = check(
        &test,
        ".",
        &["docs/src/a.md", "notes/adr.md", "notes/plain.md"],
    );
    assert!(
        found.contains(&"src/a.md missing-section".to_owned()),
        "{found:?}"
    );
    assert!(
        found.contains(&"../notes/adr.md missing-section".to_owned()),
        "{found:?}"
    );
    assert!(
        !found.iter().any(|line| line.contains("plain.md")),
        "{found:?}"
    );
    let entry =
        "[[preprocessor.design-docs.documents]]\npath = \"../../notes/*.md\"\ntemplate = \"t\"\n";
    let test = test.file("docs/book.toml", format!("{NO_INSERTIONS}{BINDING}{entry}"));
    let (found, _) = check(&test, ".", &["--book", "docs", "notes/plain.md"]);
    assert_eq!(found[0], "../notes/plain.md missing-section", "{found:?}");
    let said = test.run(&["check", "docs/src/a.md", "more/src/a.md"]);
    assert_eq!(said.code, 2);
    assert!(
        said.stderr.contains("the files belong to several books"),
        "{}",
        said.stderr
    );
    assert!(said.stderr.contains("--book DIR"), "{}", said.stderr);
}

/// Other books, installed packages and what mdBook built are others' business, unless they are named.
#[test]
fn a_folder_that_is_named_stands_for_what_is_its_own() {
    let text = "---\ntemplate: t\n---\n# A\n";
    let test = TestBook::new("- [A](a.md)\n")
        .file("book.toml", format!("{NO_INSERTIONS}{BINDING}"))
        .file("templates/t.md", "# <Title>\n\n## Problem\n")
        .file("src/a.md", text)
        .file("notes/own.md", text)
        .file("notes/more/book.toml", BINDING)
        .file("notes/more/src/a.md", text)
        .file("node_modules/package/README.md", text)
        .file("book/markdown/a.md", text);
    let own = ["notes/own.md missing-section", "src/a.md missing-section"];
    for (cwd, named) in [("", "."), ("src", "..")] {
        let (mut found, _) = check(&test, cwd, &[named]);
        found.sort();
        assert_eq!(found, own);
    }
    // Where one stands above all books nobody else looks at them.
    std::fs::remove_file(test.path("book.toml")).expect("a file");
    std::fs::remove_file(test.path("src/SUMMARY.md")).expect("a file");
    let looked_at = |named: &str| test.run(&["check", named, "--format", "json"]).stdout;
    assert!(
        looked_at(".").contains("\"chapters\": 4"),
        "{}",
        looked_at(".")
    );
    let test = test
        .file("book.toml", format!("{NO_INSERTIONS}{BINDING}"))
        .file("src/SUMMARY.md", "- [A](a.md)\n");
    for named in ["book", "node_modules", "notes/more/src/a.md"] {
        assert_eq!(check(&test, "", &[named]).0.len(), 1, "{named}");
    }
    let read = |path: &str| std::fs::read_to_string(test.path(path)).expect("a file");
    test.run(&["fix", "--unsafe", "."]);
    assert!(read("notes/own.md").contains("## Problem"));
    for foreign in [
        "notes/more/src/a.md",
        "node_modules/package/README.md",
        "book/markdown/a.md",
    ] {
        assert_eq!(read(foreign), text);
    }
}

#[test]
fn without_any_book_the_built_in_templates_serve() {
    let test = repository();
    let (found, code) = check(&test, ".", &["notes/adr.md", "notes/plain.md"]);
    assert_eq!(found, ["notes/adr.md missing-section"]);
    assert_eq!(code, 1);
    assert_eq!(check(&test, "notes", &["plain.md"]), (Vec::new(), 0));
    assert_eq!(check(&test, "notes", &["."]).0, ["adr.md missing-section"]);
    // Annotations are for the repository, wherever one stands.
    let mut command = test.command();
    command.current_dir(test.path("notes"));
    let output = command
        .args(["check", "adr.md", "--format", "github"])
        .output()
        .expect("it runs");
    let text = String::from_utf8(output.stdout).expect("text");
    assert!(
        text.lines()
            .all(|line| line.starts_with("::error file=notes/adr.md,")),
        "{text}"
    );
}

#[cfg(unix)]
#[test]
fn a_book_reached_by_a_link_is_the_same() {
    let test = repository();
    std::os::unix::fs::symlink("docs", test.path("linked")).expect("a link");
    let said = test.run(&["check", "--book", "linked", "--format", "github"]);
    assert_eq!(said.code, 1, "{}", said.stderr);
    assert!(
        said.stdout.starts_with("::error file=docs/src/a.md,"),
        "{}",
        said.stdout
    );
    let (found, _) = check(&test, ".", &["linked/src/a.md"]);
    assert_eq!(found, ["src/a.md missing-section"]);
}

#[test]
fn every_shell_gets_its_script() {
    let test = TestBook::empty();
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let said = test.run(&["completions", shell]);
        assert_eq!((said.code, said.stderr.as_str()), (0, ""), "{shell}");
        for word in ["mdbook-design-docs", "completions", "fail-on", "group-by"] {
            assert!(said.stdout.contains(word), "{shell}: {word}");
        }
    }
    assert_eq!(test.run(&["completions", "tcsh"]).code, 2);
    // A script that bash can't read would be worse than none.
    let script = test.run(&["completions", "bash"]).stdout;
    let test = test.file("script", script);
    let read = std::process::Command::new("bash")
        .arg("-n")
        .arg(test.path("script"))
        .output();
    if let Ok(read) = read {
        assert!(read.status.success(), "{read:?}");
    }
}
