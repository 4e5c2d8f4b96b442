//! `check --base`: repositories, one a case, each with a state that is compared with and one on disk.

mod book;

use std::process::Command;

use book::{NO_INSERTIONS, Said, TestBook};

const DOCUMENTS: &str =
    "[[preprocessor.design-docs.documents]]\npath = \"*.md\"\ntemplate = \"t\"\n";
const TEMPLATE: &str = "\
---
status: draft
version: 0.1.0
---

# <Title>

## Problem
";
const RULES: &str = "illegal-transition,version-not-bumped,version-went-back,deleted-document";

fn document(status: &str, version: &str, text: &str) -> String {
    format!("---\nstatus: {status}\nversion: {version}\n---\n\n# A\n\n## Problem\n\n{text}\n")
}

/// A book with a template and one document, committed.
fn with(text: &str) -> TestBook {
    let test = without_commit(text);
    commit(&test);
    test
}

fn without_commit(text: &str) -> TestBook {
    TestBook::new("- [A](a.md)\n")
        .file("book.toml", format!("{NO_INSERTIONS}{DOCUMENTS}"))
        .file("templates/t.md", TEMPLATE)
        .file("src/a.md", text)
}

fn git(test: &TestBook, arguments: &[&str]) {
    let mut git = Command::new("git");
    git.args(["-c", "user.name=A", "-c", "user.email=a@example.org"]);
    git.args([
        "-c",
        "commit.gpgsign=false",
        "-c",
        "advice.detachedHead=false",
    ]);
    let done = git.args(arguments).current_dir(test.path("")).output();
    let done = done.expect("git runs");
    assert!(done.status.success(), "{arguments:?} {done:?}");
}

fn commit(test: &TestBook) {
    git(test, &["add", "-A"]);
    git(test, &["commit", "-q", "--allow-empty", "-m", "a change"]);
}

/// What is new, a line each: place, rule and message.
fn new(test: &TestBook, arguments: &[&str]) -> Vec<String> {
    let said = check(test, arguments);
    assert!(said.code < 2, "{}", said.stderr);
    said.stdout.lines().map(str::to_owned).collect()
}

fn check(test: &TestBook, arguments: &[&str]) -> Said {
    let mut all = vec!["check", "--base", "main", "--format", "short"];
    all.extend(arguments);
    test.run(&all)
}

/// How often a rule is told for what is new.
#[track_caller]
fn told(test: &TestBook, rule: &str) -> usize {
    new(test, &["--rule", rule]).len()
}

/// From one text to another: which of the four rules speak.
#[track_caller]
fn change(from: &str, to: &str) -> Vec<String> {
    let test = with(from).file("src/a.md", to);
    let lines = new(&test, &["--rule", RULES]);
    let rule = |line: &String| {
        let mut rules = RULES.split(',');
        rules
            .find(|rule| line.contains(rule))
            .expect("a rule")
            .to_owned()
    };
    lines.iter().map(rule).collect()
}

#[test]
fn a_status_goes_where_its_lifecycle_leads() {
    let step = |from: &str, to: &str| {
        let version = |status| {
            if status == "draft" {
                "1.0.0-rc.1"
            } else {
                "1.0.0"
            }
        };
        change(
            &document(from, version(from), "x"),
            &document(to, version(to), "x"),
        )
    };
    assert_eq!(step("draft", "implemented"), ["illegal-transition"]);
    assert_eq!(step("draft", "in-review"), [""; 0]);
    assert_eq!(step("approved", "implemented"), [""; 0]);
    assert_eq!(step("withdrawn", "approved"), ["illegal-transition"]);
    assert_eq!(step("never-heard-of", "approved"), [""; 0]);
    assert_eq!(step("draft", "draft"), [""; 0]);
    // An alias is the same status.
    assert_eq!(step("approved", "accepted"), [""; 0]);

    let test = with(&document("draft", "0.1.0", "x"))
        .file("src/a.md", document("implemented", "1.0.0", "x"));
    let said = check(&test, &["--rule", "illegal-transition"]);
    assert_eq!(said.code, 1);
    assert!(said.stdout.contains("src/a.md:2:9"), "{}", said.stdout);
    assert!(
        said.stdout.contains("`draft` to `implemented`"),
        "{}",
        said.stdout
    );
    let said = test.run(&["check", "--base", "main", "--rule", "illegal-transition"]);
    assert!(
        said.stdout.contains("it may go to in-review, withdrawn"),
        "{}",
        said.stdout
    );
    assert_eq!(test.run(&["check", "--rule", "illegal-transition"]).code, 0);
}

