//! What each field of the template holds in a new document.

use std::ops::Range;

use super::author::is_open;
use super::notation;
use super::{Edits, ScaffoldError, Values, asked};
use crate::document::front_matter::Notation as Front;
use crate::document::metadata::written::New;
use crate::document::metadata::{Entry, Notation, Value};
use crate::fields::{canonical, fold, same};
use crate::lifecycle::Lifecycle;
use crate::template::field::RESERVED;
use crate::template::{FieldSpec, FieldType, Template, optional};

/// Writes the fields: what was asked for, then what can be known.
pub(super) fn edits(
    template: &Template,
    lifecycle: Option<&Lifecycle>,
    values: &Values,
    edits: &mut Edits,
) -> Result<(), ScaffoldError> {
    let (mut set, added) = asked::sorted(template, &values.set)?;
    for (spec, wanted) in added {
        asked::add(template, spec, &wanted, edits);
    }
    let writer = Writer {
        template,
        lifecycle,
        values,
    };
    for (index, entry) in template.metadata.entries.iter().enumerate() {
        if same(&entry.key, RESERVED) || names_section(template, entry) {
            continue;
        }
        match set.remove(&index) {
            Some(wanted) => {
                if template.metadata.meaning_of(index) == Some("status") {
                    writer.knows(&wanted)?;
                }
                asked::write(template, entry, &wanted, edits)?;
            }
            None => {
                for (range, new) in writer.known(entry) {
                    notation::replace(template, entry, range, &new, edits);
                }
            }
        }
    }
    Ok(())
}

/// Whether a value is part of a heading that documents are to have as it is, such as a label above a
/// line of `---`.
fn names_section(template: &Template, entry: &Entry) -> bool {
    let mut headings = template.sections.iter().flat_map(|spec| &spec.headings);
    headings.any(|heading| heading.contains(&entry.value_range.start))
}

/// What the template says of an entry of its own.
pub(super) fn spec_of<'a>(template: &'a Template, entry: &Entry) -> Option<&'a FieldSpec> {
    let mut specs = template.fields.iter();
    specs.find(|spec| spec.shown && spec.range == entry.range && spec.key == entry.key)
}

struct Writer<'a> {
    template: &'a Template,
    lifecycle: Option<&'a Lifecycle>,
    values: &'a Values,
}

impl Writer<'_> {
    /// What is known without being asked for.
    fn known(&self, entry: &Entry) -> Vec<(Range<usize>, New)> {
        let Some(spec) = spec_of(self.template, entry) else {
            return Vec::new();
        };
        let meaning = canonical(&entry.key, &self.template.known.extra).map(|field| field.name);
        let whole = |new: New| vec![(entry.value_range.clone(), new)];
        // That a field is optional is said to whoever fills it in, and is no value.
        if scalar(entry)
            && entry
                .text()
                .is_some_and(|text| optional::is_said_alone(&text))
        {
            return whole(New::Text(String::new()));
        }
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

    /// That the lifecycle has a status that was asked for.
    fn knows(&self, wanted: &[String]) -> Result<(), ScaffoldError> {
        let Some(lifecycle) = self.lifecycle else {
            return Ok(());
        };
        let written = wanted.join(",");
        let is_status = |part: &&str| lifecycle.rank(part).is_some();
        let several = written.split(',').filter(is_status).count() > 1;
        if written.is_empty() || lifecycle.find(&written).is_some() && !several {
            return Ok(());
        }
        Err(ScaffoldError::UnknownStatus(lifecycle.unknown(&written)))
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
            // `Draft / Final` without brackets is no list to the rules; one that counts as its first
            // status should say no more than that.
            _ => self.first_of(&spec.example),
        };
        name.map(New::Text)
    }

    fn first_of(&self, example: &str) -> Option<String> {
        let known = |name: &str| {
            self.lifecycle
                .is_some_and(|it| it.rank(name.trim()).is_some())
        };
        let (first, _) = example.split_once(" / ")?;
        known(first).then(|| first.trim().to_owned())
    }

    fn day(&self, entry: &Entry, spec: &FieldSpec) -> Option<(Range<usize>, New)> {
        let today = self.values.today.to_string();
        if entry.is_blank() || !scalar(entry) {
            return None;
        }
        if spec.kind == FieldType::Date || braced(entry).is_some() {
            let text = matches!(entry.value, Value::Text(_)) && is_toml_text(entry);
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
        let text = is_toml_text(entry);
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
        entry.text().filter(|text| text.trim() == "NNNN")?;
        self.number(entry)
    }
}

fn scalar(entry: &Entry) -> bool {
    braced(entry).is_some() || !matches!(entry.value, Value::List(_) | Value::Map(_))
}

/// What stands in braces without quotes, which YAML reads as a mapping with one key.
pub(super) fn braced(entry: &Entry) -> Option<&str> {
    match &entry.value {
        Value::Map(pairs) => match pairs.as_slice() {
            [pair] if pair.value.value == Value::Empty => Some(&pair.key),
            _ => None,
        },
        _ => None,
    }
}

fn is_toml(entry: &Entry) -> bool {
    entry.notation == Notation::FrontMatter(Front::Toml)
}

/// Whether a value is a string in TOML, and so in quotes.
pub(super) fn is_toml_text(entry: &Entry) -> bool {
    is_toml(entry) && matches!(entry.value, Value::Text(_))
}
