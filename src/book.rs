//! A book, read: what the stages in the middle work on. What it does not hold its [`Book::files`] and
//! [`Book::history`] answer: included files, fragments, and what git has of earlier contents.
//!
//! ```
//! use std::sync::Arc;
//! use mdbook_design_docs::book::{Book, Chapter};
//! use mdbook_design_docs::{config, pipeline, rules, text::Text};
//!
//! let toml = "\
//! [[preprocessor.design-docs.documents]]
//! path = \"**/*.md\"
//! template = \"design\"
//! ";
//! let settings = config::read(&Text::new("book.toml", toml), &rules::known()).expect("it holds");
//! let template = "# <Title>\n\n## Problem\n\n## Proposal\n";
//! let chapter = Chapter::in_memory("cache.md", "src", "# Cache\n\n## Problem\n\nIt is slow.\n");
//! let book = Book::in_memory(
//!     settings,
//!     vec![chapter],
//!     vec![Arc::new(Text::new("templates/design.md", template))],
//!     jiff::civil::date(2026, 1, 31),
//! );
//! let found = pipeline::run(&book).diagnostics;
//! assert_eq!(found[0].rule, "missing-section");
//! assert_eq!(found[0].message, "the section \"Proposal\" is missing");
//! ```

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::config::{Settings, TemplateChoice};
use crate::diagnostics::Diagnostic;
use crate::document::ids::IdScheme;
use crate::document::view::Files;
use crate::history::History;
use crate::text::Text;

/// One chapter, as mdBook sent it and as its file holds it.
#[derive(Debug, Clone)]
pub struct Chapter {
    /// Its name in SUMMARY.md.
    pub name: String,
    /// Its path relative to `src`, with `/`; none for a draft.
    pub path: Option<String>,
    /// Its real file, absolute, symbolic links resolved; none where there is none.
    pub file: Option<PathBuf>,
    /// What the file holds; named by the path that messages use: relative to the book root. None
    /// where it can't be read: [`Book::problems`] says so.
    pub source: Option<Arc<Text>>,
    /// What mdBook sent; none where only the file is looked at.
    pub sent: Option<Arc<Text>>,
    /// Whether SUMMARY.md lists it.
    pub listed: bool,
}

/// A book, read.
#[derive(Debug, Clone)]
pub struct Book {
    /// Absolute path of the folder with book.toml.
    pub root: PathBuf,
    /// The configuration, validated.
    pub settings: Settings,
    /// Which ids mdBook will give.
    pub ids: IdScheme,
    /// All chapters in order, drafts too.
    pub chapters: Vec<Chapter>,
    /// The Markdown files of the templates folder, and those that `documents` entries name by path.
    pub templates: Vec<Arc<Text>>,
    /// Markdown files below `src`, relative to it with `/`, sorted: to find what SUMMARY.md misses.
    pub files: Vec<String>,
    /// SUMMARY.md, where it was read.
    pub summary: Option<Arc<Text>>,
    /// The documents that it does not list ([`Book::orphans`]), where they were read.
    pub strays: Vec<Chapter>,
    /// What git says of the chapters' files.
    pub history: History,
    /// Chapters that could not be read, and the like.
    pub problems: Vec<Diagnostic>,
    /// The renderer that the pages are for; none where they are only checked.
    pub renderer: Option<String>,
    /// We run after mdBook's `links`, so that includes are already expanded.
    pub after_links: bool,
    /// Today.
    pub today: jiff::civil::Date,
}

impl Chapter {
    /// A chapter whose text is at hand, by its path relative to `src`, where SUMMARY.md lists it.
    pub fn in_memory(path: &str, src: &str, text: &str) -> Self {
        let text = Arc::new(Text::new(format!("{src}/{path}"), text));
        Self {
            name: path.trim_end_matches(".md").to_owned(),
            path: Some(path.to_owned()),
            file: None,
            source: Some(Arc::clone(&text)),
            sent: Some(text),
            listed: true,
        }
    }
}

