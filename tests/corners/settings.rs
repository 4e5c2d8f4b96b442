//! What configuration says of rules, and what is told where it can't be followed.

use super::{pair, told};
use crate::support::Shelf;
use mdbook_design_docs::book::Book;
use mdbook_design_docs::diagnostics::{Diagnostic, Place, Severity};
use mdbook_design_docs::{pipeline, rules};

/// The rules of what is told of a book with a configuration.
fn found(mut shelf: Shelf, config: &str) -> Vec<&'static str> {
    shelf.config = config.to_owned();
    let findings = shelf.run().diagnostics;
    findings.iter().map(|it| it.rule).collect()
}

#[test]
fn the_options_of_a_rule_hold_for_the_book_and_an_entrys_for_its_chapters() {
    let template = "# <Title>\n\n## Plan\n\nSay what is to be done.\n";
    let text = "# A\n\n## Plan\n\nWe go on TODO. HELP. Say what is to be done.\n";
    let of = |config: &str| found(pair(template, text), config);
    let both = ["placeholder", "leftover-guidance"];
    assert_eq!(of(""), both);
    let table = "[preprocessor.design-docs.rules]\n";
    let words = "placeholder = {words = [\"HELP\", \"TODO\"]}\n";
    let twice = ["placeholder", "placeholder", "leftover-guidance"];
    assert_eq!(of(&format!("{table}{words}")), twice);
    let min = |words: usize| format!("leftover-guidance = {{min-words = {words}}}\n");
    assert_eq!(of(&format!("{table}{}", min(6))), both);
    assert_eq!(of(&format!("{table}{}", min(7))), ["placeholder"]);
    let entry = "[[preprocessor.design-docs.documents]]\npath = \"*.md\"\ntemplate = \"t\"\nrules = {leftover-guidance = {min-words = 6}}\n";
    assert_eq!(of(&format!("{table}{}{entry}", min(7))), both);
}

#[test]
fn what_is_noticed_while_a_text_is_set_in_has_the_severity_of_its_rule() {
    let of = |config: &str| {
        let mut shelf = Shelf::new().chapter("a.md", "# A\n\n{{#template gone.md}}\n");
        shelf.config = config.to_owned();
        let findings = shelf.run().diagnostics;
        let told = findings.iter().map(|it| (it.rule, it.severity));
        told.collect::<Vec<_>>()
    };
    assert_eq!(of(""), [("missing-fragment", Severity::Error)]);
    let rules = "[preprocessor.design-docs.rules]\nmissing-fragment = ";
    assert_eq!(
        of(&format!("{rules}\"note\"\n")),
        [("missing-fragment", Severity::Note)]
    );
    assert_eq!(of(&format!("{rules}\"off\"\n")), []);
}

/// The rules of what is told where a template, or the folder of all of them, can't be read.
fn without(config: &str, text: &str, unread: &str) -> Vec<&'static str> {
    let mut shelf = Shelf::new()
        .template("other", "# <Title>\n")
        .chapter("a.md", text);
    shelf.config = config.to_owned();
    let book = shelf.book(None);
    let mut problem = Diagnostic::new(
        "template-error",
        Severity::Error,
        Place::file(unread),
        "it can't be read",
    );
    problem.subject = unread.to_owned();
    let book = Book {
        problems: vec![problem],
        ..book
    };
    let findings = pipeline::run(&book).diagnostics;
    findings.iter().map(|it| it.rule).collect()
}

#[test]
fn a_template_that_can_not_be_read_is_not_called_unknown_as_well() {
    let entry = |template: &str| {
        format!(
            "[[preprocessor.design-docs.documents]]\npath = \"*.md\"\ntemplate = \"{template}\"\n"
        )
    };
    let told = |template: &str, unread: &str| {
        let mut told = without(&entry(template), "# A\n", unread);
        told.retain(|rule| *rule == "unknown-template");
        told.len()
    };
    // By its name, by its path, or because nothing in the folder can be read.
    assert_eq!(told("plan", "templates/plan.md"), 0);
    assert_eq!(told("notes/plan.md", "notes/plan.md"), 0);
    assert_eq!(told("plan", "templates/"), 0);
    // Another one says nothing of it.
    assert_eq!(told("plan", "templates/plans.md"), 1);
    assert_eq!(told("notes/plan.md", "notes/plans.md"), 1);
    let field = "---\ntemplate: plan\n---\n# A\n";
    assert_eq!(
        without(&entry("other"), field, "templates/plan.md"),
        ["template-error"]
    );
}

#[test]
fn a_chapter_that_can_not_be_read_says_nothing_of_templates() {
    let config = "[[preprocessor.design-docs.documents]]\npath = \"*.md\"\ntemplate = \"plan\"\n";
    let mut shelf = Shelf::new()
        .template("other", "# <Title>\n")
        .chapter("a.md", "# A\n");
    shelf.config = config.to_owned();
    let mut book = shelf.book(None);
    book.problems = vec![Diagnostic::new(
        "unreadable-chapter",
        Severity::Error,
        Place::file("src/plan.md"),
        "src/plan.md",
    )];
    let findings = pipeline::run(&book).diagnostics;
    let rules: Vec<&str> = findings.iter().map(|it| it.rule).collect();
    assert_eq!(rules, ["unknown-template", "unreadable-chapter"]);
    assert_eq!(told(&shelf).len(), 1);
}

#[test]
fn a_rule_is_summed_up_by_the_first_words_of_its_page() {
    for rule in rules::ALL {
        let below = rule.page.split_once("\n\n").map(|it| it.1.trim_start());
        let first = below.and_then(|text| text.lines().next());
        assert_eq!(Some(rule.summary()), first, "{}", rule.id);
        assert!(!rule.summary().is_empty(), "{}", rule.id);
    }
    let mut groups: Vec<&str> = rules::ALL.iter().map(|it| it.group.as_str()).collect();
    groups.dedup();
    let all = [
        "metadata",
        "sections",
        "text",
        "lifecycle",
        "relations",
        "directives",
        "project",
    ];
    assert_eq!(groups, all);
}
