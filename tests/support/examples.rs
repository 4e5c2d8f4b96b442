//! Examples in Markdown pages, run.
//!
//! A fenced block's info string says what it is:
//!
//! - `markdown template` (with `name=` where there are several), `toml config`, `markdown file path=…` (a
//!   further chapter), `markdown stray path=…` (a file that SUMMARY.md does not list), `markdown fragment
//!   path=…` (a file relative to the book's folder): what the examples below it stand on.
//! - `markdown bad line=N` (`lines=N,M`; `in=PATH` where it is told in another file; `severity=…`; `rule=…`
//!   where it is not the page's): a document in which its rule is found, there, and no other rule is.
//!   `also=RULE,RULE` names those that cannot but be found too.
//! - `markdown good`: a document in which nothing is found, nor in what it stands on.
//! - `markdown after`: what `fix --unsafe` makes of the bad one before it (`path=…` where another file
//!   changes). Nothing is found in it but what `left=RULE,RULE` names, as the gap that is to be filled.
//!
//! A heading of level 2 begins anew.

mod fenced;

use std::collections::BTreeSet;

pub use fenced::blocks;
use mdbook_design_docs::diagnostics::Diagnostic;
use mdbook_design_docs::edits::{self, Wish};
use mdbook_design_docs::pipeline;

use super::Shelf;
use fenced::Block;

/// How many examples of a kind a page has.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Counts {
    pub bad: usize,
    pub good: usize,
    pub after: usize,
}

/// Runs the examples of a page; returns how many there were. `rule` is the one that they are about,
/// unless they name another.
pub fn run(page: &str, rule: Option<&str>) -> Counts {
    let mut reader = Reader {
        rule,
        ..Reader::default()
    };
    for (number, block) in blocks(page).into_iter().enumerate() {
        reader.read(number, &block);
    }
    reader.counts
}

/// A page as far as it has been read.
#[derive(Default)]
struct Reader<'a> {
    /// The rule that the page is about.
    rule: Option<&'a str>,
    /// What the blocks so far have laid down for the next example.
    shelf: Shelf,
    /// Fragments lie in real files, in a folder for each part of the page.
    folders: Vec<tempfile::TempDir>,
    bad: Option<Bad>,
    counts: Counts,
}

impl Reader<'_> {
    fn read(&mut self, number: usize, block: &Block) {
        if block.anew {
            self.shelf = Shelf::new();
        }
        let path = block.attribute("path").unwrap_or("example.md");
        let text = block.text.as_str();
        match block.words.get(1).map(String::as_str) {
            Some("template") => {
                let name = block.attribute("name").unwrap_or("template");
                self.shelf = std::mem::take(&mut self.shelf).template(name, text);
            }
            Some("config") => text.clone_into(&mut self.shelf.config),
            Some("file") => self.shelf = std::mem::take(&mut self.shelf).chapter(path, text),
            Some("fragment") => self.fragment(path, text),
            Some("stray") => self.shelf.strays.push((path.to_owned(), text.to_owned())),
            Some("bad") => {
                let rule = block.attribute("rule").or(self.rule).map(str::to_owned);
                let shelf = self.shelf.clone().chapter(path, text);
                let bad = Bad {
                    label: format!(
                        "example {number} ({})",
                        rule.as_deref().unwrap_or("any rule")
                    ),
                    path: format!("src/{path}"),
                    rule,
                    shelf,
                };
                bad.is_found(block);
                self.counts.bad += 1;
                self.bad = Some(bad);
            }
            Some("good") => {
                let outcome = self.shelf.clone().chapter(path, text).run();
                let found = &outcome.diagnostics;
                assert!(
                    found.is_empty(),
                    "example {number} is good\n{text}\n{}",
                    told(found)
                );
                self.counts.good += 1;
            }
            Some("after") => {
                let before = self.bad.as_ref().expect("a bad example comes before");
                before.becomes(block);
                self.counts.after += 1;
            }
            _ => {}
        }
    }

    fn fragment(&mut self, path: &str, text: &str) {
        let folders = &mut self.folders;
        let root = self.shelf.root.get_or_insert_with(|| {
            folders.push(tempfile::tempdir().expect("a folder"));
            folders.last().expect("the folder").path().to_owned()
        });
        let file = root.join(path);
        std::fs::create_dir_all(file.parent().expect("a folder")).expect("folders");
        std::fs::write(file, text).expect("a fragment");
    }
}

