//! YAML with the place of every key and value, within a budget.
//!
//! The events of `saphyr-parser` become values here, so that nothing grows that was not counted:
//! what an alias stands for counts each time.

mod builder;
mod explain;
mod merge;
mod place;
mod scalar;

use std::collections::BTreeMap;
use std::ops::Range;

use saphyr_parser::{Event, Parser};

use super::entry::Problem;
use super::front::Outcome;
use crate::fields;
use builder::Builder;

/// How deep values may stand one in another.
pub(super) const MAX_DEPTH: usize = 64;
/// How many values there may be, aliases counted as what they stand for.
pub(super) const MAX_NODES: usize = 10_000;
/// How many bytes all values may have together, aliases counted as what they stand for.
const MAX_EXPANDED: usize = 4 << 20;
/// The longest key, in bytes.
pub(super) const MAX_KEY: usize = 1 << 10;

/// Reads the YAML in `content`, a range of `text`.
pub(super) fn read(text: &str, content: Range<usize>) -> Outcome {
    let source = &text[content.clone()];
    let read = parse(text, &content, source);
    // The parser refuses a tab between a key and its value, which YAML allows. A space is as long.
    match read {
        Outcome::Broken(_) if source.contains(":\t") => {
            match parse(text, &content, &source.replace(":\t", ": ")) {
                Outcome::Broken(_) => read,
                better => better,
            }
        }
        _ => read,
    }
}

fn parse(text: &str, content: &Range<usize>, source: &str) -> Outcome {
    let offsets = Offsets::new(source, content.start);
    let mut builder = Builder::new(text, &offsets);
    let mut parser = Parser::new_from_str(source);
    let mut documents = 0;
    while let Some(event) = parser.next_event() {
        let (event, span) = match event {
            Ok(event) => event,
            Err(error) => {
                let at = offsets.byte(error.marker().index());
                return Outcome::Broken(explain::explain(text, content, at, error.info()));
            }
        };
        if let Event::DocumentStart(_) = event {
            documents += 1;
            if documents > 1 {
                let at = offsets.byte(span.start.index());
                return Outcome::Broken(explain::second_document(text, at));
            }
        }
        if let Err(problem) = builder.event(event, span) {
            return if builder.is_mapping() {
                Outcome::Excess(problem)
            } else {
                Outcome::Other
            };
        }
    }
    builder.finish()
}

/// The parser counts characters; everything else here counts bytes.
struct Offsets {
    base: usize,
    /// Byte offset of each character and of the end; empty where all are ASCII.
    bytes: Vec<u32>,
    len: usize,
}

impl Offsets {
    fn new(source: &str, base: usize) -> Self {
        let mut bytes = Vec::new();
        if !source.is_ascii() {
            bytes.extend(source.char_indices().map(|(at, _)| at as u32));
            bytes.push(source.len() as u32);
        }
        Self {
            base,
            bytes,
            len: source.len(),
        }
    }

    fn byte(&self, character: usize) -> usize {
        let byte = if self.bytes.is_empty() {
            character
        } else {
            self.bytes
                .get(character)
                .map_or(self.len, |&byte| byte as usize)
        };
        self.base + byte.min(self.len)
    }
}

/// The keys of a mapping so far.
#[derive(Default)]
pub(super) struct Given(BTreeMap<String, Range<usize>>);

impl Given {
    /// Notes a top-level key, which compares without case and separators; the problem, if it is not
    /// the first of its name.
    pub(super) fn folded(&mut self, key: &str, range: &Range<usize>) -> Option<Problem> {
        self.note(fields::fold(key), key, range)
    }

    /// Notes a nested key, which compares as it is.
    fn exact(&mut self, key: &str, range: &Range<usize>) -> Option<Problem> {
        self.note(key.to_owned(), key, range)
    }

    fn note(&mut self, name: String, key: &str, range: &Range<usize>) -> Option<Problem> {
        if let Some(first) = self.0.get(&name) {
            return Some(Problem {
                range: range.clone(),
                message: format!("`{key}` is given twice"),
                help: "keep one of them; several values of one field make a list".to_owned(),
                also: Some((first.clone(), "first given here".to_owned())),
            });
        }
        self.0.insert(name, range.clone());
        None
    }
}
