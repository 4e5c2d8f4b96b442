//! All chapters of a book, parsed, and for each document the template that governs it.
//!
//! ```
//! # use mdbook_design_docs::book::{Book, Chapter};
//! # use mdbook_design_docs::{config, text::Text};
//! # let settings = config::read(&Text::new("book.toml", ""), &[]).expect("nothing is wrong");
//! # let today = jiff::civil::date(2026, 1, 31);
//! use mdbook_design_docs::corpus::Corpus;
//!
//! let text = "---\ntemplate: adr\n---\n# Use git\n\n## Status\n\naccepted\n\n## Context\n\nWe forget.\n";
//! let chapters = vec![
//!     Chapter::in_memory("1.md", "src", text),
//!     Chapter::in_memory("intro.md", "src", "# Introduction\n"),
//! ];
//! let book = Book::in_memory(settings, chapters, Vec::new(), today);
//! let corpus = Corpus::read(&book);
//! assert_eq!(corpus.documents().len(), 1);
//! let decision = corpus.chapters[0].governed().expect("its template is built in");
//! assert_eq!(decision.status().map(|it| it.name.as_str()), Some("accepted"));
//! // Its last section is one that the template names.
//! assert!(decision.matching.spec_of[2].is_some());
//! ```

pub mod age;
pub mod changed;
mod due;
pub mod review;
mod setting;
mod ties;
mod updates;
mod version;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::{Arc, OnceLock};

use jiff::civil::Date;
use rayon::prelude::*;

use crate::book::{Book, Chapter};
use crate::config::{DocumentsEntry, Settings, TemplateChoice};
use crate::content::{self, Content};
use crate::document::markdown::ParseOptions;
use crate::document::metadata::{Entry, Known, Metadata};
use crate::document::view::{DiskFiles, Files, normal};
use crate::document::{self, Document};
use crate::history::Dated;
use crate::lifecycle::{Lifecycle, Status};
use crate::matching::Matching;
use crate::relations::Relations;
use crate::scaffold::pieces::Shelf;
use crate::template::wording::Wording;
use crate::template::{Statuses, Surroundings, Template, Templates, field, optional};
use crate::text::Text;
use crate::values::day;
use age::{Age, Ages};
use changed::{Change, Changes};
pub use due::Stage;
pub use setting::{Brought, SetIn};
pub use updates::MOST_UPDATES;

/// A book's chapters, read.
#[derive(Debug)]
pub struct Corpus<'a> {
    /// What was read.
    pub book: &'a Book,
    /// The templates there are.
    pub templates: Templates,
    /// The chapters, drafts and unreadable ones left out, in the book's order.
    pub chapters: Vec<Member<'a>>,
    /// The documents that SUMMARY.md does not list, where they were read; their indices are those of
    /// [`Book::strays`].
    pub strays: Vec<Member<'a>>,
    /// What ties them to each other; its indices are those of `chapters`.
    pub relations: Relations,
    /// The templates' text as documents have it, once it was asked for.
    pub pieces: Shelf,
    /// Whether findings are compared with others, so that no rule may sum up several in one.
    pub compared: bool,
    changes: Changes,
    updates: updates::Asked,
}

/// A chapter, parsed.
#[derive(Debug)]
pub struct Member<'a> {
    /// Its index in [`Book::chapters`].
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

/// What governs a chapter.
#[derive(Debug, Clone)]
pub enum Binding {
    /// Nothing: just a chapter.
    None,
    /// A template that does not exist: its name, and where the document says so; nowhere where a
    /// `documents` entry does.
    Unknown(String, Option<std::ops::Range<usize>>),
    /// A template.
    Template(Arc<Governed>),
}

/// What is known of a chapter before it is read.
#[derive(Debug)]
pub struct Ready {
    /// Its text, parsed.
    pub document: Arc<Document>,
    /// Its metadata and what governs it, where configuration and templates are the same.
    pub bound: Option<(Metadata, Binding)>,
}

/// A document with its template.
#[derive(Debug)]
pub struct Governed {
    /// The template.
    pub template: Arc<Template>,
    /// Its lifecycle; none where any status is accepted.
    pub lifecycle: Option<Arc<Lifecycle>>,
    /// The rank of its status in the lifecycle, where it has one that the lifecycle knows.
    pub rank: Option<usize>,
    /// How far it has come, which decides what is asked of it.
    pub stage: Stage,
    /// The template that it was written from, where that is not today's.
    pub age: Option<Arc<Age>>,
    /// The templates' text, of which nothing should be left over: of both, where there are two.
    pub wording: Arc<Wording>,
    /// Its sections against the template's.
    pub matching: Matching,
    /// What each of its sections holds.
    pub contents: Vec<Content>,
    /// The 'last updated' line written by hand, which is no section's text.
    pub footer: Option<std::ops::Range<usize>>,
    /// Where its fields still hold gaps, once that was asked.
    pub gaps_in_fields: OnceLock<Vec<std::ops::Range<usize>>>,
}

