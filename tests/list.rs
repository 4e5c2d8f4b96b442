//! `list`: which documents, in which order, in which format.

mod book;

use book::{NO_INSERTIONS, Said, TestBook};
use serde_json::Value;

const TEMPLATE: &str = "\
---
title: <Title>
status: draft
version: 0.1.0
owners:
  - someone@corp.test
tags: [a, b]
---
# <Title>

## Problem
";

/// A document with one placeholder, where it has a text, and one version that is not legal in approved.
fn document(title: &str, status: &str, owners: &str, more: &str, text: &str) -> String {
    format!(
        "---\ntitle: \"{title}\"\nstatus: {status}\nversion: 0.2.0\nowners: [{owners}]\n{more}---\n\n# {title}\n\n## Problem\n\n{text}\n"
    )
}

/// Three documents of one template, one of another, and a chapter that is none.
fn shelf() -> TestBook {
    let binding = "[[preprocessor.design-docs.documents]]\npath = \"designs/*.md\"\ntemplate = \"t\"\n\
                   [[preprocessor.design-docs.documents]]\npath = \"adr.md\"\ntemplate = \"adr\"\n";
    TestBook::empty()
        .file("book.toml", format!("{NO_INSERTIONS}{binding}"))
        .file("templates/t.md", TEMPLATE)
        .file(
            "src/SUMMARY.md",
            "- [N](n.md)\n- [C](designs/c.md)\n- [B](designs/b.md)\n- [A](designs/a.md)\n- [D](adr.md)\n",
        )
        .file("src/n.md", "# No document\n")
        .file(
            "src/designs/c.md",
            document("Cache 日本", "in-review", "\"Ann Lee <ann@corp.test>\"", "tags: [Core]\n", "TODO"),
        )
        .file(
            "src/designs/b.md",
            document("Backups", "draft", "\"@bob\", \"Ann Lee <ann@corp.test>\"", "", "TODO TODO"),
        )
        .file("src/designs/a.md", document("Alarms", "approved", "\"@bob\"", "", "Text."))
        .file("src/adr.md", "---\nstatus: proposed\n---\n# Use SQLite\n\n## Context\n\nIt is small.\n")
}

fn list(test: &TestBook, arguments: &[&str]) -> Said {
    let said = test.run(&[&["list", "--today", "2026-05-01"], arguments].concat());
    assert_eq!(
        (said.code, said.stderr.as_str()),
        (0, ""),
        "{}",
        said.stdout
    );
    said
}

fn json(test: &TestBook, arguments: &[&str]) -> Value {
    let said = list(test, &[arguments, &["--format", "json"]].concat());
    serde_json::from_str(&said.stdout).expect("JSON")
}

/// The file names of the documents, in order.
fn names(test: &TestBook, arguments: &[&str]) -> Vec<String> {
    let output = json(test, arguments);
    let documents = output["documents"].as_array().expect("documents");
    let name = |document: &Value| {
        let path = document["path"].as_str().expect("a path");
        path.trim_start_matches("src/")
            .trim_start_matches("designs/")
            .replace(".md", "")
    };
    documents.iter().map(name).collect()
}

#[test]
fn documents_are_picked() {
    let test = shelf();
    for (arguments, expected) in [
        (&[][..], &["c", "b", "a", "adr"][..]),
        (&["--status", "draft"], &["b"]),
        // What is an alias in one lifecycle is a name in another.
        (&["--status", "review"], &["c"]),
        (&["--status", "proposed"], &["c", "adr"]),
        (&["--status", "draft,approved"], &["b", "a"]),
        (&["--status", "draft", "--status", "Approved"], &["b", "a"]),
        (&["--template", "adr"], &["adr"]),
        (&["--owner", "bob"], &["b", "a"]),
        (&["--owner", "ann@corp.test", "--status", "draft"], &["b"]),
        (&["--owner", "nobody"], &[]),
        (&["--tag", "core"], &["c"]),
        (&["--due"], &[]),
        (&["--sort", "title"], &["a", "b", "c", "adr"]),
        (&["--sort", "-title"], &["adr", "c", "b", "a"]),
        (&["--sort=status", "--template", "t"], &["b", "c", "a"]),
        (&["--sort", "path"], &["adr", "a", "b", "c"]),
        (&["--sort", "-template,title"], &["a", "b", "c", "adr"]),
    ] {
        assert_eq!(names(&test, arguments), expected, "{arguments:?}");
    }
    let output = json(&test, &["--sort", "-findings"]);
    let documents = output["documents"].as_array().expect("documents");
    let counts = documents.iter().map(|document| {
        let counts = document["findings"].as_object().expect("counts");
        counts.values().filter_map(Value::as_u64).sum::<u64>()
    });
    let counts: Vec<u64> = counts.collect();
    assert!(
        counts.is_sorted_by(|a, b| a >= b) && counts[0] > counts[3],
        "{counts:?}"
    );
}