/// A bad example.
struct Bad {
    label: String,
    /// Its book.
    shelf: Shelf,
    /// The rule that it is about; none for all.
    rule: Option<String>,
    /// Its path relative to the book root.
    path: String,
}

impl Bad {
    fn is_about(&self, finding: &Diagnostic) -> bool {
        self.rule.as_ref().is_none_or(|rule| finding.rule == rule)
    }

    /// It raises its rule where its fence says, and nothing else but what the fence says too.
    fn is_found(&self, block: &Block) {
        let label = &self.label;
        let outcome = self.shelf.run();
        let (found, others): (Vec<_>, Vec<_>) = (outcome.diagnostics.iter())
            .partition::<Vec<&Diagnostic>, _>(|finding| self.is_about(finding));
        for finding in &found {
            let told_in = block.attribute("in").unwrap_or(&self.path);
            assert_eq!(*finding.place.path, *told_in, "{label}");
            if let Some(severity) = block.attribute("severity") {
                assert_eq!(finding.severity.as_str(), severity, "{label}");
            }
        }
        let mut lines = block.list("line");
        lines.extend(block.list("lines"));
        assert!(!lines.is_empty(), "{label}: a bad one names its lines");
        let told = told(&outcome.diagnostics);
        let at = found.iter().map(|it| it.place.start.line.to_string());
        assert_eq!(
            at.collect::<Vec<_>>(),
            lines,
            "{label}\n{}\n{told}",
            block.text
        );
        let others: BTreeSet<&str> = others.iter().map(|finding| finding.rule).collect();
        let also = block.list("also");
        let also: BTreeSet<&str> = also.iter().map(String::as_str).collect();
        assert_eq!(others, also, "{label}, also\n{}\n{told}", block.text);
    }

    /// What the mend makes of it: the text that is shown; no finding but what the fences say; and
    /// nothing more to do the second time.
    fn becomes(&self, block: &Block) {
        let label = format!("{}: what `fix` makes of it", self.label);
        let wanted = |finding: &Diagnostic| self.is_about(finding);
        let wish = Wish {
            unsafe_too: true,
            wanted: &wanted,
        };
        let mut book = self.shelf.book(None);
        let mended = edits::mend(&mut book, wish, pipeline::run);
        assert!(mended.settled && !mended.findings.is_empty(), "{label}");
        let path = block.attribute("path").unwrap_or(&self.path);
        let (_, text) = (mended.files.get(path))
            .unwrap_or_else(|| panic!("{label}: it changes {path}, not {:?}", mended.files.keys()));
        assert_eq!(**text, *block.text, "{label}");
        let left = &mended.left.diagnostics;
        let rules: BTreeSet<&str> = left.iter().map(|finding| finding.rule).collect();
        let named = block.list("left");
        let named: BTreeSet<&str> = named.iter().map(String::as_str).collect();
        assert_eq!(rules, named, "{label}: what is left\n{}", told(left));
        let again = edits::mend(&mut book, wish, pipeline::run);
        assert!(
            again.findings.is_empty() && again.files.is_empty(),
            "{label}: a second time"
        );
    }
}

/// Findings, a line each, for whoever has to mend a page.
fn told(findings: &[Diagnostic]) -> String {
    let line = |it: &Diagnostic| {
        let (path, line) = (&it.place.path, it.place.start.line);
        format!(
            "{path}:{line}: {} [{}] {}\n",
            it.severity.as_str(),
            it.rule,
            it.message
        )
    };
    findings.iter().map(line).collect()
}
