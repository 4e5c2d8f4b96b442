//! The values that were asked for: which field each goes to, and how.

use std::collections::BTreeMap;

use super::fields::{braced, is_toml_text, spec_of};
use super::notation;
use super::{Edits, ScaffoldError};
use crate::diagnostics::nearest;
use crate::document::front_matter::Notation as Front;
use crate::document::metadata::written::{self, New};
use crate::document::metadata::{Entry, Value};
use crate::fields::{canonical, fold, same};
use crate::template::field::RESERVED;
use crate::template::{FieldSpec, FieldType, Template};

/// The title that `set` gives, where it gives one.
pub(super) fn is_title(template: &Template, key: &str) -> bool {
    let entries = &template.metadata.entries;
    let named = entries.iter().position(|entry| same(&entry.key, key));
    match named {
        Some(index) => template.metadata.meaning_of(index) == Some("title"),
        None => fold(key) == "title",
    }
}

/// Values by the index of the entry that they go to.
type ByEntry = BTreeMap<usize, Vec<String>>;
/// Values for fields that only the template's own key speaks of.
type Added<'a> = Vec<(&'a FieldSpec, Vec<String>)>;

/// Sorts the values asked for.
pub(super) fn sorted<'a>(
    template: &'a Template,
    set: &[(String, String)],
) -> Result<(ByEntry, Added<'a>), ScaffoldError> {
    let mut wanted = ByEntry::new();
    let mut added: Added<'a> = Vec::new();
    for (key, value) in set {
        if value.chars().any(char::is_control) {
            return Err(ScaffoldError::Control(key.clone()));
        }
        let index = entry_of(template, key);
        match index {
            Some(index) => wanted.entry(index).or_default().push(value.clone()),
            // A title that is a heading only.
            None if is_title(template, key) && template.title.is_some() => {}
            None => {
                let spec = addable(template, key).ok_or_else(|| unknown(template, key))?;
                match added.iter_mut().find(|(other, _)| other.key == spec.key) {
                    Some((_, values)) => values.push(value.clone()),
                    None => added.push((spec, vec![value.clone()])),
                }
            }
        }
    }
    Ok((wanted, added))
}

/// A field that the template does not show and yet knows, where it can be written: as a line of YAML.
fn addable<'a>(template: &'a Template, key: &str) -> Option<&'a FieldSpec> {
    let front = template.document.notes.front_matter.as_ref()?;
    let yaml = front.notation == Front::Yaml && front.problems.is_empty();
    let specs = template.fields.iter().filter(|spec| !spec.shown && yaml);
    let mut specs = specs.filter(|spec| same(&spec.key, key));
    specs.next()
}

/// Adds a line at the end of the front matter.
pub(super) fn add(template: &Template, spec: &FieldSpec, wanted: &[String], edits: &mut Edits) {
    let Some(front) = &template.document.notes.front_matter else {
        return;
    };
    let value = match (&spec.kind, wanted) {
        (FieldType::List | FieldType::People, _) | (_, [_, _, ..]) => {
            let parts = wanted.iter().flat_map(|value| value.split(','));
            written::flow(parts.map(str::trim), Front::Yaml)
        }
        (FieldType::Integer, [one]) if is_integer(one) => one.clone(),
        (FieldType::Date, [one]) if is_day(one) => one.clone(),
        (FieldType::Bool, [one]) if matches!(one.as_str(), "true" | "false") => one.clone(),
        (_, values) => written::yaml(&New::Text(values.concat()), ""),
    };
    let ending = template.document.text().line_ending();
    let line = format!("{}: {value}{ending}", spec.key);
    edits.add(template, front.content.end..front.content.end, line);
}

fn entry_of(template: &Template, key: &str) -> Option<usize> {
    let metadata = &template.metadata;
    let usable = |entry: &Entry| !same(&entry.key, RESERVED);
    let named = metadata
        .entries
        .iter()
        .position(|entry| same(&entry.key, key) && usable(entry));
    named.or_else(|| {
        let meaning = canonical(key, &template.known.extra)?.name;
        (0..metadata.entries.len()).find(|&index| metadata.meaning_of(index) == Some(meaning))
    })
}

fn unknown(template: &Template, key: &str) -> ScaffoldError {
    let keys: Vec<&str> = template
        .fields
        .iter()
        .map(|spec| spec.key.as_str())
        .collect();
    let rest = match nearest(key, keys.iter().copied()) {
        Some(close) => format!("did you mean `{close}`?"),
        None if keys.is_empty() => "it shows no fields at all".to_owned(),
        None => format!(
            "it has {}",
            keys.iter()
                .map(|key| format!("`{key}`"))
                .collect::<Vec<_>>()
                .join(", ")
        ),
    };
    ScaffoldError::UnknownField {
        key: key.to_owned(),
        rest,
    }
}

/// Writes what was asked for in place of an entry's value.
pub(super) fn write(
    template: &Template,
    entry: &Entry,
    wanted: &[String],
    edits: &mut Edits,
) -> Result<(), ScaffoldError> {
    let kind = spec_of(template, entry).map(|spec| &spec.kind);
    if matches!(entry.value, Value::Map(_)) && braced(entry).is_none() {
        return Err(ScaffoldError::Mapping(entry.key.clone()));
    }
    let is_list = matches!(entry.value, Value::List(_))
        || wanted.len() > 1
        || matches!(kind, Some(FieldType::List)) && entry.value == Value::Empty;
    if is_list {
        let parts = wanted.iter().flat_map(|value| value.split(','));
        let parts = parts.map(str::trim).filter(|part| !part.is_empty());
        let all: Vec<String> = parts.map(str::to_owned).collect();
        notation::replace_list(template, entry, &all, edits);
        return Ok(());
    }
    let text = wanted.last().cloned().unwrap_or_default();
    let bare = match kind {
        Some(FieldType::Bool) => matches!(text.as_str(), "true" | "false"),
        Some(FieldType::Integer) => is_integer(&text),
        Some(FieldType::Date) => is_day(&text) && !is_toml_text(entry),
        _ => false,
    };
    let new = if bare {
        New::Bare(text)
    } else {
        New::Text(text)
    };
    notation::replace(template, entry, entry.value_range.clone(), &new, edits);
    Ok(())
}

/// Whether a text is a whole number as every notation writes it.
fn is_integer(text: &str) -> bool {
    text.parse::<i64>()
        .is_ok_and(|number| number.to_string() == text)
}

fn is_day(text: &str) -> bool {
    text.parse::<jiff::civil::Date>().is_ok()
}
