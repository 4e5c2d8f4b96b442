//! Examples in the guide and in the readme: configuration that is legal, messages that are real.

use std::fs;
use std::path::Path;

use mdbook_design_docs::{config, rules, text::Text};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

use crate::book;

/// The fenced blocks of a language in a Markdown text.
fn blocks(markdown: &str, language: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut open = false;
    for event in Parser::new(markdown) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) if *info == *language => {
                blocks.push(String::new());
                open = true;
            }
            Event::Text(text) if open => blocks.last_mut().expect("one is open").push_str(&text),
            Event::End(TagEnd::CodeBlock) => open = false,
            _ => {}
        }
    }
    blocks
}

fn readme() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    fs::read_to_string(path).expect("there is a readme")
}

#[test]
fn configuration_that_is_shown_is_legal() {
    let mut chapters = vec![readme()];
    for entry in fs::read_dir(book("src/guide")).expect("the guide") {
        let path = entry.expect("an entry").path();
        chapters.push(fs::read_to_string(path).expect("a chapter"));
    }
    let examples: Vec<String> = chapters.iter().flat_map(|it| blocks(it, "toml")).collect();
    assert!(examples.len() > 5, "the examples were not found");
    let schema = jsonschema::draft202012::new(&config::schema(&rules::known())).expect("a schema");
    for example in examples.iter().filter(|it| !it.contains("{{#include")) {
        let toml = Text::new("book.toml", example.as_str());
        let (value, overridden) = config::from_toml(&toml, std::iter::empty())
            .unwrap_or_else(|faults| panic!("{example}\n{faults:#?}"));
        config::validate(&value, Some(&toml), &overridden, &rules::known())
            .unwrap_or_else(|faults| panic!("{example}\n{faults:#?}"));
        let table = value.pointer("/preprocessor/design-docs");
        let wrong: Vec<_> = table.iter().flat_map(|it| schema.iter_errors(it)).collect();
        assert!(wrong.is_empty(), "{example}\n{wrong:#?}");
    }
}

#[test]
fn the_readme_shows_a_real_message() {
    let printed = fs::read_to_string(book("walkthrough/2-in-review.txt")).expect("the output");
    let first = printed.split("\n\n").next().expect("a message");
    let shown = blocks(&readme(), "text");
    assert!(
        shown.iter().any(|block| block.trim_end() == first),
        "{first}"
    );
}

#[test]
fn the_readme_begins_with_the_two_commands() {
    let commands = blocks(&readme(), "sh");
    let expected = [
        "cargo run --release -- build book-example\n",
        "cargo test\n",
    ];
    assert_eq!(commands, expected);
}
