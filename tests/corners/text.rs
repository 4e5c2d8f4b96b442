//! Tags, gaps and comments in what an author writes.

use super::{lines, mended, pair};

const TEMPLATE: &str = "# <Title>\n\n## Plan\n";

#[test]
fn a_gap_in_angle_brackets_is_a_gap_and_no_lost_tag() {
    for gap in ["<TODO>", "<FIXME>"] {
        let text = format!("# A\n\n## Plan\n\nWe wait for {gap} and go on.\n");
        assert_eq!(lines(TEMPLATE, &text), [("placeholder", 5)], "{gap}");
    }
    // What stands beside one is none.
    let text = "# A\n\n## Plan\n\nWe wait for <TODO><Name>.\n";
    assert_eq!(
        lines(TEMPLATE, text),
        [("placeholder", 5), ("lost-text", 5)]
    );
}

#[test]
fn of_several_rules_that_a_comment_allows_the_idle_ones_go() {
    let of = |rules: &str| {
        format!(
            "# A\n\n## Plan\n\n<!-- design-docs: allow {rules}: so it is called -->\nThe TODO list.\n"
        )
    };
    for rules in [
        "placeholder, lost-text",
        "lost-text, placeholder",
        "lost-text, placeholder, damaged-text",
        "lost-text, damaged-text, placeholder",
        "placeholder,lost-text ,damaged-text",
    ] {
        assert_eq!(
            mended(&pair(TEMPLATE, &of(rules))),
            of("placeholder"),
            "{rules}"
        );
    }
}
