//! Label lines.

use super::*;

#[test]
fn every_spelling_of_a_label_line_is_read() {
    for text in [
        "**Status**: draft\n",
        "**Status:** draft\n",
        "- **Status:** draft\n",
        "* Status: draft\n",
        "- Status : draft\n",
        "# T\n\n__Status:__ `draft`\n",
        "# T\n\n- **Status**: **draft** <!-- or final -->\n\n## S\n",
        "**Status: draft**\n",
        "1. Status: draft\n",
        "**Status:** draft<br>\n**x**\n",
        "**Status:** draft\\\n**x**\n",
    ] {
        assert_eq!(fields(text), ["Status = draft"], "{text}");
        assert_eq!(sources(text, &Known::default()), ["draft"], "{text}");
    }
}

#[test]
fn plain_lines_count_only_for_keys_of_template_and_configuration() {
    let text = "Status: draft\nNote: this is prose\nStage: x\n\nbody\n";
    assert!(fields(text).is_empty());
    assert_eq!(
        fields_as(text, &template("status")),
        ["Status = draft", "Stage = x"]
    );
    let mut known = Known::default();
    known
        .extra
        .insert("tags".to_owned(), vec!["note".to_owned()]);
    assert_eq!(fields_as(text, &known), ["Note = this is prose"]);
    let known = Known::for_template(Default::default());
    assert_eq!(fields_as(text, &known), ["Status = draft", "Stage = x"]);
}

#[test]
fn several_stand_on_a_line_only_in_bold() {
    let text = "# T\n\n**Status:** draft | **Version:** 1.0.0 · **Owner**: [a b](x.md) **Id**:\n";
    assert_eq!(
        fields(text),
        [
            "Status = draft",
            "Version = 1.0.0",
            "Owner = a b",
            "Id = ()"
        ]
    );
    assert_eq!(
        sources(text, &Known::default()),
        ["draft", "1.0.0", "[a b](x.md)", ""]
    );
    let text = "- Quality: experiment | prototype | production\n- Status: a Version: b\n";
    assert_eq!(
        fields(text),
        [
            "Quality = experiment | prototype | production",
            "Status = a Version: b"
        ]
    );
    let metadata = notes("**A:** b **Status:** c\n").metadata(&Known::default());
    assert_eq!(metadata.entries[0].range, 0..8);
    assert_eq!(metadata.entries[1].range, 9..22);
}

#[test]
fn bullets_above_the_title_keep_links_and_empty_values() {
    let text = "- Feature Name: `x_y`\r\n- Start Date: 2023-01-01\r\n- RFC PR: \
                [amaranth-lang/rfcs#1](https://a.b/1)\r\n- Amaranth Issue:\r\n\r\n# T\r\n";
    assert_eq!(
        fields(text),
        [
            "Feature Name = x_y",
            "Start Date = 2023-01-01",
            "RFC PR = amaranth-lang/rfcs#1",
            "Amaranth Issue = ()"
        ]
    );
    assert_eq!(
        sources(text, &Known::default())[..3],
        ["x_y", "2023-01-01", "[amaranth-lang/rfcs#1](https://a.b/1)"]
    );
    let metadata = notes(text).metadata(&Known::default());
    assert_eq!(
        metadata.meaning("created").map(|entry| entry.key.as_str()),
        Some("Start Date")
    );
    assert_eq!(
        &text[metadata.entries[1].range.clone()],
        "- Start Date: 2023-01-01"
    );
    assert!(text[metadata.entries[3].value_range.start..].starts_with("\r\n"));
}

#[test]
fn markup_is_dropped_and_what_was_typed_is_kept() {
    let text = "- **Status:** **Implemented (Swift 5.9)**\n- **Title:** **A** \"b\" -- c's `d`\n\
                - **Authors:** Ann,\n  Bob\n";
    assert_eq!(
        fields(text),
        [
            "Status = Implemented (Swift 5.9)",
            "Title = A \"b\" -- c's d",
            "Authors = Ann, Bob"
        ]
    );
    assert_eq!(
        sources(text, &Known::default()),
        [
            "Implemented (Swift 5.9)",
            "**A** \"b\" -- c's `d`",
            "Ann,\n  Bob"
        ]
    );
    let metadata = notes(text).metadata(&Known::default());
    let items = metadata.entries[2].items();
    let parts = items[0].split(text);
    let texts: Vec<&str> = parts.iter().map(|part| part.text.as_ref()).collect();
    assert_eq!(texts, ["Ann", "Bob"]);
}

#[test]
fn tags_that_html_does_not_know_are_text() {
    let text = "- Owner: <Your Name>\n- Date: <YYYY-MM-DD> <!-- x -->\n- Status: <MVP / In Progress>\n- Id: <kbd>7</kbd>\n";
    assert_eq!(
        fields(text),
        [
            "Owner = <Your Name>",
            "Date = <YYYY-MM-DD>",
            "Status = <MVP / In Progress>",
            "Id = 7"
        ]
    );
}

#[test]
fn a_list_below_or_a_repeated_key_is_a_list() {
    let below = "- Authors:\n  - a\n  - [b](c)\n- Status: x\n\n# T\n";
    assert_eq!(fields(below), ["Authors = [a + b]", "Status = x"]);
    let bold = "**Authors:**\n\n- a\n- b\n\n## S\n";
    assert_eq!(fields(bold), ["Authors = [a + b]"]);
    let repeated = "**Author:** a\n**Status:** x\n**author:** b\n";
    assert_eq!(fields(repeated), ["Author = [a + b]", "Status = x"]);
    let labels = "**About:**\n\n- **Status:** x\n";
    assert_eq!(fields(labels), ["About = ()", "Status = x"]);
}

#[test]
fn prose_tasks_quotes_and_later_sections_hold_no_labels() {
    let text = "# T\n\nSee **this**: fine? no. **that.**\nA sentence, with commas: x.\n\
                - [ ] Status: y\n\n> **Status:** z\n\nhttp://a.b:80\n\n## S\n\n**Status:** late\n- Owner: late\n";
    assert_eq!(
        fields_as(text, &template("status,owner")),
        Vec::<String>::new()
    );
    assert!(notes(text).metadata(&Known::default()).is_empty());
    assert!(fields("- [Status: how it goes](#status)\n").is_empty());
    assert!(notes("- Goals: x\n").metadata(&Known::default()).is_empty());
}

#[test]
fn phase_and_quality_are_read_anywhere_where_they_gate() {
    let text = "# T\n\n## Quality\n\n- Quality Level: production\n- Phases: x\n\n### P\n\nPhase: 2\n\nphase: 3\n";
    assert!(fields(text).is_empty());
    let known = Known {
        phases: true,
        ..Known::default()
    };
    assert_eq!(
        fields_as(text, &known),
        ["Quality Level = production", "Phase = 2"]
    );
    let metadata = notes(text).metadata(&known);
    assert_eq!(
        metadata.meaning("quality").and_then(Entry::text).as_deref(),
        Some("production")
    );
}

#[test]
fn an_empty_label_knows_where_its_value_would_be_typed() {
    assert_eq!(typed("**Status:**\n", "status", " x"), "**Status:** x\n");
    assert_eq!(
        typed("- **Status**: \n", "status", "x"),
        "- **Status**:x \n".replace(":x ", ": x")
    );
    assert_eq!(
        typed("- Status: <!-- a -->\n", "status", " x"),
        "- Status: x <!-- a -->\n"
    );
}
