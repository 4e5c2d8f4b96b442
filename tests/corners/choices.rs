//! Words to choose from.

use super::{lines, one};

#[test]
fn words_to_choose_from_may_have_others_before_them() {
    let of = |example: &str| one(&format!("team: \"{example}\"\n"), "team: nobody\n");
    let legal = "src/a.md:3 invalid-field: `team` can't be `nobody`; legal: core, edge";
    assert_eq!(of("<one of: core | edge>"), legal);
    assert_eq!(of("<core | edge>"), legal);
    // A colon behind the first of them is its own.
    assert_eq!(of("<core | edge: all>"), format!("{legal}: all"));
}

#[test]
fn words_to_choose_from_hold_those_that_the_template_shows() {
    let template = |example: &str| {
        format!(
            "---\nteam: {example}\ndesign-docs:\n  fields:\n    team: {{one-of: [core, edge]}}\n---\n# <Title>\n"
        )
    };
    let of = |example: &str| lines(&template(example), "---\nteam: core\n---\n# A\n");
    assert_eq!(of("core | Edge"), []);
    assert_eq!(of("core | cloud"), [("template-error", 5)]);
    assert_eq!(of("cloud"), [("template-error", 5)]);
}
