//! What templates and lifecycles ask of documents, where one word more or less decides.

mod support;

use mdbook_design_docs::diagnostics::Diagnostic;
use mdbook_design_docs::edits::{self, Wish};
use mdbook_design_docs::pipeline;
use support::Shelf;

fn findings(config: &str, template: &str, text: &str) -> Vec<Diagnostic> {
    let mut shelf = Shelf::new().template("t", template).chapter("a.md", text);
    config.clone_into(&mut shelf.config);
    shelf.run().diagnostics
}

fn rules(template: &str, text: &str) -> Vec<&'static str> {
    let findings = findings("", template, text);
    findings.iter().map(|finding| finding.rule).collect()
}

#[test]
fn a_comment_that_is_all_of_a_section_can_make_it_optional() {
    let template = "# <Title>\n\n## Goal\n\n## Extras\n\n<!-- optional -->\n";
    assert_eq!(rules(template, "# A\n\n## Goal\n\nSpeed.\n"), [""; 0]);
    let asked = template.replace("<!-- optional -->", "<!-- as you like -->");
    assert_eq!(
        rules(&asked, "# A\n\n## Goal\n\nSpeed.\n"),
        ["missing-section"]
    );
}

#[test]
fn the_columns_of_a_table_that_may_be_left_out_are_not_asked_for() {
    let table = "| Item | Price |\n|---|---|\n| <Item> | <Price> |\n";
    let text = "# A\n\n## Costs\n\nOne item.\n\n| Item |\n|---|\n| Disk |\n";
    let template = |above: &str| format!("# <Title>\n\n## Costs\n\n{above}\n\n{table}");
    assert_eq!(
        rules(&template("If applicable, fill in this table."), text),
        [""; 0]
    );
    assert_eq!(
        rules(&template("Fill in this table."), text),
        ["missing-column"]
    );
}

#[test]
fn a_list_with_a_hole_is_no_list_of_choices() {
    let template = |example: &str| format!("---\nlevel: {example}\n---\n\n# <Title>\n");
    let text = "---\nlevel: medium\n---\n\n# A\n";
    assert_eq!(rules(&template("low | high"), text), ["invalid-field"]);
    assert_eq!(rules(&template("low | | high"), text), [""; 0]);
    // Nor is one whose words are a sentence.
    let sentence = "low | whatever the team has agreed on";
    assert_eq!(rules(&template(sentence), text), [""; 0]);
}

#[test]
fn a_single_label_that_is_missing_is_told_by_its_name() {
    let template = "# <Title>\n\n## Decision\n\n- **Choice**: <What you will do>\n";
    let found = findings("", template, "# A\n\n## Decision\n\nWe keep it.\n");
    let told: Vec<_> = found.iter().map(|it| (it.rule, &*it.subject)).collect();
    assert_eq!(found.len(), 1, "{told:?}");
    assert_eq!(found[0].rule, "missing-label");
    assert!(
        !found[0].message.contains("none of"),
        "{}",
        found[0].message
    );
}

#[test]
fn a_day_that_the_status_asks_for_is_asked_for_as_a_day() {
    let config = "[[preprocessor.design-docs.lifecycle.x]]\nstatus = \"draft\"\nrequires = [\"reviewed\"]\n\
        [[preprocessor.design-docs.documents]]\npath = \"**/*.md\"\ntemplate = \"t\"\n";
    let template = "---\nstatus: draft\ndesign-docs:\n  lifecycle: x\n---\n\n# <Title>\n";
    let found = findings(config, template, "---\nstatus: draft\n---\n\n# A\n");
    let [finding] = found.as_slice() else {
        panic!("{found:#?}");
    };
    assert_eq!(finding.rule, "missing-field");
    let help = finding.help.as_deref().unwrap_or_default();
    assert!(help.contains("YYYY-MM-DD"), "{help}");
}

#[test]
fn a_conflict_says_where_the_other_value_stands() {
    let template = "---\nstatus: draft\n---\n\n# <Title>\n";
    let text = "---\nstatus: draft\n---\n\n# A\n\n**Status**: approved\n";
    let found = findings("", template, text);
    let conflict = found.iter().find(|it| it.rule == "conflicting-field");
    let message = conflict.map(|it| it.message.as_str()).unwrap_or_default();
    assert!(message.ends_with(" in the front matter"), "{message:?}");
}

