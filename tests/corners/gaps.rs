//! Gaps: which of them are a template's, and where they are looked for in its documents.

use super::{lines, pair};

/// Where a document of one section has a gap of the template's.
fn gaps(guidance: &str, text: &str) -> Vec<(&'static str, usize)> {
    let template = format!("# <Title>\n\n## Plan\n\nSay so.\n\n{guidance}\n");
    lines(
        &template,
        &format!("# A\n\n## Plan\n\nWe go on.\n\n{text}\n"),
    )
}

#[test]
fn code_of_a_template_has_gaps_too() {
    let code = "```\nname: <Your Name>\nat: <id>\n```";
    assert_eq!(gaps(code, code), [("placeholder", 8)]);
    assert_eq!(gaps(code, "```\nname: Ann\nat: <id>\n```"), []);
}

#[test]
fn words_of_a_template_are_gaps_in_prose_and_not_in_code() {
    for word in ["NNNN", "YYYY-MM-DD", "TODO"] {
        let of = |text: &str| gaps(&format!("It is number {word} of all."), text);
        assert_eq!(
            of(&format!("It is number {word} of many.")),
            [("placeholder", 7)]
        );
        assert_eq!(of(&format!("It is number `{word}` of many.")), []);
    }
    // A field's form is none in somebody's prose.
    let template = "---\ncreated: YYYY-MM-DD\n---\n# <Title>\n";
    let text = "---\ncreated: 2024-05-18\n---\n# A\n\nWe write days as YYYY-MM-DD.\n";
    assert_eq!(lines(template, text), []);
    let template = "# <Title>\n\n- **Created**: YYYY-MM-DD\n";
    let text = "# A\n\n- **Created**: 2024-05-18\n\nWe write days as YYYY-MM-DD.\n";
    assert_eq!(lines(template, text), []);
}

#[test]
fn what_is_no_gap_in_a_template_is_none_in_a_document() {
    for (guidance, text) in [
        ("<!-- Ask [Somebody] for it. -->", "Ask [Somebody] for it."),
        ("See [Guide] for it.\n\n[Guide]: guide.md", "See [Guide]."),
        ("### More [optional]", "It is more [optional]."),
    ] {
        assert_eq!(gaps(guidance, text), [], "{guidance}");
    }
    assert_eq!(
        gaps("Ask [Somebody] for it.", "We asked [Somebody] for it."),
        [("placeholder", 7)]
    );
}

#[test]
fn braces_are_a_gap_where_they_hold_several_words_alone() {
    let of = |example: &str, value: &str| {
        lines(
            &format!("---\ncontact: {example}\n---\n# <Title>\n"),
            &format!("---\ncontact: {value}\n---\n# A\n"),
        )
    };
    assert_eq!(of("{name of the team}", "core"), []);
    assert_eq!(of("{team-name}", "core"), []);
    assert_eq!(
        of("{name of the team}", "{name of the team}"),
        [("placeholder", 2)]
    );
    // One word, or a value behind it, is a mapping.
    assert_eq!(of("{team}", "core"), [("invalid-field", 2)]);
    assert_eq!(
        of("{name of the team: core}", "core"),
        [("invalid-field", 2)]
    );
}

#[test]
fn guidance_with_a_gap_is_told_as_a_gap_alone() {
    let template = "# <Title>\n\n## Plan\n\nName <Somebody> who does it all.\n";
    let shelf = pair(
        template,
        "# A\n\n## Plan\n\nWe go on.\n\nName <Somebody> who does it all.\n",
    );
    let findings = shelf.run().diagnostics;
    let rules: Vec<&str> = findings.iter().map(|it| it.rule).collect();
    assert_eq!(rules, ["placeholder"]);
}
