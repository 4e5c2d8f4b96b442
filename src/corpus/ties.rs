//! What ties a corpus's chapters to each other.

use std::collections::HashSet;

use super::{Corpus, Member};
use crate::book::Book;
use crate::document::metadata::Entry;
use crate::relations::prose;
use crate::relations::reference::references;
use crate::relations::{Card, Claim, Index, Kind, Meant, Reference, Relations};
use crate::template::placeholders::is_gap;

/// Pages that stand for a folder, not for a document.
const INDEX_PAGES: [&str; 2] = ["readme.md", "index.md"];

/// The ties between chapters; their indices are those of `chapters`.
pub(super) fn tie(book: &Book, chapters: &[Member<'_>]) -> Relations {
    let templates: HashSet<&str> = book.templates.iter().map(|text| &**text.path()).collect();
    let cards = chapters
        .iter()
        .map(|member| card(member, &templates))
        .collect();
    let files = book.files.iter().cloned().collect();
    let index = Index::new(cards).with_files(files, &book.settings.book.src);
    let documents = chapters.iter().enumerate();
    let claims = documents
        .filter(|(_, member)| member.governed().is_some())
        .flat_map(|(from, member)| claims(from, member))
        .collect();
    Relations::new(index, claims)
}

fn card(member: &Member<'_>, templates: &HashSet<&str>) -> Card {
    let path = member.chapter.path.clone().unwrap_or_default();
    let name = path.rsplit('/').next().unwrap_or_default().to_lowercase();
    let is_template = templates.contains(&**member.document.text().path());
    let id = member.metadata.meaning("id").and_then(Entry::text);
    let id = id.map(|id| id.trim().to_owned());
    Card {
        id: id.filter(|id| !id.is_empty() && !is_open(member, id)),
        template: member.governed().map(|it| it.template.name.clone()),
        document: member.governed().is_some()
            && !is_template
            && !INDEX_PAGES.contains(&name.as_str()),
        path,
    }
}

/// Whether a value is still to be filled in.
fn is_open(member: &Member<'_>, value: &str) -> bool {
    is_gap(value)
        || member
            .governed()
            .is_some_and(|governed| governed.wording.placeholders.only(value))
}

fn claims(from: usize, member: &Member<'_>) -> Vec<Claim> {
    let mut claims = Vec::new();
    for kind in Kind::ALL {
        let (references, in_words) = said(member, kind);
        claims.extend(references.into_iter().map(|reference| Claim {
            from,
            kind,
            in_words,
            reference,
        }));
    }
    claims
}

/// What a document says of others, and whether in words only: where it has the field, that counts.
fn said(member: &Member<'_>, kind: Kind) -> (Vec<Reference>, bool) {
    let in_field = named(member, kind.field());
    if !in_field.is_empty() {
        return (in_field, false);
    }
    let status = member.metadata.meaning("status");
    (prose::references(kind, &member.document, status), true)
}

/// The references in a field, but those that are still to be filled in.
fn named(member: &Member<'_>, field: &str) -> Vec<Reference> {
    let Some(entry) = member.metadata.meaning(field) else {
        return Vec::new();
    };
    let mut found = references(entry, member.document.as_str());
    found.retain(|reference| {
        let source = member.document.slice(reference.range.clone());
        !is_open(member, source) && !is_open(member, &reference.written)
    });
    found
}

impl<'a> Corpus<'a> {
    /// The documents that one names in the field for it, each with its chapter where it has one; else
    /// those that it names in words.
    pub fn references(
        &self,
        from: &Member<'_>,
        kind: Kind,
    ) -> Vec<(Reference, Option<&Member<'a>>)> {
        let at = self.position(from);
        let (references, in_words) = said(from, kind);
        let found = references.into_iter().map(|reference| {
            let meant = at.map(|at| self.relations.index.meant(at, &reference));
            let other = match meant {
                Some(Meant::Document(other)) => self.chapters.get(other),
                _ => None,
            };
            (reference, other)
        });
        found
            .filter(|(_, other)| other.is_some() || !in_words)
            .collect()
    }

    /// A chapter's index in [`Corpus::chapters`].
    pub fn position(&self, member: &Member<'_>) -> Option<usize> {
        let chapters = &self.chapters;
        let at = chapters.binary_search_by_key(&member.index, |it| it.index);
        at.ok()
    }
}
