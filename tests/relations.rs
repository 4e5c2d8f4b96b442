//! Documents that refer to each other: what is said, where, and what the mend would write.

mod support;

use mdbook_design_docs::diagnostics::Diagnostic;
use mdbook_design_docs::edits::{self, Wish};
use mdbook_design_docs::pipeline;
use support::Shelf;

const TEMPLATE: &str =
    "---\ntitle: <Title>\nid:\nsupersedes:\nsuperseded_by:\ndepends_on:\n---\n\n# Why\n";

fn shelf(chapters: &[(&str, &str)]) -> Shelf {
    let shelf = Shelf::new().template("rfc", TEMPLATE);
    chapters.iter().fold(shelf, |shelf, (path, fields)| {
        shelf.chapter(
            path,
            &format!("---\ntitle: A\n{fields}---\n\n# Why\n\nIt is slow.\n"),
        )
    })
}

fn found(shelf: &Shelf, rule: &str) -> Vec<Diagnostic> {
    let outcome = shelf.run();
    let diagnostics = outcome.diagnostics.iter();
    diagnostics
        .filter(|finding| finding.rule == rule)
        .cloned()
        .collect()
}

#[test]
fn the_other_side_of_a_supersession_is_written_as_it_would_be_there() {
    let shelf = shelf(&[
        ("a/0001-old.md", ""),
        ("b/new.md", "supersedes: ../a/0001-old.md\n"),
    ]);
    let findings = found(&shelf, "one-way-supersession");
    let [finding] = findings.as_slice() else {
        panic!("{findings:#?}");
    };
    assert_eq!(
        finding.help.as_deref(),
        Some("add to `a/0001-old.md`: `superseded_by: ../b/new.md`")
    );
    let edit = &finding.fix.as_ref().expect("a mend").edits[0];
    assert_eq!(&*edit.path, "src/a/0001-old.md");
    let mut old = shelf.chapters[0].1.clone();
    old.replace_range(edit.range.clone(), &edit.text);
    assert!(
        old.starts_with("---\ntitle: A\nsuperseded_by: ../b/new.md\n---\n"),
        "{old}"
    );
    assert!(
        found(
            &shelf.chapter("a/0001-old.md", &old),
            "one-way-supersession"
        )
        .is_empty()
    );
}

#[test]
fn what_to_add_to_a_list_is_said() {
    let shelf = shelf(&[
        ("old.md", "superseded_by: [other.md]\n"),
        ("other.md", "supersedes: old.md\n"),
        ("new.md", "id: RFC-3\nsupersedes: [old.md]\n"),
    ]);
    let findings = found(&shelf, "one-way-supersession");
    assert_eq!(findings.len(), 1);
    assert_eq!(
        findings[0].help.as_deref(),
        Some("add `RFC-3` to `superseded_by` in `old.md`")
    );
}

/// What `fix` makes of an old document that a newer one supersedes.
fn answered(old: &str) -> String {
    let new = "---\ntitle: New\nsupersedes: old.md\n---\n\n# Why\n\nIt is slow.\n";
    let shelf = Shelf::new().template("rfc", TEMPLATE);
    let shelf = shelf.chapter("old.md", old).chapter("new.md", new);
    let shelf = shelf.chapter("other.md", &new.replace("old.md", "more.md"));
    let wish = Wish {
        unsafe_too: false,
        wanted: &|finding| finding.rule == "one-way-supersession",
    };
    let mut book = shelf.book(None);
    let mended = edits::mend(&mut book, wish, pipeline::run);
    match mended.files.get("src/old.md") {
        Some((_, after)) => after.to_string(),
        None => old.to_owned(),
    }
}

