//! Reads one chapter: parses it, and binds it to the template that governs it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::age::Ages;
use super::binding::{Binding, govern};
use super::member::Member;
use crate::book::{Book, Chapter};
use crate::config::{DocumentsEntry, Settings, TemplateChoice};
use crate::document::Document;
use crate::document::markdown::ParseOptions;
use crate::document::metadata::{Entry, Known, Metadata};
use crate::document::view::{Files, normal};
use crate::template::{Template, Templates, optional};
use crate::text::Text;

/// What is known of a chapter before it is read.
#[derive(Debug)]
pub struct Ready {
    /// Its text, parsed.
    pub document: Arc<Document>,
    /// Its metadata and what governs it, where configuration and templates are the same.
    pub bound: Option<(Metadata, Binding)>,
}

/// The folder from which a chapter's paths count.
pub fn folder_of(book: &Book, chapter: &Chapter) -> Option<PathBuf> {
    let file = match &chapter.path {
        Some(path) => normal(&book.root.join(&book.settings.book.src).join(path)),
        None => chapter.file.clone()?,
    };
    Some(file.parent().unwrap_or_else(|| Path::new("")).to_path_buf())
}

/// A name that no template bears, and where the document says so; nowhere where an entry does.
type UnknownName = (String, Option<std::ops::Range<usize>>);

/// Everything that reading one chapter needs.
pub(super) struct Reader<'r> {
    pub book: &'r Book,
    pub options: ParseOptions,
    pub templates: &'r Templates,
    pub ages: &'r Ages<'r>,
    pub files: &'r dyn Files,
    pub ready: &'r (dyn Fn(&Chapter) -> Option<Ready> + Sync),
}

impl Reader<'_> {
    /// The chapter of an index, read; none where it has no text.
    pub fn member<'a>(&self, index: usize, chapter: &'a Chapter) -> Option<Member<'a>> {
        let entry = entry_of_chapter(&self.book.settings, chapter);
        let (document, page, bound) = match (self.ready)(chapter) {
            Some(ready) => (Arc::clone(&ready.document), ready.document, ready.bound),
            None => {
                let (document, page) = self.parse(chapter)?;
                (document, page, None)
            }
        };
        let (metadata, binding) = bound.unwrap_or_else(|| self.bind(chapter, &document, entry));
        let binding = match self.templates.has_file(document.text().path()) {
            true => Binding::None,
            false => binding,
        };
        Some(Member {
            index,
            chapter,
            document,
            page,
            metadata,
            entry,
            binding,
            set_in: None,
        })
    }

    /// The file and the page; one parse where they are the same text.
    fn parse(&self, chapter: &Chapter) -> Option<(Arc<Document>, Arc<Document>)> {
        let folder = folder_of(self.book, chapter)?;
        let parse = |text: &Arc<Text>| {
            Arc::new(Document::parse(
                Arc::clone(text),
                &folder,
                self.files,
                self.options,
            ))
        };
        match (&chapter.source, &chapter.sent) {
            (Some(source), Some(sent)) if source.as_str() != sent.as_str() => {
                Some((parse(source), parse(sent)))
            }
            (Some(source), _) => {
                let document = parse(source);
                Some((Arc::clone(&document), document))
            }
            (None, Some(sent)) => {
                let document = parse(sent);
                Some((Arc::clone(&document), document))
            }
            (None, None) => None,
        }
    }

    /// Its metadata and what governs it, as its text and the `documents` entry say.
    pub fn bind(
        &self,
        chapter: &Chapter,
        document: &Document,
        entry: Option<usize>,
    ) -> (Metadata, Binding) {
        let plain = Known {
            extra: self.book.settings.field_names.clone(),
            ..Known::default()
        };
        let metadata = document.notes.metadata(&plain);
        if self.templates.has_file(document.text().path()) {
            return (metadata, Binding::None);
        }
        let entry = entry.map(|index| &self.book.settings.documents[index]);
        let template = match self.template(&metadata, entry) {
            Ok(Some(template)) => template,
            Ok(None) => return (metadata, Binding::None),
            Err((name, range)) => return (metadata, Binding::Unknown(name, range)),
        };
        let metadata = metadata_of(document, &template);
        let age = self.ages.of(chapter, &template);
        let wording = match &age {
            Some(age) => Arc::clone(&age.wording),
            None => Arc::clone(&template.wording),
        };
        let template = (template, wording);
        let mut governed = govern(&self.book.settings, document, &metadata, template, entry);
        governed.age = age;
        (metadata, Binding::Template(Arc::new(governed)))
    }

    /// The first that answers: the field `template`, the `documents` entry, the field `doc_type`.
    fn template(
        &self,
        metadata: &Metadata,
        entry: Option<&DocumentsEntry>,
    ) -> Result<Option<Arc<Template>>, UnknownName> {
        let text = |meaning| {
            let entry: &Entry = metadata.meaning(meaning)?;
            Some((entry.text()?.trim().to_owned(), entry.value_range.clone()))
        };
        if let Some((name, range)) = text("template").filter(|(name, _)| !name.is_empty()) {
            return match self.templates.named(&name) {
                Some(template) => Ok(Some(Arc::clone(template))),
                None => Err((name, Some(range))),
            };
        }
        match entry.and_then(|entry| entry.template.as_ref()) {
            Some(TemplateChoice::NotADocument) => return Ok(None),
            Some(TemplateChoice::Name(name)) => {
                return match self.templates.named(name) {
                    Some(template) => Ok(Some(Arc::clone(template))),
                    None => Err((name.clone(), None)),
                };
            }
            None => {}
        }
        Ok(text("doc_type")
            .and_then(|(name, _)| self.templates.answering(&name))
            .map(Arc::clone))
    }
}

/// The `documents` entry that applies to a chapter. One that means all files of the book (`**/*.md`) does
/// not mean those that lie outside of it and are looked at because somebody named them.
fn entry_of_chapter(settings: &Settings, chapter: &Chapter) -> Option<usize> {
    let path = chapter.path.as_deref()?;
    let stray = !chapter.listed && path.starts_with("../");
    let means_it = |index: &usize| settings.documents[*index].pattern.starts_with("../");
    entry_of(settings, path).filter(|index| !stray || means_it(index))
}

/// The last `documents` entry whose glob matches a chapter's path, as an index of the settings'.
pub fn entry_of(settings: &Settings, path: &str) -> Option<usize> {
    let documents = &settings.documents;
    documents
        .iter()
        .rposition(|entry| entry.glob.is_match(path))
}

/// A document's metadata, read with what its template knows.
pub(super) fn metadata_of(document: &Document, template: &Template) -> Metadata {
    let mut metadata = document.notes.metadata(&template.known);
    optional::empty_remarks(&template.fields, &mut metadata);
    metadata
}
