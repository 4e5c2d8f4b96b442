//! Documents as they come: the examples of the rules' pages, torn and patched at random.

use std::sync::LazyLock;

use mdbook_design_docs::rules;
use mdbook_design_docs::text::floor_char_boundary;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

use super::{Shelf, examples};

/// Templates and documents that have to do with them.
static EXAMPLES: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let mut all = Vec::new();
    for rule in rules::ALL {
        let mut template = String::new();
        for block in examples::blocks(rule.page) {
            match block.words.get(1).map(String::as_str) {
                Some("template") => template = block.text,
                Some("bad" | "good" | "after") => all.push((template.clone(), block.text)),
                _ => {}
            }
        }
    }
    all
});

/// What is set in: what parts texts, what opens something, what takes more than a byte.
const PIECES: &[&str] = &[
    "\n",
    "\r\n",
    "\n\n",
    "\r",
    "---\n",
    "+++\n",
    "\u{feff}",
    "\t",
    " ",
    "\u{a0}",
    "\u{2028}",
    "\0",
    "é",
    "日本語",
    "🐙",
    "e\u{301}",
    "\u{202e}",
    "\u{1b}[31m",
    "# ",
    "\n## ",
    "\n### Goals\n",
    "===\n",
    "- ",
    "1. ",
    "> ",
    "    ",
    "```\n",
    "~~~\n",
    "| a | b |\n|---|---|\n",
    "|",
    "<!--",
    "-->",
    "<b>",
    "</p>",
    "<T>",
    "<script>",
    "&amp;",
    "\\",
    "`",
    "**",
    "_",
    "[",
    "](",
    ")",
    "[^1]",
    "[^1]: ",
    "![](x)",
    "{#id}",
    "{{#toc}}",
    "{{#field status}}",
    "{{#status}}",
    "{{#relations}}",
    "{{#documents}}",
    "{{#questions}}",
    "{{#history}}",
    "{{#template a.md}}",
    "{{#include b.md}}",
    "\\{{#toc}}",
    "{{",
    "}}",
    "<!-- toc -->",
    "<!-- optional -->",
    "<!-- repeat: 2.. -->",
    "<!-- design-docs: allow placeholder: why -->",
    "TODO",
    "<Title>",
    "status: draft\n",
    "status: ",
    ": ",
    "title: \"",
    "version: 0.1.0\n",
    "supersedes: b.md\n",
    "depends_on: [a.md]\n",
    "&a ",
    "*a",
    "owners:\n  - ",
    "date: 2024-01-01\n",
    "YYYY-MM-DD",
    "**Status**: draft\n",
    "- [ ] ",
    "Last updated: 2024-01-01",
];

/// One thing that happens to a text; places are shares of its length.
#[derive(Debug, Clone)]
enum Tear {
    SetIn(u16, &'static str),
    Cut(u16, u16),
    Twice(u16, u16),
    /// All line endings.
    Windows,
    End(u16),
}

impl Tear {
    fn apply(&self, text: &mut String) {
        let at = |share: u16| floor_char_boundary(text, text.len() * usize::from(share) / 1000);
        let range = |start, length: u16| at(start)..at((start + length).min(1000));
        match *self {
            Self::SetIn(place, piece) => text.insert_str(at(place), piece),
            Self::Cut(start, length) => text.replace_range(range(start, length), ""),
            Self::Twice(start, length) => {
                let range = range(start, length);
                let again = text[range.clone()].to_owned();
                text.insert_str(range.end, &again);
            }
            Self::Windows => *text = text.replace("\r\n", "\n").replace('\n', "\r\n"),
            Self::End(place) => text.truncate(at(place)),
        }
    }
}

fn tear() -> impl Strategy<Value = Tear> {
    let place = 0u16..=1000;
    prop_oneof![
        8 => (place.clone(), prop::sample::select(PIECES)).prop_map(|(at, piece)| Tear::SetIn(at, piece)),
        3 => (place.clone(), 0u16..200).prop_map(|(start, length)| Tear::Cut(start, length)),
        2 => (place.clone(), 0u16..400).prop_map(|(start, length)| Tear::Twice(start, length)),
        1 => Just(Tear::Windows),
        1 => place.prop_map(Tear::End),
    ]
}

fn torn(text: String) -> impl Strategy<Value = String> {
    prop::collection::vec(tear(), 0..8).prop_map(move |tears| {
        let mut text = text.clone();
        tears.iter().for_each(|tear| tear.apply(&mut text));
        text
    })
}

/// A template, sometimes torn as well, and a document of it.
fn pair() -> impl Strategy<Value = (String, String)> {
    (0..EXAMPLES.len(), prop::bool::weighted(0.3)).prop_flat_map(|(at, both)| {
        let (template, document) = EXAMPLES[at].clone();
        let template = match both {
            true => torn(template).boxed(),
            false => Just(template).boxed(),
        };
        (template, torn(document))
    })
}

/// A book: a template, a document of it, and up to two documents of others.
pub fn books() -> impl Strategy<Value = Shelf> {
    (pair(), prop::collection::vec(pair(), 0..3)).prop_map(|((template, document), others)| {
        let mut shelf = Shelf::new().chapter("a.md", &document);
        if !template.is_empty() {
            shelf = shelf.template("t", &template);
        }
        for ((_, document), path) in others.iter().zip(["b.md", "c.md"]) {
            shelf = shelf.chapter(path, document);
        }
        shelf
    })
}

/// As many cases as the environment asks for, others in every run; else the same few, so that what
/// passed passes again.
pub fn cases(few: u32) -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").ok();
    let asked = asked.and_then(|cases| cases.parse().ok());
    ProptestConfig {
        cases: asked.unwrap_or(few),
        rng_seed: match asked {
            None => RngSeed::Fixed(20_261_120),
            Some(_) => RngSeed::Random,
        },
        failure_persistence: None,
        max_shrink_iters: 3000,
        ..ProptestConfig::default()
    }
}
