//! The fenced blocks of a page, and what stands behind their fences.

use std::collections::BTreeMap;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};

/// A fenced block of a page.
pub struct Block {
    pub words: Vec<String>,
    attributes: BTreeMap<String, String>,
    pub text: String,
    /// A heading of level 2 stands between it and the block before.
    pub anew: bool,
}

impl Block {
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// The values of an attribute that takes several.
    pub fn list(&self, name: &str) -> Vec<String> {
        let values = self.attribute(name).into_iter();
        values
            .flat_map(|values| values.split(','))
            .map(str::to_owned)
            .collect()
    }
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
