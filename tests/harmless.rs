//! Nothing that a document says acts in a terminal, in a log that is read for commands, or in Markdown.

mod book;

#[path = "support/attacks.rs"]
mod attacks;

use attacks::ATTACKS;
use book::{NO_INSERTIONS, TestBook};
use mdbook_design_docs::report::FORMATS;
use pulldown_cmark::{Event, Options, Parser, Tag};
use serde_json::Value;

const TEMPLATE: &str = "\
---
title: <Title>
status: draft | final
owner: <Name>
---
# <Title>

## Problem

Say what is wrong.
";

const BINDING: &str = "\
[[preprocessor.design-docs.documents]]
path = \"**/*.md\"
template = \"t\"
rules = {unexpected-section = \"warning\"}
";

/// Each of the texts as title, status, owner, unknown field, relation and heading of a document.
fn hostile() -> TestBook {
    let chapters: String = (0..ATTACKS.len())
        .map(|at| format!("- [c{at}](c{at}.md)\n"))
        .collect();
    let book = TestBook::new(&chapters)
        .file("book.toml", format!("{NO_INSERTIONS}{BINDING}"))
        .file("templates/t.md", TEMPLATE);
    ATTACKS.iter().enumerate().fold(book, |book, (at, attack)| {
        let quoted = Value::from(*attack).to_string();
        let heading = attack.replace(['\r', '\n'], " ");
        let text = format!(
            "---\ntitle: {quoted}\nstatus: {quoted}\nownr: {quoted}\nsupersedes: {quoted}\ntags: [{quoted}]\n---\n\n## {heading}\n\n{attack} TODO Array<T>\n"
        );
        book.file(&format!("src/c{at}.md"), text)
    })
}

/// What a terminal may obey: control characters, and those that show other text in another order.
fn acts(ch: char) -> bool {
    (ch.is_control() && ch != '\n')
        || matches!(ch, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn assert_inert(what: &str, output: &str) {
    // Lines of CSV end so.
    let output = output.replace("\r\n", "\n");
    let found = output.chars().find(|ch| acts(*ch));
    assert_eq!(found, None, "{what}: {output}");
}

fn output(book: &TestBook, arguments: &[&str]) -> String {
    let said = book.run(arguments);
    assert!(said.code < 2, "{arguments:?}: {}", said.stderr);
    assert_inert(&format!("{arguments:?}"), &said.stdout);
    assert_inert("the standard error", &said.stderr);
    said.stdout
}

/// Markdown without HTML, links or pictures: whatever looks so is text or code.
fn assert_plain(markdown: &str) {
    for event in Parser::new_ext(markdown, Options::all()) {
        let active = matches!(
            event,
            Event::Html(_)
                | Event::InlineHtml(_)
                | Event::Start(Tag::Link { .. } | Tag::Image { .. } | Tag::HtmlBlock)
        );
        assert!(!active, "{event:?} in {markdown}");
    }
}

#[test]
fn every_format_of_check_is_inert() {
    let book = hostile();
    for format in FORMATS {
        assert!(!output(&book, &["check", "--format", format.name]).is_empty());
    }
    let json: Value =
        serde_json::from_str(&output(&book, &["check", "--format", "json"])).expect("JSON");
    let found = json["diagnostics"].as_array().expect("findings").len();
    assert!(found > 3 * ATTACKS.len(), "{found} findings");
    let sarif: Value =
        serde_json::from_str(&output(&book, &["check", "--format", "sarif"])).expect("JSON");
    let results = sarif["runs"][0]["results"].as_array().expect("results");
    assert_eq!(results.len(), found);

    let github = output(&book, &["check", "--format", "github"]);
    let commands = ["::error ", "::warning ", "::notice "];
    for line in github.lines() {
        let starts = commands.iter().any(|command| line.starts_with(command));
        assert!(starts, "{line}");
    }
    assert_eq!(github.lines().count(), found);
    assert_plain(&output(&book, &["check", "--format", "markdown"]));
}

#[test]
fn every_format_of_list_is_inert() {
    let book = hostile();
    for format in ["table", "csv"] {
        assert!(!output(&book, &["list", "--format", format]).is_empty());
    }
    let json: Value =
        serde_json::from_str(&output(&book, &["list", "--format", "json"])).expect("JSON");
    let documents = json["documents"].as_array().expect("documents");
    assert_eq!(documents.len(), ATTACKS.len());
    assert_plain(&output(&book, &["list", "--format", "markdown"]));
}

#[test]
fn status_is_inert() {
    let book = hostile();
    for at in 0..ATTACKS.len() {
        let said = book.run(&["status", &format!("src/c{at}.md")]);
        assert_inert("status", &said.stdout);
        assert_inert("status", &said.stderr);
    }
}
