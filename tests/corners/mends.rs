//! What mends that take asking for make of a document, to the letter.

use super::{mended, mended_by, pair};

const TEMPLATE: &str =
    "# <Title>\n\n## One\n\n## Two\n\n### Below\n\n### Under\n\nSay so.\n\n## Three\n";

#[test]
fn a_missing_section_is_set_in_where_it_belongs() {
    let of = |text: &str| mended_by(&pair(TEMPLATE, text), &["missing-section"]);
    for (text, mended) in [
        (
            "# A\n\n## Two\n\nb\n\n### Below\n\nc\n\n### Under\n\nd\n\n## Three\n\ne\n",
            "# A\n\n## One\n\n## Two\n\nb\n\n### Below\n\nc\n\n### Under\n\nd\n\n## Three\n\ne\n",
        ),
        (
            "# A\n\n## One\n\na\n\n## Two\n\nb\n\n### Below\n\nc\n\n## Three\n\ne\n",
            "# A\n\n## One\n\na\n\n## Two\n\nb\n\n### Below\n\nc\n\n### Under\n\nSay so.\n\n## Three\n\ne\n",
        ),
        (
            "# A\n\n## One\n\na\n\n## Two\n\nb\n\n### Under\n\nd\n\n## Three\n\ne\n",
            "# A\n\n## One\n\na\n\n## Two\n\nb\n\n### Below\n\n### Under\n\nd\n\n## Three\n\ne\n",
        ),
        // With all that is below it, and before a last line that says when it was updated.
        (
            "# A\n\n## One\n\na\n\n---\n\nLast updated: 2024-05-18\n",
            "# A\n\n## One\n\na\n\n## Two\n\n### Below\n\n### Under\n\nSay so.\n\n## Three\n\n---\n\nLast updated: 2024-05-18\n",
        ),
        (
            "---\nteam: Core\n---\n# A\n\n## One\n\na\n",
            "---\nteam: Core\n---\n# A\n\n## One\n\na\n\n## Two\n\n### Below\n\n### Under\n\nSay so.\n\n## Three\n",
        ),
        // At the level of what stands around it.
        (
            "# A\n\n### One\n\na\n\n### Two\n\nb\n\n#### Below\n\nc\n\n#### Under\n\nd\n",
            "# A\n\n### One\n\na\n\n### Two\n\nb\n\n#### Below\n\nc\n\n#### Under\n\nd\n\n### Three\n",
        ),
        (
            "",
            "## One\n\n## Two\n\n### Below\n\n### Under\n\nSay so.\n\n## Three\n",
        ),
        // Without a line ending at the end, before and after.
        (
            "---\nteam: Core\n---",
            "---\nteam: Core\n---\n\n## One\n\n## Two\n\n### Below\n\n### Under\n\nSay so.\n\n## Three",
        ),
        (
            "---\nteam: Core\n---\n\n",
            "---\nteam: Core\n---\n\n## One\n\n## Two\n\n### Below\n\n### Under\n\nSay so.\n\n## Three\n",
        ),
        (
            "\u{feff}",
            "\u{feff}## One\n\n## Two\n\n### Below\n\n### Under\n\nSay so.\n\n## Three\n",
        ),
    ] {
        assert_eq!(of(text), mended, "{text}");
    }
}

#[test]
fn a_misplaced_section_goes_behind_the_last_that_comes_before_it() {
    let of = |text: &str| mended_by(&pair(TEMPLATE, text), &["misplaced-section"]);
    let right =
        "# A\n\n## One\n\na\n\n## Two\n\nb\n\n### Below\n\nc\n\n### Under\n\nd\n\n## Three\n\ne\n";
    for text in [
        "# A\n\n## Two\n\nb\n\n### Below\n\nc\n\n### Under\n\nd\n\n## Three\n\ne\n\n## One\n\na\n",
        "# A\n\n## One\n\na\n\n### Below\n\nc\n\n## Two\n\nb\n\n### Under\n\nd\n\n## Three\n\ne\n",
        "# A\n\n## One\n\na\n\n## Two\n\nb\n\n### Below\n\nc\n\n## Three\n\ne\n\n### Under\n\nd\n",
        "# A\n\n## One\n\na\n\n## Two\n\nb\n\n## Three\n\ne\n\n### Below\n\nc\n\n### Under\n\nd\n",
        right,
    ] {
        assert_eq!(of(text), right, "{text}");
    }
}

