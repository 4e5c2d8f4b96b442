//! Sections, labels and what a template says of them.

use super::{lines, mended_by, pair, told};

#[test]
fn a_label_in_a_section_that_the_template_names_is_that_sections() {
    let template = "# <Title>\n\n## Decision\n\n- **Choice**: <What>\n\n### Details\n";
    let of = |above: &str, below: &str| {
        lines(
            template,
            &format!("# A\n\n## Decision\n\n{above}\n\n### Details\n\n{below}\n"),
        )
    };
    assert_eq!(of("- **Choice**: a cache.", "As it says."), []);
    assert_eq!(
        of("As it says.", "- **Choice**: a cache."),
        [("missing-label", 3)]
    );
    // In one of the author's own it is still the section's.
    let own = "# A\n\n## Decision\n\nAs it says.\n\n### Why\n\n- **Choice**: a cache.\n\n#### How\n\nSo.\n\n### Details\n\nNone.\n";
    assert_eq!(lines(template, own), []);
}

#[test]
fn a_first_heading_is_the_title_whatever_sections_hold_the_fields() {
    let template = "# <Title>\n\n## Status\n\nProposed\n\n## Context\n";
    let text = "## Status\n\nAccepted\n\n## Context\n\nIt is slow.\n";
    assert_eq!(told(&pair(template, text)), [""; 0]);
    assert_eq!(told(&pair(template, &format!("# A\n\n{text}"))), [""; 0]);
    // A first heading that holds one is no title.
    let held = "# Status\n\nProposed\n\n## Context\n";
    assert_eq!(
        lines(held, "## Context\n\nIt is slow.\n"),
        [("missing-section", 1)]
    );
}

#[test]
fn what_says_that_a_section_is_optional() {
    let without = "# A\n\n## Plan\n\nWe go on.\n";
    for (said, optional) in [
        ("## Risks\n\nThis section is optional.\n", true),
        (
            "<!-- This section is optional. -->\n## Risks\n\nWhat may go wrong.\n",
            true,
        ),
        (
            "<!-- This part may be skipped. -->\n## Risks\n\nThis section is optional.\n",
            true,
        ),
        (
            "## Risks\n\n<!-- optional -->\n\nWhat may go wrong.\n",
            true,
        ),
        (
            "## Risks\n\nWhat may go wrong.\n\nThis section is optional.\n",
            false,
        ),
        (
            "<!-- Not for beginners. -->\n## Risks\n\nWhat may go wrong.\n",
            false,
        ),
    ] {
        let template = format!("# <Title>\n\n## Plan\n\n{said}");
        let told = lines(&template, without);
        let missing: &[(&str, usize)] = &[("missing-section", 3)];
        assert_eq!(told, if optional { &[] } else { missing }, "{said}");
    }
}

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
fn a_short_line_that_leads_in_may_stay() {
    for (line, stays) in [
        ("For each step:", true),
        ("Name for each step:", true),
        ("Now name for each step:", false),
        ("Name who does each step.", false),
    ] {
        let template = format!("# <Title>\n\n## Plan\n\n{line}\n");
        let text = format!("# A\n\n## Plan\n\n{line}\n\n- Ann writes it.\n- Bob reads it.\n");
        let told = lines(&template, &text);
        let left: &[(&str, usize)] = &[("leftover-guidance", 5)];
        assert_eq!(told, if stays { &[] } else { left }, "{line}");
    }
}

#[test]
fn code_that_only_mentions_a_gap_is_none() {
    let template =
        "# <Title>\n\n## Plan\n\nPut it at `src/<id>/mod.rs`, and name `<Owner>` there.\n";
    let of = |text: &str| lines(template, &format!("# A\n\n## Plan\n\n{text}\n"));
    assert_eq!(of("It is at `lib/<id>/x.rs` now."), []);
    assert_eq!(of("It belongs to `<Owner>` now."), [("placeholder", 5)]);
}

#[test]
fn what_a_template_says_in_passing_may_stay() {
    for (kept, stays) in [
        ("Say who does it.", false),
        ("- Say who does it", false),
        ("Two words.", true),
        ("- [ ] say who does it", true),
        ("**Say who does it**", true),
        ("- [Say who does it](who.md)", true),
    ] {
        let template = format!("# <Title>\n\n## Plan\n\n{kept}\n");
        let text = format!("# A\n\n## Plan\n\n{kept}\n\nAnn writes it.\n");
        let told = lines(&template, &text);
        let left: &[(&str, usize)] = &[("leftover-guidance", 5)];
        assert_eq!(told, if stays { &[] } else { left }, "{kept}");
    }
}

