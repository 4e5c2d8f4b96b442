//! Documents in a real repository, for the rules that ask git.

use std::path::Path;
use std::process::Command;

use jiff::civil::date;
use mdbook_design_docs::book::Book;
use mdbook_design_docs::diagnostics::Diagnostic;
use mdbook_design_docs::history::{History, Terms};
use mdbook_design_docs::pipeline;
use tempfile::TempDir;

use super::Shelf;

const TEMPLATE: &str = "---\nlast_updated: YYYY-MM-DD\n---\n\n# <Title>\n\n## Problem\n";

/// A repository with chapters in it.
pub struct Shed {
    pub folder: TempDir,
    pub config: String,
    pub template: String,
    pub chapters: Vec<String>,
}

impl Shed {
    pub fn new() -> Self {
        let shed = Self {
            folder: TempDir::new().expect("a folder"),
            config: String::new(),
            template: TEMPLATE.to_owned(),
            chapters: Vec::new(),
        };
        shed.git(&["init", "-q", "-b", "main"], "2025-01-01");
        shed
    }

    pub fn git(&self, arguments: &[&str], day: &str) -> String {
        let when = format!("{day}T12:00:00 +0000");
        let done = Command::new("git")
            .args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
            .args(arguments)
            .env("GIT_AUTHOR_DATE", &when)
            .env("GIT_COMMITTER_DATE", &when)
            .current_dir(self.folder.path())
            .output()
            .expect("git runs");
        assert!(done.status.success(), "{done:?}");
        String::from_utf8_lossy(&done.stdout).trim().to_owned()
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn write(&mut self, name: &str, text: &str) {
        std::fs::write(self.path().join(name), text).expect("a file");
        if !self.chapters.iter().any(|other| other == name) {
            self.chapters.push(name.to_owned());
        }
    }

    pub fn commit(&self, subject: &str, day: &str) -> String {
        self.git(&["add", "-A"], day);
        self.git(&["commit", "-qm", subject], day);
        self.git(&["rev-parse", "HEAD"], day)
    }

    /// The book as it now lies in the folder.
    pub fn book(&self) -> Book {
        let mut shelf = Shelf::new().template("t", &self.template);
        shelf.config.clone_from(&self.config);
        for name in &self.chapters {
            let text = std::fs::read_to_string(self.path().join(name)).expect("a file");
            shelf = shelf.chapter(name, &text);
        }
        let mut book = shelf.book(None);
        for (chapter, name) in book.chapters.iter_mut().zip(&self.chapters) {
            chapter.file = Some(self.path().join(name));
        }
        let files: Vec<_> = book
            .chapters
            .iter()
            .filter_map(|it| it.file.clone())
            .collect();
        let terms = Terms {
            ignore_revs: Some(book.settings.dates.ignore_revs.clone()),
            ..Terms::default()
        };
        book.history = History::read(&files, &[], &terms);
        book.today = date(2026, 1, 1);
        book
    }

    pub fn found(&self, rule: &str) -> Vec<Diagnostic> {
        let mut found = pipeline::run(&self.book()).diagnostics;
        found.retain(|finding| finding.rule == rule);
        found
    }
}
