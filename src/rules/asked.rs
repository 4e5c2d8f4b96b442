//! The fields of a document against those of its template: asked by every rule about metadata.

use std::borrow::Cow;
use std::ops::Range;

use super::{DocumentContext, placeholder};
use crate::diagnostics::{Fix, Safety};
use crate::document::front_matter;
use crate::document::metadata::{Entry, Item, Notation, Value};
use crate::fields::{self, FieldKind};
use crate::gaps::{self, Gap};
use crate::template::{FieldSpec, FieldType};
use crate::values;

/// A value that a document gives to a field.
#[derive(Debug)]
pub(super) struct Given<'a> {
    /// The key as the document writes it; `contact.team` for one in a mapping.
    pub(super) name: Cow<'a, str>,
    /// What the template says of it, where it shows the field.
    pub(super) spec: Option<&'a FieldSpec>,
    /// What it holds.
    pub(super) value: &'a Value,
    /// Its bytes.
    pub(super) range: Range<usize>,
    /// The key's bytes.
    pub(super) key_range: Range<usize>,
    /// How it is written.
    pub(super) notation: Notation,
}

impl<'a> Given<'a> {
    fn of_entry(entry: &'a Entry, spec: Option<&'a FieldSpec>) -> Self {
        Self {
            name: Cow::Borrowed(&entry.key),
            spec,
            value: &entry.value,
            range: entry.value_range.clone(),
            key_range: entry.key_range.clone(),
            notation: entry.notation,
        }
    }

    /// The scalars in it, without those that are gaps, and without what says that there is nothing to
    /// say where the field may be absent.
    pub(super) fn scalars(&self, gaps: &Gaps<'_>) -> Vec<Item<'a>> {
        let mut items = items(self.value, &self.range);
        let optional = self.spec.is_none_or(|spec| !spec.required);
        items.retain(|item| {
            let is_nothing = optional && values::says_nothing(&item.text);
            !is_nothing && !gaps.hold(&item.range)
        });
        items
    }
}

/// Where a document's fields still hold gaps: the rule `placeholder` speaks of them, and no other.
#[derive(Debug)]
pub(super) struct Gaps<'a>(pub &'a [Gap]);

impl<'a> Gaps<'a> {
    /// Those of a document, found once for all rules.
    pub(super) fn of(cx: &DocumentContext<'a>) -> Self {
        let gaps = &cx.facts.gaps_in_fields;
        Self(gaps.get_or_init(|| Self::find(cx)))
    }

    fn find(cx: &DocumentContext<'_>) -> Vec<Gap> {
        let mut found = gaps::in_fields(cx.member, cx.governed, &placeholder::words(cx));
        found.sort_by_key(|gap| gap.range.start);
        found
    }

    /// Whether one stands in a value.
    pub(super) fn hold(&self, value: &Range<usize>) -> bool {
        let first = self.0.partition_point(|gap| gap.range.start < value.start);
        let first = self.0.get(first);
        first.is_some_and(|gap| value.contains(&gap.range.start))
    }

    /// Whether a value is one.
    pub(super) fn hold_all_of(&self, value: &Range<usize>) -> bool {
        self.0.iter().any(|gap| gap.range == *value)
    }
}

/// The scalars of a value, blank ones left out.
fn items<'a>(value: &'a Value, range: &Range<usize>) -> Vec<Item<'a>> {
    if let Value::List(list) = value {
        return list
            .iter()
            .flat_map(|item| items(&item.value, &item.range))
            .collect();
    }
    let text = value.as_text().filter(|text| !text.trim().is_empty());
    text.map(|text| Item {
        text,
        range: range.clone(),
    })
    .into_iter()
    .collect()
}

/// The entry of a field that the template shows.
pub(super) fn entry_of<'a>(cx: &DocumentContext<'a>, spec: &FieldSpec) -> Option<&'a Entry> {
    cx.template().entry_of(cx.metadata(), spec)
}

/// The values of all fields that the template shows, those in its mappings too; empty ones are left
/// out.
pub(super) fn of_template<'a>(cx: &DocumentContext<'a>) -> Vec<Given<'a>> {
    let mut all = Vec::new();
    for spec in &cx.template().fields {
        if let Some(entry) = entry_of(cx, spec).filter(|entry| !entry.is_blank()) {
            push(Given::of_entry(entry, Some(spec)), &mut all);
        }
    }
    all
}

