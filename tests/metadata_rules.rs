//! What the rules about metadata say, and what their mends write.

mod support;

use mdbook_design_docs::diagnostics::Diagnostic;
use mdbook_design_docs::splice::{Insertion, splice};
use support::Shelf;

const TEMPLATE: &str = "---
title: <Title>
status: draft
version: 0.1.0
owners:
  - <Owner>
created: YYYY-MM-DD
team: core | edge
tags:
  - storage
reviewers:
---

# <Title>

## Problem
";

/// A document of the template's, with these lines in place of its own.
fn document(changes: &[(&str, &str)]) -> String {
    let mut text = "---
title: Caching
status: draft
version: 0.1.0
owners: [ann@example.org]
created: 2024-05-18
team: core
tags: [disks]
---

# Caching

## Problem

Every request reads the disk.
"
    .to_owned();
    for (old, new) in changes {
        assert!(text.contains(old), "{old}");
        text = text.replace(old, new);
    }
    text
}

fn findings(template: &str, text: &str) -> Vec<Diagnostic> {
    let shelf = Shelf::new()
        .template("t", template)
        .chapter("example.md", text);
    shelf.run().diagnostics
}

/// What is said about a document: rule, message and help, a line each.
fn said(template: &str, text: &str) -> Vec<String> {
    findings(template, text)
        .iter()
        .map(|it| {
            let help = it.help.as_deref().unwrap_or_default();
            format!("{}: {}; {help}", it.rule, it.message)
        })
        .collect()
}

/// A document after all mends.
fn mended(template: &str, text: &str) -> String {
    let edits = findings(template, text)
        .into_iter()
        .filter_map(|finding| finding.fix)
        .flat_map(|fix| fix.edits)
        .map(|edit| Insertion {
            range: edit.range,
            text: edit.text,
        })
        .collect();
    splice(text, edits).expect("no two mends overlap")
}

#[test]
fn a_document_in_order_is_left_alone() {
    assert_eq!(said(TEMPLATE, &document(&[])), Vec::<String>::new());
}

#[test]
fn one_cause_is_one_finding() {
    let cases = [
        (
            ("owners:", "onwers:"),
            "unknown-field: nobody knows the field `onwers`; did you mean `owners`?",
        ),
        (
            ("title: Caching", "title: \"Caching"),
            "invalid-metadata: a quote is opened here and not closed; close it at the end of the value",
        ),
        (
            ("owners: [ann@example.org]", "owners:"),
            "missing-field: the field `owners` is empty; write people or teams, such as `owners: [ann@example.org]`",
        ),
        (
            ("status: draft\n", ""),
            "missing-field: the field `status` is missing; write one of draft, in-review, approved, implemented, withdrawn, deprecated, superseded, such as `status: draft`",
        ),
        (
            ("version: 0.1.0", "version: 1.0"),
            "invalid-version: `1.0` is no semantic version; write `1.0.0`",
        ),
        (
            ("status: draft", "status: approved"),
            "version-out-of-range: the version `0.1.0` does not go with the status `approved`, which allows `>=1.0.0`; write a version such as `1.0.0`, or a status that allows it: draft, in-review",
        ),
        (
            ("status: draft", "status: finished"),
            "unknown-status: no status is called `finished`; legal: draft, in-review, approved, implemented, withdrawn, deprecated, superseded",
        ),
        (
            ("team: core", "team: edges"),
            "invalid-field: `team` can't be `edges`; did you mean `edge`? legal: core, edge",
        ),
        (
            ("tags: [disks]", "tags: disks, caches"),
            "invalid-field: `tags` is text, where a list is meant; put it in brackets: `tags: [disks, caches]`",
        ),
        (
            ("2024-05-18", "2021-02-30"),
            "invalid-date: `2021-02-30` is no day: 2021-02 has 28 days; write a day as YYYY-MM-DD, such as `2026-01-01`",
        ),
        (
            ("2024-05-18", "05/06/2024"),
            "invalid-date: `05/06/2024` can mean 2024-06-05 or 2024-05-06; write the one that is meant",
        ),
        (
            ("2024-05-18", "2026-01-02"),
            "future-date: `created` is 2026-01-02, which is still to come; write the day on which it was; today is 2026-01-01",
        ),
    ];
    for ((old, new), expected) in cases {
        assert_eq!(said(TEMPLATE, &document(&[(old, new)])), [expected]);
    }
}

