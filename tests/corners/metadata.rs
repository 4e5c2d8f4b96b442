//! Fields and what is said of them.

use super::{lines, one, pair, told};
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
    // Who has a template by a field of its own is not among them.
    let told = told(&shelf.chapter("other.md", "---\ntemplate: gone-too\n---\n# A\n"));
    let entry = told.iter().find(|it| it.starts_with("book.toml:3 "));
    assert!(
        entry.is_some_and(|it| it.contains(" in 3 chapters; ")),
        "{told:#?}"
    );
}

#[test]
fn a_strict_template_lets_in_what_the_tool_and_the_lifecycle_ask_for() {
    let template = "---\nstatus: <status>\ndesign-docs:\n  strict-fields: true\n  lifecycle:\n    - {status: draft}\n    - {status: gone, requires: [superseded_by, sponsor]}\n---\n# <Title>\n";
    let of = |field: &str| {
        lines(
            template,
            &format!("---\nstatus: draft\n{field}: t\n---\n# A\n"),
        )
    };
    for legal in ["template", "Sponsor"] {
        assert_eq!(of(legal), [], "{legal}");
    }
    for strange in ["colour", "phase", "tags"] {
        assert_eq!(of(strange), [("unknown-field", 3)], "{strange}");
    }
    let by_alias = "---\nstatus: draft\nreplaced_by: b.md\n---\n# A\n";
    let shelf = pair(template, by_alias).chapter("b.md", "---\nstatus: draft\n---\n# B\n");
    let told = told(&shelf);
    assert!(
        told.iter().all(|it| !it.contains("unknown-field")),
        "{told:#?}"
    );
}

#[test]
fn a_slip_is_none_for_a_field_that_is_there() {
    let template = "---\nstatus: draft\n---\n# <Title>\n";
    let of = |fields: &str| lines(template, &format!("---\nstatus: draft\n{fields}---\n# A\n"));
    assert_eq!(of("approver: Ann\n"), [("unknown-field", 3)]);
    assert_eq!(of("approvers: Bob\napprover: Ann\n"), []);
    assert_eq!(of("approvers:\napprover: Ann\n"), [("unknown-field", 4)]);
}

#[test]
fn two_values_of_a_field_are_told_with_where_each_stands() {
    let template = "---\nstatus: draft\nowners: [ann@example.org]\n---\n# <Title>\n";
    let said = |text: &str| {
        let told = told(&pair(template, text));
        assert_eq!(told.len(), 1, "{told:#?}");
        told[0].clone()
    };
    let front = "---\nstatus: approved\nowners: [ann, bob]\n---\n# A\n\n";
    assert_eq!(
        said(&format!("{front}- **Status**: draft\n")),
        "src/a.md:7 conflicting-field: `Status` is `draft` here and `approved` in the front matter; keep the one that is right and remove the other; until then `approved` counts"
    );
    assert_eq!(
        said(&format!("{front}- **Author**: eve\n")),
        "src/a.md:7 conflicting-field: `Author` is `eve` here and `ann, bob` in the front matter as `owners`; keep the one that is right and remove the other; until then `ann, bob` counts"
    );
    for (first, second, place) in [
        (
            "```\nStatus: draft\nOwners: ann\n```",
            "## Status\n\napproved",
            "the block of fields",
        ),
        (
            "- **Status**: draft\n- **Owners**: ann",
            "## Status\n\napproved",
            "the lines of fields",
        ),
        (
            "| Status | draft |\n|---|---|\n| Owners | ann |",
            "## Status\n\napproved",
            "the table of fields",
        ),
    ] {
        let told = said(&format!("# A\n\n{first}\n\n{second}\n"));
        let place = format!(" in {place};");
        assert!(
            told.contains(" conflicting-field: ") && told.contains(&place),
            "{told}"
        );
    }
}

#[test]
fn a_template_that_nobody_has_is_told_with_those_that_there_are() {
    let shelf = Shelf::new()
        .template("design", "# <Title>\n")
        .chapter("a.md", "---\ntemplate: desing\n---\n# A\n");
    let told = told(&shelf);
    let said = "src/a.md:2 unknown-template: no template is called `desing`; did you mean `design`? legal: adr, design, ";
    assert!(told.len() == 1 && told[0].starts_with(said), "{told:#?}");
}

#[test]
fn a_document_calls_its_kind_by_either_name_of_it() {
    let template = "---\ndoc_type: change\n---\n# <Title>\n";
    for (kind, legal) in [
        ("change", true),
        ("Change", true),
        ("t", true),
        ("feature", false),
    ] {
        let told = lines(template, &format!("---\ndoc_type: {kind}\n---\n# A\n"));
        let wrong: &[(&str, usize)] = &[("invalid-field", 2)];
        assert_eq!(told, if legal { &[] } else { wrong }, "{kind}");
    }
}

#[test]
fn where_the_template_shows_nothing_anything_may_stand() {
    let template = "---\nowners: [ann@example.org]\nnotes:\n---\n# <Title>\n";
    let of = |notes: &str| {
        lines(
            template,
            &format!("---\nowners: [bob]\nnotes: {notes}\n---\n# A\n"),
        )
    };
    for notes in ["{a: b}", "[a, b]", "some words"] {
        assert_eq!(of(notes), [], "{notes}");
    }
}

#[test]
fn a_word_of_two_letters_is_no_slip() {
    let template = "---\nstatus: draft\n---\n# <Title>\n";
    let of = |key: &str| {
        lines(
            template,
            &format!("---\nstatus: draft\n{key}: 3\n---\n# A\n"),
        )
    };
    assert_eq!(of("di"), []);
    assert_eq!(of("idd"), [("unknown-field", 3)]);
}

#[test]
fn what_says_that_there_is_nothing_will_do_where_nothing_is_asked_for() {
    let of = |template: &str, field: &str| {
        lines(
            &format!("---\nowners: [ann]\n{template}\n---\n# <Title>\n"),
            &format!("---\nowners: [bob]\n{field}\n---\n# A\n"),
        )
    };
    assert_eq!(of("reviewed:", "reviewed: n/a"), []);
    assert_eq!(of("reviewed:", "reviewed: soon"), [("invalid-date", 3)]);
    assert_eq!(
        of("reviewed: YYYY-MM-DD", "reviewed: n/a"),
        [("invalid-date", 3)]
    );
}

#[test]
fn of_what_to_choose_from_one_is_to_be_kept() {
    let template = "---\nteam: core | edge\n---\n# <Title>\n";
    assert_eq!(
        told(&pair(template, "---\nteam: core | edge\n---\n# A\n")),
        [
            "src/a.md:2 placeholder: the field `team` still lists what to choose from; keep one: `core`, `edge`"
        ]
    );
}
