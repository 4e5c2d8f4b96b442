//! What the notations are read as; expectations come from the specification of documents.

mod body;
mod front;
mod labels;
mod survival;

use std::sync::Arc;

use super::*;
use crate::document::front_matter::Notation as FrontNotation;
use crate::document::markdown::{Markdown, ParseOptions};
use crate::document::sections::Sections;
use crate::fields::fold;

/// As a document is read: front matter, body, notes.
fn notes(text: &str) -> Notes {
    let front_matter = read_front_matter(text);
    let body = front_matter.as_ref().map_or(0, |read| read.range.end);
    let options = ParseOptions::default();
    let mut markdown = Markdown::parse(text, body, options);
    let sections = Sections::find(&text.into(), body, &mut markdown, options);
    Notes::gather(front_matter, text, &markdown, &sections)
}

/// What a template shows: keys by commas.
fn template(keys: &str) -> Known {
    Known {
        template_keys: keys.split(',').map(fold).collect(),
        ..Known::default()
    }
}

/// A value for reading: items by ` + `, mappings in braces.
fn shown(value: &Value) -> String {
    match value {
        Value::Empty => "()".to_owned(),
        Value::List(items) => {
            let items: Vec<String> = items.iter().map(|item| shown(&item.value)).collect();
            format!("[{}]", items.join(" + "))
        }
        Value::Map(pairs) => {
            let pairs = pairs
                .iter()
                .map(|pair| format!("{}={}", pair.key, shown(&pair.value.value)));
            format!("{{{}}}", pairs.collect::<Vec<_>>().join(" + "))
        }
        value => value.as_text().unwrap_or_default().into_owned(),
    }
}

/// `key = value` for each field.
fn fields_as(text: &str, known: &Known) -> Vec<String> {
    let metadata = notes(text).metadata(known);
    let show = |entry: &Arc<Entry>| format!("{} = {}", entry.key, shown(&entry.value));
    metadata.entries.iter().map(show).collect()
}

fn fields(text: &str) -> Vec<String> {
    fields_as(text, &Known::default())
}

/// The source of each value.
fn sources(text: &str, known: &Known) -> Vec<String> {
    let metadata = notes(text).metadata(known);
    let slice = |entry: &Arc<Entry>| text[entry.value_range.clone()].to_owned();
    metadata.entries.iter().map(slice).collect()
}

/// The text with `word` typed where a field's value is to go.
fn typed(text: &str, key: &str, word: &str) -> String {
    let metadata = notes(text).metadata(&Known::default());
    let entry = metadata.get(key).expect("the field is there");
    assert_eq!(entry.value, Value::Empty);
    assert!(entry.value_range.is_empty());
    let (before, after) = text.split_at(entry.value_range.start);
    format!("{before}{word}{after}")
}

fn problem(text: &str) -> (String, String, String) {
    let notes = notes(text);
    assert_eq!(notes.problems.len(), 1, "{:?}", notes.problems);
    let problem = &notes.problems[0];
    let slice = text[problem.range.clone()].to_owned();
    (slice, problem.message.clone(), problem.help.clone())
}
