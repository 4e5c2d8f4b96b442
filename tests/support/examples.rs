//! Examples in Markdown pages, run.
//!
//! A fenced block's info string says what it is: `markdown template` (with `name=` where there are
//! several), `toml config`, `markdown file path=…` (a further chapter), `markdown stray path=…` (a file
//! that SUMMARY.md does not list), `markdown fragment path=…` (a file relative to the book's folder); then `markdown bad line=N` (`lines=N,M`; `in=PATH` where it is told in
//! another file; `severity=…`; `rule=…`) or `markdown good` is the document itself. `markdown after` is
//! what `fix --unsafe` makes of the bad one before it (`path=…` where another file changes; `comes=RULE`
//! where the gap that is left is told as such). A heading of level 2 begins anew.

use std::collections::BTreeMap;

use mdbook_design_docs::diagnostics::Diagnostic;
use mdbook_design_docs::edits::{self, Wish};
use mdbook_design_docs::pipeline;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};

use super::Shelf;

/// A fenced block of a page.
pub struct Block {
    pub words: Vec<String>,
    pub attributes: BTreeMap<String, String>,
    pub text: String,
    /// A heading of level 2 stands between it and the block before.
    anew: bool,
}

pub fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut open = false;
    let mut anew = false;
    for event in Parser::new(page) {
        match event {
            Event::Start(Tag::Heading {
                level: HeadingLevel::H2,
                ..
            }) => anew = true,
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let (attributes, words) = info
                    .split_whitespace()
                    .map(str::to_owned)
                    .partition::<Vec<_>, _>(|word| word.contains('='));
                let attributes = attributes
                    .iter()
                    .filter_map(|attribute| attribute.split_once('='))
                    .map(|(key, value)| (key.to_owned(), value.to_owned()))
                    .collect();
                blocks.push(Block {
                    words,
                    attributes,
                    text: String::new(),
                    anew: std::mem::take(&mut anew),
                });
                open = true;
            }
            Event::Text(text) if open => blocks
                .last_mut()
                .expect("a block is open")
                .text
                .push_str(&text),
            Event::End(TagEnd::CodeBlock) => open = false,
            _ => {}
        }
    }
    blocks
}

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
    let mut counts = Counts::default();
    let mut shelf = Shelf::new();
    let mut bad: Option<Bad> = None;
    // Fragments lie in real files, in a folder for each part of the page.
    let mut folders: Vec<tempfile::TempDir> = Vec::new();
    for (number, block) in blocks(page).into_iter().enumerate() {
        if block.anew {
            shelf = Shelf::new();
        }
        let attribute = |name: &str| block.attributes.get(name).map(String::as_str);
        let path = attribute("path").unwrap_or("example.md");
        match block.words.get(1).map(String::as_str) {
            Some("template") => {
                shelf = shelf.template(attribute("name").unwrap_or("template"), &block.text);
            }
            Some("config") => shelf.config.clone_from(&block.text),
            Some("file") => shelf = shelf.chapter(path, &block.text),
            Some("fragment") => {
                let root = shelf.root.get_or_insert_with(|| {
                    folders.push(tempfile::tempdir().expect("a folder"));
                    folders.last().expect("the folder").path().to_owned()
                });
                let file = root.join(path);
                std::fs::create_dir_all(file.parent().expect("a folder")).expect("folders");
                std::fs::write(file, &block.text).expect("a fragment");
            }
            Some("stray") => shelf.strays.push((path.to_owned(), block.text.clone())),
            Some(kind @ ("bad" | "good")) => {
                let rule = attribute("rule").or(rule);
                let example = shelf.clone().chapter(path, &block.text);
                let outcome = example.run();
                let label = format!("example {number} ({})", rule.unwrap_or("any rule"));
                let told_in = attribute("in").map_or_else(|| format!("src/{path}"), str::to_owned);
                let about = |found: &&Diagnostic| rule.is_none_or(|rule| found.rule == rule);
                let found: Vec<&Diagnostic> = outcome.diagnostics.iter().filter(about).collect();
                for finding in &found {
                    assert_eq!(*finding.place.path, *told_in, "{label}");
                    if let Some(severity) = attribute("severity") {
                        assert_eq!(finding.severity.as_str(), severity, "{label}");
                    }
                }
                let lines: Vec<usize> = attribute("line")
                    .or(attribute("lines"))
                    .map(|lines| {
                        lines
                            .split(',')
                            .map(|line| line.parse().expect("a line"))
                            .collect()
                    })
                    .unwrap_or_default();
                assert_eq!(
                    kind == "bad",
                    !lines.is_empty(),
                    "{label}: a bad one names its lines"
                );
                let at: Vec<usize> = found
                    .iter()
                    .map(|finding| finding.place.start.line)
                    .collect();
                assert_eq!(
                    at, lines,
                    "{label}\n{}\n{:#?}",
                    block.text, outcome.diagnostics
                );
                if kind == "bad" {
                    counts.bad += 1;
                    let (rule, path) = (rule.map(str::to_owned), format!("src/{path}"));
                    bad = Some((example, rule, path));
                } else {
                    counts.good += 1;
                }
            }
            Some("after") => {
                let before = bad.as_ref().expect("a bad example comes before");
                let comes: Vec<&str> =
                    attribute("comes").map_or_else(Vec::new, |them| them.split(',').collect());
                after(before, attribute("path"), &block.text, &comes);
                counts.after += 1;
            }
            _ => {}
        }
    }
    counts
}

/// A bad example: its book, the rule that it is about, its path relative to the book root.
type Bad = (Shelf, Option<String>, String);

/// What the mend of a bad example makes of it: the text that is shown; nothing left of the rule that
/// could be mended, nothing else that was not there before, and nothing more to do the second time.
fn after((shelf, rule, path): &Bad, other: Option<&str>, expected: &str, comes: &[&str]) {
    let wanted = |finding: &Diagnostic| rule.as_ref().is_none_or(|rule| finding.rule == rule);
    let wish = Wish {
        unsafe_too: true,
        wanted: &wanted,
    };
    let mut book = shelf.book(None);
    let before = pipeline::run(&book);
    let mended = edits::mend(&mut book, wish, pipeline::run);
    let label = format!(
        "{rule:?}: what `fix` makes of\n{}",
        shelf.chapters.last().expect("a chapter").1
    );
    assert!(mended.settled && !mended.findings.is_empty(), "{label}");
    let path = other.unwrap_or(path);
    let (_, text) = (mended.files.get(path))
        .unwrap_or_else(|| panic!("{label}: it changes {path}, not {:?}", mended.files.keys()));
    assert_eq!(**text, *expected, "{label}");
    let mut known = keys(&before.diagnostics);
    for finding in &mended.left.diagnostics {
        let mendable = finding.fix.is_some() && wanted(finding);
        assert!(!mendable, "{label}: it is there still: {finding:#?}");
        let key = (
            finding.rule,
            finding.place.path.to_string(),
            finding.subject.clone(),
        );
        match known.iter().position(|other| *other == key) {
            Some(at) => drop(known.swap_remove(at)),
            None => assert!(
                comes.contains(&finding.rule),
                "{label}: it has come: {finding:#?}"
            ),
        }
    }
    let again = edits::mend(&mut book, wish, pipeline::run);
    assert!(
        again.findings.is_empty() && again.files.is_empty(),
        "{label}: a second time"
    );
}

fn keys(findings: &[Diagnostic]) -> Vec<(&'static str, String, String)> {
    let key = |it: &Diagnostic| (it.rule, it.place.path.to_string(), it.subject.clone());
    findings.iter().map(key).collect()
}