impl Book {
    /// A book whose texts are at hand: no file is read, and git is not asked. It is checked; for pages,
    /// name a [`Book::renderer`].
    pub fn in_memory(
        settings: Settings,
        chapters: Vec<Chapter>,
        templates: Vec<Arc<Text>>,
        today: jiff::civil::Date,
    ) -> Self {
        let paths = chapters.iter().filter_map(|it| it.path.clone());
        let files = paths.collect::<BTreeSet<String>>().into_iter().collect();
        Self {
            root: PathBuf::from("/nowhere"),
            settings,
            ids: IdScheme::default(),
            chapters,
            templates,
            files,
            summary: None,
            strays: Vec::new(),
            history: History::default(),
            problems: Vec::new(),
            renderer: None,
            after_links: false,
            today,
        }
    }

    /// The files below `src` that a `documents` entry makes documents and SUMMARY.md does not list.
    pub fn orphans(&self) -> Vec<&str> {
        let listed = Listed::of(&self.chapters);
        let templates: HashSet<&str> = self.templates.iter().map(|text| &**text.path()).collect();
        let src = self.root.join(&self.settings.book.src);
        let is_orphan = |file: &&str| {
            let name = self.in_book(file);
            self.is_document(file)
                && **file != self.settings.book.html.input_404
                && !templates.contains(name.as_str())
                && !listed.contains(file, &src.join(file), &name)
        };
        let files = self.files.iter().map(String::as_str);
        files.filter(is_orphan).collect()
    }

    /// What messages call a file below `src`: its path relative to the book root.
    pub fn in_book(&self, file: &str) -> String {
        match self.settings.book.src.trim_matches(['.', '/']) {
            "" => file.to_owned(),
            _ => format!("{}/{file}", self.settings.book.src.trim_end_matches('/')),
        }
    }

    /// Whether the last `documents` entry that matches a file names a template.
    fn is_document(&self, file: &str) -> bool {
        let entries = self.settings.documents.iter().rev();
        let entry = { entries }.find(|entry| entry.glob.is_match(file));
        let bound = entry.and_then(|entry| entry.template.as_ref());
        file != SUMMARY && matches!(bound, Some(TemplateChoice::Name(_)))
    }
}

/// The files that SUMMARY.md lists: by their paths, or by their real files, since `index` gives a README
/// another path.
struct Listed<'a> {
    paths: HashSet<&'a str>,
    files: HashSet<&'a Path>,
    names: HashSet<&'a str>,
}

impl<'a> Listed<'a> {
    fn of(chapters: &'a [Chapter]) -> Self {
        let listed = || chapters.iter().filter(|chapter| chapter.listed);
        let source = |chapter: &'a Chapter| chapter.source.as_ref().map(|it| &**it.path());
        Self {
            paths: listed().filter_map(|it| it.path.as_deref()).collect(),
            files: listed().filter_map(|it| it.file.as_deref()).collect(),
            names: listed().filter_map(source).collect(),
        }
    }

    /// By the path below `src`, the file, or the path relative to the book root.
    fn contains(&self, path: &str, file: &Path, name: &str) -> bool {
        self.paths.contains(path) || self.files.contains(file) || self.names.contains(name)
    }
}

/// The file that lists a book's chapters, in the chapters' folder.
pub const SUMMARY: &str = "SUMMARY.md";

/// An earlier state of a book, to compare with.
pub struct Before {
    /// Its chapters, with today's configuration and templates. Those that have another name today
    /// have it here already.
    pub book: Book,
    /// The same with the configuration and templates of then, where these have changed.
    pub project: Option<Book>,
    /// The files that its chapters include.
    pub files: Box<dyn Files>,
    /// For chapters that have another name today, by their path: the folder that they were in, from
    /// which their includes count.
    pub moved: BTreeMap<String, PathBuf>,
    /// What messages call the chapters whose files are gone.
    pub gone: BTreeSet<String>,
}
