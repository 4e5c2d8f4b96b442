//! Sections that reach a document through fragments.

use crate::shelf::{Fragments, chapter};

fn document(body: &str) -> Fragments {
    chapter(&format!("---\ntitle: T\n---\n\n{body}")).with(|it| {
        it.template(
            "note",
            "---\ntitle: <Title>\n---\n\n## Why\n\nWhy?\n\n## Approvals\n\nWho agreed?\n",
        )
    })
}

#[test]
fn they_are_present() {
    let book = document("## Why\n\nBecause.\n\n{{#template approvals.md who=me}}\n")
        .fragment("approvals.md", "## Approvals\n\n- [x] {{ args.who }}\n");
    assert_eq!(book.told(), [""; 0]);
    let without = document("## Why\n\nBecause.\n");
    assert_eq!(without.told().len(), 1);
}

#[test]
fn what_is_found_in_them_is_told_at_both_places() {
    let book = document("## Why\n\nBecause.\n\n{{#template approvals.md}}\n").fragment(
        "approvals.md",
        "## Approvals\n\n{% for n in [1, 2] %}\n- number {{ n }} is TODO\n{% endfor %}\n",
    );
    let told = book.told();
    assert_eq!(told.len(), 2, "{told:?}");
    for told in &told {
        assert!(told.starts_with("src/a.md:9:1 placeholder: "), "{told}");
        assert!(
            told.contains(" [templates/fragments/approvals.md:4:"),
            "{told}"
        );
    }
    assert!(book.findings().iter().all(|it| it.fix.is_none()));
}

#[test]
fn a_level_that_is_wrong_in_a_fragment_has_no_mend() {
    let book = document("## Why\n\nBecause.\n\n{{#template approvals.md}}\n")
        .fragment("approvals.md", "### Approvals\n\nMe.\n");
    let findings = book.findings();
    let wrong = findings
        .iter()
        .find(|it| it.rule == "wrong-level")
        .expect("it is told");
    assert_eq!((wrong.place.start.line, wrong.fix.is_none()), (9, true));
    let mut related = wrong.related.iter().map(|it| &*it.place.path);
    assert!(related.any(|path| path == "templates/fragments/approvals.md"));
}
