//! Sections that `fix` sets in: where they go, and what comes with them.

use super::{mended_by, pair};

#[test]
fn what_is_set_in_stays_above_a_last_line_and_in_its_own_section() {
    let template = "# <Title>\n\n## One\n\n### Below\n\n## Two\n";
    let text = |below: &str, two: &str| {
        format!(
            "# A\n\n## One\n\na\n\n{below}## Two\n\nb\n\n{two}---\n\nLast updated: 2024-05-18\n"
        )
    };
    let missing = &["missing-section"];
    assert_eq!(
        mended_by(&pair(template, &text("", "")), missing),
        text("### Below\n\n", "")
    );
    let last = template.replace("### Below\n\n## Two\n", "## Two\n\n### Below\n");
    assert_eq!(
        mended_by(&pair(&last, &text("", "")), missing),
        text("", "### Below\n\n")
    );
}

#[test]
fn an_underlined_heading_of_a_template_is_one_in_the_document_too() {
    let template = "<Title>\n===\n\nOne\n---\n\nTwo\n---\n\nSay so.\n";
    let text = "# A\n\n## One\n\na\n";
    let shelf = pair(template, text);
    assert_eq!(
        mended_by(&shelf, &["missing-section"]),
        format!("{text}\nTwo\n----\n\nSay so.\n")
    );
}

#[test]
fn a_missing_section_follows_none_that_is_misplaced() {
    let template = "# <Title>\n\n## One\n\n## Two\n\n## Three\n\n## Four\n";
    let text = "# A\n\n## Three\n\nc\n\n## Four\n\nd\n\n## One\n\na\n";
    assert_eq!(
        mended_by(&pair(template, text), &["missing-section"]),
        "# A\n\n## Two\n\n## Three\n\nc\n\n## Four\n\nd\n\n## One\n\na\n"
    );
}

#[test]
fn with_a_missing_section_comes_what_is_needed_below_it_and_stands_nowhere_else() {
    let template =
        "# <Title>\n\n## One\n\n## Two\n\n### Below\n\n### Under\n\n<!-- optional -->\n### More\n";
    let of = |text: &str| mended_by(&pair(template, text), &["missing-section"]);
    assert_eq!(
        of("# A\n\n## One\n\na\n"),
        "# A\n\n## One\n\na\n\n## Two\n\n### Below\n\n### Under\n"
    );
    assert_eq!(
        of("# A\n\n## One\n\na\n\n### Below\n\nb\n"),
        "# A\n\n## One\n\na\n\n### Below\n\nb\n\n## Two\n\n### Under\n"
    );
}
