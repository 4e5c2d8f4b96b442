//! What a template's metadata asks of a document's.

use super::{lines, one, pair, told};
use crate::support::Shelf;
use mdbook_design_docs::book::Book;
use mdbook_design_docs::pipeline;

#[test]
fn a_filled_field_of_the_same_meaning_serves_for_an_empty_one() {
    let template = "---\nowner: <Name>\n---\n# <Title>\n";
    let of = |fields: &str| lines(template, &format!("---\n{fields}\n---\n# A\n"));
    assert_eq!(of("owner: Ann"), []);
    assert_eq!(of("owner:\nauthor: Ann"), []);
    assert_eq!(of("author:\nownership: Ann"), []);
    assert_eq!(of("owner:"), [("missing-field", 2)]);
    assert_eq!(of("owner:\nauthor:"), [("missing-field", 2)]);
}

#[test]
fn the_templates_word_for_what_may_be_left_out_is_no_value() {
    let of = |example: &str, value: &str| {
        lines(
            &format!("---\nstatus: draft\nsuperseded_by: {example}\n---\n# <Title>\n"),
            &format!("---\nstatus: superseded\nsuperseded_by: {value}\n---\n# A\n"),
        )
    };
    let missing = [("missing-field", 3)];
    assert_eq!(of("if applicable", "if applicable"), missing);
    assert_eq!(of("(optional)", "(optional)"), missing);
    assert_eq!(of("if applicable", "(optional)"), missing);
    assert_eq!(of("if applicable", ""), missing);
    assert_eq!(of("if applicable", "gone.md"), [("broken-reference", 3)]);
    // Where the template says nothing of the kind it is what somebody wrote.
    assert_eq!(of("", "optional"), []);
}

#[test]
fn words_with_a_slash_are_choices_in_brackets_alone() {
    let of = |example: &str| {
        lines(
            &format!("---\nteam: {example}\n---\n# <Title>\n"),
            "---\nteam: cloud\n---\n# A\n",
        )
    };
    assert_eq!(of("<core / edge>"), [("invalid-field", 2)]);
    assert_eq!(of("core / edge"), []);
    assert_eq!(of("<core or edge>"), []);
}

#[test]
fn an_empty_version_of_a_template_asks_for_one_by_its_name() {
    for example in ["", "\"\"", "\" \""] {
        let told = lines(
            &format!("---\nteam: <Team>\nversion: {example}\n---\n# <Title>\n"),
            "---\nteam: Core\nversion: 1.0\n---\n# A\n",
        );
        assert_eq!(told, [("invalid-version", 3)], "{example:?}");
    }
}

#[test]
fn a_status_that_is_a_gap_has_the_lifecycle_that_everybody_has() {
    let said = one("status: <Status>\n", "status: dropped\n");
    assert!(
        said.starts_with("src/a.md:3 unknown-status: ") && said.contains("draft, in-review"),
        "{said}"
    );
}

#[test]
fn a_key_of_the_templates_own_that_contradicts_its_example_shows_both() {
    let of = |example: &str, own: &str| {
        let template = format!(
            "---\n{example}\nteam: <Team>\ndesign-docs:\n  fields:\n    count: {{{own}}}\n---\n# <Title>\n"
        );
        let findings = pair(&template, "---\nteam: Core\ncount: 7\n---\n# A\n")
            .run()
            .diagnostics;
        let wrong = findings.iter().filter(|it| it.rule == "template-error");
        wrong
            .map(|it| {
                let related = it.related.iter();
                let related = related.map(|it| (it.place.start.line, it.message.clone()));
                (
                    template[it.place.range.clone()].to_owned(),
                    related.collect::<Vec<_>>(),
                )
            })
            .collect::<Vec<_>>()
    };
    assert_eq!(
        of("count: 7", "type: date"),
        [("date".to_owned(), vec![(2, "the example".to_owned())])]
    );
    assert_eq!(of("count: <Which>", "type: date"), []);
    let none = of("count: seven", "one-of: [two, three]");
    let related: Vec<_> = none.iter().map(|it| it.1.as_slice()).collect();
    assert_eq!(related, [[(2, "the example".to_owned())]]);
}