#[test]
fn a_new_document_may_have_any_status() {
    let test = with(&document("draft", "0.1.0", "x"))
        .file("src/SUMMARY.md", "- [A](a.md)\n- [B](b.md)\n")
        .file("src/b.md", document("implemented", "1.0.0", "x"));
    assert_eq!(told(&test, RULES), 0);
}

#[test]
fn settled_text_changes_with_its_version() {
    let of = |version: &str, text: &str| document("approved", version, text);
    let step = |from: (&str, &str), to: (&str, &str)| change(&of(from.0, from.1), &of(to.0, to.1));
    let text = "Some words in a line.\n\n```c\nint a;\n```";
    assert_eq!(
        step(("1.0.0", text), ("1.0.0", &text.replace("int", "long"))),
        ["version-not-bumped"]
    );
    assert_eq!(
        step(("1.0.0", text), ("1.0.1", &text.replace("int", "long"))),
        [""; 0]
    );
    assert_eq!(
        step(
            ("1.0.0", text),
            ("1.0.0", &text.replace("words ", "words\n"))
        ),
        [""; 0]
    );
    assert_eq!(
        step(("1.3.0", text), ("1.2.0", text)),
        ["version-went-back"]
    );
    assert_eq!(
        step(("1.3.0", text), ("1.3.0-rc.1", text)),
        ["version-went-back"]
    );
    assert_eq!(step(("1.9.0", text), ("1.10.0", text)), [""; 0]);
    // A draft changes as it likes.
    assert_eq!(
        change(
            &document("draft", "0.1.0", "x"),
            &document("draft", "0.1.0", "y")
        ),
        [""; 0]
    );
    // So does what becomes settled only now.
    assert_eq!(
        change(
            &document("in-review", "1.0.0", "x"),
            &document("approved", "1.0.0", "y")
        ),
        [""; 0]
    );
}

#[test]
fn what_was_decided_does_not_go() {
    let gone = |status: &str| {
        let test = with(&document(status, "1.0.0", "x")).file("src/SUMMARY.md", "# S\n");
        std::fs::remove_file(test.path("src/a.md")).expect("it goes");
        new(&test, &["--rule", RULES])
    };
    let lines = gone("approved");
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].starts_with("src/a.md:1:1"), "{lines:?}");
    assert!(lines[0].contains("deleted-document"), "{lines:?}");
    assert_eq!(gone("draft"), [""; 0]);
    assert_eq!(gone("withdrawn"), [""; 0]);
}

#[test]
fn a_document_with_another_name_is_the_same() {
    let text = document(
        "approved",
        "1.0.0",
        "TODO one\n\nTODO two\n\nAnd much more text.",
    );
    let test = with(&text).file("src/SUMMARY.md", "- [B](b/c.md)\n");
    std::fs::remove_file(test.path("src/a.md")).expect("it goes");
    let test = test
        .file(
            "book.toml",
            format!("{NO_INSERTIONS}{}", DOCUMENTS.replace("*.md", "**/*.md")),
        )
        .file("src/b/c.md", format!("{text}\nOne line more.\n"));
    let lines = new(&test, &[]);
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].contains("version-not-bumped"), "{lines:?}");
    // Added to the index or not makes no difference, nor does a committed rename.
    commit_on_branch(&test);
    assert_eq!(new(&test, &[]).len(), 1);
}

fn commit_on_branch(test: &TestBook) {
    git(test, &["switch", "-q", "-c", "branch"]);
    commit(test);
}

#[test]
fn old_findings_are_forgiven_each_once() {
    let text = |body: &str| document("approved", "1.0.0", body);
    let test = with(&text("TODO one"));
    assert_eq!(test.run(&["check"]).code, 1);
    assert_eq!(new(&test, &[]), [""; 0]);
    assert_eq!(new(&test, &["--all", "--rule", "placeholder"]).len(), 1);
    // The same gap further down is the same one.
    let test = test.file("src/a.md", text("A line.\n\nTODO one"));
    assert_eq!(told(&test, "placeholder"), 0);
    let test = test.file("src/a.md", text("TODO one\n\nTODO one"));
    assert_eq!(told(&test, "placeholder"), 1);
    let test = test.file("src/a.md", text("A line."));
    assert_eq!(told(&test, "placeholder"), 0);
}

