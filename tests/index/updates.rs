//! A chapter's updates, held against git's own word.

use std::path::{Path, PathBuf};
use std::process::Command;

use mdbook_design_docs::book::Book;
use mdbook_design_docs::history::{History, Terms};
use mdbook_design_docs::pipeline;
use tempfile::TempDir;

use crate::shelf;

/// A repository with one chapter in it.
pub struct Repo {
    folder: TempDir,
    day: u32,
}

impl Repo {
    pub fn new() -> Self {
        let repo = Self {
            folder: TempDir::new().expect("a folder"),
            day: 0,
        };
        repo.git(&["init", "-q", "-b", "main"]);
        repo
    }

    pub fn at(folder: TempDir) -> Self {
        Self { folder, day: 0 }
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn file(&self) -> PathBuf {
        self.root().join("index.md")
    }

    pub fn git(&self, arguments: &[&str]) -> String {
        let date = format!("2025-01-{:02}T12:00:00Z", 1 + self.day % 28);
        let mut command = Command::new("git");
        command.arg("-C").arg(self.root()).args(arguments);
        command
            .env("GIT_COMMITTER_DATE", &date)
            .env("GIT_AUTHOR_DATE", &date);
        command
            .env("GIT_COMMITTER_NAME", "c")
            .env("GIT_COMMITTER_EMAIL", "c@x");
        let done = command.output().expect("git");
        assert!(
            done.status.success(),
            "{}",
            String::from_utf8_lossy(&done.stderr)
        );
        String::from_utf8_lossy(&done.stdout).into_owned()
    }

    /// Changes the chapter and commits that.
    pub fn commit(&mut self, author: &str, subject: &str) {
        self.day += 1;
        std::fs::write(self.file(), format!("{{{{#history}}}}\n\n{}\n", self.day)).expect("a file");
        self.git(&["add", "-A"]);
        let author = format!("--author={author} <a@x>");
        self.git(&["commit", "-q", "--cleanup=verbatim", &author, "-m", subject]);
    }
}

/// The page of the chapter, with this directive in it.
pub fn shown(repo: &Repo, text: &str, config: &str, renderer: &str) -> String {
    let mut shelf = shelf(text);
    shelf.config.push_str(config);
    let mut book: Book = shelf.book(Some(renderer));
    book.chapters[0].file = Some(repo.file());
    book.history = History::read(&[repo.file()], &[], &Terms::default());
    pipeline::run(&book).texts[0]
        .clone()
        .unwrap_or_else(|| text.to_owned())
}

const QUIET: &str = "[preprocessor.design-docs.footer]\nmode = \"off\"\nrepository-url = \"https://github.com/a/b\"\n";

#[test]
fn the_latest_come_first_as_git_names_them() {
    let mut repo = Repo::new();
    for number in 1..=12 {
        repo.commit("Ada", &format!("Change {number}"));
    }
    std::fs::write(repo.root().join("other"), "x").expect("a file");
    repo.git(&["add", "-A"]);
    repo.git(&["commit", "-q", "--author=a <a@x>", "-m", "Something else"]);
    let page = shown(&repo, "{{#history limit=3}}\n", QUIET, "markdown");
    let format = "--format=- %as · %s · %an · [%h](https://github.com/a/b/commit/%H)";
    let log = repo.git(&["log", "-3", "--abbrev=7", format, "--", "index.md"]);
    assert_eq!(page, log);
    let page = shown(&repo, "{{#history}}\n", QUIET, "html");
    assert_eq!(page.matches("<li>").count(), 10, "{page}");
    assert!(
        page.contains("<ul class=\"design-doc-history\">\n<li><time datetime=\"2025-01-13\">2025-01-13</time> Change 12 <span class=\"design-doc-author\">Ada</span>"),
        "{page}"
    );
}

#[test]
fn what_is_not_known_is_not_shown() {
    let mut repo = Repo::new();
    std::fs::write(repo.file(), "x").expect("a file");
    let page = shown(&repo, "{{#history}}\n", QUIET, "markdown");
    assert_eq!(page, "Not yet committed.\n");
    for number in 1..=3 {
        repo.commit("Ada", &format!("Change {number}"));
    }
    let folder = TempDir::new().expect("a folder");
    let url = format!("file://{}", repo.root().display());
    let path = folder.path().to_str().expect("a plain path").to_owned();
    repo.git(&["clone", "-q", "--depth", "2", &url, &path]);
    let page = shown(&Repo::at(folder), "{{#history}}\n", QUIET, "markdown");
    assert!(page.contains("Change 3"), "{page}");
    // The clone's oldest commit seems to have brought the file.
    assert!(
        !page.contains("Change 2") && !page.contains("Change 1"),
        "{page}"
    );
    let nowhere = Repo::at(TempDir::new().expect("a folder"));
    std::fs::write(nowhere.file(), "x").expect("a file");
    assert_eq!(
        shown(&nowhere, "{{#history}}\n", QUIET, "markdown").trim(),
        ""
    );
}
