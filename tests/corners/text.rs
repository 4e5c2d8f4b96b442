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

#[test]
fn a_contents_list_with_nothing_to_list_goes_and_the_file_ends_as_it_did() {
    let template = "# <Title>\n\n## Contents\n";
    let list = "- [Gone](#gone)\n- [Lost](#lost)";
    for (ending, end) in [("\n", ""), ("\n", "\n"), ("\r\n", ""), ("\r\n", "\r\n")] {
        let of = |rest: &str| format!("# A\n\n## Contents{rest}").replace('\n', ending) + end;
        let text = of(&format!("\n\n{list}"));
        assert_eq!(mended(&pair(template, &text)), of(""), "{text:?}");
    }
    // What stands behind it keeps its distance: a rule would make a heading of the text above.
    let text =
        |list: &str| format!("# A\n\n## Contents\n\nAs follows:\n\n{list}\n---\n\nThat is all.\n");
    let left = mended(&pair(template, &text(list)));
    assert_eq!(left, text(""));
}
