//! What is wrong with a field's value, by the type that its template shows.

use std::ops::Range;

use crate::document::metadata::{Notation, Pair, Spanned, Value};
use crate::fields::{self, FieldKind};
use crate::rules::asked::{Gaps, Given};
use crate::rules::wanted;
use crate::template::FieldSpec;
use crate::values;

/// What is wrong with a value.
pub(super) struct Wrong {
    /// Where.
    pub range: Range<usize>,
    /// What stands there, in the form that tells findings apart.
    pub value: String,
    /// What.
    pub message: String,
    /// What would be right; what the type says where this says nothing.
    pub help: Option<String>,
}

/// What is wrong with each scalar: a message, and a help that is better than the type's.
pub(super) fn each(
    gaps: &Gaps,
    given: &Given<'_>,
    wrong: impl Fn(&str) -> Option<(String, Option<String>)>,
) -> Vec<Wrong> {
    if let Value::Map(pairs) = given.value {
        return vec![mapping(given, pairs)];
    }
    given
        .scalars(gaps)
        .into_iter()
        .filter_map(|item| {
            let text = item.text.trim();
            let (message, help) = wrong(text)?;
            Some(Wrong {
                value: text.to_owned(),
                range: item.range,
                message,
                help,
            })
        })
        .collect()
}

fn mapping(given: &Given<'_>, pairs: &[Pair]) -> Wrong {
    let in_braces = matches!(pairs, [pair] if pair.value.value.is_blank());
    Wrong {
        range: given.key_range.clone(),
        value: "a mapping".to_owned(),
        message: format!(
            "`{}` holds keys of its own where a value is meant",
            given.name
        ),
        help: in_braces.then(|| {
            "YAML reads what stands in braces as keys: put the value in quotes".to_owned()
        }),
    }
}

pub(super) fn not_a_truth(name: &str) -> impl Fn(&str) -> Option<(String, Option<String>)> {
    move |text| {
        let meant = match text.to_lowercase().as_str() {
            "true" | "false" => return None,
            "yes" | "y" | "on" | "1" => Some("true"),
            "no" | "n" | "off" | "0" => Some("false"),
            _ => None,
        };
        Some((
            format!(
                "`{name}` is `{}`, neither true nor false",
                values::short(text)
            ),
            meant.map(|word| format!("write `{word}`")),
        ))
    }
}

pub(super) fn not_a_number(name: &str) -> impl Fn(&str) -> Option<(String, Option<String>)> {
    move |text| {
        if text.parse::<i64>().is_ok() {
            return None;
        }
        let digits = text.trim_matches(|ch: char| matches!(ch, '#' | '.' | ' '));
        Some((
            format!("`{name}` is `{}`, no whole number", values::short(text)),
            digits
                .parse::<i64>()
                .is_ok()
                .then(|| format!("write `{digits}`")),
        ))
    }
}

/// Each is an address, a handle or a name; one may stand without a list. A mapping in the list says
/// more about somebody.
pub(super) fn people(gaps: &Gaps, given: &Given<'_>) -> Vec<Wrong> {
    each(gaps, given, |text| {
        (!values::is_somebody(text)).then(|| {
            (
                format!("`{}` names nobody in `{}`", values::short(text), given.name),
                None,
            )
        })
    })
}

/// Front matter has lists; the other notations write them with commas, or a line for each.
pub(super) fn list(gaps: &Gaps, given: &Given<'_>, spec: &FieldSpec) -> Vec<Wrong> {
    let refers = spec.meaning.is_some_and(|meaning| {
        let mut known = fields::FIELDS.iter();
        known.any(|field| field.name == meaning && field.kind == FieldKind::Reference)
    });
    let front = matches!(given.notation, Notation::FrontMatter(_));
    match given.value {
        Value::List(_) => Vec::new(),
        Value::Map(pairs) => vec![mapping(given, pairs)],
        _ if refers || !front => Vec::new(),
        _ => each(gaps, given, |text| {
            let parts: Vec<&str> = text.split(',').map(str::trim).collect();
            Some((
                format!("`{}` is text, where a list is meant", given.name),
                Some(format!(
                    "put it in brackets: `{}`",
                    in_brackets(given, &parts)
                )),
            ))
        }),
    }
}

fn in_brackets(given: &Given<'_>, parts: &[&str]) -> String {
    use crate::document::front_matter::Notation::Toml;
    if given.notation == Notation::FrontMatter(Toml) {
        format!("{} = [\"{}\"]", given.name, parts.join("\", \""))
    } else {
        format!("{}: [{}]", given.name, parts.join(", "))
    }
}

/// Only front matter can hold a mapping; elsewhere its text is taken as it is.
pub(super) fn keys(given: &Given<'_>, specs: &[FieldSpec]) -> Vec<Wrong> {
    let pairs: &[Pair] = match given.value {
        Value::Map(pairs) => pairs,
        _ if !matches!(given.notation, Notation::FrontMatter(_)) => return Vec::new(),
        other => {
            return vec![Wrong {
                range: given.range.clone(),
                value: other.as_text().unwrap_or_default().into_owned(),
                message: format!("`{}` holds no keys of its own", given.name),
                help: Some(format!("write the keys {} below it", wanted::keys(specs))),
            }];
        }
    };
    let has = |spec: &FieldSpec| {
        let is_it =
            |pair: &Pair| fields::same(&pair.key, &spec.key) && !pair.value.value.is_blank();
        pairs.iter().any(is_it)
    };
    specs
        .iter()
        .filter(|spec| spec.required && !has(spec))
        .map(|spec| Wrong {
            range: given.key_range.clone(),
            value: format!("without {}", spec.key),
            message: format!("`{}` lacks the key `{}`", given.name, spec.key),
            help: Some(format!("write the keys {} below it", wanted::keys(specs))),
        })
        .collect()
}

/// Text may be a list of texts, but hold no keys. What the template shows with nothing in it may hold
/// anything.
pub(super) fn text(given: &Given<'_>, spec: &FieldSpec) -> Vec<Wrong> {
    let nested = |item: &Spanned| matches!(item.value, Value::Map(_));
    match given.value {
        Value::Map(pairs) if !spec.example.is_empty() => vec![mapping(given, pairs)],
        Value::List(items) if spec.meaning == Some("title") && !items.iter().any(nested) => {
            vec![Wrong {
                range: given.range.clone(),
                value: "a list".to_owned(),
                message: format!("`{}` is a list, where text is meant", given.name),
                help: Some("put all of it in quotes".to_owned()),
            }]
        }
        _ => Vec::new(),
    }
}
