//! Gaps in metadata, whatever notation it is in.

use std::ops::Range;

use super::words::{self, Marks};
use super::{Gap, GapKind};
use crate::corpus::{Governed, Member};
use crate::document::metadata::{Entry, Value};
use crate::fields;
use crate::template::field::{self, RESERVED};
use crate::template::placeholders::Placeholders;
use crate::template::{FieldSpec, FieldType};

/// Words that are a gap in a value, whether or not the template shows them.
const VALUE_WORDS: [&str; 2] = ["YYYY-MM-DD", "NNNN"];

/// The gaps in a document's fields: whole values, else the pieces of them.
pub(super) fn find(member: &Member<'_>, governed: &Governed, marks: &[&str]) -> Vec<Gap> {
    let marks = Marks::new(marks.iter().copied().chain(VALUE_WORDS));
    let template = &*governed.template;
    let placeholders = &governed.wording.placeholders;
    let mut gaps = Vec::new();
    for (index, entry) in member.metadata.entries.iter().enumerate() {
        if fields::same(&entry.key, RESERVED) {
            continue;
        }
        let spec = template.field_for(&entry.key, member.metadata.meaning_of(index));
        if let Some(choices) = choices(entry, spec) {
            gaps.push(Gap {
                range: entry.value_range.clone(),
                text: member.document.slice(entry.value_range.clone()).to_owned(),
                kind: GapKind::Choices(index, choices),
            });
            continue;
        }
        // A gap in braces without quotes is a mapping to YAML.
        let written = member.document.slice(entry.value_range.clone());
        if matches!(entry.value, Value::Map(_)) && placeholders.only(written) {
            gaps.push(Gap {
                range: entry.value_range.clone(),
                text: written.to_owned(),
                kind: GapKind::Value(index),
            });
            continue;
        }
        let mut scalars = Vec::new();
        collect(&entry.value, &entry.value_range, &mut scalars);
        for (text, range) in scalars {
            let example = spec
                .is_some_and(|spec| spec.kind == FieldType::Filled && spec.example == text.trim());
            if example || placeholders.only(&text) {
                gaps.push(Gap {
                    range,
                    text: text.trim().to_owned(),
                    kind: GapKind::Value(index),
                });
            } else {
                gaps.extend(pieces(member, placeholders, &range, &marks));
            }
        }
    }
    gaps
}

/// The template's list of choices, where the value still is a list of them.
fn choices(entry: &Entry, spec: Option<&FieldSpec>) -> Option<Vec<String>> {
    let FieldType::OneOf(legal) = &spec?.kind else {
        return None;
    };
    let written = field::choices(entry.text()?.trim())?;
    let is_legal = |word: &String| legal.iter().any(|choice| fields::same(choice, word));
    written.iter().all(is_legal).then(|| legal.clone())
}

fn collect(value: &Value, range: &Range<usize>, out: &mut Vec<(String, Range<usize>)>) {
    match value {
        Value::List(items) => {
            for item in items {
                collect(&item.value, &item.range, out);
            }
        }
        Value::Map(pairs) => {
            for pair in pairs {
                collect(&pair.value.value, &pair.value.range, out);
            }
        }
        other => out.extend(
            other
                .as_text()
                .map(|text| (text.into_owned(), range.clone())),
        ),
    }
}

/// Gaps inside a value that says something else too.
fn pieces(
    member: &Member<'_>,
    placeholders: &Placeholders,
    range: &Range<usize>,
    marks: &Marks<'_>,
) -> Vec<Gap> {
    let source = member.document.slice(range.clone());
    let gap = |found: Range<usize>, kind| Gap {
        text: source[found.clone()].to_owned(),
        range: range.start + found.start..range.start + found.end,
        kind,
    };
    let own = placeholders.find(source);
    let marked = words::in_text(source, marks);
    own.map(|found| gap(found, GapKind::Template))
        .chain(marked.into_iter().map(|found| gap(found, GapKind::Word)))
        .collect()
}
