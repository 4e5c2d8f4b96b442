//! What each field of the template holds in a new document.

use std::collections::BTreeMap;
use std::ops::Range;

use super::notation::{self, New};
use super::{Author, Edits, ScaffoldError, Values};
use crate::diagnostics::nearest;
use crate::document::metadata::{Entry, Value};
use crate::fields::{canonical, fold};
use crate::lifecycle::Lifecycle;
use crate::template::field::RESERVED;
use crate::template::placeholders::{self, Ground};
use crate::template::{FieldSpec, FieldType, Template};

/// Writes the fields: what was asked for, then what can be known.
pub(super) fn edits(
    template: &Template,
    lifecycle: Option<&Lifecycle>,
    values: &Values,
    edits: &mut Edits,
) -> Result<(), ScaffoldError> {
    let mut set = asked_for(template, &values.set)?;
    let writer = Writer {
        template,
        lifecycle,
        values,
    };
    for (index, entry) in template.metadata.entries.iter().enumerate() {
        if fold(&entry.key) == fold(RESERVED) {
            continue;
        }
        match set.remove(&index) {
            Some(wanted) => writer.asked(entry, &wanted, edits)?,
            None => {
                for (range, new) in writer.known(entry) {
                    notation::replace(template, entry, range, &new, edits);
                }
            }
        }
    }
    Ok(())
}

/// The title that `set` gives, where it gives one.
pub(super) fn is_title(template: &Template, key: &str) -> bool {
    let entries = &template.metadata.entries;
    let named = entries
        .iter()
        .position(|entry| fold(&entry.key) == fold(key));
    match named {
        Some(index) => template.metadata.meaning_of(index) == Some("title"),
        None => fold(key) == "title",
    }
}

/// The values asked for, by the index of the entry that they go to.
fn asked_for(
    template: &Template,
    set: &[(String, String)],
) -> Result<BTreeMap<usize, Vec<String>>, ScaffoldError> {
    let mut wanted: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for (key, value) in set {
        if value.chars().any(char::is_control) {
            return Err(ScaffoldError::Control(key.clone()));
        }
        let index = entry_of(template, key);
        match index {
            Some(index) => wanted.entry(index).or_default().push(value.clone()),
            // A title that is a heading only.
            None if is_title(template, key) && template.title.is_some() => {}
            None => return Err(unknown(template, key)),
        }
    }
    Ok(wanted)
}

fn entry_of(template: &Template, key: &str) -> Option<usize> {
    let metadata = &template.metadata;
    let usable = |entry: &Entry| fold(&entry.key) != fold(RESERVED);
    let named = metadata
        .entries
        .iter()
        .position(|entry| fold(&entry.key) == fold(key) && usable(entry));
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

struct Writer<'a> {
    template: &'a Template,
    lifecycle: Option<&'a Lifecycle>,
    values: &'a Values,
}

