//! A chapter, parsed: what rules look at and pages are made of.

use std::sync::Arc;

use jiff::civil::Date;

use super::binding::{Binding, Governed};
use super::setting::SetIn;
use crate::book::Chapter;
use crate::document::Document;
use crate::document::metadata::{Entry, Metadata};
use crate::values::day;

/// A chapter, parsed.
#[derive(Debug)]
pub struct Member<'a> {
    /// Its index in [`Book::chapters`](crate::book::Book::chapters).
    pub index: usize,
    /// What was read of it.
    pub chapter: &'a Chapter,
    /// What rules look at: its file.
    pub document: Arc<Document>,
    /// What pages are made of: the text that mdBook sent; the same where nobody changed it.
    pub page: Arc<Document>,
    /// Its metadata, read with what its template knows.
    pub metadata: Metadata,
    /// The `documents` entry that applies, as an index of the settings'.
    pub entry: Option<usize>,
    /// What governs it.
    pub binding: Binding,
    /// What directives set into its text, where some did: it is part of `document` and `page` then.
    pub set_in: Option<Arc<SetIn>>,
}

impl Member<'_> {
    /// Its template and what follows, where it is a document.
    pub fn governed(&self) -> Option<&Governed> {
        match &self.binding {
            Binding::Template(governed) => Some(governed),
            Binding::None | Binding::Unknown(..) => None,
        }
    }

    /// Its title: the field, else its heading where that is a title, else its entry in SUMMARY.md.
    pub fn title(&self) -> String {
        let field = self.metadata.meaning("title").and_then(Entry::text);
        if let Some(title) = field.filter(|title| !title.trim().is_empty()) {
            return title.trim().to_owned();
        }
        match self.title_section() {
            Some(section) => self.document.heading_text(section).trim().to_owned(),
            None => self.chapter.name.clone(),
        }
    }

    /// The date field after which its status has expired, where that day is before `today`.
    pub fn expired(&self, today: Date) -> Option<(&Entry, Date)> {
        let field = self.governed()?.status()?.deadline.as_ref()?;
        let entry = self.metadata.get(field)?;
        let day = day::of(&entry.text()?).filter(|day| *day < today)?;
        Some((entry, day))
    }

    /// The section whose heading is the title: the title slot, or the only heading of level 1 that
    /// is no section of the template.
    pub fn title_section(&self) -> Option<usize> {
        let seen = |section: &usize| !self.document.heading_text(*section).trim().is_empty();
        match self.governed() {
            Some(governed) => governed.matching.title.filter(seen),
            None => self.document.sections.only_h1().filter(seen),
        }
    }
}
