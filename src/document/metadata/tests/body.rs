//! Fenced blocks, tables, headings, and several notations together.

use super::*;

#[test]
fn a_fenced_block_counts_at_the_top_or_where_the_template_keeps_it() {
    let top = "# T\n\n```\n- Author: <Your Name>  \n- Status: a: b\n\nid:\n```\n\n## S\n";
    assert_eq!(
        fields(top),
        ["Author = <Your Name>", "Status = a: b", "id = ()"]
    );
    assert_eq!(sources(top, &Known::default()), ["<Your Name>", "a: b", ""]);
    let info = top.replace("```\n-", "```yaml\n-");
    let below = "# T\n\n## S\n\n   ```\r\n   Author: ä\r\n   Team: c\r\n   ```\r\n";
    let anywhere = Known {
        block_anywhere: true,
        ..template("author")
    };
    for text in [info.as_str(), below] {
        assert!(fields(text).is_empty());
        assert!(!fields_as(text, &anywhere).is_empty());
    }
    assert_eq!(sources(below, &anywhere), ["ä", "c"]);
    let example = "# T\n\n## S\n\n```\nversion: 1\nimage: nginx\n```\n";
    assert!(fields_as(example, &anywhere).is_empty());
}

#[test]
fn a_fenced_block_of_anything_else_is_code() {
    for text in [
        "```\nAuthor: a\nfn main() {}\n```\n",
        "```\nkey: value\n```\n",
        "```\n```\n",
        "```\nclass Meta():\n    status: uint8\n```\n",
        "    Author: a\n",
        "```\nAuthor: a\n  - nested\n```\n",
    ] {
        assert!(fields(text).is_empty(), "{text}");
    }
    assert_eq!(
        fields_as("```\nkey: value\n```\n", &template("key")),
        ["key = value"]
    );
}

#[test]
fn a_table_has_its_keys_in_the_first_column_or_row() {
    let columns =
        "| Field | Value |\n|---|---|\n| **Status** | `draft` |\n| Team: | [core](x) |\n| Id | |\n";
    assert_eq!(
        fields(columns),
        ["Status = draft", "Team = core", "Id = ()"]
    );
    assert_eq!(
        sources(columns, &Known::default())[..2],
        ["draft", "[core](x)"]
    );
    let head = "| Status | draft |\n|---|---|\n| Team | core |\n\n# T\n";
    assert_eq!(fields(head), ["Status = draft", "Team = core"]);
    let empty = "# T\n\n| | |\n|-|-|\n| Status | draft<br> |\n| Owner | a \\| b |\n";
    assert_eq!(fields(empty), ["Status = draft", "Owner = a | b"]);
    let row = "| Status | Version | Team |\n|-|-|-|\n| draft | 1.0.0 | core |\n";
    assert_eq!(
        fields(row),
        ["Status = draft", "Version = 1.0.0", "Team = core"]
    );
    let two = "| Status | Version |\n|-|-|\n| draft | 1.0.0 |\n";
    assert_eq!(fields(two), ["Status = draft", "Version = 1.0.0"]);
}

#[test]
fn tables_of_data_are_none_of_fields() {
    for text in [
        "| A | B |\n|-|-|\n| c | d |\n",
        "| Version | Date |\n|-|-|\n| 1.0 | 2024-01-01 |\n| 1.1 | 2024-02-01 |\n",
        "# T\n\n## S\n\n| Status | draft |\n|-|-|\n| Id | 1 |\n",
        "| Status | Version | X |\n|-|-|-|\n| a | b | c |\n| d | e | f |\n",
    ] {
        assert!(fields(text).is_empty(), "{text}");
    }
}

#[test]
fn a_heading_over_a_short_line_is_the_status() {
    for text in [
        "# T\n\n## Status\n\nAccepted\n\n## Context\n\nx\n",
        "# T\n\n## 1. Status:\n\n**Accepted**\n\nSuperseded, as said elsewhere, by another.\n",
        "## Status\n<!-- one of them -->\n\nAccepted <!-- since -->\n",
        "Status\n------\n\nAccepted\n",
    ] {
        assert_eq!(shown_status(text).as_deref(), Some("Accepted"), "{text}");
    }
    for text in [
        "# T\n\n## Status\n\nTwo lines\nof prose\n",
        "# T\n\n## A\n\n### Status\n\nAccepted\n",
        "# T\n\n## Status\n\n- a\n- b\n",
        "# T\n\n## Status\n\n### More\n\nAccepted\n",
        "# T\n\n## Date\n\n2024-01-01\n",
    ] {
        assert!(fields(text).is_empty(), "{text}");
    }
    let known = Known {
        heading_keys: ["date".to_owned()].into(),
        ..Known::default()
    };
    assert_eq!(
        fields_as("# T\n\n## Date\n\n2024-01-01\n", &known),
        ["Date = 2024-01-01"]
    );
}

fn shown_status(text: &str) -> Option<String> {
    let metadata = notes(text).metadata(&Known::default());
    let entry = metadata.meaning("status")?;
    assert_eq!(entry.key, "Status");
    assert_eq!(&text[entry.value_range.clone()], "Accepted");
    entry.text().map(std::borrow::Cow::into_owned)
}

#[test]
fn two_notations_that_disagree_are_a_conflict() {
    let conflicts = |text: &str| {
        let metadata = notes(text).metadata(&Known::default());
        let places = |found: &Conflict| {
            [found.first, found.second].map(|index| shown(&metadata.entries[index].value))
        };
        metadata.conflicts.iter().map(places).collect::<Vec<_>>()
    };
    assert_eq!(
        conflicts("---\nstatus: draft\n---\n# T\n\n**Stage:** final\n"),
        [["draft", "final"]]
    );
    assert_eq!(
        conflicts("---\nstatus: draft\n---\n# T\n\n## Status\n\nAccepted\n"),
        [["draft", "Accepted"]]
    );
    for text in [
        "---\nstatus: draft\n---\n# T\n\n**Status:** Draft\n",
        "---\nstatus: draft\n---\n# T\n\n**Status:**\n",
        "---\nauthors: [a, b]\n---\n# T\n\n**Authors:** a, b\n",
        "---\nstatus: accepted\n---\n# T\n\n## Status\n\nAccepted (2024-01-01)\n",
        "---\nstatus: draft\n---\n# T\n\n## Status\n\nWork goes on in the branch.\n",
        "---\nauthor: a\nownership: b\n---\n# T\n",
    ] {
        assert!(conflicts(text).is_empty(), "{text}");
    }
}

#[test]
fn fields_are_found_by_name_and_meaning() {
    let text =
        "---\nAuthor: a\nOwnership: b\nstate: draft\nversion:\n---\n# T\n\n**Version:** 1.0.0\n";
    let metadata = notes(text).metadata(&template("Author,Ownership"));
    let value = |entry: Option<&Entry>| entry.map(|entry| shown(&entry.value));
    assert_eq!(value(metadata.get("ownership")).as_deref(), Some("b"));
    assert_eq!(value(metadata.meaning("owners")).as_deref(), Some("a"));
    assert_eq!(value(metadata.get("Status")).as_deref(), Some("draft"));
    assert_eq!(value(metadata.named("Status")), None);
    assert_eq!(value(metadata.get("version")).as_deref(), Some("1.0.0"));
    assert_eq!(value(metadata.get("colour")), None);
    assert_eq!(metadata.meaning_of(2), Some("status"));
    assert!(!metadata.is_empty());
}
