//! Which chapters are documents.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde_json::Value;

use crate::diagnostics::nearest;
use crate::keys::{Part, Problems, Section, join, legal};
use crate::lifecycle::Lifecycle;

use super::tables::DOCUMENTS;
use super::{DocumentsEntry, KnownRule, TemplateChoice, checks, rules};

/// Reads the entries in the order written; one without a path is reported and left out.
pub(super) fn read(
    own: &Section<'_>,
    lifecycles: &BTreeMap<String, Arc<Lifecycle>>,
    known: &[KnownRule],
    problems: &mut Problems<'_>,
) -> Vec<DocumentsEntry> {
    let path = own.path_to("documents");
    let entries = own.given("documents").and_then(Value::as_array);
    entries
        .into_iter()
        .flatten()
        .enumerate()
        .filter_map(|(index, entry)| {
            let section = Section::read(&DOCUMENTS, Some(entry), &join(&path, index), problems);
            if entry.is_object() {
                entry_of(&section, lifecycles, known, problems)
            } else {
                None
            }
        })
        .collect()
}

fn entry_of(
    section: &Section<'_>,
    lifecycles: &BTreeMap<String, Arc<Lifecycle>>,
    known: &[KnownRule],
    problems: &mut Problems<'_>,
) -> Option<DocumentsEntry> {
    if let Some(key) = DOCUMENTS
        .key("path")
        .filter(|_| !section.was_written("path"))
    {
        let (message, help) = DOCUMENTS.lacks(key);
        problems.value(section.path(), message, help);
    }
    let lifecycle = section.given_text("lifecycle");
    if let Some(name) = lifecycle.filter(|name| !lifecycles.contains_key(*name)) {
        let names: Vec<&str> = lifecycles.keys().map(String::as_str).collect();
        problems.value(
            &section.path_to("lifecycle"),
            format!("no lifecycle is called `{name}`"),
            legal(nearest(name, names.iter().copied()), &names),
        );
    }
    let rules = rules::read(section, known, problems);
    let pattern = section.given_text("path")?;
    Some(DocumentsEntry {
        pattern: pattern.to_owned(),
        glob: checks::glob(pattern).ok()?,
        template: section.given("template").map(|value| match value {
            Value::String(name) => TemplateChoice::Name(name.clone()),
            _ => TemplateChoice::NotADocument,
        }),
        lifecycle: lifecycle.map(str::to_owned),
        file_name: section
            .given_text("file-name")
            .and_then(|written| written.parse().ok()),
        rules,
        place: problems.place(&section.path_to("path"), Part::Value),
        template_place: problems.place(&section.path_to("template"), Part::Value),
    })
}
