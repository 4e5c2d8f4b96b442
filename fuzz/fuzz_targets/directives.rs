//! Directives and fragments: a chapter, and a fragment that it may name.

#![no_main]

use std::fs;
use std::sync::{Arc, LazyLock};

use libfuzzer_sys::fuzz_target;
use mdbook_design_docs::text::Text;
use mdbook_design_docs_fuzz::{QUIET, SEPARATOR, Shelf, checks};
use tempfile::TempDir;

/// Where the fragments lie.
const FRAGMENTS: [&str; 2] = ["templates/fragments/a.md", "templates/fragments/b.md"];

static ROOT: LazyLock<TempDir> = LazyLock::new(|| {
    let root = TempDir::new().expect("a folder");
    fs::create_dir_all(root.path().join("src")).expect("the chapters' folder");
    fs::create_dir_all(root.path().join("templates/fragments")).expect("the fragments' folder");
    root
});

fuzz_target!(|data: &[u8]| {
    let all = mdbook_design_docs_fuzz::text(data);
    let mut texts = all.split(SEPARATOR);
    let chapter = texts.next().unwrap_or_default();
    let mut shelf = Shelf::new().chapter("a.md", chapter);
    QUIET.clone_into(&mut shelf.config);
    shelf.root = Some(ROOT.path().to_owned());
    let mut fragments = Vec::new();
    for path in FRAGMENTS {
        let text = texts.next().unwrap_or_default();
        fs::write(ROOT.path().join(path), text).expect("a fragment");
        fragments.push(Arc::new(Text::new(path, text)));
    }
    for text in texts.take(2) {
        let path = format!("{}.md", shelf.chapters.len());
        shelf = shelf.chapter(&path, text);
    }
    for renderer in [None, Some("html"), Some("markdown")] {
        let book = shelf.book(renderer);
        let mut known = checks::texts(&book, &shelf.book_toml());
        known.extend(
            fragments
                .iter()
                .map(|it| (Arc::clone(it.path()), Arc::clone(it))),
        );
        let outcome = checks::judged(&book);
        checks::findings_hold(&outcome.diagnostics, &known);
        checks::reports_hold(&outcome, &known);
    }
});