#[test]
fn sections_that_are_shifted_together_are_raised_together() {
    let right = "# A\n\n## One\n\na\n\n## Two\n\nb\n\n### Below\n\nc\n\n#### Own\n\nx\n\n### Under\n\nd\n\n## Three\n\ne\n";
    assert_eq!(
        mended(&pair(TEMPLATE, &right.replace("\n##", "\n###"))),
        right
    );
    // What stands at the template's level below them stays.
    let one = right.replace("## Two", "# Two");
    assert_eq!(mended(&pair(TEMPLATE, &one)), right);
}

#[test]
fn metadata_is_set_in_as_the_template_has_it() {
    let of = |template: &str, text: &str| mended_by(&pair(template, text), &["missing-metadata"]);
    let rest = "# A\n\n## One\n\na\n";
    let front = "---\nowners: [Ann]\n---\n";
    let template = |fields: &str| format!("{fields}\n# <Title>\n\n## One\n");
    assert_eq!(of(&template(front), rest), format!("{front}\n{rest}"));
    assert_eq!(
        of(&template(front), &format!("\u{feff}{rest}")),
        format!("\u{feff}{front}\n{rest}")
    );
    assert_eq!(
        of(&template(front), &format!("---\n---\n{rest}")),
        format!("{front}{rest}")
    );
    let labels = "# <Title>\n\n- **Owners**: Ann\n- **Team**: Core\n\n## One\n";
    assert_eq!(
        of(labels, rest),
        "# A\n\n- **Owners**: Ann\n- **Team**: Core\n\n## One\n\na\n"
    );
}

#[test]
fn a_lost_tag_is_escaped_where_that_shows_it_and_nothing_else_changes() {
    let template = "# <Title>\n\n## One\n";
    for (text, mended_text) in [
        ("A list of <Widget> here.", "A list of \\<Widget> here."),
        (
            "A list of <Widget>x</Widget> here.",
            "A list of \\<Widget>x\\</Widget> here.",
        ),
        ("<Widget>", "\\<Widget>"),
        ("<Widget>\n**bold**", "<Widget>\n**bold**"),
        (
            "<Widget> and <Widget> again.",
            "\\<Widget> and \\<Widget> again.",
        ),
        ("`<Widget>` and <Widget>.", "`<Widget>` and \\<Widget>."),
    ] {
        let text_of = |own: &str| format!("# A\n\n## One\n\nSo it is.\n\n{own}\n");
        assert_eq!(
            mended(&pair(template, &text_of(text))),
            text_of(mended_text)
        );
    }
    let heading = |own: &str| format!("# A\n\n## One\n\nSo it is.\n\n### Of {own}\n\nThat.\n");
    assert_eq!(
        mended(&pair(template, &heading("<Widget>"))),
        heading("\\<Widget>")
    );
}

#[test]
fn what_a_template_has_in_other_lines_comes_with_the_document_s_line_endings() {
    let template =
        "---\rstatus: draft\rowner: <Name>\r---\n# <Title>\n\n## Pro\rblem\n\nTwo\nlines\n===\n";
    for ending in ["\n", "\r\n"] {
        let text = "# A\n\n## Problem\n\nIt is slow.\n".replace('\n', ending);
        let rules = ["missing-section", "missing-metadata", "missing-field"];
        let mended = mended_by(&pair(template, &text), &rules);
        let alone = mended.replace(ending, "").contains(['\r', '\n']);
        assert!(!alone, "{mended:?}");
        assert!(mended.contains(&format!("Two{ending}lines")), "{mended:?}");
    }
}

