//! A book looked at in both ways: by `check`, and as mdBook's preprocessor.

use serde_json::{Value, json};

use crate::book::{TestBook, chapter};
use crate::spent::{self, Spent};

const TEMPLATE: &str = "\
---
status: draft | final
owner: <Name>
---
# <Title>

## Problem

Say what is wrong.

## Solution
";

/// A book that never fails, and whose chapters are all documents; its last lines are an entry's.
pub const BOOK_TOML: &str = "\
[book]
title = \"T\"
[preprocessor.design-docs]
before = [\"links\"]
fail-on = \"never\"
[[preprocessor.design-docs.documents]]
path = \"**/*.md\"
template = \"t\"
";

/// A document's beginning that has nothing wrong.
pub const BEGIN: &str = "---\nstatus: final\nowner: A\n---\n# T\n\n## Problem\n\nIt is slow.\n\n";

/// A book whose chapters are all documents; pages get all that pages can get.
pub fn book(chapters: &[(&str, &str)]) -> TestBook {
    let listed: String = chapters
        .iter()
        .map(|(path, _)| format!("- [{path}]({path})\n"))
        .collect();
    let rules = "rules = {unexpected-section = \"warning\"}\n";
    let book = TestBook::new(&listed)
        .file("book.toml", BOOK_TOML.to_owned() + rules)
        .file("templates/t.md", TEMPLATE);
    chapters.iter().fold(book, |book, (path, text)| {
        book.file(&format!("src/{path}"), text)
    })
}

/// Runs a command on the book.
pub fn run(book: &TestBook, arguments: &[&str]) -> Spent {
    spent::run(book.command().args(arguments), b"")
}

/// Sends the program what mdBook would send for a renderer.
pub fn preprocess(book: &TestBook, chapters: &[(&str, &str)], renderer: &str) -> Spent {
    let toml = std::fs::read_to_string(book.path("book.toml")).expect("book.toml");
    let config: Value = toml::from_str(&toml).expect("TOML");
    let mut context = book.context();
    context["config"] = config;
    context["config"]["book"]["src"] = json!("src");
    context["renderer"] = json!(renderer);
    let items: Vec<Value> = chapters
        .iter()
        .map(|(path, text)| chapter(path, path, text))
        .collect();
    let input = serde_json::to_vec(&json!([context, {"items": items}])).expect("JSON");
    spent::run(&mut book.command(), &input)
}

/// The texts of the chapters that come back.
pub fn pages(spent: &Spent) -> Vec<String> {
    let book: Value = serde_json::from_slice(&spent.stdout).expect("one JSON value");
    let items = book["items"].as_array().expect("items").iter();
    items
        .map(|it| it["Chapter"]["content"].as_str().expect("text").to_owned())
        .collect()
}

/// The findings of `check --format json`: rule, path, line.
pub fn findings(spent: &Spent) -> Vec<(String, String, u64)> {
    let report: Value = serde_json::from_slice(&spent.stdout).expect("one JSON value");
    let all = report["diagnostics"].as_array().expect("findings").iter();
    all.map(|it| {
        let text = |key: &str| it[key].as_str().expect("text").to_owned();
        let line = it["line"].as_u64().expect("a line");
        (text("rule"), text("path"), line)
    })
    .collect()
}
