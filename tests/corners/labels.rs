//! Labels: what counts as one, and what stands behind it.

use super::{lines, mended_by, pair};

#[test]
fn what_stands_behind_or_below_a_label_is_something() {
    let template = "# <Title>\n\n## Plan\n\n**Choice**: <What>\n";
    for (text, empty) in [
        ("**Choice**: a cache.", false),
        ("**Choice**:", true),
        ("**Choice**: <br>", true),
        ("**Choice**: <b>a cache</b>", false),
        ("**Choice**:\n\n- a cache", false),
        ("**Choice**:\n\n![A picture](a.png)", false),
        ("**Choice**: ![A picture](a.png)", false),
        ("**Choice**:\n\n### How\n\nLike this.", false),
        (
            "**Choice**:\n\n**Reason**: it is fast.\n\n### How\n\nLike this.",
            true,
        ),
        ("**Choice**:\n\n***", true),
        ("- **Choice**:\n\n  ***", true),
        ("- **Choice**:\n\n  <!-- later -->", true),
    ] {
        let text = format!("# A\n\n## Plan\n\nWe go on.\n\n{text}\n");
        let told: &[(&str, usize)] = if empty { &[("empty-label", 7)] } else { &[] };
        assert_eq!(lines(template, &text), told, "{text}");
    }
}

#[test]
fn for_a_label_that_is_a_gap_one_that_is_no_others_serves() {
    let template = "# <Title>\n\n## Plan\n\n- **[Decision]**: <What>\n- **Rationale**: <Why>\n";
    let of = |labels: &str| lines(template, &format!("# A\n\n## Plan\n\n{labels}\n"));
    assert_eq!(
        of("- **Cache**: in memory.\n- **Rationale**: it is fast."),
        []
    );
    assert_eq!(of("- **Rationale**: it is fast."), [("missing-label", 3)]);
    assert_eq!(of("- **Cache**: in memory."), [("missing-label", 3)]);
    let gap = template.replace("- **Rationale**: <Why>\n", "");
    let text = "# A\n\n## Plan\n\n- It is fast.\n- It is small.\n";
    assert_eq!(lines(&gap, text), [("missing-label", 3)]);
}

#[test]
fn entries_of_a_list_serve_for_numbered_labels_and_for_no_others() {
    let list = "- It is fast.\n- It is small.";
    for (label, text, serves) in [
        ("Goal 1", list, true),
        ("Option A", list, true),
        ("Goal 1", "It is fast.", false),
        ("Public API", list, false),
        ("Axis x", list, false),
        ("Goals", list, false),
        ("A", list, false),
    ] {
        let template = format!("# <Title>\n\n## Goals\n\n**{label}**: <What it is>\n");
        let told = lines(&template, &format!("# A\n\n## Goals\n\n{text}\n"));
        let missing: &[(&str, usize)] = &[("missing-label", 3)];
        assert_eq!(told, if serves { &[] } else { missing }, "{label}");
    }
}

/// The labels of a section as `fix` leaves them, between a heading and a sentence that stay.
fn in_plan(template: &str, labels: &str) -> Option<String> {
    let text = format!("# A\n\n## Plan\n\n{labels}\n\nWe go on.\n");
    let mended = mended_by(&pair(template, &text), &["missing-label"]);
    let own = mended.strip_prefix("# A\n\n## Plan\n\n")?;
    own.strip_suffix("\n\nWe go on.\n").map(str::to_owned)
}

#[test]
fn a_missing_label_is_set_in_as_its_neighbours_stand() {
    let template = "# <Title>\n\n## Plan\n\n- **Choice**: <What>\n- **Reason**: <Why>\n- **Cost**: <How much>\n";
    for (labels, mended) in [
        (
            "- **Choice**: a cache.\n- **Cost**: none.",
            "- **Choice**: a cache.\n- **Reason**: <Why>\n- **Cost**: none.",
        ),
        (
            "- **Reason**: speed.\n- **Cost**: none.",
            "- **Choice**: <What>\n- **Reason**: speed.\n- **Cost**: none.",
        ),
        (
            "**Choice**: a cache.\n\n**Cost**: none.",
            "**Choice**: a cache.\n\n**Reason**: <Why>\n\n**Cost**: none.",
        ),
        (
            "**Reason**: speed.\n\n**Cost**: none.",
            "**Choice**: <What>\n\n**Reason**: speed.\n\n**Cost**: none.",
        ),
        // A number has to be counted on: that is for people.
        (
            "1. **Reason**: speed.\n2. **Cost**: none.",
            "1. **Reason**: speed.\n2. **Cost**: none.",
        ),
        (
            "1. **Choice**: it.\n2. **Cost**: none.",
            "1. **Choice**: it.\n2. **Cost**: none.",
        ),
    ] {
        assert_eq!(in_plan(template, labels).as_deref(), Some(mended));
    }
}

#[test]
fn a_label_that_stands_below_another_is_set_in_below_it() {
    let template = "# <Title>\n\n## Plan\n\n- **Choice**: <What>\n  - **For**: <Why>\n  - **Against**: <Why not>\n";
    for (labels, mended) in [
        (
            "- **Choice**: a cache.\n  - **Against**: memory.",
            "- **Choice**: a cache.\n  - **For**: <Why>\n  - **Against**: memory.",
        ),
        (
            "- **Choice**: a cache.\n  - **For**: speed.",
            "- **Choice**: a cache.\n  - **For**: speed.\n  - **Against**: <Why not>",
        ),
        (
            "- **Choice**: a cache.",
            "- **Choice**: a cache.\n  - **For**: <Why>\n  - **Against**: <Why not>",
        ),
    ] {
        assert_eq!(in_plan(template, labels).as_deref(), Some(mended));
    }
}

#[test]
fn sections_that_are_kept_or_filled_by_the_tool_are_not_asked_for_labels() {
    let template = "# <Title>\n\n## Contents\n\n**Parts**: <Which>\n\n<!-- keep -->\n## Licence\n\n**Holder**: all of us.\n\nFree for all.\n";
    let text = "# A\n\n## Contents\n\nAs follows.\n\n## Licence\n\nFree for all, and for me.\n";
    assert_eq!(lines(template, text), []);
}

#[test]
fn the_templates_own_words_behind_a_label_are_told_once() {
    for (words, rule) in [
        ("pick one", "empty-label"),
        ("pick one of all these", "leftover-guidance"),
    ] {
        let template = format!("# <Title>\n\n## Plan\n\n**Choice**: {words}\n");
        let of = |words: &str| {
            lines(
                &template,
                &format!("# A\n\n## Plan\n\nWe go on.\n\n**Choice**: {words}\n"),
            )
        };
        assert_eq!(of(words), [(rule, 7)]);
        assert_eq!(of("a cache"), []);
    }
}