#[test]
fn what_there_is_not_is_an_error_that_says_what_there_is() {
    let test = shelf();
    for (arguments, complaint) in [
        (
            ["--status", "aproved"],
            "no lifecycle has the status `aproved`; did you mean `approved`?",
        ),
        (
            ["--template", "tt"],
            "there is no template `tt`; did you mean `t`?",
        ),
        (
            ["--sort", "titel"],
            "there is no column `titel`; did you mean `title`?",
        ),
        (["--group-by", "day"], "invalid value 'day'"),
        (["--format", "xml"], "invalid value 'xml'"),
    ] {
        let said = test.run(&[&["list"][..], &arguments].concat());
        assert_eq!((said.code, said.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(said.stderr.contains(complaint), "{}", said.stderr);
    }
    assert_eq!(TestBook::empty().run(&["list"]).code, 2);
}

/// What a list says of a document is what its page and `check` say.
#[test]
fn json_has_everything() {
    let test = shelf();
    test.commit("2026-01-10");
    let test = test.file(
        "src/designs/a.md",
        document("Alarms", "approved", "\"@bob\"", "", "Other."),
    );
    let output = json(&test, &[]);
    assert_eq!(output["version"], 1);
    assert_eq!(output["tool"]["name"], "mdbook-design-docs");
    let documents = output["documents"].as_array().expect("documents");
    let cache = &documents[0];
    assert_eq!(cache["path"], "src/designs/c.md");
    assert_eq!(cache["title"], "Cache 日本");
    assert_eq!(cache["status"], "in-review");
    assert_eq!(cache["version"], "0.2.0");
    assert_eq!(
        cache["owners"],
        serde_json::json!(["Ann Lee <ann@corp.test>"])
    );
    assert_eq!(
        (&cache["date"], &cache["state"]),
        (&"2026-01-10".into(), &"exact".into())
    );
    assert_eq!(cache["template"], "t");
    assert_eq!(cache["tags"], serde_json::json!(["Core"]));
    // In review for longer than 90 days.
    assert_eq!(cache["due"], "2026-04-11");
    assert_eq!(documents[2]["state"], "uncommitted");
    assert!(documents[2]["due"].is_null());
    let said = test.run(&["check", "--today", "2026-05-01", "--format", "json"]);
    let checked: Value = serde_json::from_str(&said.stdout).expect("JSON");
    let findings = checked["diagnostics"].as_array().expect("findings");
    for document in documents {
        for severity in ["error", "warning", "note"] {
            let same = |it: &&Value| it["path"] == document["path"] && it["severity"] == severity;
            let count = findings.iter().filter(same).count();
            assert_eq!(document["findings"][severity], count, "{document}");
        }
    }
    assert_eq!(cache["findings"]["error"], 1);
    assert_eq!(names(&test, &["--due", "--template", "t"]), ["c"]);
}

#[test]
fn groups_come_in_order_and_a_document_may_be_in_several() {
    let test = shelf();
    let output = json(
        &test,
        &["--group-by", "owner", "--template", "t", "--sort", "title"],
    );
    assert_eq!(output["group_by"], "owner");
    assert!(output["documents"].is_null());
    let groups = output["groups"].as_array().expect("groups");
    let shown: Vec<String> = groups
        .iter()
        .map(|group| {
            let documents = group["documents"].as_array().expect("documents");
            let titles = documents.iter().filter_map(|it| it["title"].as_str());
            let name = group["name"].as_str().expect("a name");
            format!("{name}: {}", titles.collect::<Vec<_>>().join(", "))
        })
        .collect();
    let expected = [
        "@bob: Alarms, Backups",
        "Ann Lee <ann@corp.test>: Backups, Cache 日本",
    ];
    assert_eq!(shown, expected);
    let said = list(&test, &["--group-by", "status", "--template", "t"]);
    let headings: Vec<&str> = said
        .stdout
        .lines()
        .filter(|line| line.ends_with(')'))
        .collect();
    assert_eq!(headings, ["draft (1)", "in-review (1)", "approved (1)"]);
}

#[test]
fn columns_stand_below_each_other() {
    let test = shelf();
    test.commit("2026-01-10");
    let said = list(&test, &["--owner", "ann@corp.test"]);
    // Two columns of the terminal for each of the wide letters.
    let lines: Vec<&str> = said.stdout.lines().collect();
    assert!(
        lines[0].starts_with("document    status     version  owners   "),
        "{}",
        said.stdout
    );
    assert!(
        lines[1].starts_with("Cache 日本  in-review  0.2.0    Ann Lee "),
        "{}",
        said.stdout
    );
    assert!(
        lines[2].starts_with("Backups     draft      0.2.0    @bob, Ann "),
        "{}",
        said.stdout
    );
    for (line, ends) in lines
        .iter()
        .zip(["  file", "  src/designs/c.md", "  src/designs/b.md"])
    {
        assert!(line.ends_with(ends), "{}", said.stdout);
    }
    assert!(
        lines[1].contains("  2026-01-10  2026-04-11  1 error"),
        "{}",
        said.stdout
    );
    let long = document(&"長い".repeat(100), "draft", "\"@bob\"", "", "x");
    let said = list(&test.file("src/designs/b.md", long), &["--status", "draft"]);
    let title = said
        .stdout
        .lines()
        .nth(1)
        .and_then(|line| line.split("  ").next());
    let expected = format!("{}長…", "長い".repeat(11));
    assert_eq!(title, Some(expected.as_str()));
}

/// Whatever a document says, it is a value and nothing else.
#[test]
fn nothing_of_a_document_is_active() {
    let title = "=cmd|'/C calc'!A0 \\u001b[31m\\u009b2J \\u202e <script>x</script> [a](javascript:b) | {{#include x}}";
    let owners = "\"@SUM(1,2)\", \"+1\"";
    let test = shelf().file(
        "src/designs/c.md",
        document(
            title,
            "in-review",
            owners,
            "tags: [\"-1+1\", \"a;b\"]\n",
            "x",
        )
        .replace("# =", "#"),
    );
    for format in ["table", "json", "csv", "markdown"] {
        for more in [&[][..], &["--group-by", "owner"]] {
            let said = list(&test, &[&["--format", format], more].concat());
            let active = |ch: char| ch.is_control() && !"\r\n".contains(ch) || ch == '\u{202e}';
            assert!(!said.stdout.contains(active), "{format}: {:?}", said.stdout);
        }
    }
    let csv = list(&test, &["--format", "csv", "--group-by", "owner"]).stdout;
    assert!(
        csv.lines().all(|line| !line.is_empty()) && csv.ends_with("\r\n"),
        "{csv}"
    );
    let mut reader = csv::ReaderBuilder::new().from_reader(csv.as_bytes());
    assert_eq!(
        reader.headers().expect("headings").get(0),
        Some("group: owner")
    );
    let mut seen = false;
    for record in reader.records() {
        let record = record.expect("a line of as many cells");
        for cell in &record {
            assert!(
                !cell.trim_start().starts_with(['=', '+', '-', '@']),
                "{cell}"
            );
        }
        seen |= record
            .get(2)
            .is_some_and(|title| title.starts_with("'=cmd|'/C calc'!A0 \\u{1b}[31m"));
    }
    assert!(seen, "{csv}");
    let markdown = list(&test, &["--format", "markdown"]).stdout;
    for event in pulldown_cmark::Parser::new_ext(&markdown, pulldown_cmark::Options::ENABLE_TABLES)
    {
        use pulldown_cmark::{Event, Tag};
        match event {
            Event::Html(html) | Event::InlineHtml(html) => panic!("HTML: {html}"),
            Event::Start(Tag::Link { .. } | Tag::Image { .. }) => panic!("a link: {markdown}"),
            Event::Text(text) => assert!(!text.contains('@'), "{text}"),
            _ => {}
        }
    }
    assert!(!markdown.contains("{{#"), "{markdown}");
}

#[test]
fn dates_that_are_not_known_are_not_shown_and_said() {
    let test = shelf();
    test.commit("2026-01-01");
    let test = test.file(
        "src/designs/a.md",
        document("Alarms", "approved", "", "", "Other."),
    );
    let head = test.commit("2026-02-01");
    let test = test.file(".git/shallow", format!("{head}\n"));
    let said = test.run(&["list", "--format", "json"]);
    assert_eq!(said.code, 0);
    assert!(said.stderr.contains("fetch-depth: 0"), "{}", said.stderr);
    let output: Value = serde_json::from_str(&said.stdout).expect("JSON");
    for document in output["documents"].as_array().expect("documents") {
        assert_eq!(
            (&document["date"], &document["state"]),
            (&Value::Null, &"unknown".into())
        );
    }
    assert_eq!(test.run(&["list", "-q"]).stderr, "");
}

#[test]
fn colour_is_used_where_it_is_wanted() {
    let test = shelf();
    assert!(!list(&test, &[]).stdout.contains('\u{1b}'));
    assert!(
        list(&test, &["--color", "always"])
            .stdout
            .contains("in-review\u{1b}[0m")
    );
    for format in ["json", "csv", "markdown"] {
        let said = list(&test, &["--color", "always", "--format", format]);
        assert!(!said.stdout.contains('\u{1b}'), "{format}");
    }
    let mut command = test.command();
    command
        .args(["list", "--color", "auto"])
        .env("CLICOLOR_FORCE", "1");
    let output = command.output().expect("it runs");
    assert!(output.stdout.contains(&0x1b));
    let output = command.env("NO_COLOR", "1").output().expect("it runs");
    assert!(!output.stdout.contains(&0x1b));
}

#[test]
fn a_book_without_documents_is_fine() {
    let test = TestBook::new("- [A](a.md)\n").file("src/a.md", "# A\n");
    assert_eq!(list(&test, &[]).stdout, "no documents\n");
    assert_eq!(
        list(&test, &["--format", "markdown"]).stdout,
        "No documents.\n"
    );
    assert_eq!(list(&test, &["--format", "csv"]).stdout.lines().count(), 1);
    assert_eq!(json(&test, &[])["documents"], serde_json::json!([]));
}

#[test]
fn a_chapter_that_cannot_be_read_is_said() {
    let test = shelf().file("src/designs/b.md", b"\xff");
    let said = test.run(&["list", "--format", "csv"]);
    assert_eq!(said.code, 2);
    assert_eq!(said.stdout.lines().count(), 4, "{}", said.stdout);
    let complaint = "warning: the chapter `src/designs/b.md` is not UTF-8 from line 1 on";
    assert!(said.stderr.contains(complaint), "{}", said.stderr);
}

#[test]
fn the_templates_word_for_optional_is_no_value() {
    let template = TEMPLATE.replace("tags: [a, b]", "tags: optional\nreviewers: [if applicable]");
    let text = document(
        "Copy",
        "draft",
        "\"@bob\"",
        "tags: Optional\nreviewers: [if applicable]\n",
        "Text.",
    );
    let test = shelf()
        .file("templates/t.md", template)
        .file("src/designs/a.md", text);
    assert_eq!(names(&test, &["--tag", "optional"]), Vec::<String>::new());
    assert_eq!(names(&test, &["--tag", "core"]), ["c"]);
}

#[test]
fn statuses_that_no_document_may_have_are_not_offered() {
    let said = shelf().run(&["list", "--status", "nonsense"]);
    assert!(
        said.stderr.contains("there are `draft`, `in-review`"),
        "{said:?}"
    );
    let unused = "---\ndesign-docs:\n  lifecycle: [{status: seed}, {status: tree}]\nstatus: seed\n---\n# <Title>\n";
    let other = shelf()
        .file("templates/other.md", unused)
        .run(&["list", "--status", "nonsense"]);
    assert!(
        other.stderr.contains("`seed`"),
        "the book's own templates may be used next: {other:?}"
    );
}
