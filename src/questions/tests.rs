//! What counts as a question, an answer or an approval, and what does not.

use std::path::Path;
use std::sync::Arc;

use super::*;
use crate::document::markdown::ParseOptions;
use crate::document::view::NoFiles;
use crate::text::Text;

fn document(text: &str) -> Document {
    let text = Arc::new(Text::new("a.md", text));
    Document::parse(text, Path::new(""), &NoFiles, ParseOptions::default())
}

fn open(list: &str) -> Vec<String> {
    let document = document(&format!(
        "# 6. Open Questions:\n\n{list}\n\n# Next\n\n- No question\n"
    ));
    let found = questions(&document, None);
    found
        .into_iter()
        .filter(|it| !it.closed)
        .map(|it| it.text)
        .collect()
}

#[test]
fn questions_are_closed_by_tick_strike_or_status() {
    let list = "- [ ] Who pays?\n- [x] Who builds?\n- ~~Which store?~~ SQLite.\n- Why now?\n  - **Status**: open\n\
                - Where?\n  - **Status:** Resolved in May\n- When? **Status**: answered\n1. How?\n   - by hand\n";
    assert_eq!(open(list), ["Who pays?", "Why now?", "How?"]);
}

#[test]
fn a_status_in_an_item_of_its_own_is_that_of_the_question_before() {
    assert_eq!(
        open("- [ ] Who?\n- **Status**: closed\n- [ ] Why?\n- **Status**: open\n"),
        ["Why?"]
    );
}

#[test]
fn that_there_are_none_is_no_question() {
    for list in [
        "- None",
        "- None at this time.",
        "- N/A",
        "- No open questions.",
        "None.",
        "Words about them.",
    ] {
        assert!(open(list).is_empty(), "{list}");
    }
    assert_eq!(open("- None of the stores fits; which one?\n").len(), 1);
}

#[test]
fn questions_have_their_places() {
    let document = document("# Open questions\n\n* Is `this` *one*?\n  It is.\n");
    let found = questions(&document, None);
    assert_eq!(document.slice(found[0].range.clone()), "Is `this` *one*?");
}

#[test]
fn approvals_are_ticked_or_signed() {
    let count = |text: &str| approvals(&document(&format!("## Approvals\n\n{text}\n")), None).given;
    let entries = [
        ("- [x] Ann\n- [ ] Bob\n", 1),
        (
            "- **Lead**: Ann, 2026-01-02\n- **Security**: Bob\n- **Data**: 2026-01-02\n",
            1,
        ),
        (
            "- Lead: Ann Lee (2026-01-02)\n- Data: <Name>, 2026-01-02\n- Web: TBD 2026-01-02\n",
            1,
        ),
        (
            "**Technical Review** - Ann, 2026-01-02\n**Security Review** -\n",
            1,
        ),
        ("**Technical Review**\n\n- Ann, 2026-01-02\n", 1),
        (
            "| Role | Name | Day |\n|---|---|---|\n| Lead | Ann | 2026-01-02 |\n| Data | | |\n",
            1,
        ),
        ("- [ ] **Lead**: Ann, 2026-01-02\n", 0),
        ("Nobody yet.\n", 0),
    ];
    for (text, expected) in entries {
        assert_eq!(count(text), expected, "{text}");
    }
}