#[test]
fn an_invalid_value_is_forgiven_as_long_as_it_stays() {
    let test = with(&document("approved", "v1", "x"));
    let test = test.file("src/a.md", document("approved", "v1", "y"));
    assert_eq!(told(&test, "invalid-version"), 0);
    let test = test.file("src/a.md", document("approved", "v2", "y"));
    assert_eq!(told(&test, "invalid-version"), 1);
}

#[test]
fn an_edited_template_and_a_new_rule_flood_nobody() {
    let mut test = with(&document("approved", "1.0.0", "x"))
        .file("templates/t.md", format!("{TEMPLATE}\n## Rollout\n"));
    assert_eq!(new(&test, &[]), [""; 0]);
    assert_eq!(new(&test, &["--all", "--rule", "missing-section"]).len(), 1);
    // Who writes a document now is held to it.
    test = test
        .file("src/SUMMARY.md", "- [A](a.md)\n- [B](b.md)\n")
        .file("src/b.md", document("approved", "1.0.0", "x"));
    let lines = new(&test, &[]);
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].starts_with("src/b.md:"), "{lines:?}");
}

#[test]
fn a_mistake_in_a_template_or_the_configuration_is_told_when_it_is_new() {
    let test = with(&document("approved", "1.0.0", "x")).file("templates/t.md", b"\xff\n");
    assert_eq!(told(&test, "template-error"), 1);
    commit(&test);
    assert_eq!(told(&test, "template-error"), 0);
    let entry = |name: &str| DOCUMENTS.replace("\"*.md\"", &format!("\"{name}/*.md\""));
    let book_toml = format!("{NO_INSERTIONS}{DOCUMENTS}{}", entry("x"));
    let test = test.file("book.toml", &book_toml);
    assert_eq!(told(&test, "unused-entry"), 1);
    assert_eq!(told(&test, "template-error"), 0);
    commit(&test);
    let test = test.file("book.toml", format!("{book_toml}{}", entry("y")));
    assert_eq!(told(&test, "unused-entry"), 1);
}

#[test]
fn who_moves_on_is_judged_in_full_and_who_closes_is_not() {
    let gap = |status: &str, version: &str| document(status, version, "TODO one");
    let test = with(&gap("draft", "1.0.0-rc.1"));
    let test = test.file("src/a.md", gap("in-review", "1.0.0-rc.1"));
    assert_eq!(told(&test, "placeholder"), 1);
    let test = with(&gap("approved", "1.0.0"));
    let test = test.file("src/a.md", gap("deprecated", "1.0.0"));
    assert_eq!(new(&test, &[]), [""; 0]);
}

#[test]
fn a_base_without_the_book_forgives_what_was_written_before_it() {
    let test = TestBook::empty().file("src/a.md", document("approved", "1.0.0", "TODO one"));
    commit(&test);
    let test = test
        .file("book.toml", format!("{NO_INSERTIONS}{DOCUMENTS}"))
        .file("templates/t.md", TEMPLATE)
        .file("src/SUMMARY.md", "- [A](a.md)\n- [B](b.md)\n")
        .file("src/b.md", document("approved", "1.0.0", "TODO two"));
    let lines = new(&test, &[]);
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].starts_with("src/b.md:"), "{lines:?}");
}

#[test]
fn includes_come_from_the_base() {
    let text = document("approved", "1.0.0", "{{#include part.txt}}");
    let test = without_commit(&text).file("src/part.txt", "TODO one\n");
    commit(&test);
    assert_eq!(new(&test, &[]), [""; 0]);
    let test = test.file("src/part.txt", "TODO one\n\nTODO two\n");
    assert_eq!(told(&test, "version-not-bumped"), 1);
    assert_eq!(told(&test, "placeholder"), 1);
}

