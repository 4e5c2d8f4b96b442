//! What is proposed for documents, from what they share.

use super::{init, is_settled, read};
use crate::book::TestBook;

const TEMPLATE: &str = "\
---
title: <Title>
status: draft | approved
owners:
  - <Name>
---

# <Title>

## Summary

Say what changes.

## Motivation

Say why.

## Design

Say how.

## Risks (Optional)
";

fn design(number: usize, without: &str) -> String {
    let sections = ["Summary", "Motivation", "Design"];
    let sections = sections.iter().filter(|name| **name != without);
    let body: String = sections
        .map(|name| format!("## {name}\n\nOf {number}.\n\n"))
        .collect();
    format!(
        "---\ntitle: T {number}\nstatus: approved\nowners: [Ann]\n---\n\n# T {number}\n\n{body}"
    )
}

/// Forty documents of three kinds and of none, with a template among them.
fn forty() -> TestBook {
    let mut test = TestBook::empty()
        .file("README.md", "# Team\n")
        .file("designs/template.md", TEMPLATE)
        .file("designs/README.md", "# Designs\n")
        .file("designs/how-to.md", "# How to\n\n## Steps\n\nOne.\n");
    for number in 1..=20 {
        let without = if number == 7 { "Design" } else { "" };
        test = test.file(
            &format!("designs/{number:04}-t.md"),
            design(number, without),
        );
    }
    for number in 1..=8 {
        let text = format!(
            "# {number}. D\n\nDate: 2026-01-0{number}\n\n## Status\n\nAccepted\n\n## Context\n\nC.\n\n## Decision\n\nWe will.\n\n## Consequences\n\nGood.\n"
        );
        test = test.file(&format!("adr/{number}-d.md"), text);
    }
    for number in 1..=6 {
        let text = format!(
            "# Runbook {number}\n\n- **Owner**: Ann\n- **Pager**: yes\n\n## Alarms\n\nA.\n\n## Contents\n\n## Dashboards\n\nD.\n\n## Recovery\n\nR.\n"
        );
        test = test.file(&format!("runbooks/service {number}.md"), text);
    }
    for number in 1..=5 {
        let text = format!("# Note {number}\n\n## Only {number}\n\nText.\n");
        test = test.file(&format!("notes/{number}.md"), text);
    }
    test
}

#[test]
fn each_kind_of_a_mixed_folder_is_told_with_figures() {
    let test = forty();
    let said = init(&test, &[]);
    for expected in [
        "`designs/[0-9]*.md`: `designs/template.md`",
        "20 of 22 files in `designs` follow it; 19 have all of its 3 sections; 20 have all of its 3 fields",
        "`adr/[0-9]*.md`: the built-in template `adr`",
        "8 of 8 files in `adr` follow it; 8 have all of its 3 sections; 8 have its field",
        "`runbooks/service [0-9]*.md`: `templates/runbooks.md`",
        "6 of 6 files in `runbooks` follow it; 6 have all of its 3 sections",
        "`check` finds: 1 error in 34 documents (42 chapters)",
        "designs/0007-t.md:",
        "the section \"Design\" is missing",
        "take the line `fail-on = \"never\"` out",
    ] {
        assert!(
            said.stdout.contains(expected),
            "{expected}\n{}",
            said.stdout
        );
    }
    let book = read(&test, "book.toml");
    for expected in [
        "path = \"adr/[0-9]*.md\"\ntemplate = \"adr\"\nfile-name = \"adr/{number}-{slug}.md\"\n",
        "path = \"designs/[0-9]*.md\"\ntemplate = \"designs/template.md\"\nfile-name = \"designs/{number:04}-{slug}.md\"\n",
        "path = \"runbooks/service [0-9]*.md\"\ntemplate = \"runbooks\"\n",
        "fail-on = \"never\"\n",
    ] {
        assert!(book.contains(expected), "{expected}\n{book}");
    }
    assert_eq!(book.matches("[[preprocessor").count(), 3, "{book}");
    assert_eq!(
        read(&test, "templates/runbooks.md"),
        "# <Title>\n\n- **Owner**: <Owner>\n- **Pager**: <Pager>\n\n## Alarms\n\n## Dashboards\n\n## Recovery\n"
    );
    let summary = read(&test, "SUMMARY.md");
    assert!(!summary.contains("template.md"), "{summary}");
    assert_eq!(summary.matches("](").count(), 42 + 3, "{summary}");
    is_settled(&test);
    let check = test.run(&["check", "--today", "2026-03-04", "--format", "short"]);
    assert_eq!(check.stdout.lines().count(), 1, "{}", check.stdout);
    let new = test.run(&[
        "new",
        "designs/template.md",
        "--title",
        "Next",
        "--today",
        "2026-03-04",
    ]);
    assert_eq!(
        (new.code, new.stdout.trim()),
        (0, "designs/0021-next.md"),
        "{}",
        new.stderr
    );
}