#[test]
fn what_is_still_the_templates_gap_is_for_another_rule() {
    let text = document(&[
        ("version: 0.1.0", "version: TODO"),
        ("[ann@example.org]", "[<Owner>]"),
        ("2024-05-18", "YYYY-MM-DD"),
        ("team: core", "team: core | edge"),
    ]);
    let rules: Vec<&str> = findings(TEMPLATE, &text).iter().map(|it| it.rule).collect();
    assert_eq!(rules, ["placeholder"; 4]);
    // What the template does not have is no gap of its.
    let text = document(&[("status: draft", "status: <Status>")]);
    let rules: Vec<&str> = findings(TEMPLATE, &text).iter().map(|it| it.rule).collect();
    assert_eq!(rules, ["unknown-status"]);
}

#[test]
fn mends_write_what_is_meant_and_leave_the_rest() {
    let cases = [
        (("owners:", "Onwers:"), "owners: [ann"),
        (("status: draft", "status: \"drafft\""), "status: \"draft\""),
        (("status: draft", "status: acepted"), "status: accepted"),
        (
            ("status: draft", "status: aproved (by Ann)"),
            "status: approved (by Ann)",
        ),
        (("version: 0.1.0", "version: 'v0.2'"), "version: '0.2.0'"),
        (("version: 0.1.0", "version: 01.2.0"), "version: 1.2.0"),
        (
            ("created: 2024-05-18", "created: 2024-18-05"),
            "created: 2024-05-18",
        ),
        (
            ("created: 2024-05-18", "created: \"May 18, 2024 (merged)\""),
            "created: \"2024-05-18 (merged)\"",
        ),
        (
            ("created: 2024-05-18", "created: 05/06/2024"),
            "created: 05/06/2024",
        ),
        (
            ("created: 2024-05-18", "created: (2024-05-18, or so)"),
            "created: (2024-05-18, or so)",
        ),
        (
            ("version: 0.1.0", "version: 1.0.0 (draft)"),
            "version: 1.0.0 (draft)",
        ),
    ];
    for ((old, new), expected) in cases {
        let mended = mended(TEMPLATE, &document(&[(old, new)]));
        assert!(mended.contains(expected), "{expected}\n{mended}");
    }
}