#[test]
fn fragments_come_from_the_base() {
    let text = document("approved", "1.0.0", "Text.\n\n{{#template part.md}}");
    let test = without_commit(&text).file("templates/fragments/part.md", "TODO one\n");
    commit(&test);
    assert_eq!(new(&test, &[]), [""; 0]);
    let test = test.file("templates/fragments/part.md", "TODO one\n\nTODO two\n");
    let lines = new(&test, &[]);
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(
        lines[0].starts_with("src/a.md:12:1: error[placeholder]"),
        "{lines:?}"
    );
    // They are no templates.
    let templates = test.run(&["templates", "list"]).stdout;
    assert!(!templates.contains("part"), "{templates}");
}

#[test]
fn the_merge_base_counts_and_not_the_branch() {
    let test = with(&document("approved", "1.0.0", "TODO one"));
    git(&test, &["switch", "-q", "-c", "branch"]);
    git(&test, &["switch", "-q", "main"]);
    let test = test.file(
        "src/a.md",
        document("approved", "2.0.0", "Nothing is left."),
    );
    commit(&test);
    git(&test, &["switch", "-q", "branch"]);
    assert_eq!(new(&test, &[]), [""; 0]);
    git(&test, &["switch", "-q", "--detach"]);
    assert_eq!(new(&test, &[]), [""; 0]);
}

#[test]
fn a_book_in_a_folder_of_its_repository() {
    let test = TestBook::empty();
    let text = document("approved", "1.0.0", "TODO one");
    let test = test
        .file("docs/book.toml", format!("{NO_INSERTIONS}{DOCUMENTS}"))
        .file("docs/templates/t.md", TEMPLATE)
        .file("docs/src/SUMMARY.md", "- [A](a.md)\n")
        .file("docs/src/a.md", &text);
    commit(&test);
    assert_eq!(new(&test, &["--book", "docs"]), [""; 0]);
    let test = test.file("docs/src/a.md", text.replace("one", "two"));
    let lines = new(&test, &["--book", "docs", "--rule", RULES]);
    assert_eq!(lines.len(), 1, "{lines:?}");
    // Files that belong to no book are compared as well.
    let said = check(&test, &["docs/src/a.md"]);
    assert!(said.code < 2, "{}", said.stderr);
}

#[test]
fn what_can_not_be_compared_is_said() {
    let test = with(&document("draft", "0.1.0", "x"));
    let fails = |test: &TestBook, revision: &str, words: &str| {
        let said = test.run(&["check", "--base", revision]);
        assert_eq!(
            (said.code, said.stdout.as_str()),
            (2, ""),
            "{}",
            said.stderr
        );
        assert!(said.stderr.contains(words), "{}", said.stderr);
    };
    fails(&test, "nowhere", "no commit `nowhere`");
    fails(&test, "--nowhere", "");
    fails(&test, "HEAD:src/a.md", "no commit");
    assert_eq!(test.run(&["check", "--all"]).code, 2);
    fails(&without_commit("x\n"), "main", "no commit yet");
    git(&test, &["switch", "-q", "--orphan", "other"]);
    let test = without_commit_in(test);
    commit(&test);
    fails(&test, "main", "no commit in common");
    std::fs::remove_dir_all(test.path(".git")).expect("it goes");
    fails(&test, "main", "in no git repository");
}

fn without_commit_in(test: TestBook) -> TestBook {
    test.file("book.toml", NO_INSERTIONS)
        .file("src/SUMMARY.md", "- [A](a.md)\n")
        .file("src/a.md", "# A\n")
}

