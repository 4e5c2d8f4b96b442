//! Sections that a template repeats, and those whose own text it asks for.

use super::{lines, mended_by, pair, told};

#[test]
fn a_repeated_section_may_stand_on_both_sides_where_the_template_has_it_so() {
    let text = "# A\n\n## Decision 1\n\na\n\n## Notes\n\nb\n\n## Decision 2\n\nc\n";
    let together = "# <Title>\n\n## Decision 1\n\n## Decision 2\n\n## Notes\n";
    assert_eq!(lines(together, text), [("misplaced-section", 7)]);
    let apart = "# <Title>\n\n## Decision 1\n\n## Notes\n\n## Decision 2\n";
    assert_eq!(lines(apart, text), []);
    // Thrice, and only the last two stand side by side.
    let thrice = "# <Title>\n\n## Decision 1\n\n## Notes\n\n## Decision 2\n\n## Decision 3\n";
    assert_eq!(lines(thrice, text), []);
    // What stands below it parts it from nothing.
    let below = "# <Title>\n\n## Decision 1\n\n### Why\n\n## Decision 2\n\n### Why\n\n## Notes\n";
    let text = "# A\n\n## Decision 1\n\na\n\n### Why\n\nx\n\n## Notes\n\nb\n\n## Decision 2\n\nc\n\n### Why\n\ny\n";
    assert_eq!(lines(below, text), [("misplaced-section", 11)]);
}

#[test]
fn headings_that_are_one_gap_are_one_repeated_section() {
    let text = "# A\n\n## Cache\n\na\n\n## Disk\n\nb\n";
    for template in [
        "# <Title>\n\n## <Decision>\n\n## <Decision>\n",
        "# <Title>\n\n## [Decision]\n\n## [Decision]\n",
        "# <Title>\n\n## <Decision>\n\n## <Other decision>\n",
        "# <Title>\n\n<!-- repeat -->\n## <Decision>\n",
    ] {
        assert_eq!(lines(template, text), [], "{template}");
    }
    let twice = "# <Title>\n\n## Plan\n\n## Plan\n";
    let plan = "# A\n\n## Plan\n\na\n";
    assert_eq!(lines(twice, plan), [("template-error", 5)]);
    let meant = "# <Title>\n\n<!-- repeat -->\n## Plan\n\n## Plan\n";
    assert_eq!(lines(meant, plan), []);
}

#[test]
fn a_section_with_others_below_it_needs_text_where_the_template_guides_it() {
    let text = "# A\n\n## One\n\n### Below\n\na\n";
    let of = |guidance: &str| {
        lines(
            &format!("# <Title>\n\n## One\n\n{guidance}### Below\n"),
            text,
        )
    };
    assert_eq!(of(""), []);
    assert_eq!(of("<!-- Say what it is all about. -->\n\n"), []);
    assert_eq!(of("Say so.\n\n"), [("unfilled-section", 3)]);
}

#[test]
fn what_a_section_is_told_to_hold_is_no_annotation() {
    let template = "# <Title>\n\n## One\n\n<!-- optional -->\n\nSay so.\n\n## Two\n";
    let told = told(&pair(template, "# A\n\n## One\n\n## Two\n\nb\n"));
    assert_eq!(
        told,
        ["src/a.md:3 unfilled-section: the section \"One\" is empty; the template asks: Say so."]
    );
}

#[test]
fn a_section_that_is_moved_goes_where_it_belongs_at_once() {
    let template = "# <Title>\n\n## Two\n\n### Below\n\n### Under\n\n## Three\n";
    let text = "# A\n\n## Two\n\nb\n\n## Three\n\ne\n\n### Under\n\nd\n\n### Below\n\nc\n";
    let findings = pair(template, text).run().diagnostics;
    let three = text.find("## Three").expect("a heading");
    for finding in &findings {
        let edits = &finding.fix.as_ref().expect("a mend").edits;
        let set_in = edits.iter().find(|it| !it.text.is_empty());
        assert!(
            set_in.is_some_and(|it| it.range.start < three),
            "{finding:#?}"
        );
    }
    assert_eq!(findings.len(), 2, "{findings:#?}");
}

#[test]
fn a_field_that_stands_in_a_section_is_asked_for_with_it() {
    let template = "---\nstatus: draft\n---\n# <Title>\n\n<!-- required: approved -->\n## Info\n\n```\nowner: <Name>\n```\n";
    let of = |status: &str, version: &str| {
        let text = format!(
            "---\nstatus: {status}\nversion: {version}\n---\n# A\n\n## Info\n\nIt is ours.\n"
        );
        lines(template, &text)
    };
    assert_eq!(of("draft", "0.1.0"), []);
    assert_eq!(of("approved", "1.0.0"), [("missing-field", 1)]);
}

#[test]
fn what_stands_below_each_repetition_is_not_given_twice() {
    let template = "# <Title>\n\n## Decision 1\n\n### Why\n\n- **Cost**: <What>\n\n### How\n\n## Decision 2\n\n### Why\n\n- **Cost**: <What>\n\n### How\n";
    let one =
        |name: &str| format!("## {name}\n\n### Why\n\n- **Cost**: none.\n\n### How\n\nSo.\n\n");
    let of = |text: &str| lines(template, &format!("# A\n\n{text}"));
    assert_eq!(of(&one("Decision 1")), []);
    let two = format!("{}{}", one("Decision 1"), one("Decision 2"));
    assert_eq!(of(&two), []);
}

#[test]
fn sections_of_one_name_below_others_are_asked_for_in_each() {
    let template = "# <Title>\n\n## One\n\n### Details\n\n## Two\n\n### Details\n";
    let text = "# A\n\n## One\n\na\n\n### Details\n\nb\n\n## Two\n\nc\n";
    assert_eq!(lines(template, text), [("missing-section", 11)]);
    let whole = format!("{text}\n### Details\n\nd\n");
    assert_eq!(lines(template, &whole), []);
}

#[test]
fn a_missing_section_is_set_in_with_what_stands_below_each_repetition() {
    let decision = |name: &str| {
        format!("\n## {name}\n\nTell it.\n\n### Why\n\nSay why.\n\n### How\n\nSay how.\n")
    };
    let both = format!("{}{}", decision("Decision 1"), decision("Decision 2"));
    let template = format!("# <Title>\n{both}\n### Who\n\nSay who.\n");
    let of = |text: &str| mended_by(&pair(&template, text), &["missing-section"]);
    assert_eq!(of("# A\n"), format!("# A\n{both}\n### Who\n\nSay who.\n"));
    // What one of them lacks is set in once.
    assert_eq!(
        of("# A\n\n## Decision 1\n\na\n\n### How\n\nb\n\n### Who\n\nc\n"),
        "# A\n\n## Decision 1\n\na\n\n### Why\n\nSay why.\n\n### How\n\nb\n\n### Who\n\nc\n"
    );
}
