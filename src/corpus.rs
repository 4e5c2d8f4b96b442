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
mod binding;
pub mod changed;
mod due;
mod member;
mod reader;
pub mod review;
mod setting;
mod ties;
mod updates;
mod version;

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::book::{Book, Chapter};
use crate::document::markdown::ParseOptions;
use crate::document::view::{DiskFiles, Files};
use crate::history::Dated;
use crate::relations::Relations;
use crate::scaffold::pieces::Shelf;
use crate::template::{Surroundings, Template, Templates};
use age::Ages;
use binding::govern;
pub use binding::{Binding, Governed, lifecycle_of};
use changed::{Change, Changes};
pub use due::Stage;
pub use member::Member;
use reader::Reader;
pub use reader::{Ready, entry_of, folder_of};
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
        let metadata = reader::metadata_of(&member.document, then);
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
