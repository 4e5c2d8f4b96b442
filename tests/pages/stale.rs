//! Hand-written contents lists held against the headings.

use mdbook_design_docs::page::contents::{Difference, stale};

use crate::support::chapter;

/// What is wrong with the list of a text, each in a few words, and what it should be.
fn judged(text: &str) -> Option<(Vec<String>, String)> {
    let document = chapter(text).parse();
    let mut found = stale(&document, Some(0));
    assert!(found.len() <= 1);
    let found = found.pop()?;
    let heading = |index: usize| document.markdown.headings[index].text.clone();
    let told = found.differences.iter().map(|difference| match difference {
        Difference::Missing(index) => format!("missing {}", heading(*index)),
        Difference::Extra { text, .. } => format!("extra {text}"),
        Difference::Order { text, .. } => format!("order {text}"),
        Difference::Dead { anchor, meant, .. } => {
            let meant = meant.map_or("nothing".to_owned(), heading);
            format!("dead {anchor} means {meant}")
        }
    });
    Some((told.collect(), found.expected))
}

fn differences(list: &str, headings: &str) -> Vec<String> {
    let text = format!("# T\n\n## Contents\n\n{list}\n\n{headings}\n");
    judged(&text).map(|(told, _)| told).unwrap_or_default()
}

const HEADINGS: &str = "## A b\n\n### C\n\n## D\n\n### E\n";

#[test]
fn lists_that_agree_are_left_alone() {
    for list in [
        "- [A b](#a-b)\n- [D](#d)",
        "- [A b](#a-b)\n  - [C](#c)\n- [D](#d)\n  - [E](#e)",
        "* [A b](#a-b)\n* [C](#c)\n* [D](#d)\n* [E](#e)",
        "1. A B\n2. D",
        "1. [A b](#a-b)\n   1. [C](#c)\n2. [D](#d)\n   1. [E](#e)",
        "- [T](#t)\n- [Contents](#contents)\n- [A b](#a-b)\n- [D](#d)",
        "- [something shorter](#a-b)\n- [D](#d)\n- [elsewhere](other.md)",
        "- 1. [A b](#a-b)\n- 2. [D](#d) - which says more",
        "no list at all",
        "- what the package holds\n- and what it does not",
        "",
    ] {
        assert_eq!(differences(list, HEADINGS), [""; 0], "{list}");
    }
}

#[test]
fn lists_that_disagree_are_told_in_what() {
    for (list, told) in [
        ("- [A b](#a-b)", vec!["missing D"]),
        (
            "- [A b](#a-b)\n- [D](#d)\n- [Z](#z)",
            vec!["dead z means nothing"],
        ),
        ("- [A b](#a--b)\n- [D](#d)", vec!["dead a--b means A b"]),
        ("- [D](#d)\n- [A b](#a-b)", vec!["order A b"]),
        ("- [A b](#a-b)\n- [D](#d)\n- [D](#d)", vec!["extra D"]),
        ("1. A b\n2. D\n3. Z", vec!["extra Z"]),
        ("- [A b](#a-b)\n  - [C](#c)\n- [D](#d)", vec!["missing E"]),
    ] {
        assert_eq!(differences(list, HEADINGS), told, "{list}");
    }
}

#[test]
fn the_mended_list_has_the_authors_looks() {
    let text = "# T\n\n<!-- toc -->\n\n* [Old](#old)\n\n<!-- tocstop -->\n\n## A *b*\n\n## `C`\n";
    let (told, expected) = judged(text).expect("stale");
    assert_eq!(told, ["dead old means nothing", "missing A b", "missing C"]);
    assert_eq!(expected, "* [A *b*](#a-b)\n* [`C`](#c)");
    let text = text
        .replace("Old](#old", "C](#d")
        .replace("\n\n<!-- tocstop", "\n* [A](#a-b)\n\n<!-- tocstop");
    let (told, expected) = judged(&text).expect("stale");
    assert_eq!(told, ["dead d means C", "order A"]);
    assert_eq!(expected, "* [A *b*](#a-b)\n* [`C`](#c)");
    let document = chapter(&text).parse();
    let range = stale(&document, None).remove(0).range;
    assert_eq!(document.slice(range), "* [C](#d)\n* [A](#a-b)");
    let (_, expected) =
        judged("# T\n\n## Contents\n\n1. A\n2. Z\n\n## A\n\n## B\n").expect("stale");
    assert_eq!(expected, "1. A\n2. B");
}

#[test]
fn anchors_of_the_authors_own_are_alive() {
    let text = "# T\n\n## Contents\n\n- [A](#a)\n- [x](#x)\n- [y](#y)\n- [term](#term)\n\n## A\n\n<a id=\"x\"></a>\n\n<a name='y'></a>\n\nTerm\n: definition\n";
    assert_eq!(judged(text), None);
}
