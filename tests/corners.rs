//! What is said at the corners of what rules and templates mean, where a slip in the code would show
//! to nobody but the author of such a document.

mod support;

#[path = "corners/annotations.rs"]
mod annotations;
#[path = "corners/asked.rs"]
mod asked;
#[path = "corners/choices.rs"]
mod choices;
#[path = "corners/fields.rs"]
mod fields;
#[path = "corners/fit.rs"]
mod fit;
#[path = "corners/gaps.rs"]
mod gaps;
#[path = "corners/guidance.rs"]
mod guidance;
#[path = "corners/labels.rs"]
mod labels;
#[path = "corners/lifecycle.rs"]
mod lifecycle;
#[path = "corners/mends.rs"]
mod mends;
#[path = "corners/metadata.rs"]
mod metadata;
#[path = "corners/missing.rs"]
mod missing;
#[path = "corners/places.rs"]
mod places;
#[path = "corners/repeated.rs"]
mod repeated;
#[path = "corners/schema.rs"]
mod schema;
#[path = "corners/sections.rs"]
mod sections;
#[path = "corners/set_in.rs"]
mod set_in;
#[path = "corners/settings.rs"]
mod settings;
#[path = "corners/sides.rs"]
mod sides;
#[path = "corners/text.rs"]
mod text;
#[path = "corners/ties.rs"]
mod ties;
#[path = "corners/types.rs"]
mod types;
#[path = "corners/values.rs"]
mod values;
#[path = "corners/within.rs"]
mod within;

use mdbook_design_docs::diagnostics::{Diagnostic, Safety};
use mdbook_design_docs::edits::{self, Wish};
use mdbook_design_docs::pipeline;
use support::Shelf;

/// A document and its template.
fn pair(template: &str, text: &str) -> Shelf {
    Shelf::new().template("t", template).chapter("a.md", text)
}

/// All that is told of a book: the file and the line, the rule, the message and the help, a line each.
fn told(shelf: &Shelf) -> Vec<String> {
    let findings = shelf.run().diagnostics;
    let lines = findings.iter().map(|it| {
        let (path, line) = (&it.place.path, it.place.start.line);
        let help = it.help.iter().map(|help| format!("; {help}"));
        format!(
            "{path}:{line} {}: {}{}",
            it.rule,
            it.message,
            help.collect::<String>()
        )
    });
    lines.collect()
}

/// The only thing that is told of a document with this front matter.
fn one(template: &str, fields: &str) -> String {
    let template = format!("---\nowners: [ann@example.org]\n{template}---\n# <Title>\n");
    let text = format!("---\nowners: [bob@example.org]\n{fields}---\n# A\n");
    let told = told(&pair(&template, &text));
    assert_eq!(told.len(), 1, "{told:#?}");
    told[0].clone()
}

/// The rules of all that is told of a document, and the lines that they are told in.
fn lines(template: &str, text: &str) -> Vec<(&'static str, usize)> {
    let findings = pair(template, text).run().diagnostics;
    let lines = findings.iter().map(|it| (it.rule, it.place.start.line));
    lines.collect()
}

/// The first chapter after all safe mends.
fn mended(shelf: &Shelf) -> String {
    after(shelf, |it| {
        it.fix
            .as_ref()
            .is_some_and(|fix| fix.safety == Safety::Safe)
    })
}

/// The first chapter after all mends of some rules, those too that take asking for.
fn mended_by(shelf: &Shelf, rules: &[&str]) -> String {
    after(shelf, |it| rules.contains(&it.rule))
}

fn after(shelf: &Shelf, wanted: impl Fn(&Diagnostic) -> bool) -> String {
    let mut book = shelf.book(None);
    let wish = Wish {
        unsafe_too: true,
        wanted: &wanted,
    };
    edits::mend(&mut book, wish, pipeline::run);
    let source = book.chapters[0].source.as_ref().expect("a text");
    source.as_str().to_owned()
}
