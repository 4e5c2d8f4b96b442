//! What is said at the corners of what rules and templates mean, where a slip in the code would show
//! to nobody but the author of such a document.

mod support;

#[path = "corners/fit.rs"]
mod fit;
#[path = "corners/metadata.rs"]
mod metadata;
#[path = "corners/sections.rs"]
mod sections;
#[path = "corners/text.rs"]
mod text;
#[path = "corners/ties.rs"]
mod ties;

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

/// The rules of all that is told of a document, and the lines that they are told in.
fn lines(template: &str, text: &str) -> Vec<(&'static str, usize)> {
    let findings = pair(template, text).run().diagnostics;
    let lines = findings.iter().map(|it| (it.rule, it.place.start.line));
    lines.collect()
}

/// The first chapter after all safe mends.
fn mended(shelf: &Shelf) -> String {
    let mut book = shelf.book(None);
    let wish = Wish {
        unsafe_too: false,
        wanted: &|_| true,
    };
    edits::mend(&mut book, wish, pipeline::run);
    let source = book.chapters[0].source.as_ref().expect("a text");
    source.as_str().to_owned()
}
