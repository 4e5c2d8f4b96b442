//! The whole way: chapters in, findings, reports and pages out.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mdbook_design_docs_fuzz::{QUIET, checks};

fuzz_target!(|data: &[u8]| {
    let Some(shelf) = mdbook_design_docs_fuzz::book(data) else {
        return;
    };
    for renderer in [None, Some("html"), Some("markdown")] {
        let book = shelf.book(renderer);
        let texts = checks::texts(&book, &shelf.book_toml());
        let outcome = checks::judged(&book);
        checks::findings_hold(&outcome.diagnostics, &texts);
        checks::reports_hold(&outcome, &texts);
        if renderer.is_some() {
            for ((_, before), after) in shelf.chapters.iter().zip(&outcome.texts) {
                checks::page_holds(before, after.as_deref(), shelf.config == QUIET);
            }
        }
    }
});
