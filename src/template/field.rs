//! What a template's metadata asks of a document's: each example value tells its type.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::document::metadata::{Entry, Known, Metadata, Notation, Notes, Pair, Value};
use crate::fields::{self, Field, FieldKind};

use super::constraints::Constraints;
use super::{optional, placeholders};

/// What a field must hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FieldType {
    /// One of these words.
    OneOf(Vec<String>),
    /// A calendar day.
    Date,
    /// A semantic version.
    Version,
    /// Addresses, `@handles` or names, at least one.
    People,
    /// Several values.
    List,
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Integer,
    /// Text that is no gap.
    Filled,
    /// This very word.
    Constant(String),
    /// A mapping with these keys.
    Map(Vec<FieldSpec>),
    /// Any text; the example itself is fine.
    Text,
}

/// A field that a template shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldSpec {
    /// Its key, as the template writes it.
    pub key: String,
    /// What it means to the tool, if anything; the first of several keys of one meaning carries it.
    pub meaning: Option<&'static str>,
    /// What it must hold.
    pub kind: FieldType,
    /// Whether every document must have it.
    pub required: bool,
    /// Whether the template shows it; otherwise its own key alone speaks of it.
    pub shown: bool,
    /// What is asked beyond the example.
    pub constraints: Constraints,
    /// The example value, as people see it.
    pub example: String,
    /// Where the template shows it.
    pub range: Range<usize>,
}

/// The template's own key, which documents never inherit.
pub const RESERVED: &str = "design-docs";

/// The fields that a template's metadata shows.
pub fn read(metadata: &Metadata, text: &str) -> Vec<FieldSpec> {
    let mut seen = Vec::new();
    let mut specs = Vec::new();
    for (index, entry) in metadata.entries.iter().enumerate() {
        if fields::same(&entry.key, RESERVED) {
            continue;
        }
        let meaning = metadata
            .meaning_of(index)
            .filter(|name| !seen.contains(name));
        seen.extend(meaning);
        let known = meaning.and_then(|name| fields::FIELDS.iter().find(|field| field.name == name));
        let mut spec = spec(entry, known);
        spec.required &= !is_remarked(entry, text);
        specs.push(spec);
    }
    specs
}

/// The folded keys of the fields that a template shows as a heading over a short line: the name is one
/// of a field's, and the line an example of a value. A line of plain words is guidance.
pub fn shown_as_headings(notes: &Notes, known: &Known) -> BTreeSet<String> {
    let is_example = |entry: &&Entry| {
        let Some(field) = known.field(&entry.key) else {
            return false;
        };
        let kind = kind(&entry.value, Some(field));
        !matches!(kind, FieldType::Text | FieldType::Constant(_))
    };
    let shown = notes.headings().iter().filter(is_example);
    shown.map(|entry| fields::fold(&entry.key)).collect()
}

/// Whether a comment behind the value, in its line, says that the field is optional.
fn is_remarked(entry: &Entry, text: &str) -> bool {
    let behind = text.get(entry.value_range.end..).unwrap_or_default();
    let line = behind.lines().next().unwrap_or_default().trim_start();
    let comment = match entry.notation {
        Notation::FrontMatter(_) => line.strip_prefix('#'),
        _ => line.strip_prefix("<!--"),
    };
    comment.is_some_and(|comment| {
        optional::says(comment) || comment.to_lowercase().contains("if applicable")
    })
}

fn spec(entry: &Entry, known: Option<&'static Field>) -> FieldSpec {
    let example = shown(&entry.value);
    FieldSpec {
        key: entry.key.clone(),
        meaning: known.map(|field| field.name),
        required: !entry.is_blank() && !optional::says_field(&example),
        kind: kind(&entry.value, known),
        shown: true,
        constraints: Constraints::default(),
        example,
        range: entry.range.clone(),
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::List(items) => items
            .iter()
            .map(|item| shown(&item.value))
            .collect::<Vec<_>>()
            .join(", "),
        Value::Map(pairs) => pairs
            .iter()
            .map(|pair| pair.key.clone())
            .collect::<Vec<_>>()
            .join(", "),
        other => other
            .as_text()
            .map(|text| text.trim().to_owned())
            .unwrap_or_default(),
    }
}

fn kind(value: &Value, known: Option<&Field>) -> FieldType {
    match value {
        Value::Map(pairs) => of_map(pairs, known),
        Value::List(items) => {
            let people = known.is_some_and(|field| field.kind == FieldKind::People)
                || items
                    .iter()
                    .any(|item| item.value.as_text().is_some_and(|text| is_address(&text)));
            if people {
                FieldType::People
            } else {
                FieldType::List
            }
        }
        Value::Bool(_) => FieldType::Bool,
        Value::Date(_) => FieldType::Date,
        Value::Integer { .. } => FieldType::Integer,
        Value::Empty => by_meaning(known),
        Value::Text(text) if text.trim().is_empty() => by_meaning(known),
        Value::Text(text) => of_text(text.trim(), known),
        Value::Float { written, .. } => of_text(written, known),
    }
}

