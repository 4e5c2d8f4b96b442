//! Any Markdown file as a template: it is read, a document is made of it, and that has no structural
//! fault.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mdbook_design_docs::corpus;
use mdbook_design_docs_fuzz::{Shelf, checks, made};

fuzz_target!(|data: &[u8]| {
    let Some((&choice, text)) = data.split_first() else {
        return;
    };
    let template = mdbook_design_docs_fuzz::text(text);
    let shelf = Shelf::new().template("t", &template);
    let book = shelf.book(None);
    let templates = corpus::templates_of(&book);
    let read = templates.named("t").expect("the template");
    for mistake in &read.mistakes {
        checks::in_bounds(read.document.as_str(), &mistake.range);
    }
    let title = (choice % 2 == 1).then_some("The Cache, *Mostly* <T>");
    let (document, found) = made::faults(&template, title);
    let found: Vec<_> = found.iter().map(|it| (it.rule, &it.message)).collect();
    assert!(found.is_empty(), "{template:?}\n{document:?}\n{found:#?}");
});
