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
fn sections_that_are_shifted_together_are_one_finding() {
    let template = "# <Title>\n\n## One\n\n## Two\n\n## Three\n";
    let of = |one: &str, two: &str, three: &str| {
        told(&pair(
            template,
            &format!("# A\n\n{one} One\n\na\n\n{two} Two\n\nb\n\n{three} Three\n\nc\n"),
        ))
    };
    assert_eq!(of("##", "##", "##"), [""; 0]);
    assert_eq!(
        of("##", "##", "###"),
        [
            "src/a.md:11 wrong-level: the section \"Three\" is at level 3, the template has it at level 2; write `## Three`"
        ]
    );
    assert_eq!(
        of("###", "###", "###"),
        [
            "src/a.md:3 wrong-level: the section \"One\" and 2 more are at level 3, the template has them at level 2; write `##` in place of `###`, below them likewise"
        ]
    );
}

#[test]
fn a_heading_keeps_its_form_at_another_level() {
    let template = "# <Title>\n\n## One\n\n### Below\n";
    let of = |heading: &str, below: &str| {
        mended_by(
            &pair(
                template,
                &format!("# A\n\n{heading}\n\na\n\n{below}\n\nb\n"),
            ),
            &["wrong-level"],
        )
    };
    let right = |heading: &str, below: &str| format!("# A\n\n{heading}\n\na\n\n{below}\n\nb\n");
    assert_eq!(of("## One", "## Below"), right("## One", "### Below"));
    assert_eq!(
        of("## One", "  #### Below ####"),
        right("## One", "  ### Below ####")
    );
    assert_eq!(of("## One", "Below\n-----"), right("## One", "### Below"));
    assert_eq!(of("### One", "#### Below"), right("## One", "### Below"));
}

#[test]
fn ids_that_authors_give_are_told_where_another_heading_has_them() {
    let template = "# <Title>\n\n## Plan\n";
    let of = |rest: &str| {
        lines(
            template,
            &format!("# A\n\n## Plan\n\nWe go on.\n\n{rest}\n"),
        )
    };
    assert_eq!(of("### Costs {#costs}\n\na"), []);
    assert_eq!(of("### Costs\n\na\n\n### Costs\n\nb"), []);
    assert_eq!(of("### Costs {#plan}\n\na"), [("duplicate-anchor", 3)]);
    assert_eq!(
        of("### Costs {#x}\n\na\n\n### Days {#x}\n\nb"),
        [("duplicate-anchor", 11)]
    );
}

#[test]
fn an_unexpected_section_is_told_with_its_siblings_alone() {
    let template = "# <Title>\n\n## One\n\n### Below\n\n## Two\n\n### Under\n";
    let text = "# A\n\n## One\n\na\n\n### Below\n\nb\n\n### Own\n\nc\n\n## Two\n\nd\n\n### Under\n\ne\n\n## More\n\nf\n\n#### Deep\n\ng\n";
    let mut shelf = pair(template, text);
    shelf.config =
        "[preprocessor.design-docs.rules]\nunexpected-section = \"warning\"\n".to_owned();
    let start = "unexpected-section: the template has no section";
    let end = "; put it below one of them, or name it in the template";
    assert_eq!(
        told(&shelf),
        [
            format!(
                "src/a.md:11 {start} \"Own\" here; the template's sections here are \"Below\"{end}"
            ),
            format!(
                "src/a.md:23 {start} \"More\" here; the template's sections here are \"One\", \"Two\"{end}"
            ),
        ]
    );
}

#[test]
fn where_the_template_shows_a_picture_one_is_asked_for() {
    let template = "# <Title>\n\n## Plan\n\n![The plan](plan.png)\n";
    let told = told(&pair(template, "# A\n\n## Plan\n"));
    assert!(
        told.len() == 1
            && told[0].ends_with("; put a picture of your own where the template shows one"),
        "{told:#?}"
    );
}
