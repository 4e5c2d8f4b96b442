//! Sections, labels and what a template says of them.

use super::{lines, pair, told};

#[test]
fn a_label_in_a_section_that_the_template_names_is_that_sections() {
    let template = "# <Title>\n\n## Decision\n\n- **Choice**: <What>\n\n### Details\n";
    let of = |above: &str, below: &str| {
        lines(
            template,
            &format!("# A\n\n## Decision\n\n{above}\n\n### Details\n\n{below}\n"),
        )
    };
    assert_eq!(of("- **Choice**: a cache.", "As it says."), []);
    assert_eq!(
        of("As it says.", "- **Choice**: a cache."),
        [("missing-label", 3)]
    );
    // In one of the author's own it is still the section's.
    let own = "# A\n\n## Decision\n\nAs it says.\n\n### Why\n\n- **Choice**: a cache.\n\n#### How\n\nSo.\n\n### Details\n\nNone.\n";
    assert_eq!(lines(template, own), []);
}

#[test]
fn entries_of_a_list_serve_for_numbered_labels_and_for_no_others() {
    for (label, serves) in [
        ("Goal 1", true),
        ("Option A", true),
        ("Public API", false),
        ("Axis x", false),
        ("Goals", false),
        ("A", false),
    ] {
        let template = format!("# <Title>\n\n## Goals\n\n**{label}**: <What it is>\n");
        let told = lines(
            &template,
            "# A\n\n## Goals\n\n- It is fast.\n- It is small.\n",
        );
        let missing: &[(&str, usize)] = &[("missing-label", 3)];
        assert_eq!(told, if serves { &[] } else { missing }, "{label}");
    }
}

#[test]
fn a_first_heading_is_the_title_whatever_sections_hold_the_fields() {
    let template = "# <Title>\n\n## Status\n\nProposed\n\n## Context\n";
    let text = "## Status\n\nAccepted\n\n## Context\n\nIt is slow.\n";
    assert_eq!(told(&pair(template, text)), [""; 0]);
    assert_eq!(told(&pair(template, &format!("# A\n\n{text}"))), [""; 0]);
    // A first heading that holds one is no title.
    let held = "# Status\n\nProposed\n\n## Context\n";
    assert_eq!(
        lines(held, "## Context\n\nIt is slow.\n"),
        [("missing-section", 1)]
    );
}

#[test]
fn what_says_that_a_section_is_optional() {
    let without = "# A\n\n## Plan\n\nWe go on.\n";
    for (said, optional) in [
        ("## Risks\n\nThis section is optional.\n", true),
        (
            "<!-- This section is optional. -->\n## Risks\n\nWhat may go wrong.\n",
            true,
        ),
        (
            "<!-- This part may be skipped. -->\n## Risks\n\nThis section is optional.\n",
            true,
        ),
        (
            "## Risks\n\n<!-- optional -->\n\nWhat may go wrong.\n",
            true,
        ),
        (
            "## Risks\n\nWhat may go wrong.\n\nThis section is optional.\n",
            false,
        ),
        (
            "<!-- Not for beginners. -->\n## Risks\n\nWhat may go wrong.\n",
            false,
        ),
    ] {
        let template = format!("# <Title>\n\n## Plan\n\n{said}");
        let told = lines(&template, without);
        let missing: &[(&str, usize)] = &[("missing-section", 3)];
        assert_eq!(told, if optional { &[] } else { missing }, "{said}");
    }
}
