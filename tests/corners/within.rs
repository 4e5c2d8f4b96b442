//! What the template asks for within a section: tables, approvals, fields.

use super::{lines, pair, told};

#[test]
fn tables_that_share_a_column_belong_together() {
    let risks = "| Risk | Chance |\n|---|---|\n| a | b |\n";
    let costs = "| Item | Price |\n|---|---|\n| a | b |\n";
    let other = "| Danger | Odds |\n|---|---|\n| a | b |\n";
    let template =
        format!("# <Title>\n\n## Plan\n\n{risks}\n{costs}").replace("| a | b |", "| | |");
    let of = |tables: &[&str]| {
        let told = told(&pair(
            &template,
            &format!("# A\n\n## Plan\n\n{}", tables.join("\n")),
        ));
        let said = told
            .iter()
            .filter_map(|it| it.split_once("missing-column: "));
        said.map(|(at, said)| format!("{at}{}", said.split(';').next().unwrap_or_default()))
            .collect::<Vec<_>>()
    };
    assert_eq!(of(&[risks, costs]), [""; 0]);
    assert_eq!(of(&[costs, other, risks]), [""; 0]);
    assert_eq!(
        of(&[costs, other]),
        [
            "src/a.md:9 the table has no column \"Risk\"",
            "src/a.md:9 the table has no column \"Chance\""
        ]
    );
    assert_eq!(
        of(&[costs]),
        ["src/a.md:3 \"Plan\" has no table with the columns Risk, Chance"]
    );
    let partly = risks.replace("Chance", "Odds");
    assert_eq!(
        of(&[costs, &partly]),
        ["src/a.md:9 the table has no column \"Chance\""]
    );
}

#[test]
fn a_table_in_html_is_one() {
    let template = "# <Title>\n\n## Plan\n\n| Step | Day |\n|---|---|\n| | |\n";
    let of = |text: &str| {
        lines(
            template,
            &format!("# A\n\n## Plan\n\nWe go on.\n\n{text}\n"),
        )
    };
    assert_eq!(of("<table><tr><th>Step</th></tr></table>"), []);
    assert_eq!(of("<div>No table.</div>"), [("missing-column", 3)]);
    assert_eq!(of("```html\n<table></table>\n```"), [("missing-column", 3)]);
    assert_eq!(of("| Step |\n|---|\n| a |"), [("missing-column", 7)]);
}

#[test]
fn approvals_that_have_a_section_are_told_there() {
    let lifecycle = "design-docs:\n  lifecycle:\n    - {status: draft}\n    - {status: approved, approvals: 1}\n";
    let template =
        format!("---\nstatus: <status>\n{lifecycle}---\n# <Title>\n\n## Plan\n\n## Approvals\n");
    let of = |template: &str, rest: &str| {
        lines(
            template,
            &format!("---\nstatus: approved\n---\n# A\n\n## Plan\n\nWe go on.\n{rest}"),
        )
    };
    assert_eq!(of(&template, ""), [("missing-section", 6)]);
    assert_eq!(
        of(&template, "\n## Approvals\n"),
        [("unfilled-section", 10)]
    );
    assert_eq!(
        of(&template, "\n## Approvals\n\n- [ ] Ann\n"),
        [("missing-approval", 10)]
    );
    assert_eq!(of(&template, "\n## Approvals\n\n- [x] Ann\n"), []);
    let without = template.replace("\n## Approvals\n", "");
    assert_eq!(of(&without, ""), [("missing-approval", 2)]);
}

#[test]
fn a_field_that_the_template_keeps_in_a_section_is_told_once() {
    let template =
        "# <Title>\n\n## Status\n\nproposed | accepted\n\n## Owners\n\n[Names]\n\n## Context\n";
    let of = |status: &str, owners: &str| {
        let text = format!("# A\n\n{status}{owners}## Context\n\nIt is slow.\n");
        lines(template, &text)
    };
    let status = "## Status\n\naccepted\n\n";
    let owners = "## Owners\n\nAnn\n\n";
    assert_eq!(of(status, owners), []);
    assert_eq!(
        of(status, "## Owners\n\n- Ann\n- Bob\n\nAll of them.\n\n"),
        []
    );
    assert_eq!(of(status, ""), [("missing-section", 3)]);
    assert_eq!(of(status, "## Owners\n\n"), [("unfilled-section", 7)]);
    assert_eq!(of("", owners), [("missing-section", 1)]);
    let talk = "## Status\n\n- We have talked about it.\n- Most of us would go on.\n\n";
    assert_eq!(of(talk, owners), [("missing-field", 8)]);
}

#[test]
fn a_field_in_a_section_that_is_not_needed_yet_is_not_asked_for() {
    let template = "# <Title>\n\n## Status\n\nproposed | accepted\n\n<!-- required: accepted -->\n## Owners\n\n[Names]\n\n## Context\n";
    let of = |status: &str, owners: &str| {
        lines(
            template,
            &format!("# A\n\n## Status\n\n{status}\n\n{owners}## Context\n\nIt is slow.\n"),
        )
    };
    assert_eq!(of("proposed", ""), []);
    assert_eq!(of("proposed", "## Owners\n\n"), []);
    assert_eq!(of("accepted", ""), [("missing-section", 3)]);
    assert_eq!(of("accepted", "## Owners\n\nAnn\n\n"), []);
}
