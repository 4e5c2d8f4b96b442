//! What most finished documents break is told once, at the template, with what would mend it; pasted
//! into the template, it does.

mod support;

use mdbook_design_docs::diagnostics::Diagnostic;
use support::Shelf;

const TEMPLATE: &str = "\
# <Title>

- Status: draft | accepted
- Ticket: <number>

## Problem

Say what is wrong.

## Drawbacks

Say what speaks against it.

## Copyright

This text is in the public domain.
";

/// Documents by the sections that they have: each a heading and its text.
fn shelf(template: &str, documents: &[(&str, &[(&str, &str)])]) -> Shelf {
    let mut shelf = Shelf::new().template("rfc", template);
    for (number, (status, sections)) in documents.iter().enumerate() {
        let mut text = format!("# Document {number}\n\n- Status: {status}\n- Ticket: {number}\n");
        for (heading, words) in *sections {
            text.push_str(&format!("\n## {heading}\n\n{words}\n"));
        }
        shelf = shelf.chapter(&format!("{number:04}.md"), &text);
    }
    shelf
}

const FULL: &[(&str, &str)] = &[
    ("Problem", "It is slow."),
    ("Drawbacks", "It takes memory."),
    ("Copyright", "This text is in the public domain."),
];
const WITHOUT: &[(&str, &str)] = &[
    ("Problem", "It is slow."),
    ("Costs", "It takes memory."),
    ("Copyright", "This text is in the public domain."),
];

fn told(findings: &[Diagnostic]) -> Vec<(&str, String, &str)> {
    findings
        .iter()
        .map(|finding| {
            let place = format!("{}:{}", finding.place.path, finding.place.start.line);
            (finding.rule, place, finding.message.as_str())
        })
        .collect()
}

#[test]
fn what_most_break_is_one_finding_and_its_annotation_mends_it() {
    let documents = [
        ("accepted", FULL),
        ("accepted", WITHOUT),
        ("accepted", WITHOUT),
        ("accepted", WITHOUT),
        ("accepted", WITHOUT),
    ];
    let outcome = shelf(TEMPLATE, &documents).run();
    assert_eq!(
        told(&outcome.diagnostics),
        [
            (
                "template-fit",
                "templates/rfc.md:10".to_owned(),
                "4 of 5 documents have no \"Drawbacks\""
            ),
            (
                "template-fit",
                "templates/rfc.md:14".to_owned(),
                "5 of 5 documents have nothing of their own in \"Copyright\""
            ),
        ]
    );
    let help = outcome.diagnostics[0]
        .help
        .as_deref()
        .expect("it says what to do");
    assert!(help.contains("<!-- also: Costs -->"), "{help}");
    assert!(
        outcome.diagnostics[1]
            .help
            .as_deref()
            .is_some_and(|help| help.contains("<!-- keep -->"))
    );
    let summary = outcome.fit.expect("a summary");
    assert!(
        summary.contains("4 of 5 documents have no \"Drawbacks\""),
        "{summary}"
    );

    let mended = TEMPLATE
        .replace("## Drawbacks", "<!-- also: Costs -->\n## Drawbacks")
        .replace("## Copyright", "<!-- keep -->\n## Copyright");
    assert_eq!(told(&shelf(&mended, &documents).run().diagnostics), []);
}

#[test]
fn what_few_break_is_told_in_each() {
    let documents = [
        ("accepted", FULL),
        ("accepted", FULL),
        ("accepted", FULL),
        ("accepted", WITHOUT),
        ("accepted", WITHOUT),
    ];
    let template = TEMPLATE.replace("## Copyright", "<!-- keep -->\n## Copyright");
    let outcome = shelf(&template, &documents).run();
    let found: Vec<&str> = outcome
        .diagnostics
        .iter()
        .map(|finding| &*finding.place.path)
        .collect();
    assert_eq!(found, ["src/0003.md", "src/0004.md"]);
    assert_eq!(outcome.fit, None);
}

#[test]
fn only_finished_documents_count_and_there_must_be_enough() {
    let template = TEMPLATE.replace("## Copyright", "<!-- keep -->\n## Copyright");
    // Four of five lack it, but these four are drafts.
    let drafts = [
        ("accepted", FULL),
        ("draft", WITHOUT),
        ("draft", WITHOUT),
        ("draft", WITHOUT),
        ("draft", WITHOUT),
    ];
    let outcome = shelf(&template, &drafts).run();
    assert_eq!(outcome.diagnostics.len(), 4, "{:#?}", outcome.diagnostics);
    assert!(
        outcome
            .diagnostics
            .iter()
            .all(|finding| finding.rule == "missing-section")
    );
    // Four documents are too few to judge a template by.
    let few = [("accepted", WITHOUT); 4];
    assert_eq!(shelf(&template, &few).run().diagnostics.len(), 4);
}

