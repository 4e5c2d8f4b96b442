//! Further names of known fields.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::diagnostics::nearest;
use crate::fields::{FIELDS, canonical, fold};
use crate::keys::{Problems, Section, join, legal, show_path};

/// Reads the names, by canonical field. A name that already means another field is reported.
pub(super) fn read(
    own: &Section<'_>,
    problems: &mut Problems<'_>,
) -> BTreeMap<String, Vec<String>> {
    let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut meanings: BTreeMap<String, &str> = BTreeMap::new();
    let at = own.path_to("field-names");
    let entries = own.given("field-names").and_then(Value::as_object);
    for (key, words) in entries.into_iter().flatten() {
        let path = join(&at, key.as_str());
        let Some(field) = canonical(key, &BTreeMap::new()) else {
            unknown_field(key, &path, problems);
            continue;
        };
        let words = words.as_array().into_iter().flatten();
        for (index, word) in words.filter_map(Value::as_str).enumerate() {
            let known = canonical(word, &BTreeMap::new()).map(|field| field.name);
            let meaning = known.unwrap_or_else(|| meanings.entry(fold(word)).or_insert(field.name));
            if meaning == field.name {
                let words = names.entry(field.name.to_owned()).or_default();
                words.push(word.to_owned());
            } else {
                problems.value(
                    &join(&path, index),
                    format!("`{word}` already means the field `{}`", shown(meaning)),
                    format!(
                        "a name means one field; drop it from {}",
                        show_path(&path[2..])
                    ),
                );
            }
        }
    }
    names
}

fn unknown_field(key: &str, path: &[crate::keys::Step], problems: &mut Problems<'_>) {
    let all: Vec<String> = FIELDS.iter().map(|field| shown(field.name)).collect();
    let all: Vec<&str> = all.iter().map(String::as_str).collect();
    problems.key(
        path,
        format!("`field-names`: no field that the tool knows is called `{key}`"),
        legal(nearest(&shown(&fold(key)), all.iter().copied()), &all),
    );
}

/// A field as configuration writes it.
fn shown(name: &str) -> String {
    name.replace('_', "-")
}
