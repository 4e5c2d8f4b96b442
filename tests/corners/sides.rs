//! What `fix` writes on the other side of a supersession.

use super::mended;
use crate::support::Shelf;

const TEMPLATE: &str = "---\nsupersedes:\nsuperseded_by:\n---\n# <Title>\n";

/// What becomes of an old document, which another one replaced before and a new one replaces now.
fn answered(old: &str, new: &str) -> String {
    let text = |replaced: &str| format!("---\nsupersedes: {replaced}\n---\n# B\n");
    let shelf = Shelf::new()
        .template("t", TEMPLATE)
        .chapter("old.md", old)
        .chapter(new, &text("old.md"))
        .chapter("other.md", &text("old.md"));
    mended(&shelf)
}

#[test]
fn one_more_is_written_behind_those_that_are_there() {
    for (old, after) in [
        (
            "---\nsuperseded_by: other.md\n---\n",
            "---\nsuperseded_by: other.md, new.md\n---\n",
        ),
        (
            "---\nsuperseded_by: 'other.md'\n---\n",
            "---\nsuperseded_by: 'other.md, new.md'\n---\n",
        ),
        (
            "+++\nsuperseded_by = \"other.md\"\n+++\n",
            "+++\nsuperseded_by = \"other.md, new.md\"\n+++\n",
        ),
        (
            "# A\n\n- Superseded by: other.md\n",
            "# A\n\n- Superseded by: other.md, new.md\n",
        ),
    ] {
        assert_eq!(answered(old, "new.md"), after);
    }
    // Text over several lines, and a name that would need quotes, are for people.
    let folded = "---\nsuperseded_by: >\n  other.md\nteam: Core\n---\n# A\n";
    assert_eq!(answered(folded, "new.md"), folded);
    let plain = "---\nsuperseded_by: other.md\n---\n# A\n";
    assert_eq!(answered(plain, "the new.md"), plain);
}

#[test]
fn a_number_in_toml_is_left_to_people() {
    let text = |fields: &str| format!("+++\n{fields}\n+++\n# A\n");
    let new = |fields: &str| format!("---\n{fields}\n---\n# B\n");
    let old = text("superseded_by = 7");
    let shelf = Shelf::new()
        .template(
            "t",
            "---\nid:\nsupersedes:\nsuperseded_by:\n---\n# <Title>\n",
        )
        .chapter("old.md", &old)
        .chapter("other.md", &new("id: 7\nsupersedes: old.md"))
        .chapter("new.md", &new("id: 8\nsupersedes: old.md"));
    assert_eq!(mended(&shelf), old);
}

#[test]
fn a_line_of_its_own_is_like_the_last_one_or_is_not_written() {
    for (old, after) in [
        (
            "# A\n\n- Status: draft",
            "# A\n\n- Status: draft\n- Superseded by: new.md, other.md",
        ),
        (
            "# A\n\n- Owner: Ann\n  and Bob\n- Team: Core\n  and Edge\n\nSo.\n",
            "# A\n\n- Owner: Ann\n  and Bob\n- Team: Core\n  and Edge\n- Superseded by: new.md, other.md\n\nSo.\n",
        ),
        ("# A\n\n- **Status**: draft\n- **Owner**:\n", ""),
        ("# A\n\n**Status**: draft\n", ""),
        ("# A\n\nStatus: draft\n", ""),
        ("# A\n\n- **Status**: draft **Owner**: me\n", ""),
        ("# A\n\n- Status: draft\n- Owner:\n", ""),
    ] {
        let told = answered(old, "new.md");
        match after {
            "" => assert_eq!(told, old),
            _ => assert_eq!(told, after),
        }
    }
}
