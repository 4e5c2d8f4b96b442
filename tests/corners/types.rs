//! Types of fields, as templates show or name them.

use super::{lines, one, pair, told};

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
fn a_type_in_words_agrees_with_the_example_or_is_told() {
    let told = |name: &str, example: &str| {
        let template = format!(
            "---\nfield: {example}\ndesign-docs:\n  fields:\n    field: {{type: {name}}}\n---\n# <Title>\n"
        );
        lines(&template, "---\nfield: <Gap>\n---\n# A\n")
    };
    for (name, fitting, other) in [
        ("date", "2024-05-18", "soon"),
        ("version", "0.1.0", "1.0"),
        ("people", "[ann@example.org]", "7"),
        ("people", "Ann", "2024-05-18"),
        ("list", "[core, edge]", "core"),
        ("list", "[ann@example.org]", "7"),
        ("integer", "7", "seven"),
        ("boolean", "true", "yes"),
        ("boolean", "true | false", "true | maybe"),
        ("text", "some words", "[some, words]"),
    ] {
        let is_told = |example: &str| told(name, example).contains(&("template-error", 5));
        assert!(!is_told(fitting), "{name}: {fitting}");
        assert!(is_told(other), "{name}: {other}");
        assert!(!is_told("<Gap>") && !is_told(""), "{name}");
    }
}

#[test]
fn a_type_in_words_is_asked_of_documents() {
    for (name, wrong, said) in [
        ("date", "soon", "invalid-date: "),
        ("version", "1.0", "invalid-version: "),
        (
            "list",
            "core",
            "invalid-field: `field` is text, where a list is meant; put it in brackets: `field: [core]`",
        ),
        (
            "people",
            "\"???\"",
            "invalid-field: `???` names nobody in `field`",
        ),
        (
            "integer",
            "some",
            "invalid-field: `field` is `some`, no whole number",
        ),
        (
            "integer",
            "\"#7\"",
            "invalid-field: `field` is `#7`, no whole number; write `7`",
        ),
        (
            "boolean",
            "maybe",
            "invalid-field: `field` is `maybe`, neither true nor false",
        ),
        (
            "boolean",
            "\"yes\"",
            "invalid-field: `field` is `yes`, neither true nor false; write `true`\n",
        ),
        (
            "boolean",
            "\"Off\"",
            "invalid-field: `field` is `Off`, neither true nor false; write `false`\n",
        ),
    ] {
        let template =
            format!("field: <Gap>\ndesign-docs:\n  fields:\n    field: {{type: {name}}}\n");
        let told = one(&template, &format!("field: {wrong}\n"));
        assert!(format!("{told}\n").contains(said), "{name}: {told}");
    }
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

#[test]
fn a_version_that_only_words_ask_for_is_a_semantic_one() {
    let asked = "status: draft\ndesign-docs:\n  fields:\n    version: {required-from: draft}\n";
    assert_eq!(
        one(asked, "status: draft\nversion: 1.0\n"),
        "src/a.md:4 invalid-version: `1.0` is no semantic version; write `1.0.0`"
    );
    let told = one("version: <Version>\n", "");
    let help = "; write a version as MAJOR.MINOR.PATCH, such as `version: 0.1.0`";
    assert!(told.ends_with(help), "{told}");
    // A mapping is none, but for a gap in braces.
    let template =
        "version: \"{Version}\"\ndesign-docs:\n  fields:\n    version: {type: version}\n";
    assert!(one(template, "version: {Version}\n").contains(" placeholder: "));
    assert!(one(template, "version: {major: 1}\n").contains(" invalid-version: "));
}

#[test]
fn a_list_with_an_address_is_one_of_people() {
    let of = |example: &str| {
        let template = format!("---\ncontacts: [{example}]\n---\n# <Title>\n");
        lines(&template, "---\ncontacts: [\"???\"]\n---\n# A\n")
    };
    assert_eq!(of("ann@example.org"), [("invalid-field", 2)]);
    for words in ["\"@types/node.js\"", "me@home", "storage"] {
        assert_eq!(of(words), [], "{words}");
    }
}

#[test]
fn a_date_is_asked_for_unless_the_template_shows_other_text() {
    let of = |field: &str, value: &str| {
        lines(
            &format!("---\n{field}\n---\n# <Title>\n"),
            &format!("---\n{value}\n---\n# A\n"),
        )
    };
    assert_eq!(of("created: spring of 2024", "created: summer of 2025"), []);
    assert_eq!(
        of("created:", "created: summer of 2025"),
        [("invalid-date", 2)]
    );
    assert_eq!(
        of("title: <Title>", "title: A\ncreated: summer of 2025"),
        [("invalid-date", 3)]
    );
    // A deadline is one by its lifecycle alone.
    let lifecycle = "status: <status>\nexpires:\ndesign-docs:\n  lifecycle:\n    - {status: call, deadline: expires}\n    - {status: done}";
    assert_eq!(
        of(lifecycle, "status: call\nexpires: soon"),
        [("invalid-date", 3)]
    );
}

#[test]
fn what_is_no_single_value_is_told_as_such() {
    for (template, fields, said) in [
        (
            "tags: [disks]",
            "tags: {disks: 1}",
            "`tags` holds keys of its own where a value is meant",
        ),
        (
            "team: Core",
            "team: {name: Core}",
            "`team` holds keys of its own where a value is meant",
        ),
        (
            "contact:\n  team: <Team>",
            "contact: Ann",
            "`contact` holds no keys of its own; write the keys `team` below it",
        ),
        (
            "title: <Title>",
            "title: [A, B]",
            "`title` is a list, where text is meant; put all of it in quotes",
        ),
    ] {
        let told = one(&format!("{template}\n"), &format!("{fields}\n"));
        let said = format!("src/a.md:3 invalid-field: {said}");
        assert!(told.starts_with(&said), "{told}");
    }
    // Outside of front matter nobody can write a mapping.
    let template = "---\ncontact:\n  team: <Team>\n---\n# <Title>\n\n## Plan\n";
    let text = "# A\n\n- **Contact**: Ann\n\n## Plan\n\nWe go on.\n";
    assert_eq!(lines(template, text), []);
}

#[test]
fn a_relation_is_no_mapping() {
    let template = "---\ndepends_on: [a.md]\n---\n# <Title>\n";
    let told = told(&pair(template, "---\ndepends_on: {a: 1}\n---\n# A\n"));
    let said =
        "src/a.md:2 invalid-field: `depends_on` holds keys of its own where a value is meant";
    assert!(told.iter().any(|it| it.starts_with(said)), "{told:#?}");
}

#[test]
fn no_version_is_made_up_for_a_field_that_the_template_does_not_show() {
    let template = "status: draft\ndesign-docs:\n  fields:\n    release: {type: version, required-from: draft}\n";
    let told = one(template, "status: draft\n");
    assert!(
        told.ends_with("; write a version as MAJOR.MINOR.PATCH"),
        "{told}"
    );
}