#[test]
fn a_slip_in_the_templates_own_key_is_told_at_its_words() {
    for (own, at) in [
        ("fields: {count: {type: intger}}", "intger"),
        ("fields: {count: {typ: integer}}", "typ"),
        ("fields: {count: {one-of: core}}", "core"),
        ("sumary: For all", "sumary"),
        ("lifecycle: [{status: draft, approvals: many}]", "many"),
    ] {
        let template = format!("---\nteam: <Team>\ndesign-docs:\n  {own}\n---\n# <Title>\n");
        let findings = pair(&template, "---\nteam: Core\n---\n# A\n")
            .run()
            .diagnostics;
        let places: Vec<&str> = { findings.iter() }
            .map(|it| &template[it.place.range.clone()])
            .collect();
        assert_eq!(places, [at], "{findings:#?}");
    }
}

#[test]
fn the_first_heading_is_a_title_unless_it_is_a_section() {
    let of = |template: &str, text: &str| lines(template, text);
    let rest = "\n## One\n\na\n";
    let (titled, plain) = ("---\ntitle: A\n---\n", "");
    // With a gap; with no title in the metadata; with nothing below it.
    for template in [
        "---\ntitle: <Title>\n---\n# <Title>\n\nSay so.\n\n## One\n",
        "# Purpose\n\nSay so.\n\n## One\n",
        "---\ntitle: <Title>\n---\n# Purpose\n\n## One\n",
        "---\ntitle: <Title>\n---\n# Purpose\n\n<!-- Say so. -->\n\n## One\n",
    ] {
        let front = if template.starts_with('#') {
            plain
        } else {
            titled
        };
        assert_eq!(
            of(template, &format!("{front}# A\n{rest}")),
            [],
            "{template}"
        );
    }
    let section = "---\ntitle: <Title>\n---\n# Purpose\n\nSay so.\n\n## One\n";
    assert_eq!(
        of(section, &format!("{titled}# A\n{rest}")),
        [("missing-section", 1)]
    );
}

#[test]
fn a_block_of_fields_counts_far_down_only_where_the_template_has_it_there() {
    let text = "---\nstatus: draft\n---\n# A\n\n## One\n\nSo:\n\n```\nstatus: approved\n```\n";
    let front = "---\nstatus: draft | approved\n---\n# <Title>\n\n## One\n";
    assert_eq!(lines(front, text), []);
    let block = "# <Title>\n\n```\nstatus: draft | approved\n```\n\n## One\n";
    assert_eq!(lines(block, text), [("conflicting-field", 11)]);
}

#[test]
fn a_chapter_with_the_constant_of_a_template_is_a_document() {
    let of = |kind: &str| {
        let mut shelf = Shelf::new()
            .template(
                "plan",
                "---\ndoc_type: design_plan\nteam: <Team>\n---\n# <Title>\n",
            )
            .chapter("a.md", &format!("---\ndoc_type: {kind}\n---\n# A\n"));
        shelf.config =
            "[[preprocessor.design-docs.documents]]\npath = \"none.md\"\ntemplate = \"plan\"\n"
                .to_owned();
        let findings = shelf.run().diagnostics;
        let mut rules: Vec<&str> = findings.iter().map(|it| it.rule).collect();
        rules.retain(|rule| *rule != "unused-entry");
        rules
    };
    assert_eq!(of("Design Plan"), ["missing-field"]);
    assert_eq!(of("plan"), ["missing-field"]);
    assert_eq!(of("other"), [""; 0]);
    // One that the program brings along answers to its name.
    assert!(of("adr").contains(&"missing-section"));
}

#[test]
fn a_template_among_the_chapters_is_held_to_nothing() {
    let text = "---\nteam: <Team>\n---\n# <Title>\n\n## One\n\nSay so.\n";
    let shelf = Shelf::new()
        .template("t", text)
        .chapter("t.md", text)
        .chapter("a.md", "---\nteam: Core\n---\n# A\n\n## One\n\na\n");
    let gaps = |book: &Book| {
        let findings = pipeline::run(book).diagnostics;
        let told = findings.iter().filter(|it| &*it.place.path == "src/t.md");
        told.count()
    };
    let mut book = shelf.book(None);
    assert!(gaps(&book) > 0);
    let own = mdbook_design_docs::text::Text::new("src/t.md", text);
    book.templates.push(std::sync::Arc::new(own));
    assert_eq!(gaps(&book), 0);
    assert_eq!(told(&shelf).len(), gaps(&shelf.book(None)));
}
