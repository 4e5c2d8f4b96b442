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
    let mut folded = String::with_capacity(key.len());
    for word in words(key) {
        if !folded.is_empty() {
            folded.push('_');
        }
        if word.is_ascii() {
            folded.extend(
                word.bytes()
                    .map(|byte| char::from(byte.to_ascii_lowercase())),
            );
        } else {
            folded.push_str(&word.to_lowercase());
        }
    }
    folded
}

/// Whether two keys are the same in that form.
pub fn same(one: &str, other: &str) -> bool {
    let same_word = |one: &str, other: &str| match one.is_ascii() && other.is_ascii() {
        true => one.eq_ignore_ascii_case(other),
        false => one.to_lowercase() == other.to_lowercase(),
    };
    let (mut ours, mut theirs) = (words(one), words(other));
    loop {
        match (ours.next(), theirs.next()) {
            (Some(one), Some(other)) if same_word(one, other) => {}
            (None, None) => return true,
            _ => return false,
        }
    }
}

fn words(key: &str) -> impl Iterator<Item = &str> {
    key.split(|c: char| c.is_whitespace() || matches!(c, '_' | '-'))
        .filter(|word| !word.is_empty())
}

/// The field that `key` means: by its name, by an alias, or by one of the names that `extra` adds
/// (canonical name → further names).
pub fn canonical(key: &str, extra: &BTreeMap<String, Vec<String>>) -> Option<&'static Field> {
    let key = fold(key);
    let named = |name: &str| FIELDS.iter().find(|field| field.name == name);
    named(&key)
        .or_else(|| {
            FIELDS
                .iter()
                .find(|field| field.aliases.contains(&key.as_str()))
        })
        .or_else(|| {
            extra
                .iter()
                .find(|(_, names)| names.iter().any(|name| fold(name) == key))
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
