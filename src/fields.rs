//! The metadata fields that have a meaning of their own, and the names they go by.

use std::collections::BTreeMap;

/// One field that the tool knows.
#[derive(Debug, PartialEq, Eq)]
pub struct Field {
    /// Its canonical name, folded (see [`fold`]).
    pub name: &'static str,
    /// Other names that people give it, folded.
    pub aliases: &'static [&'static str],
    /// What its value is.
    pub kind: FieldKind,
    /// What it says, in a line.
    pub summary: &'static str,
}

/// What the value of a known field is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldKind {
    /// Any text.
    Text,
    /// A calendar day, `YYYY-MM-DD`, or a date-time of which the day counts.
    Date,
    /// A semantic version.
    Version,
    /// One or several words.
    List,
    /// People or teams: addresses, `@handles`, names.
    People,
    /// A status of the document's lifecycle.
    Status,
    /// Other documents: paths, ids, numbers.
    Reference,
}

/// Every field that has a meaning of its own.
pub const FIELDS: &[Field] = &[
    field("title", &[], FieldKind::Text, "page title"),
    field(
        "status",
        &["stage", "state"],
        FieldKind::Status,
        "where the document stands in its lifecycle",
    ),
    field("version", &[], FieldKind::Version, "semantic version"),
    field(
        "owners",
        &["owner", "ownership", "author", "authors"],
        FieldKind::People,
        "people or teams: addresses, @handles, names",
    ),
    field(
        "last_updated",
        &["updated", "last_modified"],
        FieldKind::Date,
        "the declared date of the last change",
    ),
    field(
        "reviewed",
        &["last_reviewed"],
        FieldKind::Date,
        "when somebody last confirmed that it still holds",
    ),
    field(
        "created",
        &["date", "start_date"],
        FieldKind::Date,
        "the date of the first version",
    ),
    field(
        "doc_type",
        &["type_of_document"],
        FieldKind::Text,
        "the kind of document, which a template may answer to",
    ),
    field("template", &[], FieldKind::Text, "the template's name"),
    field("phase", &[], FieldKind::Text, "the phase the work is in"),
    field(
        "quality",
        &["quality_level"],
        FieldKind::Text,
        "the quality level the work aims at",
    ),
    field("id", &["number"], FieldKind::Text, "unique identifier"),
    field(
        "supersedes",
        &["replaces"],
        FieldKind::Reference,
        "documents that this one takes the place of",
    ),
    field(
        "superseded_by",
        &["replaced_by"],
        FieldKind::Reference,
        "documents that took the place of this one",
    ),
    field(
        "depends_on",
        &["requires"],
        FieldKind::Reference,
        "documents that this one builds on",
    ),
    field("reviewers", &[], FieldKind::People, "who reviews it"),
    field("approvers", &[], FieldKind::People, "who approves it"),
    field(
        "deadline",
        &["last_call_deadline"],
        FieldKind::Date,
        "the day until which something is due",
    ),
    field("tags", &[], FieldKind::List, "words to find it by"),
];

const fn field(
    name: &'static str,
    aliases: &'static [&'static str],
    kind: FieldKind,
    summary: &'static str,
) -> Field {
    Field {
        name,
        aliases,
        kind,
        summary,
    }
}

/// The form in which names compare: without case, and with `_`, `-` and white space (runs of them
/// as one) all written `_`.
pub fn fold(key: &str) -> String {
    if key.is_ascii() {
        let mut folded = String::with_capacity(key.len());
        folded.extend(fold_ascii(key).map(char::from));
        return folded;
    }
    let words = key.split(is_separator).filter(|word| !word.is_empty());
    let folded: Vec<String> = words.map(str::to_lowercase).collect();
    folded.join("_")
}

/// Whether that form of a key is `folded`.
pub fn folds_to(key: &str, folded: &str) -> bool {
    match key.is_ascii() {
        true => fold_ascii(key).eq(folded.bytes()),
        false => fold(key) == folded,
    }
}

/// Whether two keys are the same in that form.
pub fn same(one: &str, other: &str) -> bool {
    match one.is_ascii() && other.is_ascii() {
        true => fold_ascii(one).eq(fold_ascii(other)),
        false => fold(one) == fold(other),
    }
}

fn fold_ascii(key: &str) -> impl Iterator<Item = u8> {
    let is_separator = |byte: &u8| is_separator(char::from(*byte));
    let start = key.bytes().position(|byte| !is_separator(&byte));
    let mut rest = &key.as_bytes()[start.unwrap_or(key.len())..];
    std::iter::from_fn(move || {
        let (first, behind) = rest.split_first()?;
        if !is_separator(first) {
            rest = behind;
            return Some(first.to_ascii_lowercase());
        }
        // Those at the end are nothing.
        let word = behind.iter().position(|byte| !is_separator(byte))?;
        rest = &behind[word..];
        Some(b'_')
    })
}

fn is_separator(ch: char) -> bool {
    matches!(ch, '_' | '-') || ch.is_whitespace()
}

/// The field that `key` means: by its name, by an alias, or by one of the names that `extra` adds
/// (canonical name → further names).
pub fn canonical(key: &str, extra: &BTreeMap<String, Vec<String>>) -> Option<&'static Field> {
    of_folded(&fold(key), extra)
}

/// The same for a key that is folded already.
pub fn of_folded(key: &str, extra: &BTreeMap<String, Vec<String>>) -> Option<&'static Field> {
    let named = |name: &str| FIELDS.iter().find(|field| field.name == name);
    named(key)
        .or_else(|| FIELDS.iter().find(|field| field.aliases.contains(&key)))
        .or_else(|| {
            extra
                .iter()
                .find(|(_, names)| names.iter().any(|name| same(name, key)))
                .and_then(|(name, _)| named(name))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_compare_without_case_and_separators() {
        for written in ["last_updated", "Last-Updated", " last  updated "] {
            assert_eq!(fold(written), "last_updated");
        }
    }

    #[test]
    fn keys_are_the_same_where_their_folded_forms_are() {
        let keys = [
            "last_updated",
            "Last-Updated",
            " last  updated",
            "last",
            "",
            "-",
            "ÄNDERUNG am",
            "änderung_AM",
            "lastupdated",
        ];
        for one in keys {
            for other in keys {
                assert_eq!(
                    same(one, other),
                    fold(one) == fold(other),
                    "{one:?} {other:?}"
                );
            }
        }
    }

    #[test]
    fn fields_are_found_by_name_alias_and_added_name() {
        let extra = BTreeMap::from([("status".to_owned(), vec!["Zu-Stand".to_owned()])]);
        let name = |key| canonical(key, &extra).map(|field| field.name);
        assert_eq!(name("Last Updated"), Some("last_updated"));
        assert_eq!(name("Authors"), Some("owners"));
        assert_eq!(name("Type of Document"), Some("doc_type"));
        assert_eq!(name("zu stand"), Some("status"));
        assert_eq!(name("colour"), None);
    }

    #[test]
    fn the_table_is_folded_and_names_nothing_twice() {
        let mut names: Vec<&str> = FIELDS
            .iter()
            .flat_map(|field| std::iter::once(&field.name).chain(field.aliases).copied())
            .collect();
        assert!(names.iter().all(|name| fold(name) == *name));
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count);
    }
}