#[test]
fn where_the_last_line_goes_a_file_ends_as_it_did() {
    let comment = "<!-- design-docs: allow placeholder: why -->";
    for ending in ["\n", "\r\n"] {
        for blank in ["", "\n", "\n\n"] {
            for last in ["", "\n"] {
                let written = |text: &str| text.replace('\n', ending);
                let text = written(&format!("# A\n\nSlow.\n{blank}{comment}{last}"));
                let mended = mended_by(&pair("# <Title>\n", &text), &["unused-suppression"]);
                assert_eq!(mended, written(&format!("# A\n\nSlow.{last}")));
            }
        }
    }
}

/// Where a directive of a template goes from its page, ranges count without it.
#[test]
fn what_stands_behind_a_title_directive_is_set_in_whole() {
    let template = "{{#title The title of this page}}\n# <Title>\n\n## Why\n\nSay why it is so.\n\n## How\n\nSay how, and at length, so that nothing is cut off.\n\n## Where\n\nAnd where.\n";
    let text = "# A\n\n## Why\n\nIt is slow.\n";
    let mended = mended_by(&pair(template, text), &["missing-section"]);
    let (_, sections) = template.split_once("## How").expect("a section");
    assert_eq!(mended, format!("{text}\n## How{sections}"));
}

#[test]
fn a_name_that_is_saved_from_being_a_tag_is_the_same_name() {
    for name in ["Vec<T>", "`Vec<T>`", "Vec\\<T>"] {
        let template = format!("# <Title>\n\n## {name}\n");
        let lost = format!("# A\n\n## {name}\n\nIt grows.\n");
        for text in [lost.as_str(), "# A\n\n## Vec\\<T>\n\nIt grows.\n"] {
            let mended = mended_by(&pair(&template, text), &["missing-section", "lost-text"]);
            let saved = text.replace("## Vec<T>", "## Vec\\<T>");
            assert_eq!(mended, saved, "{template}");
        }
    }
    // The same for what was decoded wrongly in a template.
    let rules = ["missing-section", "damaged-text"];
    for (section, heading) in [
        ("FÃ¼r alle", "Für alle"),
        ("<Number> FÃ¼r alle", "Drei Für alle"),
    ] {
        let template = format!("# <Title>\n\n## {section}\n");
        let text = format!("# A\n\n## {heading}\n\nIt grows.\n");
        for text in [text.clone(), text.replace("ü", "Ã¼")] {
            let mended = mended_by(&pair(&template, &text), &rules);
            assert_eq!(mended, text.replace("Ã¼", "ü"), "{template}");
        }
    }
}

#[test]
fn guidance_that_holds_what_follows_stays() {
    let template = "# <Title>\n\n## One\n\n- Say who does it all.\n";
    for (text, mended_text) in [
        (
            "- Say who does it all.\n  - Ann does.\n",
            "- Say who does it all.\n  - Ann does.\n",
        ),
        ("- Say who does it all.\n- Ann does.\n", "- Ann does.\n"),
    ] {
        let text_of = |own: &str| format!("# A\n\n## One\n\n{own}");
        let shelf = pair(template, &text_of(text));
        assert_eq!(
            mended_by(&shelf, &["leftover-guidance"]),
            text_of(mended_text)
        );
    }
}

#[test]
fn only_what_is_shifted_is_raised() {
    let text =
        "# A\n\n## One\n\na\n\n# Two\n\nb\n\n### Below\n\nc\n\n### Under\n\nd\n\n## Three\n\ne\n";
    let findings = pair(TEMPLATE, text).run().diagnostics;
    let edits: Vec<_> = { findings.iter().flat_map(|it| &it.fix) }
        .flat_map(|fix| &fix.edits)
        .map(|edit| (&text[edit.range.clone()], edit.text.as_str()))
        .collect();
    assert_eq!((findings.len(), edits), (1, vec![("#", "##")]));
}
