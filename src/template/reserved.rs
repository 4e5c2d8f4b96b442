//! The one key of a template's front matter that is the tool's: what no example can say.
//!
//! 1. The value is held against [`KEYS`], as book.toml is against its own tables.
//! 2. Its lifecycle is read by [`lifecycle::parse`], as one in book.toml is.
//! 3. What it says of fields is laid over those that the template shows ([`super::constraints`]).

mod keys;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use serde_json::{Map, Value as Json};

use crate::diagnostics::Place;
use crate::document::Document;
use crate::document::metadata::{Metadata, Value};
use crate::keys::{Part, Problems, Section, Step, join};
use crate::lifecycle::{self, Lifecycle};

use super::Mistake;
use super::field::RESERVED;
pub use keys::{FIELD_KEYS, KEYS, TYPES};

/// What a template's own key says.
#[derive(Debug, Default)]
pub(super) struct Reserved {
    pub(super) summary: Option<String>,
    /// A lifecycle by name, and where the name stands.
    pub(super) named: Option<(String, Range<usize>)>,
    /// A lifecycle written there.
    pub(super) own: Option<Arc<Lifecycle>>,
    pub(super) fields: Vec<FieldKeys>,
    pub(super) strict_fields: bool,
    pub(super) mistakes: Vec<Mistake>,
}

/// What it says of one field; the ranges are those of keys and values.
#[derive(Debug, Default)]
pub(super) struct FieldKeys {
    pub(super) key: String,
    pub(super) range: Range<usize>,
    pub(super) kind: Option<(String, Range<usize>)>,
    pub(super) unique: bool,
    pub(super) required_from: Option<(String, Range<usize>)>,
    pub(super) one_of: Option<(Vec<String>, Range<usize>)>,
    pub(super) pattern: Option<(String, Range<usize>)>,
}

/// Reads the key; what is wrong with it is a mistake of the template's.
pub(super) fn read(
    metadata: &Metadata,
    document: &Document,
    name: &str,
    lifecycles: &BTreeMap<String, Arc<Lifecycle>>,
) -> Reserved {
    let Some(entry) = metadata.named(RESERVED) else {
        return Reserved::default();
    };
    let places = FrontMatter {
        document,
        value: &entry.value,
        range: entry.key_range.clone(),
    };
    let lookup = |path: &[Step], part: Part| places.place(path, part);
    let mut problems = Problems::new("template-error", &lookup);
    let json = json(&entry.value);
    let mut read = match &json {
        Json::Null => Reserved::default(),
        json => read_table(json, name, lifecycles, &places, &mut problems),
    };
    read.mistakes = problems
        .into_diagnostics()
        .into_iter()
        .map(|problem| {
            let help = problem.help.unwrap_or_default();
            Mistake::new(problem.place.range, problem.message, help)
        })
        .collect();
    read
}

fn read_table(
    json: &Json,
    name: &str,
    lifecycles: &BTreeMap<String, Arc<Lifecycle>>,
    places: &FrontMatter<'_>,
    problems: &mut Problems<'_>,
) -> Reserved {
    let section = Section::read(&KEYS, Some(json), &[], problems);
    let path = section.path_to("lifecycle");
    let mut read = Reserved {
        summary: section.given_text("summary").map(str::to_owned),
        strict_fields: section.flag("strict-fields"),
        ..Reserved::default()
    };
    match section.given("lifecycle") {
        Some(Json::String(name)) => {
            read.named = Some((name.clone(), places.range(&path, Part::Value)));
        }
        Some(entries) => {
            let own = lifecycle::parse(name, entries, &path, lifecycles, problems);
            read.own = Some(Arc::new(own));
        }
        None => {}
    }
    let fields = section.given("fields").and_then(Json::as_object);
    for (key, value) in fields.into_iter().flatten() {
        let path = join(&section.path_to("fields"), key.as_str());
        read.fields
            .push(read_field(key, value, &path, places, problems));
    }
    read
}

fn read_field(
    key: &str,
    value: &Json,
    path: &[Step],
    places: &FrontMatter<'_>,
    problems: &mut Problems<'_>,
) -> FieldKeys {
    let section = Section::read(&FIELD_KEYS, Some(value), path, problems);
    let text = |key: &str| {
        let text = section.given_text(key)?;
        let range = places.range(&section.path_to(key), Part::Value);
        Some((text.to_owned(), range))
    };
    let one_of = section.given("one-of").and_then(Json::as_array);
    FieldKeys {
        key: key.to_owned(),
        range: places.range(path, Part::Key),
        kind: text("type"),
        unique: section.flag("unique"),
        required_from: text("required-from"),
        one_of: one_of.map(|words| {
            let range = places.range(&section.path_to("one-of"), Part::Value);
            (words.iter().map(word).collect(), range)
        }),
        pattern: text("pattern"),
    }
}

fn word(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}

/// A value of front matter in the form that tables of keys are held against.
fn json(value: &Value) -> Json {
    match value {
        Value::Empty => Json::Null,
        Value::Text(text) | Value::Date(text) => Json::String(text.clone()),
        Value::Bool(truth) => Json::Bool(*truth),
        Value::Integer { value, .. } => Json::from(*value),
        Value::Float { value, .. } => Json::from(*value),
        Value::List(items) => items.iter().map(|item| json(&item.value)).collect(),
        Value::Map(pairs) => {
            let entries = pairs
                .iter()
                .map(|pair| (pair.key.clone(), json(&pair.value.value)));
            Json::Object(entries.collect::<Map<_, _>>())
        }
    }
}

/// Where keys and values stand in the front matter.
struct FrontMatter<'a> {
    document: &'a Document,
    value: &'a Value,
    range: Range<usize>,
}

impl FrontMatter<'_> {
    fn place(&self, path: &[Step], part: Part) -> Place {
        self.document.place(self.range(path, part)).0
    }

    /// The range of what a path leads to, or of the nearest thing around it.
    fn range(&self, path: &[Step], part: Part) -> Range<usize> {
        let mut value = self.value;
        let mut range = self.range.clone();
        for (at, step) in path.iter().enumerate() {
            let is_key = at + 1 == path.len() && part == Part::Key;
            let next = match (step, value) {
                (Step::Key(name), Value::Map(pairs)) => pairs
                    .iter()
                    .find(|pair| pair.key == *name)
                    .map(|pair| (&pair.value, is_key.then_some(&pair.key_range))),
                (Step::Index(index), Value::List(items)) => {
                    items.get(*index).map(|item| (item, None))
                }
                _ => None,
            };
            let Some((found, key)) = next else {
                break;
            };
            value = &found.value;
            range = key.unwrap_or(&found.range).clone();
        }
        range
    }
}
