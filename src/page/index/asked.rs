//! What people ask an index for, in their own words: statuses, templates and columns by name.

use std::collections::BTreeSet;

use super::{Column, Sort, Statuses};
use crate::corpus::Corpus;
use crate::diagnostics::did_you_mean;
use crate::fields;

/// What a book has to ask for.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    corpus: &'a Corpus<'a>,
    statuses: &'a Statuses,
}

/// That there is no such thing, and what there is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unknown {
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub help: String,
}

impl<'a> Asked<'a> {
    /// Of this book.
    pub fn new(corpus: &'a Corpus<'a>, statuses: &'a Statuses) -> Self {
        Self { corpus, statuses }
    }

    /// The names of the statuses that are meant.
    ///
    /// # Errors
    /// Where no lifecycle has such a status.
    pub fn statuses(&self, written: &str) -> Result<Vec<String>, Unknown> {
        let meant = self.statuses.meant(written);
        if meant.is_empty() {
            let meant = did_you_mean(written, self.statuses.names());
            return Err(Unknown {
                message: format!("no lifecycle has the status `{written}`{meant}"),
                help: format!("there are {}", listed(self.statuses.offered().into_iter())),
            });
        }
        Ok(meant.into_iter().map(str::to_owned).collect())
    }

    /// The name of the template that is meant.
    ///
    /// # Errors
    /// Where there is none.
    pub fn template(&self, written: &str) -> Result<String, Unknown> {
        let templates = &self.corpus.templates;
        let found = templates
            .named(written)
            .or_else(|| templates.answering(written));
        found.map(|it| it.name.clone()).ok_or_else(|| {
            let names = || templates.iter().map(|template| template.name.as_str());
            let meant = did_you_mean(written, names());
            Unknown {
                message: format!("there is no template `{written}`{meant}"),
                help: format!("there are {}", listed(names())),
            }
        })
    }

    /// A column that some document has, or that every index may have.
    ///
    /// # Errors
    /// Where there is none.
    pub fn column(&self, written: &str) -> Result<Column, Unknown> {
        let names = &self.corpus.book.settings.field_names;
        let field = |name: &str| Some(fields::canonical(name, names)?.name.to_owned());
        let column = Column::named(written, field);
        if Column::USUAL.contains(&&*column.name()) {
            return Ok(column);
        }
        let known = known_fields(self.corpus);
        if known.contains(&fields::fold(written)) {
            return Ok(column);
        }
        let shown: BTreeSet<String> = known.iter().map(|it| it.replace('_', "-")).collect();
        let usual = Column::USUAL.iter().copied();
        let all = usual.clone().chain(shown.iter().map(String::as_str));
        let meant = did_you_mean(written, all);
        Err(Unknown {
            message: format!("there is no column `{written}`{meant}"),
            help: format!(
                "there are {}, and every field that some document has",
                listed(usual)
            ),
        })
    }

    /// A column to sort by; with `-` before it the greatest comes first.
    ///
    /// # Errors
    /// Where there is no such column.
    pub fn sort(&self, written: &str) -> Result<Sort, Unknown> {
        let name = written.strip_prefix(['-', '+']).unwrap_or(written).trim();
        Ok(Sort {
            column: self.column(name)?,
            descending: written.starts_with('-'),
        })
    }
}

/// The fields that have a meaning of their own, and those that documents have or templates show, folded.
fn known_fields(corpus: &Corpus<'_>) -> BTreeSet<String> {
    let documents = corpus.chapters.iter().filter(|it| it.governed().is_some());
    let written = documents.flat_map(|it| {
        it.metadata
            .entries
            .iter()
            .map(|entry| fields::fold(&entry.key))
    });
    let shown = corpus
        .templates
        .iter()
        .flat_map(|it| it.known.template_keys.iter().cloned());
    let meant = fields::FIELDS.iter().map(|field| field.name.to_owned());
    written.chain(shown).chain(meant).collect()
}

/// The values between commas.
pub fn values(written: &str) -> Vec<&str> {
    let parts = written.split(',').map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}

/// `a`, `b`.
fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let quoted = names.map(|name| format!("`{name}`"));
    quoted.collect::<Vec<_>>().join(", ")
}
