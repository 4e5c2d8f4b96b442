//! What the readme shows first: the commands that CI runs.

use std::fs;
use std::path::Path;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

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
fn the_readme_begins_with_the_two_commands() {
    let commands = blocks(&readme(), "sh");
    let expected = [
        "cargo run --release -- build book-example\n",
        "cargo test\n",
    ];
    assert_eq!(commands[..2], expected);
}