fn of_map(pairs: &[Pair], known: Option<&Field>) -> FieldType {
    if let Some(gap) = placeholders::in_braces(pairs) {
        return of_text(&gap, known);
    }
    let spec = |pair: &Pair| FieldSpec {
        key: pair.key.clone(),
        meaning: None,
        kind: kind(&pair.value.value, None),
        required: !pair.value.value.is_blank(),
        shown: true,
        constraints: Constraints::default(),
        example: shown(&pair.value.value),
        range: pair.key_range.clone(),
    };
    FieldType::Map(pairs.iter().map(spec).collect())
}

/// An empty example says nothing; what the tool knows of the field does.
pub(super) fn by_meaning(known: Option<&Field>) -> FieldType {
    match known.map(|field| field.kind) {
        Some(FieldKind::Date) => FieldType::Date,
        Some(FieldKind::Version) => FieldType::Version,
        _ => FieldType::Text,
    }
}

fn of_text(text: &str, known: Option<&Field>) -> FieldType {
    let bare = unbracketed(text);
    if let Some(choices) = choices(text) {
        return FieldType::OneOf(choices);
    }
    if bare == "YYYY-MM-DD" || is_date(bare) {
        return FieldType::Date;
    }
    if semver::Version::parse(text).is_ok() {
        return FieldType::Version;
    }
    if placeholders::is_gap(text) || starts_as_gap(text) {
        return match known.map(|field| field.kind) {
            Some(FieldKind::Date) => FieldType::Date,
            _ => FieldType::Filled,
        };
    }
    let names_a_kind = known.is_some_and(|field| matches!(field.name, "template" | "doc_type"));
    if names_a_kind && !text.contains(char::is_whitespace) {
        return FieldType::Constant(text.to_owned());
    }
    FieldType::Text
}

/// `TODO — Replace with the title` is a gap as a whole: somebody must replace it.
fn starts_as_gap(text: &str) -> bool {
    let first = text
        .split(|ch: char| !(ch.is_alphanumeric() || ch == '_'))
        .next()
        .unwrap_or_default();
    matches!(first, "TODO" | "TBD" | "FIXME") || first.starts_with("PLACEHOLDER_")
}

/// The text in a pair of brackets around all of it.
fn bracketed(text: &str) -> Option<&str> {
    [('<', '>'), ('[', ']'), ('{', '}')]
        .into_iter()
        .find_map(|(open, close)| text.strip_prefix(open)?.strip_suffix(close))
}

fn unbracketed(text: &str) -> &str {
    bracketed(text).unwrap_or(text).trim()
}

/// `draft | approved` and `<MVP / In Progress / Production>`: words to choose from. In brackets a word
/// may go before them (`<one of: a | b>`); an ellipsis among them is none.
pub fn choices(text: &str) -> Option<Vec<String>> {
    let in_brackets = bracketed(text).is_some();
    let mut inner = unbracketed(text);
    if let Some((before, after)) = inner.split_once(": ").filter(|_| in_brackets)
        && !before.contains(['|', '/'])
    {
        inner = after;
    }
    let separator = if inner.contains('|') {
        "|"
    } else if in_brackets && inner.contains(" / ") {
        " / "
    } else {
        return None;
    };
    let choices: Vec<String> = inner
        .split(separator)
        .map(|choice| choice.trim().trim_matches('`').to_owned())
        .filter(|choice| !matches!(choice.as_str(), "…" | "..."))
        .collect();
    let words = |choice: &String| {
        !choice.is_empty()
            && choice.split_whitespace().count() <= 4
            && !choice.contains(['.', '<', '>', '('])
    };
    (choices.len() >= 2 && choices.iter().all(words)).then_some(choices)
}

fn is_date(text: &str) -> bool {
    text.parse::<jiff::civil::Date>().is_ok()
}

/// Whether a text is, or holds, a mail address.
fn is_address(text: &str) -> bool {
    text.split_whitespace().any(|word| {
        word.split_once('@')
            .is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> FieldType {
        kind(&Value::Text(text.to_owned()), None)
    }

    #[test]
    fn an_example_tells_its_type() {
        assert_eq!(
            of("draft | in-review"),
            FieldType::OneOf(vec!["draft".into(), "in-review".into()])
        );
        assert_eq!(
            of("<MVP / In Progress / Production>"),
            FieldType::OneOf(vec![
                "MVP".into(),
                "In Progress".into(),
                "Production".into()
            ])
        );
        for date in ["YYYY-MM-DD", "<YYYY-MM-DD>", "2024-05-18"] {
            assert_eq!(of(date), FieldType::Date, "{date}");
        }
        assert_eq!(of("0.1.0"), FieldType::Version);
        assert_eq!(of("1.0"), FieldType::Text);
        assert_eq!(of("<Your Name>"), FieldType::Filled);
        assert_eq!(
            of("(fill me in with today's date, YYYY-MM-DD)"),
            FieldType::Filled
        );
        assert_eq!(of("TODO: the title"), FieldType::Filled);
        assert_eq!(of("some/path or other"), FieldType::Text);
    }

    #[test]
    fn constants_name_the_kind_of_document() {
        let known = fields::FIELDS.iter().find(|field| field.name == "doc_type");
        assert_eq!(
            kind(&Value::Text("design_doc".into()), known),
            FieldType::Constant("design_doc".into())
        );
    }
}
