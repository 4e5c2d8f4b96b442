//! A book, read: what the stages in the middle work on. Nothing in it reads the world again.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::Arc;

use crate::config::Settings;
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
