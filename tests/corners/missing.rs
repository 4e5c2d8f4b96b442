//! Fields that are missing: what is said of them, and when.

use super::{one, pair, told};

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
fn what_a_status_asks_for_is_told_once_and_by_the_templates_name() {
    let template = |field: &str| format!("---\nstatus: draft\n{field}\n---\n# <Title>\n");
    let of = |field: &str, own: &str| {
        told(&pair(
            &template(field),
            &format!("---\nstatus: superseded\n{own}---\n# A\n"),
        ))
    };
    let asked = |name: &str| {
        let told = of(&format!("{name}:"), "");
        assert_eq!(told.len(), 1, "{told:#?}");
        let said = format!("the field `{name}` is missing, which the status `superseded` asks for");
        assert!(told[0].contains(&said), "{told:#?}");
    };
    asked("superseded_by");
    asked("replaced_by");
    // One that every document has to have is told as that.
    let told = of("superseded_by: <Document>", "");
    assert!(
        told.len() == 1 && !told[0].contains("asks for"),
        "{told:#?}"
    );
    // A slip in its name is one finding.
    let slip = of("superseded_by:", "superseeded_by: b.md\n");
    assert!(
        slip.len() == 1 && slip[0].contains(" unknown-field: "),
        "{slip:#?}"
    );
}

#[test]
fn below_headings_the_line_to_type_is_a_heading() {
    let template = "---\ndesign-docs:\n  fields:\n    owners: {required-from: accepted}\n---\n# <Title>\n\n## Status\n\nproposed | accepted\n";
    let told = told(&pair(template, "# A\n\n## Status\n\nAccepted\n"));
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(
        told[0].ends_with("such as `## owners` and below it `ann@example.org`"),
        "{told:#?}"
    );
}

#[test]
fn what_to_write_is_said_where_there_is_no_metadata_at_all() {
    let help = |fields: &str, text: &str| {
        let template = format!("{fields}\n# <Title>\n\n## Plan\n");
        let told = told(&pair(
            &template,
            &format!("{text}# A\n\n## Plan\n\nWe go on.\n"),
        ));
        assert!(
            told.len() == 1 && told[0].contains(" missing-metadata: "),
            "{told:#?}"
        );
        told[0].rsplit_once("; ").map(|(_, help)| help.to_owned())
    };
    let such = ", such as `owners: [ann@example.org]`";
    let yaml = "---\nowners: [Ann]\n---\n";
    for (fields, text, said) in [
        (yaml, "", format!("write them at the very start, between two lines of `---`{such}")),
        (yaml, "---\n---\n", format!("write them between the two delimiter lines{such}")),
        (
            "+++\nowners = [\"Ann\"]\n+++\n",
            "",
            "write them at the very start, between two lines of `+++`, such as `owners = [\"ann@example.org\"]`".to_owned(),
        ),
    ] {
        assert_eq!(help(fields, text), Some(said));
    }
}

#[test]
fn what_a_field_means_says_what_to_write() {
    for (field, said) in [
        (
            "owners: <Owner>",
            "write people or teams, such as `owners: [ann@example.org]`",
        ),
        (
            "depends_on: <Document>",
            "write the path, id or number of the other document, where the template has `<Document>`",
        ),
        (
            "created: <Day>",
            "write a day as YYYY-MM-DD, such as `created: 2026-01-01`",
        ),
        (
            "mood: <Mood>",
            "write what holds for this document, where the template has `<Mood>`",
        ),
    ] {
        let told = told(&pair(
            &format!("---\nteam: Core\n{field}\n---\n# <Title>\n"),
            "---\nteam: Edge\n---\n# A\n",
        ));
        assert!(
            told.len() == 1 && told[0].ends_with(&format!("; {said}")),
            "{told:#?}"
        );
    }
}

#[test]
fn a_missing_section_is_said_as_it_should_be_typed() {
    let template = "# <Title>\n\n## One\n\n### Of `two`\n";
    let start = "src/a.md:1 missing-section: the section \"One\" is missing";
    assert_eq!(
        told(&pair(template, "# A\n")),
        [format!(
            "{start}; add `## One` as the first section and write what it asks for"
        )]
    );
    assert_eq!(
        told(&pair(template, "# A\n\n## One\n")),
        [
            "src/a.md:3 missing-section: the section \"Of two\" is missing; add `### Of `two`` under \"One\" and write what it asks for"
        ]
    );
}
