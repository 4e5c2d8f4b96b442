//! Examples in Markdown pages, run.
//!
//! A fenced block's info string says what it is: `markdown template` (with `name=` where there are
//! several), `toml config`, `markdown file path=…` (a further chapter), `markdown stray path=…` (a file
//! that SUMMARY.md does not list); then `markdown bad line=N` (`lines=N,M`; `in=PATH` where it is told in
//! another file; `severity=…`; `rule=…`) or `markdown good` is the document itself. A heading of level 2
//! begins anew.

use std::collections::BTreeMap;

use mdbook_design_docs::diagnostics::Diagnostic;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};

use super::Shelf;

/// A fenced block of a page.
struct Block {
    words: Vec<String>,
    attributes: BTreeMap<String, String>,
    text: String,
    /// A heading of level 2 stands between it and the block before.
    anew: bool,
}

fn blocks(page: &str) -> Vec<Block> {
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

/// Runs the examples of a page; returns how many bad and good ones there were. `rule` is the one that
/// they are about, unless they name another.
pub fn run(page: &str, rule: Option<&str>) -> (usize, usize) {
    let mut counts = (0, 0);
    let mut shelf = Shelf::new();
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
            Some("stray") => shelf.strays.push(path.to_owned()),
            Some(kind @ ("bad" | "good")) => {
                let rule = attribute("rule").or(rule);
                let outcome = shelf.clone().chapter(path, &block.text).run();
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
                    counts.0 += 1;
                } else {
                    counts.1 += 1;
                }
            }
            _ => {}
        }
    }
    counts
}