#[test]
fn the_other_side_is_written_in_the_notation_of_its_document() {
    for (before, after) in [
        (
            "---\nt: 1\n---\n",
            "---\nt: 1\nsuperseded_by: new.md\n---\n",
        ),
        (
            "---\r\nsuperseded_by:\r\nt: 1\r\n---\r\n",
            "---\r\nsuperseded_by: new.md\r\nt: 1\r\n---\r\n",
        ),
        (
            "---\nsuperseded_by: none\n---\n",
            "---\nsuperseded_by: new.md\n---\n",
        ),
        (
            "---\nsuperseded_by: [other.md]\n---\n",
            "---\nsuperseded_by: [other.md, new.md]\n---\n",
        ),
        (
            "---\nsuperseded_by:\n  - other.md\nt: 1\n---\n",
            "---\nsuperseded_by:\n  - other.md\n  - new.md\nt: 1\n---\n",
        ),
        (
            "---\nsuperseded_by: \"other.md\"\n---\n",
            "---\nsuperseded_by: \"other.md, new.md\"\n---\n",
        ),
        (
            "+++\nt = 1\n+++\n",
            "+++\nt = 1\nsuperseded_by = \"new.md\"\n+++\n",
        ),
        (
            "+++\nsuperseded_by = [\"other.md\"]\n+++\n",
            "+++\nsuperseded_by = [\"other.md\", \"new.md\"]\n+++\n",
        ),
        (
            "* Status: draft\n* Owner: me\n",
            "* Status: draft\n* Owner: me\n* Superseded by: new.md\n",
        ),
        (
            "- **Status:** draft\n",
            "- **Status:** draft\n- **Superseded by:** new.md\n",
        ),
        (
            "| Field | Value |\n|---|---|\n| Status | draft |\n",
            "| Field | Value |\n|---|---|\n| Status | draft |\n| Superseded by | new.md |\n",
        ),
        (
            "```\nStatus: draft\n```\n",
            "```\nStatus: draft\nSuperseded by: new.md\n```\n",
        ),
        // Where nothing is sure, nothing is written.
        ("Status: draft\n", "Status: draft\n"),
        ("+++\n[table]\nt = 1\n+++\n", "+++\n[table]\nt = 1\n+++\n"),
    ] {
        let old = format!("{before}\n# Why\n\nIt is slow.\n");
        assert_eq!(answered(&old), format!("{after}\n# Why\n\nIt is slow.\n"));
    }
}

#[test]
fn links_in_labels_are_read_by_where_they_lead() {
    let template = "# <Title>\n\n- **Depends on**: <Documents>\n\n## Why\n";
    let text = "# A\n\n- **Depends on**: [RFC 1](0001-old.md), [RFC 2](0002-gone.md), [PEP 8](https://peps.python.org/8)\n\n## Why\n\nIt is slow.\n";
    let shelf = Shelf::new()
        .template("rfc", template)
        .chapter(
            "0001-old.md",
            &text
                .replace("0002-gone.md", "0003-new.md")
                .replace("0001-old", "0003-new"),
        )
        .chapter("0003-new.md", text);
    let findings = found(&shelf, "broken-reference");
    let [finding] = findings.as_slice() else {
        panic!("{findings:#?}");
    };
    assert!(
        finding.message.contains("names `0002-gone.md`"),
        "{}",
        finding.message
    );
    let range = finding.place.range.clone();
    assert_eq!(&text[range], "[RFC 2](0002-gone.md)");
    let cycle = found(&shelf, "dependency-cycle");
    assert_eq!(
        cycle[0].message,
        "these documents depend on each other in a circle: 0001-old.md → 0003-new.md → 0001-old.md"
    );
}

#[test]
fn templates_and_index_pages_have_no_id() {
    let shelf = shelf(&[
        ("README.md", "id: 7\n"),
        ("a.md", "id: 7\n"),
        ("x/index.md", "id: 7\n"),
    ]);
    assert!(found(&shelf, "duplicate-id").is_empty());
    let shelf = shelf.chapter(
        "b.md",
        "---\ntitle: B\nid: 007\n---\n\n# Why\n\nIt is slow.\n",
    );
    let findings = found(&shelf, "duplicate-id");
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].message, "`a.md` has the id `007` too");
    assert_eq!(&*findings[0].related[0].place.path, "src/a.md");
}