impl Governed {
    /// The status that the document stands in.
    pub fn status(&self) -> Option<&Status> {
        self.lifecycle.as_ref()?.statuses.get(self.rank?)
    }
}

impl Governed {
    /// Whether a section holds nothing of the author's, though the template expects text there: it
    /// has guidance of its own, or nothing stands below it. Subsections of the author's own are text;
    /// those that the template names answer for themselves.
    pub fn is_unfilled(&self, document: &Document, section: usize) -> bool {
        let Some(index) = self.matching.spec_of[section] else {
            return false;
        };
        let spec = &self.template.sections[index];
        if spec.contents || self.contents[section].is_filled() {
            return false;
        }
        if !spec.has_guidance()
            && (document.sections.has_children(section) || self.is_told_below(index))
        {
            return false;
        }
        let range = &document.sections.all[section].range;
        let below = (section + 1..document.sections.all.len())
            .take_while(|&other| document.sections.all[other].range.start < range.end);
        !below
            .into_iter()
            .any(|other| self.matching.spec_of[other].is_none() && self.contents[other].is_filled())
    }

    /// Whether the template has something below a section that is told where it is missing, or that
    /// stands elsewhere in the document.
    fn is_told_below(&self, spec: usize) -> bool {
        let specs = self.template.sections.iter().enumerate();
        specs
            .filter(|(_, child)| child.parent == Some(spec))
            .any(|(index, child)| !child.optional || self.matching.section_of(index).is_some())
    }
}

impl<'a> Corpus<'a> {
    /// Parses every chapter once, in parallel, as its author wrote it; what directives bring comes
    /// later ([`Corpus::set_in`]).
    pub fn read(book: &'a Book) -> Self {
        Self::read_with(book, &DiskFiles::new(&book.root), |_| None)
    }

    /// The same with the files that chapters include from elsewhere, and with what is known already:
    /// it must be of the chapter's own text and path.
    pub fn read_with(
        book: &'a Book,
        files: &dyn Files,
        ready: impl Fn(&Chapter) -> Option<Ready> + Sync,
    ) -> Self {
        let options = parse_options(book);
        let templates = templates_of(book);
        let ages = Ages::new(book);
        let reader = Reader {
            book,
            options,
            ages: &ages,
            templates: &templates,
            files,
            ready: &ready,
        };
        let members = |chapters: &'a [Chapter]| -> Vec<Member<'a>> {
            let read = |(index, chapter)| reader.member(index, chapter);
            chapters.par_iter().enumerate().filter_map(read).collect()
        };
        let chapters = members(&book.chapters);
        Self {
            book,
            strays: members(&book.strays),
            relations: ties::tie(book, &chapters),
            changes: Changes::read(book, &chapters),
            updates: updates::Asked::default(),
            templates,
            chapters,
            pieces: Shelf::default(),
            compared: false,
        }
    }