impl Writer<'_> {
    fn spec(&self, entry: &Entry) -> Option<&FieldSpec> {
        self.template
            .fields
            .iter()
            .find(|spec| spec.range == entry.range && spec.key == entry.key)
    }

    fn asked(
        &self,
        entry: &Entry,
        wanted: &[String],
        edits: &mut Edits,
    ) -> Result<(), ScaffoldError> {
        let kind = self.spec(entry).map(|spec| &spec.kind);
        if let (Value::Map(_), false) = (&entry.value, braced(entry).is_some()) {
            return Err(ScaffoldError::Mapping(entry.key.clone()));
        }
        let is_list = matches!(entry.value, Value::List(_))
            || wanted.len() > 1
            || matches!(kind, Some(FieldType::List)) && entry.value == Value::Empty;
        if is_list {
            let split = |value: &String| {
                value
                    .split(',')
                    .map(|part| part.trim().to_owned())
                    .collect::<Vec<_>>()
            };
            let all: Vec<String> = wanted
                .iter()
                .flat_map(split)
                .filter(|part| !part.is_empty())
                .collect();
            notation::replace_list(self.template, entry, &all, edits);
            return Ok(());
        }
        let text = wanted.last().cloned().unwrap_or_default();
        let bare = match (kind, &entry.value) {
            (Some(FieldType::Bool), _) => matches!(text.as_str(), "true" | "false"),
            (Some(FieldType::Integer), _) => text.parse::<i64>().is_ok(),
            (Some(FieldType::Date), value) => {
                text.parse::<jiff::civil::Date>().is_ok() && !is_toml_text(entry, value)
            }
            _ => false,
        };
        let new = if bare {
            New::Bare(text)
        } else {
            New::Text(text)
        };
        notation::replace(self.template, entry, entry.value_range.clone(), &new, edits);
        Ok(())
    }

    /// What is known without being asked for.
    fn known(&self, entry: &Entry) -> Vec<(Range<usize>, New)> {
        let Some(spec) = self.spec(entry) else {
            return Vec::new();
        };
        let meaning = canonical(&entry.key, &self.template.known.extra).map(|field| field.name);
        let whole = |new: New| vec![(entry.value_range.clone(), new)];
        match meaning {
            Some("title") if spec.meaning.is_some() => match &self.values.title {
                Some(title) if scalar(entry) => whole(New::Text(title.clone())),
                _ => Vec::new(),
            },
            Some("status") if spec.meaning.is_some() => {
                self.status(entry, spec).map(whole).unwrap_or_default()
            }
            Some("created" | "last_updated") => self.day(entry, spec).into_iter().collect(),
            Some("owners") if spec.meaning.is_some() => self.author(entry).into_iter().collect(),
            Some("id") => self.number(entry).into_iter().collect(),
            _ => self.number_gap(entry).into_iter().collect(),
        }
    }

    /// The first of a list of choices; the lifecycle's first in place of a gap or of nothing.
    fn status(&self, entry: &Entry, spec: &FieldSpec) -> Option<New> {
        let first = || self.lifecycle?.names().next().map(str::to_owned);
        let name = match &spec.kind {
            _ if !scalar(entry) => None,
            FieldType::OneOf(choices) => {
                let start =
                    first().filter(|first| choices.iter().any(|it| fold(it) == fold(first)));
                start.or_else(|| choices.first().cloned())
            }
            FieldType::Filled => first(),
            _ if entry.is_blank() || braced(entry).is_some() => first(),
            _ => None,
        };
        name.map(New::Text)
    }

    fn day(&self, entry: &Entry, spec: &FieldSpec) -> Option<(Range<usize>, New)> {
        let today = self.values.today.to_string();
        if entry.is_blank() || !scalar(entry) {
            return None;
        }
        if spec.kind == FieldType::Date || braced(entry).is_some() {
            let text = matches!(entry.value, Value::Text(_)) && is_toml_text(entry, &entry.value);
            let new = if text {
                New::Text(today)
            } else {
                New::Bare(today)
            };
            return Some((entry.value_range.clone(), new));
        }
        let source = self.template.document.slice(entry.value_range.clone());
        let at = source.find("YYYY-MM-DD")? + entry.value_range.start;
        Some((at..at + "YYYY-MM-DD".len(), New::Bare(today)))
    }

    /// The first gap among the owners.
    fn author(&self, entry: &Entry) -> Option<(Range<usize>, New)> {
        let open = entry.items().into_iter().find(|item| is_open(&item.text))?;
        let named = self.values.author.for_example(&open.text)?;
        Some((open.range, New::Verbatim(named)))
    }

    fn number(&self, entry: &Entry) -> Option<(Range<usize>, New)> {
        let number = self.values.number?;
        if entry.value == Value::Empty {
            return Some((entry.value_range.clone(), New::Bare(number.to_string())));
        }
        let text = entry.text().filter(|_| scalar(entry))?;
        let text = text.trim();
        let digits = text.len() - text.trim_end_matches(|ch: char| ch.is_ascii_digit()).len();
        let head = &text[..text.len() - digits];
        let new = match (text.find("NNNN"), digits) {
            (Some(_), _) => text.replace("NNNN", &format!("{number:04}")),
            (None, 0) if is_open(text) => number.to_string(),
            (None, 0) => return None,
            (None, width) => {
                let width = if text[head.len()..].starts_with('0') {
                    width
                } else {
                    1
                };
                format!("{head}{number:0width$}")
            }
        };
        let bare = new.bytes().all(|byte| byte.is_ascii_digit());
        let text = is_toml_text(entry, &entry.value);
        // TOML has no numbers that begin with zeros.
        let new = if is_toml(entry) && bare && !text {
            number.to_string()
        } else {
            new
        };
        let new = if bare && !text {
            New::Bare(new)
        } else {
            New::Text(new)
        };
        Some((entry.value_range.clone(), new))
    }

    /// Any field that is nothing but the number's gap.
    fn number_gap(&self, entry: &Entry) -> Option<(Range<usize>, New)> {
        let text = entry.text().filter(|text| text.trim() == "NNNN")?;
        debug_assert!(!text.is_empty(), "it is the gap");
        self.number(entry)
    }
}

impl Author {
    /// The author in the manner of an example: a name, an address, or both. None for what git does
    /// not know, such as a handle.
    fn for_example(&self, example: &str) -> Option<String> {
        let lower = example.to_lowercase();
        if lower.contains("handle") || lower.contains("github") || lower.contains("team") {
            return None;
        }
        let address = lower.contains('@');
        if lower.trim_start_matches(['<', '[', '{']).starts_with('@') {
            return None;
        }
        let both = address
            && lower
                .trim_matches(['<', '[', '{', '}', ']', '>'])
                .contains(char::is_whitespace);
        let name = self.name.clone();
        let email = self.email.clone();
        if both && let (Some(name), Some(email)) = (&name, &email) {
            return Some(format!("{name} <{email}>"));
        }
        if address || lower.contains("mail") {
            email.or(name)
        } else {
            name.or(email)
        }
    }
}

/// Whether a person's name is still to be written there: a gap, or an address of nobody.
fn is_open(text: &str) -> bool {
    let text = text.trim();
    let nobody = ["@example.", ".example>", "@domain."]
        .iter()
        .any(|host| text.contains(host));
    nobody || placeholders::is_gap(text) || !placeholders::find(text, Ground::Slot).is_empty()
}

fn scalar(entry: &Entry) -> bool {
    braced(entry).is_some() || !matches!(entry.value, Value::List(_) | Value::Map(_))
}

/// What stands in braces without quotes, which YAML reads as a mapping with one key.
fn braced(entry: &Entry) -> Option<&str> {
    match &entry.value {
        Value::Map(pairs) => match pairs.as_slice() {
            [pair] if pair.value.value == Value::Empty => Some(&pair.key),
            _ => None,
        },
        _ => None,
    }
}

fn is_toml(entry: &Entry) -> bool {
    use crate::document::front_matter::Notation as Front;
    use crate::document::metadata::Notation;
    entry.notation == Notation::FrontMatter(Front::Toml)
}

fn is_toml_text(entry: &Entry, value: &Value) -> bool {
    is_toml(entry) && matches!(value, Value::Text(_))
}
