//! Fields and what is said of them.

use super::{lines, pair, told};
use crate::support::Shelf;

#[test]
fn a_title_that_is_a_gap_disagrees_with_nothing() {
    let template = "---\ntitle: <Title>\n---\n# <Title>\n\n## Plan\n";
    let of = |field: &str, heading: &str| {
        lines(
            template,
            &format!("---\ntitle: {field}\n---\n# {heading}\n\n## Plan\n\nWe go on.\n"),
        )
    };
    assert_eq!(of("<Title>", "Caching"), [("placeholder", 2)]);
    assert_eq!(of("Caching", "<Title>"), [("placeholder", 4)]);
    assert_eq!(of("Caching", "TODO"), [("placeholder", 4)]);
    assert_eq!(of("Caching", "Storage"), [("title-mismatch", 4)]);
    assert_eq!(of("Caching", "Caching"), []);
}

/// The only thing that is told of a document with this front matter.
fn one(template: &str, fields: &str) -> String {
    let template = format!("---\nowners: [ann@example.org]\n{template}---\n# <Title>\n");
    let text = format!("---\nowners: [bob@example.org]\n{fields}---\n# A\n");
    let told = told(&pair(&template, &text));
    assert_eq!(told.len(), 1, "{told:#?}");
    told[0].clone()
}

#[test]
fn what_is_missing_is_said_with_a_line_to_type_where_one_can_be_made_up() {
    let asked = |field: &str| format!("design-docs:\n  fields:\n    {field}\n");
    let asked_from = |field: &str, keys: &str| {
        let keys = format!("{field}: {{{keys}, required-from: draft}}");
        format!("status: draft\n{}", asked(&keys))
    };
    let draft = "status: draft\n";
    for (template, fields, field, help) in [
        (
            format!(
                "ticket: ABC-1\n{}",
                asked("ticket: {pattern: \"^[A-Z]+-[0-9]+$\"}")
            ),
            "",
            "ticket",
            "write text that matches `^[A-Z]+-[0-9]+$`, where the template has `ABC-1`",
        ),
        (
            asked_from("ticket", "pattern: \"^[A-Z]+-[0-9]+$\""),
            draft,
            "ticket",
            "write text that matches `^[A-Z]+-[0-9]+$`",
        ),
        (
            asked_from("count", "type: integer"),
            draft,
            "count",
            "write a whole number",
        ),
        (
            asked_from("due", "type: date"),
            draft,
            "due",
            "write a day as YYYY-MM-DD, such as `due: 2026-01-01`",
        ),
        (
            asked_from("team", "one-of: [core, edge]"),
            draft,
            "team",
            "write one of core, edge, such as `team: core`",
        ),
        (
            "contact:\n  team: <Team>\n  chat: <Channel>\n".to_owned(),
            "",
            "contact",
            "write the keys `team`, `chat`",
        ),
    ] {
        let told = one(&template, fields);
        let start = format!("src/a.md:1 missing-field: the field `{field}` is missing; ");
        let end = format!("; {help}");
        assert!(told.starts_with(&start) && told.ends_with(&end), "{told}");
    }
}

#[test]
fn in_toml_the_line_to_type_is_toml() {
    let template =
        "---\nstatus: draft\nowners: [ann@example.org]\ncreated: 2024-05-18\n---\n# <Title>\n";
    let told = told(&pair(template, "+++\ntitle = \"A\"\n+++\n# A\n"));
    for line in [
        "`status = \"draft\"`",
        "`owners = [\"ann@example.org\"]`",
        "`created = 2026-01-01`",
    ] {
        assert!(
            told.iter().any(|it| it.ends_with(line)),
            "{line}: {told:#?}"
        );
    }
}

#[test]
fn a_mapping_lacks_the_keys_that_it_lacks() {
    let template = "contact:\n  team: <Team>\n  chat: <Channel>\n";
    assert_eq!(
        one(template, "contact:\n  team: Storage\n"),
        "src/a.md:3 invalid-field: `contact` lacks the key `chat`; write the keys `team`, `chat` below it"
    );
    assert_eq!(
        one(template, "contact:\n  team: Storage\n  chat:\n"),
        "src/a.md:3 invalid-field: `contact` lacks the key `chat`; write the keys `team`, `chat` below it"
    );
}

#[test]
fn a_type_in_words_is_the_type_that_examples_show() {
    let typed =
        |field: &str| format!("{field}design-docs:\n  fields:\n    release: {{type: version}}\n");
    assert_eq!(
        one(&typed(""), "release: 1.0\n"),
        "src/a.md:3 invalid-version: `1.0` is no semantic version; write `1.0.0`"
    );
    // What stands wholly in brackets is to be filled in, whatever text may stand there; an example is
    // a value.
    let text = |example: &str| {
        format!("sponsor: {example}\ndesign-docs:\n  fields:\n    sponsor: {{type: text}}\n")
    };
    let gap = "(who pays for it)";
    assert!(one(&text(gap), &format!("sponsor: {gap}\n")).starts_with("src/a.md:3 placeholder: "),);
    let shelf = |example: &str| {
        let template = format!("---\n{}---\n# <Title>\n", text(example));
        pair(&template, &format!("---\nsponsor: {example}\n---\n# A\n"))
    };
    assert_eq!(told(&shelf("The platform team")), [""; 0]);
}

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
fn a_template_that_an_entry_asks_for_in_vain_is_told_once_for_all_chapters() {
    let mut shelf = Shelf::new();
    shelf.config =
        "[[preprocessor.design-docs.documents]]\npath = \"**/*.md\"\ntemplate = \"gone\"\n".into();
    for (count, chapters) in [(1, "1 chapter"), (2, "2 chapters"), (3, "3 chapters")] {
        shelf = shelf.chapter(&format!("{count}.md"), "# A\n");
        let told = told(&shelf);
        let start = format!(
            "book.toml:3 unknown-template: no template is called `gone`; `**/*.md` asks for it in {chapters}; "
        );
        assert!(told.len() == 1 && told[0].starts_with(&start), "{told:#?}");
    }
}
