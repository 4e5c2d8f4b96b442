//! What exactly a finding points at, and what it shows beside it.

use super::{mended, pair};
use crate::support::Shelf;

/// Rule, the text that is pointed at, and what is shown with it: the words, the file and the text there.
fn shown(shelf: &Shelf) -> Vec<String> {
    let text = |path: &str| {
        let own = |(name, text): &(String, String)| {
            let ends =
                path.ends_with(&format!("/{name}")) || path.ends_with(&format!("/{name}.md"));
            ends.then(|| text.clone())
        };
        let mut all = shelf.chapters.iter().chain(&shelf.templates);
        all.find_map(own).expect("a text of the shelf")
    };
    let findings = shelf.run().diagnostics;
    let lines = findings.iter().map(|it| {
        let mut line = format!(
            "{}: {}",
            it.rule,
            &text(&it.place.path)[it.place.range.clone()]
        );
        for other in &it.related {
            let there = &text(&other.place.path)[other.place.range.clone()];
            line.push_str(&format!(" | {}: {there}", other.message));
        }
        line
    });
    lines.collect()
}

#[test]
fn the_smallest_text_that_shows_it_is_pointed_at() {
    let template = "---\nstatus: draft | approved\nversion: 0.1.0\ncreated: YYYY-MM-DD\ncount: 7\nteam: <Team>\ndesign-docs:\n  fields:\n    sponsor: {required-from: approved}\n---\n# <Title>\n\n## Plan\n\nSay what is to be done.\nName those who do it, such as <Somebody>.\n\n- **Choice**: <What>\n\n| Step | Day |\n|---|---|\n| | |\n\n## Risks\n";
    let good = "---\nstatus: approved\nversion: 1.0.0\ncreated: 2024-05-18\ncount: 3\nteam: Core\nsponsor: Ann\n---\n# A\n\n## Plan\n\nWe go on.\n\n- **Choice**: a cache.\n\n| Step | Day |\n|---|---|\n| a | b |\n\n## Risks\n\nNone.\n";
    for (from, to, told) in [
        ("", "", ""),
        (
            "status: approved",
            "status: aproved",
            "unknown-status: aproved | the template shows it here: status: draft | approved",
        ),
        (
            "created: 2024-05-18",
            "created: soon",
            "invalid-date: soon | the template shows it here: created: YYYY-MM-DD",
        ),
        (
            "count: 3",
            "count: some",
            "invalid-field: some | the template shows it here: count: 7",
        ),
        (
            "version: 1.0.0",
            "version: 1.0",
            "invalid-version: 1.0 | the template shows it here: version: 0.1.0",
        ),
        (
            "team: Core\n",
            "",
            "missing-field: --- | the template shows it here: team: <Team>",
        ),
        (
            "sponsor: Ann\n",
            "",
            "missing-field: --- | the template asks for it here: sponsor",
        ),
        (
            "team: Core",
            "team: <Team>",
            "placeholder: <Team> | the template's gap: team: <Team>",
        ),
        (
            "We go on.",
            "We go on, <Somebody>.",
            "placeholder: <Somebody> | the template's gap: <Somebody>",
        ),
        ("We go on.", "We TODO go on.", "placeholder: TODO"),
        (
            "We go on.",
            "We go on with <Other> here.",
            "lost-text: <Other>",
        ),
        (
            "We go on.",
            "We go on. Say what is to be done.",
            "leftover-guidance: Say what is to be done. | the template's text: Say what is to be done.",
        ),
        (
            "**Choice**: a cache.",
            "**Choice**:",
            "empty-label: **Choice**: | the template has it here: **Choice**:",
        ),
        (
            "| Step | Day |",
            "| Step | Week |",
            "missing-column: Step | Week | the template's table has it: Day",
        ),
        (
            "None.\n",
            "",
            "unfilled-section: ## Risks | the template's section: ## Risks",
        ),
        (
            "\n## Risks\n\nNone.\n",
            "",
            "missing-section: ## Plan | the template asks for it here: ## Risks",
        ),
        (
            "## Risks",
            "### Risks",
            "wrong-level: ### Risks | the template has it here: ## Risks",
        ),
    ] {
        assert!(good.contains(from), "{from}");
        let text = good.replacen(from, to, 1);
        assert_eq!(shown(&pair(template, &text)).join("\n"), told, "{to}");
    }
}

#[test]
fn a_contents_list_that_lacks_something_is_pointed_at_by_its_first_line() {
    let template = "# <Title>\n\n## Contents\n\n## One\n\n## Two\n\n## Three\n";
    let text = "# A\n\n## Contents\n\n- [One](#one)\n- [Two](#two)\n\n## One\n\nA.\n\n## Two\n\nB.\n\n## Three\n\nC.\n";
    assert_eq!(
        shown(&pair(template, text)),
        ["stale-toc: - [One](#one) | the heading that the list lacks: ## Three"]
    );
}

#[test]
fn a_slip_in_a_field_is_mended_in_the_field() {
    let template = "---\nstatus: draft\nauthor: <Name>\n---\n# <Title>\n";
    let text = |fields: &str| format!("---\n{fields}\n---\n# A\n");
    let shelf = |fields: &str| pair(template, &text(fields));
    assert_eq!(
        mended(&shelf("stauts: draft\nauthor: Ann")),
        text("status: draft\nauthor: Ann")
    );
    assert_eq!(
        shown(&shelf("stauts: draft\nauthor: Ann")),
        ["unknown-field: stauts | the template shows it here: status: draft"]
    );
    for (from, to) in [
        (
            "\"stauts\": draft\nauthor: Ann",
            "\"status\": draft\nauthor: Ann",
        ),
        ("stacus: draft\nauthor: Ann", "status: draft\nauthor: Ann"),
    ] {
        assert_eq!(mended(&shelf(from)), text(to));
    }
    // By another name of what the template calls an author.
    let told = shown(&shelf("status: draft\nownrs: Ann"));
    assert!(
        told.len() == 1 && told[0].starts_with("unknown-field: ownrs"),
        "{told:#?}"
    );
}
