//! A book with fragments, in a folder that goes when the test ends.

use std::fs;
use std::path::PathBuf;

use mdbook_design_docs::diagnostics::Diagnostic;
use tempfile::TempDir;

use crate::rendered::Book;
use crate::support::Shelf;

/// Nothing but what directives bring comes onto the page.
const QUIET: &str = "[preprocessor.design-docs]\npage-title = false\n\
    [preprocessor.design-docs.header]\nmode = \"off\"\n\
    [preprocessor.design-docs.toc]\nmode = \"marker\"\n";

pub struct Fragments {
    pub folder: TempDir,
    pub shelf: Shelf,
}

/// A book with one chapter, `a.md`.
pub fn chapter(text: &str) -> Fragments {
    let folder = tempfile::tempdir().expect("a folder");
    let root = folder.path().join("book");
    fs::create_dir(&root).expect("the book's folder");
    let mut shelf = Shelf::new().chapter("a.md", text);
    QUIET.clone_into(&mut shelf.config);
    shelf.root = Some(root);
    let made = Fragments { folder, shelf };
    made.file("src/a.md", text)
}

impl Fragments {
    pub fn path(&self, path: &str) -> PathBuf {
        self.folder.path().join("book").join(path)
    }

    /// With a file of the book.
    pub fn file(self, path: &str, text: &str) -> Self {
        let path = self.path(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("folders");
        fs::write(path, text).expect("a file");
        self
    }

    /// With a fragment in the templates' folder.
    pub fn fragment(self, name: &str, text: &str) -> Self {
        self.file(&format!("templates/fragments/{name}"), text)
    }

    pub fn with(mut self, change: impl FnOnce(Shelf) -> Shelf) -> Self {
        self.shelf = change(self.shelf);
        self
    }

    /// The chapter as it leaves us.
    pub fn page(&self, renderer: &str) -> String {
        let texts = self.shelf.run_for(Some(renderer)).texts;
        texts[0]
            .clone()
            .unwrap_or_else(|| self.shelf.chapters[0].1.clone())
    }

    /// What mdBook's own renderer makes of it.
    pub fn html(&self) -> String {
        Book::render("", &[self.page("html")]).chapter(0)
    }

    pub fn findings(&self) -> Vec<Diagnostic> {
        self.shelf.run().diagnostics
    }

    /// What is found, each with its related places.
    pub fn told(&self) -> Vec<String> {
        let findings = self.findings().into_iter();
        findings
            .map(|finding| {
                let place = |place: &mdbook_design_docs::diagnostics::Place| {
                    format!("{}:{}:{}", place.path, place.start.line, place.start.column)
                };
                let related = finding.related.iter();
                let related = related.map(|it| format!(" [{} {}]", place(&it.place), it.message));
                format!(
                    "{} {}: {}{}",
                    place(&finding.place),
                    finding.rule,
                    finding.message,
                    related.collect::<String>()
                )
            })
            .collect()
    }
}
