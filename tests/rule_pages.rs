//! Every example of every rule's page is run: the bad ones raise the rule at their lines, the good
//! ones do not raise it. So the manual can't be wrong.
//!
//! A fenced block's info string says what it is: `markdown template` (with `name=` where there are
//! several), `toml config`, `markdown file path=…` (a further chapter), `markdown stray path=…` (a
//! file that SUMMARY.md does not list); then `markdown bad line=N` (`lines=N,M`; `in=PATH` where it is told in
//! another file; `severity=…`) or `markdown good` is the document itself. A heading of level 2 begins
//! anew.

mod support;

use std::collections::BTreeMap;

use mdbook_design_docs::rules::{self, Rule};
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};
use support::Shelf;

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

/// Runs the examples of a page; returns how many bad and good ones there were.
fn run(rule: &Rule) -> (usize, usize) {
    let mut counts = (0, 0);
    let mut shelf = Shelf::new();
    for (number, block) in blocks(rule.page).into_iter().enumerate() {
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
                let told_in = attribute("in").map_or_else(|| format!("src/{path}"), str::to_owned);
                let mut found: Vec<(usize, &str)> = Vec::new();
                let outcome = shelf.clone().chapter(path, &block.text).run();
                for finding in outcome
                    .diagnostics
                    .iter()
                    .filter(|finding| finding.rule == rule.id)
                {
                    if *finding.place.path == *told_in {
                        found.push((finding.place.start.line, finding.severity.as_str()));
                    } else {
                        panic!(
                            "{}: example {number} raises it in {}",
                            rule.id, finding.place.path
                        );
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
                    "{}: a bad example names its lines",
                    rule.id
                );
                let at: Vec<usize> = found.iter().map(|&(line, _)| line).collect();
                assert_eq!(
                    at, lines,
                    "{}: example {number}\n{}\n{:#?}",
                    rule.id, block.text, outcome.diagnostics
                );
                if let Some(severity) = attribute("severity") {
                    assert!(
                        found.iter().all(|&(_, found)| found == severity),
                        "{}: example {number}: {found:?}",
                        rule.id
                    );
                }
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

/// Rules that no document raises, and why; their tests are in `tests/project_rules.rs`.
const WITHOUT_EXAMPLES: &[(&str, &str)] = &[
    ("unknown-history", "it takes a shallow clone"),
    ("unreadable-chapter", "it takes a file that can't be read"),
    (
        "late-preprocessor",
        "it takes mdBook's order of preprocessors",
    ),
    ("template-fit", "it takes many documents"),
];

#[test]
fn examples_raise_what_they_say() {
    for rule in rules::ALL {
        let (bad, good) = run(rule);
        if WITHOUT_EXAMPLES.iter().any(|(id, _)| *id == rule.id) {
            assert_eq!(
                (bad, good),
                (0, 0),
                "{}: it has examples after all",
                rule.id
            );
            continue;
        }
        assert!(bad > 0, "{}: its page has no bad example", rule.id);
        assert!(good > 0, "{}: its page has no good example", rule.id);
    }
}

#[test]
fn every_rule_is_registered_under_its_file_name_and_has_a_page() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let mut pages: Vec<String> = std::fs::read_dir(folder)
        .expect("the folder of the rules")
        .filter_map(|entry| {
            let name = entry
                .expect("an entry")
                .file_name()
                .into_string()
                .expect("UTF-8");
            name.strip_suffix(".md").map(str::to_owned)
        })
        .collect();
    pages.sort();
    let mut ids: Vec<&str> = rules::ALL.iter().map(|rule| rule.id).collect();
    ids.sort_unstable();
    assert_eq!(pages, ids);
    for rule in rules::ALL {
        assert!(
            rule.page.starts_with(&format!("# {}\n", rule.id)),
            "{}: its page bears its name",
            rule.id
        );
        assert!(
            rule.page.contains("\n## Why it matters\n"),
            "{}: says why it matters",
            rule.id
        );
        assert!(
            rule.page.contains("\n## How to mend it\n"),
            "{}: says how to mend it",
            rule.id
        );
        for option in rule.options {
            assert!(
                rule.page.contains(&format!("`{}`", option.name)),
                "{}: tells of {}",
                rule.id,
                option.name
            );
        }
    }
}