#[test]
fn guidance_that_is_left_is_shown_in_the_template_and_taken_out_by_the_sentence() {
    let template = "# <Title>\n\n## Plan\n\nSay what is to be done.\nName those who do it.\n";
    let of = |text: &str| pair(template, &format!("# A\n\n## Plan\n\n{text}\n"));
    let findings = of("We go on. Name those who do it. It is done.")
        .run()
        .diagnostics;
    let places: Vec<usize> = { findings.iter().flat_map(|it| &it.related) }
        .map(|it| it.place.start.line)
        .collect();
    assert_eq!(places, [6]);
    for (text, mended) in [
        (
            "We go on. Name those who do it. It is done.",
            "We go on. It is done.",
        ),
        ("We go on. Name those who do it.", "We go on."),
        ("Name those who do it.  We go on.", "We go on."),
        (
            "We go on.\n\nName those who do it.\n\nIt is done.",
            "We go on.\n\nIt is done.",
        ),
        (
            "- We go on.\n- Name those who do it.\n- It is done.",
            "- We go on.\n- It is done.",
        ),
    ] {
        let mended_text = mended_by(&of(text), &["leftover-guidance"]);
        assert_eq!(mended_text, format!("# A\n\n## Plan\n\n{mended}\n"));
    }
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
fn statuses_that_a_template_speaks_of_are_those_of_its_lifecycle() {
    let of = |lifecycle: &str, status: &str| {
        let template = format!(
            "---\nstatus: <status>\ndesign-docs:\n  lifecycle: {lifecycle}\n---\n# <Title>\n\n<!-- required: {status} -->\n## Plan\n"
        );
        let mut shelf = pair(
            &template,
            "---\nstatus: open\n---\n# A\n\n## Plan\n\nWe go on.\n",
        );
        shelf.config = "[[preprocessor.design-docs.lifecycle.short]]\nstatus = \"open\"\n\
            [[preprocessor.design-docs.lifecycle.short]]\nstatus = \"shut\"\n"
            .to_owned();
        told(&shelf)
    };
    for lifecycle in ["short", "[{status: open}, {status: shut}]"] {
        assert_eq!(of(lifecycle, "shut"), [""; 0], "{lifecycle}");
        let told = of(lifecycle, "approved");
        let said = "templates/t.md:8 template-error: ";
        assert!(told.len() == 1 && told[0].starts_with(said), "{told:#?}");
        assert!(told[0].ends_with("there are `open`, `shut`"), "{told:#?}");
    }
}

#[test]
fn a_section_comes_as_often_as_the_template_says() {
    let of = |times: &str, count: usize| {
        let template = format!("# <Title>\n\n<!-- repeat: {times} -->\n## Step <number>\n");
        let steps: String = (0..count)
            .map(|at| format!("\n## Step {at}\n\nSo.\n"))
            .collect();
        lines(&template, &format!("# A\n{steps}"))
    };
    for (times, right) in [("2", 2..3), ("1..2", 1..3), ("2..", 2..5)] {
        for count in 1..5 {
            let told: Vec<&str> = of(times, count).iter().map(|(rule, _)| *rule).collect();
            let wrong = ["duplicate-section"];
            let expected = if right.contains(&count) {
                &[][..]
            } else {
                &wrong
            };
            assert_eq!(told, expected, "{times}: {count}");
        }
    }
}

#[test]
fn a_comment_of_the_templates_that_is_still_there_is_told() {
    let template = "# <Title>\n\n## Plan\n\n<!-- Say what is to be done, and who does it. -->\n\n<!-- Go on. -->\n";
    let of = |comment: &str| {
        lines(
            template,
            &format!("# A\n\n## Plan\n\n{comment}\n\nWe go on.\n"),
        )
    };
    assert_eq!(
        of("<!-- Say what is to be done, and who does it. -->"),
        [("leftover-guidance", 5)]
    );
    assert_eq!(of("<!-- Go on. -->"), []);
    assert_eq!(
        of("<!-- It says what is to be done, and who does it. -->"),
        []
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
