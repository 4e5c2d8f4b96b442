//! What a template's own key says of fields, laid over what its examples say.

use std::collections::BTreeMap;
use std::ops::Range;

use regex::Regex;

use crate::fields;
use crate::keys::legal;

use super::Mistake;
use super::field::{FieldSpec, FieldType};
use super::reserved::FieldKeys;

/// A regular expression that a field's text must match.
#[derive(Debug, Clone)]
pub struct TextPattern(Regex);

impl TextPattern {
    /// As it is written.
    pub fn as_str(&self) -> &str {
        self.0.as_str()
    }

    /// Whether a text matches.
    pub fn matches(&self, text: &str) -> bool {
        self.0.is_match(text)
    }
}

impl PartialEq for TextPattern {
    fn eq(&self, other: &Self) -> bool {
        self.as_str() == other.as_str()
    }
}

impl Eq for TextPattern {}

/// What a template asks of a field beyond its example.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Constraints {
    /// No two documents may have the same value.
    pub unique: bool,
    /// Needed from this status on, with its place in the template.
    pub required_from: Option<(String, Range<usize>)>,
    /// The values it may have, where its type says something else.
    pub one_of: Vec<String>,
    /// What its text must match.
    pub pattern: Option<TextPattern>,
}

/// Lays the key's fields over those that the template shows; one that it does not show is added,
/// optional unless a status asks for it. Returns what contradicts an example.
pub(super) fn apply(
    keys: Vec<FieldKeys>,
    specs: &mut Vec<FieldSpec>,
    field_names: &BTreeMap<String, Vec<String>>,
) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    for keys in keys {
        let at = position(&keys, specs, field_names);
        let spec = &mut specs[at];
        if let Some((name, range)) = &keys.kind {
            match typed(name, spec) {
                Ok(kind) => spec.kind = kind,
                Err(()) => mistakes.push(contradiction(
                    spec,
                    &keys.range,
                    range,
                    &format!("of type {name}"),
                )),
            }
        }
        if let Some((words, range)) = keys.one_of {
            match restricted(&words, spec) {
                Ok(()) => {}
                Err(wrong) => mistakes.push(wrong.at(spec, range)),
            }
        }
        if let Some((text, range)) = keys.pattern {
            let pattern = Regex::new(&text).ok().map(TextPattern);
            let free = matches!(spec.kind, FieldType::Text | FieldType::Integer);
            let fits = pattern.as_ref().is_none_or(|it| it.matches(&spec.example));
            if free && !spec.example.is_empty() && !fits {
                mistakes.push(contradiction(
                    spec,
                    &keys.range,
                    &range,
                    &format!("text that matches `{text}`"),
                ));
            } else {
                spec.constraints.pattern = pattern;
            }
        }
        spec.constraints.unique = keys.unique;
        spec.required &= keys.required_from.is_none();
        spec.constraints.required_from = keys.required_from;
    }
    mistakes
}

/// The field that is spoken of: by name, else by what it means; else a new one.
fn position(
    keys: &FieldKeys,
    specs: &mut Vec<FieldSpec>,
    field_names: &BTreeMap<String, Vec<String>>,
) -> usize {
    let known = fields::canonical(&keys.key, field_names);
    let named = specs
        .iter()
        .position(|spec| fields::same(&spec.key, &keys.key));
    let meant = || {
        let known = known?;
        specs
            .iter()
            .position(|spec| spec.meaning == Some(known.name))
    };
    if let Some(found) = named.or_else(meant) {
        return found;
    }
    specs.push(FieldSpec {
        key: keys.key.clone(),
        meaning: known.map(|field| field.name),
        kind: super::field::by_meaning(known),
        required: false,
        shown: false,
        constraints: Constraints::default(),
        example: String::new(),
        range: keys.range.clone(),
    });
    specs.len() - 1
}

/// The type of that name, where the field's example is one, says nothing or is a gap.
fn typed(name: &str, spec: &FieldSpec) -> Result<FieldType, ()> {
    use FieldType as T;
    let open = spec.example.is_empty() || spec.kind == T::Filled;
    let is_truth = |word: &String| matches!(word.as_str(), "true" | "false");
    let (kind, fits) = match name {
        "date" => (T::Date, spec.kind == T::Date),
        "version" => (T::Version, spec.kind == T::Version),
        "people" => (
            T::People,
            matches!(spec.kind, T::People | T::List | T::Text),
        ),
        "list" => (T::List, matches!(spec.kind, T::List | T::People)),
        "integer" => (T::Integer, spec.kind == T::Integer),
        "boolean" => {
            let listed = matches!(&spec.kind, T::OneOf(words) if words.iter().all(is_truth));
            (T::Bool, spec.kind == T::Bool || listed)
        }
        _ => {
            let several = matches!(spec.kind, T::List | T::People | T::Map(_));
            let filled = spec.kind == T::Filled;
            (if filled { T::Filled } else { T::Text }, !several)
        }
    };
    if open || fits { Ok(kind) } else { Err(()) }
}

/// Why a list of legal values can't be.
enum Refused {
    Status,
    Example(Vec<String>),
}

impl Refused {
    fn at(self, spec: &FieldSpec, range: Range<usize>) -> Mistake {
        match self {
            Refused::Status => Mistake::new(
                range,
                format!("`{}` takes its values from the lifecycle", spec.key),
                "write the statuses under `lifecycle`",
            ),
            Refused::Example(words) => {
                let words: Vec<&str> = words.iter().map(String::as_str).collect();
                let key = &spec.key;
                Mistake {
                    also: Some((spec.range.clone(), "the example".to_owned())),
                    ..Mistake::new(
                        range,
                        format!("`{key}` shows `{}`, which is none of these", spec.example),
                        format!("add it, or change the example; {}", legal(None, &words)),
                    )
                }
            }
        }
    }
}

fn restricted(words: &[String], spec: &mut FieldSpec) -> Result<(), Refused> {
    if spec.meaning == Some("status") {
        return Err(Refused::Status);
    }
    let is_legal = |text: &str| {
        let folded = fields::fold(text);
        words.iter().any(|word| fields::fold(word) == folded)
    };
    let fits = match &spec.kind {
        FieldType::OneOf(shown) => shown.iter().all(|word| is_legal(word)),
        FieldType::Text if !spec.example.is_empty() => is_legal(&spec.example),
        _ => true,
    };
    if !fits {
        return Err(Refused::Example(words.to_vec()));
    }
    match spec.kind {
        FieldType::Text | FieldType::Filled | FieldType::OneOf(_) => {
            spec.kind = FieldType::OneOf(words.to_vec());
        }
        _ => spec.constraints.one_of = words.to_vec(),
    }
    Ok(())
}

fn contradiction(
    spec: &FieldSpec,
    own: &Range<usize>,
    range: &Range<usize>,
    wanted: &str,
) -> Mistake {
    let also = (spec.range != *own).then(|| (spec.range.clone(), "the example".to_owned()));
    Mistake {
        also,
        ..Mistake::new(
            range.clone(),
            format!(
                "`{}` is to be {wanted}, but its example is `{}`",
                spec.key, spec.example
            ),
            "change one of the two; an example in angle brackets (`<…>`) fits any type",
        )
    }
}