#[test]
fn a_phase_is_strange_to_a_strict_template_without_phases() {
    let template = |section: &str| {
        format!(
            "---\ntitle: <Title>\ndesign-docs: {{strict-fields: true}}\n---\n\n# <Title>\n{section}"
        )
    };
    let text = "---\ntitle: A\nphase: 2\n---\n\n# A\n";
    assert_eq!(rules(&template(""), text), ["unknown-field"]);
    let phased = template("\n<!-- Phase 3: Later -->\n## Later\n");
    assert_eq!(rules(&phased, text), [""; 0]);
}

#[test]
fn a_dependency_in_another_lifecycle_is_to_be_finished_and_not_dropped() {
    let template = |lifecycle: &str| {
        format!(
            "---\nstatus:\ndepends_on:\ndesign-docs:\n  lifecycle: {lifecycle}\n---\n\n# <Title>\n"
        )
    };
    let mut shelf = Shelf::new()
        .template("t", &template("one"))
        .template("u", &template("two"))
        .chapter("a.md", "---\nstatus: done\ndepends_on: b.md\n---\n\n# A\n")
        .chapter("b.md", "---\nstatus: begun\ntemplate: u\n---\n\n# B\n");
    let status = |lifecycle: &str, rest: &str| {
        format!("[[preprocessor.design-docs.lifecycle.{lifecycle}]]\nstatus = {rest}\n")
    };
    shelf.config = [
        status("one", "\"draft\"\nincomplete = true"),
        status("one", "\"done\""),
        status("two", "\"begun\"\nincomplete = true"),
        status("two", "\"dropped\"\nretired = true"),
        status("two", "\"shipped\""),
    ]
    .concat();
    let found = shelf.run().diagnostics;
    let ahead = found.iter().find(|it| it.rule == "dependency-not-ready");
    let help = ahead.and_then(|it| it.help.as_deref()).unwrap_or_default();
    assert!(help.contains("to `shipped` first"), "{found:#?}");
}

#[test]
fn the_other_document_of_an_id_is_shown_where_it_says_it() {
    let text = "---\nid: 7\n---\n\n# A\n";
    let shelf = Shelf::new()
        .template("t", "---\nid:\n---\n\n# <Title>\n")
        .chapter("a.md", text)
        .chapter("b.md", text);
    let found = shelf.run().diagnostics;
    let [twin] = found.as_slice() else {
        panic!("{found:#?}");
    };
    assert_eq!(twin.rule, "duplicate-id");
    let other = &twin.related[0].place;
    assert_eq!((other.start.line, other.start.column), (2, 5));
}

#[test]
fn no_line_is_added_where_it_would_be_no_field_of_the_document() {
    for (front, mended) in [
        ("+++\ntitle = \"A\"\n+++\n", true),
        // It would be one of the table's.
        ("+++\ntitle = \"A\"\n[extra]\nx = 1\n+++\n", false),
        ("---\ntitle: A\n---\n", true),
        // It would stand further to the left than the others.
        ("---\n  title: A\n---\n", false),
    ] {
        let shelf = Shelf::new()
            .template("t", "---\ntitle: <Title>\n---\n\n# <Title>\n")
            .chapter("a.md", &format!("{front}\n# A\n"))
            .chapter("b.md", "---\ntitle: B\nsupersedes: a.md\n---\n\n# B\n");
        let found = shelf.run().diagnostics;
        let told = found.iter().find(|it| it.rule == "one-way-supersession");
        let fix = told.expect("it is told").fix.is_some();
        assert_eq!(fix, mended, "{front}");
    }
}

#[test]
fn an_authors_words_beside_guidance_stay_when_it_is_taken_out() {
    let guidance = "Say what is wrong today, and for whom it is.";
    let template = format!("# <Title>\n\n## Problem\n\n{guidance}\n");
    let own = "The disk is slow for all customers.";
    for line in [format!("{own} {guidance}"), format!("{guidance} {own}")] {
        let shelf = Shelf::new()
            .template("t", &template)
            .chapter("a.md", &format!("# A\n\n## Problem\n\n{line}\n"));
        let mut book = shelf.book(None);
        let wish = Wish {
            unsafe_too: true,
            wanted: &|_| true,
        };
        edits::mend(&mut book, wish, pipeline::run);
        let after = book.chapters[0].source.as_ref().expect("a text");
        let expected = format!("# A\n\n## Problem\n\n{own}\n");
        assert_eq!(after.as_str(), expected, "{line}");
    }
}