#[test]
fn switched_off_each_document_has_its_finding() {
    let mut shelf = shelf(
        &TEMPLATE.replace("## Copyright", "<!-- keep -->\n## Copyright"),
        &[("accepted", WITHOUT); 6],
    );
    shelf.config = "[preprocessor.design-docs.rules]\ntemplate-fit = \"off\"\n".to_owned();
    let outcome = shelf.run();
    assert_eq!(outcome.diagnostics.len(), 6);
    assert!(
        outcome
            .diagnostics
            .iter()
            .all(|finding| finding.rule == "missing-section")
    );
}

#[test]
fn statuses_in_use_are_counted_where_the_template_lists_none() {
    let template = TEMPLATE
        .replace("draft | accepted", "Idea")
        .replace("## Copyright", "<!-- keep -->\n## Copyright");
    let documents = [("Idea", FULL), ("Shipped", FULL), ("Shipped", FULL)];
    let outcome = shelf(&template, &documents).run();
    let found = told(&outcome.diagnostics);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].1, "templates/rfc.md:3");
    assert!(
        found[0].2.ends_with("in use are Shipped (2), Idea (1)"),
        "{}",
        found[0].2
    );
}

#[test]
fn built_in_templates_are_not_judged() {
    let mut shelf = Shelf::new();
    shelf.config =
        "[[preprocessor.design-docs.documents]]\npath = \"**/*.md\"\ntemplate = \"design-doc\"\n"
            .to_owned();
    for number in 0..6 {
        shelf = shelf.chapter(&format!("{number}.md"), "# Purpose\n\nTo be short.\n");
    }
    let outcome = shelf.run();
    assert_eq!(outcome.fit, None);
    assert!(
        outcome
            .diagnostics
            .iter()
            .all(|finding| finding.rule != "template-fit")
    );
    assert!(
        outcome
            .diagnostics
            .iter()
            .any(|finding| finding.rule == "missing-section")
    );
}

#[test]
fn what_a_comment_allows_is_broken_all_the_same() {
    let allow = "<!-- design-docs: allow-file missing-section: it costs nothing -->";
    let mut shelf = shelf(TEMPLATE, &[("accepted", FULL), ("accepted", FULL)]);
    shelf = shelf.template(
        "rfc",
        &TEMPLATE.replace("## Copyright", "<!-- keep -->\n## Copyright"),
    );
    for number in 2..6 {
        let allow = if number < 4 { allow } else { "" };
        let text = format!(
            "# Document {number}\n\n- Status: accepted\n- Ticket: {number}\n\n{allow}\n\n## Problem\n\nSlow.\n\n## Copyright\n\nThis text is in the public domain.\n"
        );
        shelf = shelf.chapter(&format!("{number:04}.md"), &text);
    }
    assert_eq!(
        told(&shelf.run().diagnostics),
        [(
            "template-fit",
            "templates/rfc.md:10".to_owned(),
            "4 of 6 documents have no \"Drawbacks\""
        )]
    );
}

#[test]
fn documents_without_any_metadata_are_told_each() {
    let template = "# <Title>\n\n- Status: draft | accepted\n- Ticket: <number>\n\n## Problem\n";
    let mut shelf = Shelf::new().template("rfc", template);
    for number in 0..5 {
        let text = format!("# Document {number}\n\n## Problem\n\nSlow.\n");
        shelf = shelf.chapter(&format!("{number:04}.md"), &text);
    }
    let outcome = shelf.run();
    let rules: Vec<&str> = outcome.diagnostics.iter().map(|it| it.rule).collect();
    assert_eq!(rules, ["missing-metadata"; 5]);
}

#[test]
fn statuses_that_are_not_listed_are_one_finding_with_their_counts() {
    let documents = [
        ("Living", FULL),
        ("Living", FULL),
        ("Stable", FULL),
        ("Living", FULL),
        ("accepted", FULL),
        // A slip of the keyboard is mended where it is.
        ("acepted", FULL),
    ];
    let template = TEMPLATE.replace("## Copyright", "<!-- keep -->\n## Copyright");
    let outcome = shelf(&template, &documents).run();
    assert_eq!(
        told(&outcome.diagnostics),
        [
            (
                "unknown-status",
                "src/0005.md:3".to_owned(),
                "no status is called `acepted`"
            ),
            (
                "template-fit",
                "templates/rfc.md:3".to_owned(),
                "4 of 6 documents have a status that is not listed: Living (3), Stable (1)"
            ),
        ]
    );
    let help = outcome.diagnostics[1].help.as_deref().expect("a help");
    assert!(help.contains("`Living | Stable`"), "{help}");
}