fn push<'a>(given: Given<'a>, all: &mut Vec<Given<'a>>) {
    if let (Some(FieldType::Map(specs)), Value::Map(pairs)) =
        (given.spec.map(|spec| &spec.kind), given.value)
    {
        for spec in specs {
            let pair = pairs.iter().find(|pair| fields::same(&pair.key, &spec.key));
            let Some(pair) = pair.filter(|pair| !pair.value.value.is_blank()) else {
                continue;
            };
            let inner = Given {
                name: format!("{}.{}", given.name, pair.key).into(),
                spec: Some(spec),
                value: &pair.value.value,
                range: pair.value.range.clone(),
                key_range: pair.key_range.clone(),
                notation: given.notation,
            };
            push(inner, all);
        }
    }
    all.push(given);
}

/// The values that must be days: of fields where the template shows one, and of those that mean one
/// to the tool or to the lifecycle, unless the template shows other text there.
pub(super) fn days<'a>(cx: &DocumentContext<'a>) -> Vec<Given<'a>> {
    let mut days: Vec<Given<'a>> = of_template(cx)
        .into_iter()
        .filter(|given| given.spec.is_some_and(|spec| spec.kind == FieldType::Date))
        .collect();
    let known = fields::FIELDS
        .iter()
        .filter(|field| field.kind == FieldKind::Date)
        .filter_map(|field| Some((cx.metadata().meaning(field.name)?, field.name)));
    let statuses = cx.lifecycle().map_or(&[][..], |it| &it.statuses);
    let deadlines = statuses
        .iter()
        .filter_map(|status| Some((cx.metadata().get(status.deadline.as_ref()?)?, "")));
    for (entry, meaning) in known.chain(deadlines) {
        let spec = cx.template().field_for(&entry.key, Some(meaning));
        let other =
            spec.is_some_and(|spec| spec.kind != FieldType::Date && !spec.example.is_empty());
        let seen = days.iter().any(|day| day.range == entry.value_range);
        if !(other || seen || entry.is_blank()) {
            days.push(Given::of_entry(entry, spec));
        }
    }
    days
}

/// The values that must be semantic versions: of fields where the template shows one, and the
/// document's version where its lifecycle asks for one.
pub(super) fn versions<'a>(cx: &DocumentContext<'a>) -> Vec<Given<'a>> {
    let is_version = |given: &Given<'_>| {
        given
            .spec
            .is_some_and(|spec| spec.kind == FieldType::Version)
    };
    let mut versions: Vec<Given<'a>> = of_template(cx).into_iter().filter(is_version).collect();
    if let Some(version) = version(cx)
        && versions.iter().all(|other| other.range != version.range)
    {
        versions.push(version);
    }
    versions
}

/// The document's version, where it must be a semantic one.
pub(super) fn version<'a>(cx: &DocumentContext<'a>) -> Option<Given<'a>> {
    let entry = cx.governed.version(cx.metadata())?;
    let spec = cx.template().field_for(&entry.key, Some("version"));
    Some(Given::of_entry(entry, spec))
}

/// Whether the metadata can't be read at all, so that nothing can be said to be absent from it.
pub(super) fn is_unreadable(cx: &DocumentContext<'_>) -> bool {
    let has_front_matter = cx
        .metadata()
        .entries
        .iter()
        .any(|entry| matches!(entry.notation, Notation::FrontMatter(_)));
    !cx.metadata().problems.is_empty() && !has_front_matter
}

/// The safe mend that writes `new` in place of `old`, which stands in a value or key at `range`;
/// quotes and what is around it stay. None where it does not stand there as it reads.
pub(super) fn respelled(
    cx: &DocumentContext<'_>,
    range: &Range<usize>,
    notation: Notation,
    old: &str,
    new: &str,
) -> Option<Fix> {
    let source = cx.document().slice(range.clone());
    let at = range.start + source.find(old)?;
    let quoted = source.starts_with(['"', '\'']);
    let plain = |ch: char| ch.is_alphanumeric() || matches!(ch, ' ' | '-' | '_' | '.' | '+' | '/');
    let in_front_matter = matches!(notation, Notation::FrontMatter(_));
    if in_front_matter && !new.chars().all(plain) {
        return None;
    }
    let is_toml = notation == Notation::FrontMatter(front_matter::Notation::Toml);
    let bare_text = is_toml && !quoted && new.parse::<jiff::civil::Date>().is_err();
    let new = if bare_text && range.len() == old.len() {
        format!("\"{new}\"")
    } else {
        new.to_owned()
    };
    cx.fix(Safety::Safe, at..at + old.len(), new)
}

/// A subject for a value: another value is another finding.
pub(super) fn subject(name: &str, value: &str) -> String {
    format!("{}: {}", fields::fold(name), values::short(value))
}