#[test]
fn toml_stays_toml() {
    let text = "+++
title = \"Caching\"
status = \"drfat\"
version = 1.0
owners = [\"ann@example.org\"]
created = 20240518
team = \"core\"
tags = [\"disks\"]
+++

# Caching

## Problem

Every request reads the disk.
";
    let mended = mended(TEMPLATE, text);
    for line in [
        "status = \"draft\"",
        "version = \"1.0.0\"",
        "created = 2024-05-18",
    ] {
        assert!(mended.contains(line), "{line}\n{mended}");
    }
    let without = text.replace("created = 20240518\n", "");
    let said = said(TEMPLATE, &without);
    assert!(
        said.iter()
            .any(|line| line.contains("`created = 2026-01-01`")),
        "{said:#?}"
    );
}

#[test]
fn the_other_notations_are_judged_alike() {
    let template = "# <Title>\n\n- **Status**: draft | in-review\n- **Date**: YYYY-MM-DD\n- **Owner**: <Name>\n\n## Problem\n";
    let text = "# Caching\n\n- **Status**: *dratf*\n- **Date**: **18 May 2024**\n- **Ownr**: Ann\n\n## Problem\n\nEvery request reads the disk.\n";
    assert_eq!(
        mended(template, text),
        text.replace("dratf", "draft")
            .replace("18 May 2024", "2024-05-18")
            .replace("Ownr", "Owner")
    );
}

#[test]
fn keys_of_one_meaning_are_asked_for_each_by_its_name() {
    let template = "---\nauthor: <Name>\nownership: <Team>\n---\n\n# <Title>\n\n## Problem\n";
    let text = |fields: &str| format!("---\n{fields}---\n\n# T\n\n## Problem\n\nSlow.\n");
    let missing = |fields: &str| {
        said(template, &text(fields))
            .iter()
            .filter_map(|line| line.split('`').nth(1).map(str::to_owned))
            .collect::<Vec<_>>()
    };
    assert_eq!(missing("ownership: Core\n"), ["author"]);
    assert_eq!(missing("author: Ann\n"), ["ownership"]);
    assert_eq!(
        missing("owner: Ann\nownership: Core\n"),
        Vec::<String>::new()
    );
}

#[test]
fn a_field_that_a_template_keeps_under_a_heading() {
    let template = "# <Title>\n\n## Status\n\n<Status>\n\n## Context\n\nSay what moves us.\n";
    let rules = |text: &str| {
        findings(template, text)
            .iter()
            .map(|finding| finding.rule)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        rules("# T\n\n## Status\n\nAccepted\n\n## Context\n\nSlow.\n"),
        Vec::<&str>::new()
    );
    assert_eq!(
        rules("# T\n\nDate: 2024-05-18\n\n## Context\n\nSlow.\n").len(),
        1
    );
}

#[test]
fn front_matter_of_an_included_file_is_told_at_the_directive() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("part.md");
    std::fs::write(&file, "---\ntitle: Part\n---\n\nText.\n").expect("written");
    let include = |lines: &str| format!("# Whole\n\n{{{{#include {}{lines}}}}}\n", file.display());
    let run = |text: &str| Shelf::new().chapter("example.md", text).run().diagnostics;
    let found = run(&include(""));
    let [finding] = found.as_slice() else {
        panic!("{found:#?}");
    };
    assert_eq!(
        (finding.rule, finding.place.start.line),
        ("invalid-metadata", 3)
    );
    assert!(
        finding
            .help
            .as_ref()
            .is_some_and(|help| help.contains("`part.md:4:`"))
    );
    assert!(&*finding.related[0].place.path == file.to_string_lossy().as_ref());
    assert_eq!(run(&include(":4:")), []);
    let quoted = include("").replace("{{", "```markdown\n{{") + "```\n";
    assert_eq!(run(&quoted), []);
}

#[test]
fn a_rule_that_is_off_does_not_speak_for_another() {
    let shelf = Shelf {
        config: "[preprocessor.design-docs.rules]\nunknown-field = \"off\"\n".to_owned(),
        ..Shelf::new()
    };
    let outcome = shelf
        .template("t", TEMPLATE)
        .chapter("example.md", &document(&[("owners:", "onwers:")]))
        .run();
    let rules: Vec<&str> = outcome.diagnostics.iter().map(|it| it.rule).collect();
    assert_eq!(rules, ["missing-field"]);
}

#[test]
fn a_field_may_be_a_heading_over_a_short_line() {
    let template = "# <Title>\n\n## Date\n\nYYYY-MM-DD\n\n## Owners\n\n<Names>\n\n## Version\n\nSay which releases have it.\n";
    let text = |date: &str, owners: &str| {
        format!("# A\n\n## Date\n\n{date}\n\n## Owners\n\n{owners}\n\n## Version\n\nAll.\n")
    };
    let told = |text: &str| -> Vec<(&'static str, usize)> {
        let findings = findings(template, text);
        { findings.iter() }
            .map(|it| (it.rule, it.place.start.line))
            .collect()
    };
    assert_eq!(told(&text("2024-05-18", "Ann")), []);
    assert_eq!(told(&text("2024-05-18", "- Ann\n- Ben")), []);
    assert_eq!(
        told(&text("2024-18-05", "<Names>")),
        [("invalid-date", 5), ("unfilled-section", 7)]
    );
    let without = text("2024-05-18", "Ann").replace("## Date\n\n2024-05-18\n\n", "");
    assert_eq!(told(&without), [("missing-section", 1)]);
}

#[test]
fn a_lifecycle_that_is_not_there_asks_for_nothing() {
    let template = "---\nstatus:\ndesign-docs:\n  lifecycle: defalt\n  fields:\n    approvers: {required-from: approved}\n---\n\n# <Title>\n";
    for status in ["status: draft", "status:"] {
        let findings = findings(template, &format!("---\n{status}\n---\n\n# A\n"));
        let rules: Vec<_> = findings.iter().map(|it| it.rule).collect();
        assert_eq!(rules, ["template-error"], "{status}");
    }
}

#[test]
fn a_gap_in_braces_is_a_gap_though_yaml_reads_a_mapping() {
    let template = "---\nowners: {list everyone involved}\ncreated: {YYYY-MM-DD of the decision}\nteam: {the team}\n---\n\n# <Title>\n";
    let text = "---\nowners: {list everyone involved}\ncreated: {YYYY-MM-DD of the decision}\nteam: {another one}\n---\n\n# A\n";
    let findings = findings(template, text);
    let told: Vec<_> = findings
        .iter()
        .map(|it| (it.rule, it.place.start.line, it.place.start.column))
        .collect();
    assert_eq!(
        told,
        [
            ("placeholder", 2, 9),
            ("placeholder", 3, 10),
            ("invalid-field", 4, 1)
        ]
    );
}
