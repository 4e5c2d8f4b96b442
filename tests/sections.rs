//! How headings of documents are told from each other and from text.

mod support;

use support::Shelf;

/// Rule, line and column of what is told of a document.
fn told(template: &str, text: &str) -> Vec<(&'static str, usize, usize)> {
    let shelf = Shelf::new().template("t", template).chapter("a.md", text);
    let findings = shelf.run().diagnostics;
    { findings.iter() }
        .filter(|it| &*it.place.path == "src/a.md")
        .map(|it| (it.rule, it.place.start.line, it.place.start.column))
        .collect()
}

#[test]
fn a_heading_that_the_template_names_is_no_title() {
    let template = "# <Title>\n\n## One\n\n## Two\n\n### Sub\n";
    let raised = "# One\n\nA.\n\n# Two\n\nB.\n\n## Sub\n\nC.\n";
    assert_eq!(told(template, raised), [("wrong-level", 1, 1)]);
    // Where the section is there as well, the first heading is the title that it looks like.
    let both = "# One\n\n## One\n\nA.\n\n## Two\n\nB.\n\n### Sub\n\nC.\n";
    assert_eq!(told(template, both), []);
}

#[test]
fn a_gap_may_stand_for_a_number() {
    let template = "# <Title>\n\n## Phase <number>: <what>\n\nSay.\n";
    for heading in [
        "Phase 1: cache",
        "Phase 12: a cache",
        "Phase A: cache",
        "Phase 1:",
        "Phase <number>: cache",
    ] {
        let text = format!("# A\n\n## {heading}\n\nWe cache.\n");
        let rules: Vec<&str> = told(template, &text).iter().map(|it| it.0).collect();
        assert!(!rules.contains(&"missing-section"), "{heading}: {rules:?}");
    }
    let other = "# A\n\n## Step 1: cache\n\nWe cache.\n";
    assert_eq!(told(template, other)[0].0, "missing-section");
}

#[test]
fn text_above_a_rule_is_text_however_many_lines_it_has() {
    let template = "# <Title>\n\n## Goal\n";
    for (above, place) in [
        ("Some **bold** and TODO here", (5, 19)),
        ("First *line*\nthen `code` and TODO here", (6, 17)),
    ] {
        let text = format!("# A\n\n## Goal\n\n{above}\n---\n\nMore.\n");
        for text in [text.replace('\n', "\r\n"), text] {
            assert_eq!(told(template, &text), [("placeholder", place.0, place.1)]);
        }
    }
    let lost = "# A\n\n## Goal\n\nA list of <T> it is\n---\n";
    assert_eq!(told(template, lost), [("lost-text", 5, 11)]);
}

#[test]
fn what_an_author_answers_in_place_is_the_authors() {
    let template = "# <Title>\n\n## Checklist\n\n- [ ] the issue is linked here\n- [ ] the tests are listed below\n\n## Plan\n\nSee [the plan](<PLACEHOLDER_LINK>) for details.\n";
    let text = |first: &str, link: &str| {
        format!(
            "# A\n\n## Checklist\n\n- [{first}] the issue is linked here\n- [ ] the tests are listed below\n\n## Plan\n\nSee [the plan]({link}) for details.\n"
        )
    };
    assert_eq!(told(template, &text("x", "plan.md")), []);
    assert_eq!(
        told(template, &text(" ", "<PLACEHOLDER_LINK>")),
        [("unfilled-section", 3, 1), ("unfilled-section", 8, 1)]
    );
}

#[test]
fn of_several_sections_of_one_name_each_keeps_its_own() {
    let template = "# <Title>\n\n## A\n\n### Risks\n\n## B\n\n### Risks\n";
    let text = "# X\n\n## A\n\na\n\n## B\n\nb\n\n### Risks\n\nr\n";
    assert_eq!(told(template, text), [("missing-section", 3, 1)]);
    let shifted = text.replace("\n##", "\n###");
    assert_eq!(
        told(template, &shifted),
        [("missing-section", 3, 1), ("wrong-level", 3, 1)]
    );
}

#[test]
fn an_unfilled_section_says_what_it_holds() {
    let template = "# <Title>\n\n## A\n\nSay why.\n";
    let message = |text: &str| {
        let shelf = Shelf::new().template("t", template).chapter("a.md", text);
        let mut findings = shelf.run().diagnostics.into_iter();
        findings
            .find(|it| it.rule == "unfilled-section")
            .map(|it| it.message)
    };
    for (own, holds) in [
        ("", "is empty"),
        ("TODO", "holds nothing but gaps"),
        ("Say why.", "holds nothing but the template's text"),
        ("Say why.\n\nTBD", "holds nothing but the template's text"),
    ] {
        let expected = format!("the section \"A\" {holds}");
        assert_eq!(message(&format!("# X\n\n## A\n\n{own}\n")), Some(expected));
    }
}

#[test]
fn a_missing_section_is_told_with_its_place_and_the_heading_that_may_be_it() {
    let template = "# <Title>\n\n## Summary\n\n## Test plan\n\n## Costs\n";
    let helps = |text: &str| -> Vec<(String, usize)> {
        let shelf = Shelf::new().template("t", template).chapter("a.md", text);
        let findings = shelf.run().diagnostics.into_iter();
        let missing = findings.filter(|it| it.rule == "missing-section");
        missing
            .map(|it| (it.help.expect("a help"), it.related[0].place.start.line))
            .collect()
    };
    let add = |heading: &str, place: &str| {
        format!("add `## {heading}` {place} and write what it asks for")
    };
    assert_eq!(
        helps("# A\n\nText.\n"),
        [
            (add("Summary", "as the first section"), 3),
            (
                add("Test plan", "behind \"Summary\", which is missing too,"),
                5
            ),
            (
                add("Costs", "behind \"Test plan\", which is missing too,"),
                7
            ),
        ]
    );
    // The near heading may stand at another level; its line is the related place.
    assert_eq!(
        helps("# A\n\n## Summary\n\nText.\n\n### Testing plans\n\nText.\n\n## Costs\n\nText.\n"),
        [(
            format!(
                "\"Testing plans\" has a near name: if that is it, call it `## Test plan`; else {}",
                add("Test plan", "behind \"Summary\"")
            ),
            7
        )]
    );
}

#[test]
fn a_section_that_is_a_table_is_asked_for_by_its_columns() {
    let template = "# <Title>\n\n## Risks\n\n| Risk | Answer |\n|---|---|\n| <risk> | <answer> |\n\n## Code\n\n```rust\nfn example() {}\n```\n";
    let shelf = Shelf::new().template("t", template).chapter(
        "a.md",
        "# A\n\n## Risks\n\n## Code\n\n```rust\nfn example() {}\n```\n",
    );
    let findings = shelf.run().diagnostics.into_iter();
    let helps: Vec<String> = findings
        .filter(|it| it.rule == "unfilled-section")
        .filter_map(|it| it.help)
        .collect();
    assert_eq!(
        helps,
        [
            "fill in the table: Risk, Answer",
            "write code of your own where the template shows some"
        ]
    );
}
