//! Rules about dates, over documents in real repositories.

mod support;

use std::path::Path;
use std::process::Command;

use jiff::civil::date;
use mdbook_design_docs::book::Book;
use mdbook_design_docs::diagnostics::Diagnostic;
use mdbook_design_docs::history::{History, Terms};
use mdbook_design_docs::pipeline;
use support::Shelf;
use tempfile::TempDir;

const TEMPLATE: &str = "---\nlast_updated: YYYY-MM-DD\n---\n\n# <Title>\n\n## Problem\n";

/// A repository with chapters in it.
struct Shed {
    folder: TempDir,
    config: String,
    template: String,
    chapters: Vec<String>,
}

impl Shed {
    fn new() -> Self {
        let shed = Self {
            folder: TempDir::new().expect("a folder"),
            config: String::new(),
            template: TEMPLATE.to_owned(),
            chapters: Vec::new(),
        };
        shed.git(&["init", "-q", "-b", "main"], "2025-01-01");
        shed
    }

    fn git(&self, arguments: &[&str], day: &str) -> String {
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

    fn path(&self) -> &Path {
        self.folder.path()
    }

    fn write(&mut self, name: &str, text: &str) {
        std::fs::write(self.path().join(name), text).expect("a file");
        if !self.chapters.iter().any(|other| other == name) {
            self.chapters.push(name.to_owned());
        }
    }

    fn commit(&self, subject: &str, day: &str) -> String {
        self.git(&["add", "-A"], day);
        self.git(&["commit", "-qm", subject], day);
        self.git(&["rev-parse", "HEAD"], day)
    }

    /// The book as it now lies in the folder.
    fn book(&self) -> Book {
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
        book.history = History::read_on(&files, &terms);
        book.today = date(2026, 1, 1);
        book
    }

    fn found(&self, rule: &str) -> Vec<Diagnostic> {
        let mut found = pipeline::run(&self.book()).diagnostics;
        found.retain(|finding| finding.rule == rule);
        found
    }
}

/// Documents that came one by one, and a commit that changed some of them.
fn swept(documents: usize, swept: usize) -> (Shed, String) {
    let mut shed = Shed::new();
    for n in 0..documents {
        shed.write(
            &format!("{n}.md"),
            "---\nlast_updated: 2025-01-02\n---\n\n# A\n",
        );
    }
    shed.commit("Begin", "2025-01-02");
    for n in 0..swept {
        shed.write(
            &format!("{n}.md"),
            "---\nlast_updated: 2025-01-02\n---\n\n# B\n",
        );
    }
    let sweep = shed.commit("Wrap all lines", "2025-03-04");
    (shed, sweep)
}

#[test]
fn a_sweep_is_told_once_until_it_is_listed() {
    let (mut shed, sweep) = swept(20, 5);
    let found = shed.found("sweeping-commit");
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(
        found[0].message.contains("5 of 20 documents"),
        "{}",
        found[0].message
    );
    assert!(
        found[0].message.contains("Wrap all lines"),
        "{}",
        found[0].message
    );
    let help = found[0].help.as_deref().expect("a help");
    assert!(
        help.ends_with(&sweep) && help.contains(".git-blame-ignore-revs"),
        "{help}"
    );
    std::fs::write(shed.path().join("ignored"), &sweep).expect("a list");
    shed.config = "[preprocessor.design-docs.dates]\nignore-revs = \"ignored\"\n".to_owned();
    assert_eq!(shed.found("sweeping-commit"), []);
}

#[test]
fn few_documents_and_a_fifth_are_no_sweep() {
    for (documents, count) in [(20, 4), (19, 19)] {
        assert_eq!(swept(documents, count).0.found("sweeping-commit"), []);
    }
}
