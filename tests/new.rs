//! `new` and `schema` as one calls them.

mod book;

use std::fs;
use std::process::Command;

use book::{Said, TestBook};

const TEMPLATE: &str = "\
---
title: <Title>
status: draft | in-review | approved
id: NNNN
authors:
  - <Your Name>
created: YYYY-MM-DD
version: 0.1.0
tags: [example] # words to find it by
design-docs:
  summary: For a change
  fields:
    team: {one-of: [core, edge]}
---
# <Title>

<!-- optional -->
## Context

Say why, in two sentences.

<!-- Delete this when you are done. -->
## Decision
";

fn shelf() -> TestBook {
    let test = TestBook::new("# Summary\n\n- [Intro](intro.md)\n")
        .file("src/intro.md", "# Intro\n")
        .file("templates/change.md", TEMPLATE);
    for (key, value) in [("user.name", "Ann Lee"), ("user.email", "ann@corp.test")] {
        let mut git = Command::new("git");
        git.args(["config", key, value]).current_dir(test.path(""));
        assert!(git.status().expect("git runs").success());
    }
    test
}

fn read(test: &TestBook, path: &str) -> String {
    fs::read_to_string(test.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn new(test: &TestBook, arguments: &[&str]) -> Said {
    let all = [&["new", "--today", "2026-03-04"], arguments].concat();
    test.run(&all)
}

fn config(more: &str) -> String {
    format!("{}{more}", book::NO_INSERTIONS)
}

const NUMBERED: &str = "\n[[preprocessor.design-docs.documents]]\npath = \"designs/*.md\"\ntemplate = \"change\"\nfile-name = \"designs/{number:04}-{slug}.md\"\n";

#[test]
fn a_document_is_written_listed_and_bound() {
    let test = shelf();
    let said = new(
        &test,
        &["change", "--title", "Cache: layer", "--set", "team=core"],
    );
    assert_eq!(
        (said.code, said.stdout.as_str()),
        (0, "src/cache-layer.md\n"),
        "{}",
        said.stderr
    );
    assert!(
        said.stderr.contains("book.toml now binds"),
        "{}",
        said.stderr
    );
    let expected = "\
---
title: \"Cache: layer\"
status: draft
id: NNNN
authors:
  - Ann Lee
created: 2026-03-04
version: 0.1.0
tags: [example] # words to find it by
team: core
---
# Cache: layer

## Context

Say why, in two sentences.

<!-- Delete this when you are done. -->
## Decision
";
    assert_eq!(read(&test, "src/cache-layer.md"), expected);
    assert_eq!(
        read(&test, "src/SUMMARY.md"),
        "# Summary\n\n- [Intro](intro.md)\n- [Cache: layer](cache-layer.md)\n"
    );
    let entry = "\n[[preprocessor.design-docs.documents]]\npath = \"cache-layer.md\"\ntemplate = \"change\"\n";
    assert_eq!(read(&test, "book.toml"), config(entry));
    let checked = test.run(&["check", "--format", "short"]);
    assert!(checked.stdout.contains("placeholder"), "{}", checked.stdout);
    assert!(!checked.stdout.contains("missing-"), "{}", checked.stdout);
}

#[test]
fn that_a_field_is_optional_is_no_value() {
    let yaml = "---\ntitle: <Title>\nticket: optional\ntags: (if applicable)\nteam: \"[optional]\"\n---\n# <Title>\n";
    let toml = "+++\ntitle = \"<Title>\"\nticket = \"Optional\"\n+++\n# <Title>\n";
    let test = TestBook::new("# Summary\n")
        .file("templates/yaml.md", yaml)
        .file("templates/toml.md", toml);
    for (template, left) in [("yaml", "ptional"), ("toml", "ptional")] {
        let said = new(
            &test,
            &[template, "--title", "Cache", &format!("src/{template}.md")],
        );
        assert_eq!(said.code, 0, "{}", said.stderr);
        let made = read(&test, &format!("src/{template}.md"));
        assert!(made.contains("Cache") && !made.contains(left), "{made}");
        assert!(!made.contains("applicable"), "{made}");
        assert!(made.contains("ticket"), "{made}");
    }
    let said = test.run(&["check"]);
    assert_eq!(said.code, 0, "{}", said.stdout);
}

#[test]
fn numbers_go_on_and_stay_free() {
    let test = shelf()
        .file("book.toml", config(NUMBERED))
        .file("src/designs/0001-a.md", "# A\n")
        .file("src/designs/0041_other.txt", "");
    let said = new(&test, &["change", "--title", "B"]);
    assert_eq!(said.stdout, "src/designs/0042-b.md\n", "{}", said.stderr);
    assert_eq!(said.stderr, "");
    assert!(read(&test, "src/designs/0042-b.md").contains("\nid: 0042\n"));
    let said = new(&test, &["change", "--title", "C", "--number", "7"]);
    assert_eq!(said.stdout, "src/designs/0007-c.md\n", "{}", said.stderr);
    let said = new(&test, &["change", "--title", "D", "--number", "41"]);
    assert_eq!((said.code, said.stdout.as_str()), (2, ""));
    assert!(said.stderr.contains("0041_other.txt"), "{}", said.stderr);
    assert_eq!(read(&test, "book.toml"), config(NUMBERED));
}

#[test]
fn a_path_counts_from_where_one_stands() {
    let test = shelf().file("src/deep/keep", "");
    let mut command = test.command();
    command.current_dir(test.path("src/deep"));
    command.args([
        "new",
        "change",
        "more/0007-the cache",
        "--today",
        "2026-03-04",
    ]);
    let output = command.output().expect("it runs");
    let stdout = String::from_utf8_lossy(&output.stdout);
    assert_eq!(stdout, "more/0007-the cache.md\n", "{output:?}");
    let text = read(&test, "src/deep/more/0007-the cache.md");
    assert!(
        text.contains("# <Title>\n") && text.contains("\nid: 0007\n"),
        "{text}"
    );
    let summary = read(&test, "src/SUMMARY.md");
    assert!(
        summary.ends_with("- [The cache](<deep/more/0007-the cache.md>)\n"),
        "{summary}"
    );
    assert_eq!(test.run(&["check", "--fail-on", "never"]).code, 0);
}

#[test]
fn nothing_is_written_where_anything_is_wrong() {
    let test = shelf().file("src/taken.md", "mine");
    let before = test.listing();
    for arguments in [
        ["change", "src/taken.md"],
        ["change", "src/SUMMARY.md"],
        ["change", "../outside.md"],
        ["change", "templates/inside.md"],
        ["chnage", "src/new.md"],
        ["change", "--title="],
        ["change", "--set=autors=me"],
        ["change", "--set=status=aproved"],
        ["change", "--set=status=draft,approved"],
        ["change", "--set=no value"],
        ["change", "--set=title=a\u{7}b"],
    ] {
        let said = new(&test, &arguments);
        assert_eq!(
            (said.code, said.stdout.as_str()),
            (2, ""),
            "{arguments:?}: {}",
            said.stderr
        );
    }
    let said = new(&test, &["change", "--set", "autors=me"]);
    assert!(
        said.stderr.contains("did you mean `authors`?"),
        "{}",
        said.stderr
    );
    let said = new(&test, &["change", "--set", "status=aproved"]);
    let hint = "did you mean `approved`? legal: draft, in-review, approved";
    assert!(said.stderr.contains(hint), "{}", said.stderr);
    let broken = test.file(
        "src/SUMMARY.md",
        "- [A](a.md)\n\n[End](b.md)\n\n- [C](c.md)\n",
    );
    assert_eq!(new(&broken, &["change", "--title", "X"]).code, 2);
    assert_eq!(broken.listing(), before);
    assert_eq!(read(&broken, "src/taken.md"), "mine");
}

#[cfg(unix)]
#[test]
fn a_link_out_of_the_book_is_not_followed() {
    let outside = tempfile::tempdir().expect("a folder");
    let test = shelf();
    std::os::unix::fs::symlink(outside.path(), test.path("src/out")).expect("a link");
    let said = new(&test, &["change", "src/out/x.md"]);
    assert_eq!(said.code, 2, "{}", said.stderr);
    assert_eq!(fs::read_dir(outside.path()).expect("a folder").count(), 0);
}

#[test]
fn what_is_bound_or_listed_already_stays() {
    let typed = "---\ndoc_type: note_doc\ntitle: <T>\n---\n# Text\n";
    let test = shelf().file("templates/note.md", typed);
    let said = new(&test, &["note", "src/n.md", "--no-summary", "--title", "N"]);
    assert_eq!((said.code, said.stderr.as_str()), (0, ""));
    assert_eq!(read(&test, "book.toml"), book::NO_INSERTIONS);
    assert_eq!(
        read(&test, "src/SUMMARY.md"),
        "# Summary\n\n- [Intro](intro.md)\n"
    );
    let test = shelf().file("src/SUMMARY.md", "- [Mine](./m.md)\r\n");
    assert_eq!(new(&test, &["change", "src/m.md", "--title", "M"]).code, 0);
    assert_eq!(read(&test, "src/SUMMARY.md"), "- [Mine](./m.md)\r\n");
}

#[test]
fn another_entry_gives_way() {
    let other = "\n[[preprocessor.design-docs.documents]]\npath = \"**/*.md\"\ntemplate = false\n";
    let test = shelf().file("book.toml", config(other));
    assert_eq!(new(&test, &["change", "--title", "X"]).code, 0);
    let entry =
        "\n[[preprocessor.design-docs.documents]]\npath = \"x.md\"\ntemplate = \"change\"\n";
    assert_eq!(read(&test, "book.toml"), config(&format!("{other}{entry}")));
}

#[test]
fn a_template_with_mistakes_or_by_path_serves() {
    let test = shelf().file("drafts/twice.md", "# <Title>\n\n## A\n\n## A\n");
    let said = new(&test, &["drafts/twice.md", "--title", "X"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert!(
        said.stderr
            .contains("drafts/twice.md:5: the section \"A\" is given twice"),
        "{}",
        said.stderr
    );
    assert!(read(&test, "book.toml").ends_with("template = \"drafts/twice.md\"\n"));
    let checked = test.run(&["check", "--format", "short", "src/x.md"]);
    assert!(
        !checked.stdout.contains("duplicate-section"),
        "{}",
        checked.stdout
    );
}

#[test]
fn without_git_and_without_a_book_toml() {
    let test = shelf();
    fs::remove_file(test.path("book.toml")).expect("it is there");
    let mut command = test.command();
    command
        .args(["new", "change", "--title", "X"])
        .env("PATH", "/nonexistent");
    let output = command.output().expect("it runs");
    assert!(output.status.success(), "{output:?}");
    assert!(read(&test, "src/x.md").contains("  - <Your Name>\n"));
    let entry = "[preprocessor.design-docs]\ncommand = \"mdbook-design-docs\"\nbefore = [\"links\"]\n\n[[preprocessor.design-docs.documents]]\npath = \"x.md\"\ntemplate = \"change\"\n";
    assert_eq!(read(&test, "book.toml"), entry);
}

#[test]
fn a_path_may_count_from_the_chapters_folder() {
    let test = shelf().file("src/designs/0001-a.md", "# A\n");
    let said = new(&test, &["change", "designs/0002-b.md", "--title", "B"]);
    assert_eq!(said.stdout, "src/designs/0002-b.md\n", "{said:?}");
    assert!(read(&test, "src/SUMMARY.md").contains("(designs/0002-b.md)"));
    // Where it might be meant otherwise, what would be right is said.
    for (path, help) in [
        ("b.md", "`src/b.md` would be"),
        ("adr/b", "`src/adr/b.md` would be"),
    ] {
        let said = test.run(&["new", "change", path]);
        assert_eq!(said.code, 2, "{said:?}");
        assert!(said.stderr.contains(help), "{said:?}");
    }
}

#[test]
fn each_template_has_the_file_names_of_its_own_entry() {
    let entry = |template: &str| {
        format!(
            "\n[[preprocessor.design-docs.documents]]\npath = \"{template}/*.md\"\ntemplate = \"{template}\"\nfile-name = \"{template}/{{slug}}.md\"\n"
        )
    };
    let entries: String = ["adr", "change", "rfc"].map(entry).concat();
    let test = shelf().file("book.toml", config(&entries));
    for template in ["change", "rfc", "adr"] {
        let said = new(&test, &[template, "--title", "A cache"]);
        assert_eq!(said.code, 0, "{}", said.stderr);
        assert!(test.path(&format!("src/{template}/a-cache.md")).exists());
    }
}