    /// When a chapter last changed, as git tells it.
    pub fn dated(&self, member: &Member<'_>) -> &'a Dated {
        match &member.chapter.file {
            Some(file) => self.book.history.of(file),
            None => &Dated::None,
        }
    }

    /// When a chapter's content last changed, where git knows it. Metadata and white space that changed
    /// are none: else writing the day of a change would be a change.
    pub fn last_change(&self, member: &Member<'_>) -> Option<Change<'_>> {
        let file = member.chapter.file.as_ref()?;
        self.changes.of(file, self.dated(member))
    }

    /// A chapter as though an earlier version of its template were today's. What counts as left over
    /// stays the same.
    pub fn held_to(&self, member: &Member<'a>, then: &Arc<Template>) -> Option<Member<'a>> {
        let governed = member.governed()?;
        let entry = member
            .entry
            .map(|index| &self.book.settings.documents[index]);
        let wording = Arc::clone(&governed.wording);
        let template = (Arc::clone(then), wording);
        let metadata = metadata_of(&member.document, then);
        let settings = &self.book.settings;
        let governed = govern(settings, &member.document, &metadata, template, entry);
        Some(Member {
            binding: Binding::Template(Arc::new(governed)),
            document: Arc::clone(&member.document),
            page: Arc::clone(&member.page),
            metadata,
            set_in: member.set_in.clone(),
            ..*member
        })
    }

    /// The chapters that are documents, by their indices in [`Book::chapters`].
    pub fn documents(&self) -> BTreeSet<usize> {
        let governed = self.chapters.iter().filter(|it| it.governed().is_some());
        governed.map(|member| member.index).collect()
    }
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

/// A book's templates and the built-in ones.
pub fn templates_of(book: &Book) -> Templates {
    Templates::read(&book.templates, &surroundings(book))
}

fn surroundings(book: &Book) -> Surroundings<'_> {
    Surroundings {
        field_names: &book.settings.field_names,
        lifecycles: &book.settings.lifecycles,
        options: parse_options(book),
    }
}

/// How a book's chapters are parsed.
pub fn parse_options(book: &Book) -> ParseOptions {
    let html = &book.settings.book.html;
    ParseOptions {
        smart_punctuation: html.smart_punctuation,
        definition_lists: html.definition_lists,
        admonitions: html.admonitions,
        ids: book.ids,
    }
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
struct Reader<'r> {
    book: &'r Book,
    options: ParseOptions,
    templates: &'r Templates,
    ages: &'r Ages<'r>,
    files: &'r dyn Files,
    ready: &'r (dyn Fn(&Chapter) -> Option<Ready> + Sync),
}

impl Reader<'_> {
    fn member<'a>(&self, index: usize, chapter: &'a Chapter) -> Option<Member<'a>> {
        let entry = entry_of_chapter(&self.book.settings, chapter);
        let (document, page, bound) = match (self.ready)(chapter) {
            Some(ready) => (Arc::clone(&ready.document), ready.document, ready.bound),
            None => {
                let (document, page) = self.parse(chapter)?;
                (document, page, None)
            }
        };
        let (metadata, binding) = bound.unwrap_or_else(|| self.bind(chapter, &document, entry));
        let binding = match self.is_template(&document) {
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

    /// Whether a chapter is one of the book's templates, which may lie among their documents: its gaps
    /// are meant to be there.
    fn is_template(&self, document: &Document) -> bool {
        let path = document.text().path();
        let mut templates = self.book.templates.iter();
        templates.any(|template| template.path() == path)
    }

    fn bind(
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

/// A document's metadata, read with what its template knows.
fn metadata_of(document: &Document, template: &Template) -> Metadata {
    let mut metadata = document.notes.metadata(&template.known);
    optional::empty_remarks(&template.fields, &mut metadata);
    metadata
}

/// What a template makes of a document; what counts as left over is given with it.
fn govern(
    settings: &Settings,
    document: &Document,
    metadata: &Metadata,
    (template, wording): (Arc<Template>, Arc<Wording>),
    entry: Option<&DocumentsEntry>,
) -> Governed {
    let lifecycle = lifecycle_of(settings, &template, entry);
    let rank = lifecycle.as_ref().and_then(|lifecycle| {
        let written = metadata.meaning("status")?.text()?;
        // The template's list, left as it is, is no choice yet.
        let chosen = field::choices(written.trim()).is_none();
        Some(lifecycle.find(&written).filter(|_| chosen)?.rank)
    });
    let matching = Matching::new(document, &template);
    let footer = document::hand_written_footer(document);
    Governed {
        stage: Stage::of(metadata, &template),
        contents: content::of_sections(document, (&template, &wording), &matching, footer.as_ref()),
        age: None,
        gaps_in_fields: OnceLock::new(),
        wording,
        matching,
        footer,
        template,
        lifecycle,
        rank,
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

/// The lifecycle of a template's documents: the template's own, by name or by example; else that of
/// the `documents` entry; else the default where the template's status belongs to it.
pub fn lifecycle_of(
    settings: &Settings,
    template: &Template,
    entry: Option<&DocumentsEntry>,
) -> Option<Arc<Lifecycle>> {
    let lifecycles = &settings.lifecycles;
    if let Statuses::Named(name, _) = &template.statuses {
        return lifecycles.get(name).cloned();
    }
    if let Statuses::Own(lifecycle) = &template.statuses {
        return Some(Arc::clone(lifecycle));
    }
    let named = entry.and_then(|entry| entry.lifecycle.as_ref());
    if let Some(lifecycle) = named.and_then(|name| lifecycles.get(name)) {
        return Some(Arc::clone(lifecycle));
    }
    match &template.statuses {
        Statuses::Listed(lifecycle) => Some(Arc::clone(lifecycle)),
        Statuses::Default => lifecycles.get(crate::lifecycle::DEFAULT).cloned(),
        Statuses::Named(..) | Statuses::Own(_) | Statuses::Any => None,
    }
}
