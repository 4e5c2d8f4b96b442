//! Mends: they come to an end, change nothing the second time, and leave the file written as it was.

#![no_main]

use libfuzzer_sys::fuzz_target;
use mdbook_design_docs::edits::{self, Mended, Wish};
use mdbook_design_docs::pipeline;
use mdbook_design_docs_fuzz::{Shelf, checks, form};

fuzz_target!(|data: &[u8]| {
    let Some(shelf) = mdbook_design_docs_fuzz::book(data) else {
        return;
    };
    for unsafe_too in [false, true] {
        mend(&shelf, unsafe_too);
    }
});

fn mend(shelf: &Shelf, unsafe_too: bool) {
    let wish = Wish {
        unsafe_too,
        wanted: &|_| true,
    };
    let mut book = shelf.book(None);
    let before = pipeline::run(&book);
    checks::findings_hold(
        &before.diagnostics,
        &checks::texts(&book, &shelf.book_toml()),
    );
    let mended = edits::mend(&mut book, wish, pipeline::run);
    assert!(
        mended.settled,
        "mends go in a circle: {:#?}",
        mended.findings
    );
    for (path, (old, new)) in &mended.files {
        assert!(of_a_mend(path, &mended), "{path} changes without a mend");
        let keeps = !form::has_form(old) || form::same_form(old, new);
        assert!(keeps, "{old:?}\n{new:?}");
    }
    // What is told is of the texts as they are now.
    let texts = checks::texts(&book, &shelf.book_toml());
    checks::findings_hold(&mended.left.diagnostics, &texts);
    assert_eq!(mended.left.diagnostics, pipeline::run(&book).diagnostics);
    let again = edits::mend(&mut book, wish, pipeline::run);
    assert!(again.files.is_empty(), "{:#?}", again.files);
    assert!(again.findings.is_empty(), "{:#?}", again.findings);
}

fn of_a_mend(path: &str, mended: &Mended) -> bool {
    let mut paths = mended.findings.iter().flat_map(edits::paths);
    paths.any(|other| *other == *path)
}