#[test]
fn a_shallow_clone_says_what_to_fetch() {
    let test = with(&document("draft", "0.1.0", "x"));
    git(&test, &["switch", "-q", "-c", "branch"]);
    commit(&test);
    git(&test, &["switch", "-q", "main"]);
    let test = test.file("README.md", "so that the two commits differ\n");
    commit(&test);
    let url = format!("file://{}", test.path("").display());
    let clone = |arguments: &[&str]| {
        let clone = TestBook::empty();
        std::fs::remove_dir_all(clone.path(".git")).expect("it goes");
        let mut all = vec!["clone", "-q", "--branch", "branch"];
        all.extend(arguments);
        all.extend([url.as_str(), "."]);
        git(&clone, &all);
        clone
    };
    let shallow = clone(&["--depth", "1", "--no-single-branch"]);
    let said = shallow.run(&["check", "--base", "origin/main"]);
    assert_eq!(said.code, 2);
    for words in ["shallow clone", "git fetch --unshallow", "fetch-depth: 0"] {
        assert!(said.stderr.contains(words), "{}", said.stderr);
    }
    git(&shallow, &["fetch", "-q", "--unshallow"]);
    let said = shallow.run(&["check", "--base", "origin/main"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    assert_eq!(
        clone(&["--depth", "1"])
            .run(&["check", "--base", "origin/main"])
            .code,
        2
    );

    // A clone without old contents fetches what it needs.
    git(&test, &["config", "uploadpack.allowFilter", "true"]);
    git(&test, &["config", "uploadpack.allowAnySHA1InWant", "true"]);
    let partial = clone(&["--filter=blob:none"]);
    let partial = partial.file("src/a.md", document("implemented", "1.0.0", "y"));
    commit(&partial);
    let said = partial.run(&["check", "--base", "origin/main", "--rule", RULES]);
    assert_eq!(said.code, 1, "{}{}", said.stdout, said.stderr);
}

#[test]
fn what_is_no_content_asks_for_no_version() {
    let list = "<!-- START doctoc -->\n- [A](#a)\n<!-- END doctoc -->";
    let text = format!(
        "---\nstatus: approved\nversion: 1.0.0\nlast_updated: 2026-01-05\n---\n\n# A\n\n{list}\n\n## Problem\n\nIt is slow, and nobody\nknows why.\n\n- One thing\n- Another\n\n```c\nint  a;\n```\n\nLast updated: 2026-01-05\n"
    );
    for (what, from, to) in [
        (
            "re-wrapped",
            "slow, and nobody\nknows",
            "slow,\nand nobody knows",
        ),
        (
            "white space",
            "- One thing\n- Another",
            "-   One thing  \n-   Another",
        ),
        ("line endings", "\n", "\r\n"),
        (
            "a date",
            "last_updated: 2026-01-05",
            "last_updated: 2026-02-01",
        ),
        (
            "a footer",
            "Last updated: 2026-01-05",
            "Last updated: 2026-02-01",
        ),
        (
            "a list of contents",
            "- [A](#a)",
            "- [A](#a)\n  - [Problem](#problem)",
        ),
        (
            "metadata",
            "version: 1.0.0",
            "version: 1.0.0\nowners: [ann@example.org]",
        ),
    ] {
        assert!(text.contains(from), "{what}");
        assert_eq!(change(&text, &text.replace(from, to)), [""; 0], "{what}");
    }
    let line = "Last updated: 2026-01-05\n";
    let ruled = text.replace(line, &format!("\n---\n\n*{}*\n", line.trim_end()));
    assert_eq!(change(&text, &ruled), [""; 0], "the footer under a rule");
    for (what, from, to) in [
        ("a word in a code block", "int  a;", "long  a;"),
        ("a word", "slow", "fast"),
        ("a word less", "- Another\n", "- \n"),
        ("emphasis", "nobody", "*nobody*"),
        ("a heading", "# A\n", "# B\n"),
    ] {
        assert!(text.contains(from), "{what}");
        let found = change(&text, &text.replace(from, to));
        assert_eq!(found, ["version-not-bumped"], "{what}");
    }
}

/// A branch off `main`, on which the document was changed, and on `main` one more.
fn parted() -> TestBook {
    let summary = "- [A](a.md)\n- [B](b.md)\n";
    let text = document("approved", "1.0.0", "TODO one");
    let test = with(&text)
        .file("src/SUMMARY.md", summary)
        .file("src/b.md", &text);
    commit(&test);
    git(&test, &["switch", "-q", "-c", "branch"]);
    let test = test.file(
        "src/a.md",
        document("approved", "1.0.0", "TODO one, TODO two"),
    );
    commit(&test);
    git(&test, &["switch", "-q", "main"]);
    let test = test.file(
        "src/b.md",
        document("approved", "1.1.0", "TODO one, TODO two"),
    );
    commit(&test);
    git(&test, &["switch", "-q", "branch"]);
    test
}

#[test]
fn a_branch_that_took_the_base_in_answers_for_its_own_changes() {
    let test = parted();
    let own = |test: &TestBook| {
        let lines = new(test, &[]);
        let rules: Vec<&str> = lines
            .iter()
            .filter_map(|it| it.split(['[', ']']).nth(1))
            .collect();
        assert!(
            lines.iter().all(|line| line.starts_with("src/a.md:")),
            "{lines:?}"
        );
        assert_eq!(rules, ["version-not-bumped", "placeholder"], "{lines:?}");
    };
    own(&test);
    git(&test, &["merge", "-q", "--no-edit", "main"]);
    own(&test);
    git(&test, &["switch", "-q", "--detach"]);
    own(&test);
}

#[test]
fn a_merge_that_throws_the_base_away_takes_back_what_was_there() {
    let test = parted();
    git(&test, &["merge", "-q", "--no-edit", "-s", "ours", "main"]);
    let lines = new(&test, &["--rule", RULES]);
    assert_eq!(lines.len(), 2, "{lines:?}");
    assert!(
        lines[0].contains("src/a.md") && lines[0].contains("version-not-bumped"),
        "{lines:?}"
    );
    assert!(
        lines[1].contains("src/b.md") && lines[1].contains("`1.1.0` to `1.0.0`"),
        "{lines:?}"
    );
}

#[test]
fn a_branch_that_brings_the_checks_in_blames_nobody() {
    let test = without_commit(&document("approved", "v1", "TODO one"))
        .file("book.toml", "[book]\ntitle = \"T\"\n");
    std::fs::remove_file(test.path("templates/t.md")).expect("it goes");
    commit(&test);
    let test = test
        .file("book.toml", format!("{NO_INSERTIONS}{DOCUMENTS}"))
        .file("templates/t.md", format!("{TEMPLATE}\n## Rollout\n"));
    assert_eq!(new(&test, &[]), [""; 0]);
    assert!(new(&test, &["--all"]).len() >= 3);
}

#[test]
fn a_document_that_moves_to_another_template_answers_for_what_that_asks() {
    let text = |template: &str| {
        document("approved", "1.0.0", "TODO one").replacen(
            "---\n",
            &format!("---\ntemplate: {template}\n"),
            1,
        )
    };
    let test =
        without_commit(&text("t")).file("templates/u.md", format!("{TEMPLATE}\n## Rollout\n"));
    commit(&test);
    let test = test.file("src/a.md", text("u"));
    let lines = new(&test, &[]);
    assert_eq!(lines.len(), 1, "{lines:?}");
    assert!(lines[0].contains("missing-section"), "{lines:?}");
    // Whoever moves only the file has written none of it anew.
    let folders = "[[preprocessor.design-docs.documents]]\npath = \"t/*.md\"\ntemplate = \"t\"\n\
                   [[preprocessor.design-docs.documents]]\npath = \"u/*.md\"\ntemplate = \"u\"\n";
    let test = TestBook::new("- [A](t/a.md)\n")
        .file("book.toml", format!("{NO_INSERTIONS}{folders}"))
        .file("templates/t.md", TEMPLATE)
        .file("templates/u.md", format!("{TEMPLATE}\n## Rollout\n"))
        .file("src/t/a.md", document("approved", "1.0.0", "TODO one"));
    commit(&test);
    git(&test, &["mv", "src/t", "src/u"]);
    let test = test.file("src/SUMMARY.md", "- [A](u/a.md)\n");
    let lines = new(
        &test,
        &["--rule", "missing-section,placeholder,deleted-document"],
    );
    assert_eq!(lines, [""; 0]);
}

#[test]
fn a_branch_that_only_closes_old_documents_is_not_asked_for_what_they_lack() {
    let old = |status: &str, more: &str| {
        format!("---\nstatus: {status}\nversion: 1.0.0\n{more}---\n\n# A\n\nTODO one\n")
    };
    let summary = "- [A](a.md)\n- [B](b.md)\n- [C](c.md)\n";
    let test = with(&old("approved", ""))
        .file("src/SUMMARY.md", summary)
        .file("src/b.md", old("approved", ""))
        .file("src/c.md", old("implemented", ""));
    commit(&test);
    let test = test
        .file("src/a.md", old("deprecated", ""))
        .file("src/b.md", old("withdrawn", ""))
        .file("src/c.md", old("superseded", "superseded_by: b.md\n"));
    let lines = new(&test, &["--fail-on", "warning"]);
    assert!(
        lines
            .iter()
            .all(|line| line.contains("one-way-supersession")),
        "{lines:?}"
    );
    // One that says not by what is asked for that.
    let test = test.file("src/c.md", old("superseded", ""));
    assert_eq!(told(&test, "missing-field"), 1);
}

#[test]
fn the_summary_says_since_when_findings_are_new() {
    let test = with(&document("draft", "0.1.0", "It is slow."));
    let last = |arguments: &[&str]| {
        let said = test.run(&[&["check", "--base", "HEAD"], arguments].concat());
        said.stdout.lines().last().map(str::to_owned)
    };
    let new = "no findings new since `HEAD`, in 1 document (1 chapter)";
    assert_eq!(last(&[]).as_deref(), Some(new));
    assert_eq!(
        last(&["--all"]).as_deref(),
        Some("no findings in 1 document (1 chapter)")
    );
}

#[test]
fn a_branch_that_a_clone_of_another_lacks_is_fetched_by_name() {
    let test = with(&document("draft", "0.1.0", "It is slow."));
    for (revision, fetch) in [
        (
            "origin/main",
            "`git fetch origin main:refs/remotes/origin/main`",
        ),
        ("nowhere", "`git fetch origin`"),
        ("a b/$(c)", "`git fetch origin`"),
    ] {
        let said = test.run(&["check", "--base", revision]);
        assert_eq!(said.code, 2);
        assert!(
            said.stderr.contains(&format!("fetch it first: {fetch};")),
            "{said:?}"
        );
    }
}

#[test]
fn what_goes_is_missed_where_nothing_was_touched() {
    let text =
        "---\nstatus: draft\nversion: 0.1.0\ndepends_on: b.md\n---\n\n# A\n\n## Problem\n\nText.\n";
    let test = TestBook::new("- [A](a.md)\n- [B](b.md)\n- [C](c.md)\n")
        .file("book.toml", format!("{NO_INSERTIONS}{DOCUMENTS}"))
        .file("templates/t.md", TEMPLATE)
        .file("templates/fragments/part.md", "So it is.\n")
        .file("src/a.md", text)
        .file("src/b.md", document("draft", "0.1.0", "Text."))
        .file(
            "src/c.md",
            document("draft", "0.1.0", "{{#template part.md}}"),
        );
    commit(&test);
    assert_eq!(new(&test, &[]), [""; 0]);
    std::fs::remove_file(test.path("src/b.md")).expect("a file");
    std::fs::remove_file(test.path("templates/fragments/part.md")).expect("a file");
    let test = test.file("src/SUMMARY.md", "- [A](a.md)\n- [C](c.md)\n");
    let lines = new(&test, &[]);
    let rules: Vec<&str> = { lines.iter() }
        .filter_map(|line| line.split(['[', ']']).nth(1))
        .collect();
    assert_eq!(
        rules,
        ["broken-reference", "missing-fragment"],
        "{lines:#?}"
    );
    // A clean start for the next branch: what was there before is nobody's fault.
    commit(&test);
    git(&test, &["checkout", "-q", "-b", "next"]);
    assert_eq!(new(&test, &[]), [""; 0]);
}

#[test]
fn an_index_that_asks_for_what_a_branch_took_away_is_told() {
    let ongoing = "---\nstatus: Ongoing\n---\n\n# <Title>\n";
    let test = TestBook::new("- [A](a.md)\n- [All](all/all.md)\n")
        .file("book.toml", format!("{NO_INSERTIONS}{DOCUMENTS}"))
        .file("templates/t.md", ongoing)
        .file("src/a.md", "---\nstatus: Sleeping\n---\n\n# A\n")
        .file(
            "src/all/all.md",
            "# All\n\n{{#documents status=Sleeping}}\n",
        );
    commit(&test);
    assert_eq!(new(&test, &[]), [""; 0]);
    let test = test.file("src/a.md", "---\nstatus: Awake\n---\n\n# A\n");
    let lines = new(&test, &[]);
    assert!(
        lines.len() == 1
            && lines[0].starts_with("src/all/all.md:3:")
            && lines[0].contains("[invalid-directive]"),
        "{lines:#?}"
    );
}
