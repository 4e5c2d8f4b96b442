//! New documents, made from templates in memory.

use mdbook_design_docs::config::Settings;
use mdbook_design_docs::corpus::{self, Corpus};
use mdbook_design_docs::diagnostics::Diagnostic;
use mdbook_design_docs::pipeline;
use mdbook_design_docs::scaffold::{Author, Values, fill};
use mdbook_design_docs::template::Template;

use super::Shelf;

/// What a document that was just made from its template is never told.
const STRUCTURAL: [&str; 6] = [
    "missing-section",
    "misplaced-section",
    "wrong-level",
    "duplicate-section",
    "missing-field",
    "missing-metadata",
];

/// What is known of the document to be made.
pub fn values(title: Option<&str>) -> Values {
    Values {
        title: title.map(str::to_owned),
        number: Some(7),
        today: jiff::civil::date(2026, 1, 1),
        author: Author {
            name: Some("Ann Lee".to_owned()),
            email: Some("ann@corp.test".to_owned()),
        },
        set: Vec::new(),
    }
}

/// The document that a template gives, and the book that holds both.
pub fn made(template: &str, values: &Values) -> (String, Shelf) {
    let shelf = Shelf::new().template("t", template).chapter("a.md", "");
    let book = shelf.book(None);
    let templates = corpus::templates_of(&book);
    let read = templates.named("t").expect("the template");
    let text = new(read, &book.settings, values);
    let shelf = shelf.chapter("a.md", &text);
    (text, shelf)
}

fn new(template: &Template, settings: &Settings, values: &Values) -> String {
    let lifecycle = corpus::lifecycle_of(settings, template, None);
    fill(template, lifecycle.as_deref(), values).expect("a document")
}

/// The template that governs the document.
fn governing(shelf: &Shelf) -> Option<String> {
    let book = shelf.book(None);
    let corpus = Corpus::read(&book);
    let governed = corpus.chapters.first()?.governed()?;
    Some(governed.template.name.clone())
}

/// What is structurally wrong with the document that a template gives. Not looked at: one that names
/// another template itself, and what the lifecycle asks for at a status that the template is kept in.
pub fn faults(template: &str, title: Option<&str>) -> (String, Vec<Diagnostic>) {
    let (text, shelf) = made(template, &values(title));
    let mut found = pipeline::run(&shelf.book(None)).diagnostics;
    found.retain(|finding| STRUCTURAL.contains(&finding.rule));
    found.retain(|finding| &*finding.place.path == "src/a.md");
    found.retain(|finding| !finding.message.contains(", which the status "));
    if governing(&shelf).is_none_or(|name| name != "t") {
        found.clear();
    }
    (text, found)
}