#[test]
fn clean_documents_leave_builds_strict() {
    let mut test = TestBook::empty().file("template.md", TEMPLATE);
    for number in 1..=3 {
        test = test.file(&format!("{number:04}-x.md"), design(number, ""));
    }
    let said = init(&test, &[]);
    assert!(
        said.stdout.contains("no findings in 3 documents"),
        "{}",
        said.stdout
    );
    assert!(!read(&test, "book.toml").contains("fail-on"));
    is_settled(&test);
}

#[test]
fn where_nothing_is_shared_nothing_is_proposed() {
    let mut test = TestBook::empty();
    for number in 1..=9 {
        let text = format!(
            "# N {number}\n\n## Table of Contents\n\n- x\n\n## Overview\n\nO.\n\n## Own {number}\n\nT.\n"
        );
        test = test.file(&format!("a/{number}.md"), text);
    }
    let said = init(&test, &[]);
    assert!(
        said.stdout.contains("no documents entry is proposed"),
        "{}",
        said.stdout
    );
    assert!(!read(&test, "book.toml").contains("documents"));
    assert!(!test.path("templates/a.md").exists());
}

#[test]
fn a_template_is_made_from_what_records_share_statuses_too() {
    let mut test = TestBook::empty();
    let statuses = [
        "accepted",
        "accepted",
        "superseded by ADR-1",
        "rejected",
        "accepted",
        "odd",
    ];
    for (at, status) in statuses.iter().enumerate() {
        let reviewers = if at < 3 { "reviewers: [Bo]\n" } else { "" };
        let text = format!(
            "---\nstatus: {status}\ndate: 2026-01-0{}\ndeciders: [Ann, Bo]\n{reviewers}---\n\n# Use {at}\n\n## Context and Problem Statement\n\nC.\n\n## Considered Options\n\n- a\n\n## Decision Outcome\n\nD.\n{}",
            at + 1,
            if at % 2 == 0 {
                "\n## More Information\n\nM.\n"
            } else {
                ""
            }
        );
        test = test.file(&format!("decisions/{:04}-use.md", at + 1), text);
    }
    let said = init(&test, &[]);
    assert_eq!(
        read(&test, "templates/decisions.md"),
        "---\nstatus: draft | accepted | rejected | superseded\ndate: YYYY-MM-DD\ndeciders:\n  - <Deciders>\nreviewers:\n---\n\n# <Title>\n\n## Context and Problem Statement\n\n## Considered Options\n\n## Decision Outcome\n\n<!-- optional -->\n## More Information\n"
    );
    // The one that is no status.
    assert!(
        said.stdout.contains("1 error in 6 documents"),
        "{}",
        said.stdout
    );
    assert!(
        said.stdout.contains("error[unknown-status]"),
        "{}",
        said.stdout
    );
    is_settled(&test);
}

#[test]
fn documents_in_folders_of_their_own_are_found() {
    let mut test = TestBook::empty().file("keps/NNNN-kep-template/README.md", TEMPLATE);
    for (number, team) in ["node", "node", "api", "api", "ui"].iter().enumerate() {
        let path = format!("keps/{team}/{number}-x/README.md");
        test = test
            .file(&path, design(number, ""))
            .file(&format!("keps/{team}/{number}-x/notes.md"), "# N\n");
    }
    let said = init(&test, &[]);
    let book = read(&test, "book.toml");
    assert!(book.contains("path = \"*/*/README.md\""), "{book}");
    assert!(book.contains("src = \"keps\""), "{book}");
    assert!(said.stdout.contains("5 documents"), "{}", said.stdout);
    is_settled(&test);
}

#[test]
fn what_is_bound_already_stays_and_new_folders_are_proposed() {
    let book = "[preprocessor.design-docs]\nbefore = [\"links\"]\n\n[[preprocessor.design-docs.documents]]\npath = \"a/1.md\"\ntemplate = false\n";
    let mut test = TestBook::empty()
        .file("book.toml", book)
        .file("src/template.md", TEMPLATE);
    for folder in ["a", "b"] {
        for number in 1..=3 {
            test = test.file(&format!("src/{folder}/{number}.md"), design(number, ""));
        }
    }
    init(&test, &[]);
    let after = read(&test, "book.toml");
    let new = "\n[[preprocessor.design-docs.documents]]\npath = \"b/[0-9]*.md\"\ntemplate = \"src/template.md\"\n";
    assert_eq!(after, format!("{book}{new}"));
    is_settled(&test);
}

#[test]
fn a_template_that_is_listed_as_a_chapter_is_no_document() {
    let mut test = TestBook::empty()
        .file(
            "src/SUMMARY.md",
            "- [T](template.md)\n- [1](1.md)\n- [2](2.md)\n- [3](3.md)\n",
        )
        .file("src/template.md", TEMPLATE);
    for number in 1..=3 {
        test = test.file(&format!("src/{number}.md"), design(number, ""));
    }
    let said = init(&test, &[]);
    assert!(
        said.stdout
            .contains("no findings in 3 documents (4 chapters)"),
        "{}",
        said.stdout
    );
}
