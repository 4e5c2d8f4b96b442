//! A book from its files, read and never written: for every command that mdBook does not call.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use semver::Version;

use super::chapters::{self, Entry, Unreadable, read_text};
use super::frame::Frame;
use super::selection::{Selection, select};
use super::summary::{self, Listed};
use super::{Clock, HostError, root};
use crate::book::Book;
use crate::diagnostics::{Diagnostic, Place};
use crate::document::ids::IdScheme;
use crate::text::Text;

/// What to read.
#[derive(Debug)]
pub struct Request {
    /// The book's folder, where it is named.
    pub book: Option<PathBuf>,
    /// Where one stands, absolute.
    pub cwd: PathBuf,
    /// The files and folders to look at, relative to where one stands; all of the book where empty.
    pub paths: Vec<PathBuf>,
    /// What day it is.
    pub clock: Clock,
}

/// A book, and what of it was asked for.
#[derive(Debug)]
pub struct Loaded {
    /// The whole book.
    pub book: Book,
    /// The part whose findings are wanted; none for all of it.
    pub selection: Option<Selection>,
}

/// Reads a book, or the files that were named where there is none.
///
/// # Errors
/// Where there is neither, or the configuration or SUMMARY.md can't be used. A chapter that can't
/// be read is a finding.
pub fn load(request: &Request) -> Result<Loaded, HostError> {
    let (frame, summary, listed, problems) = match root::of(request)? {
        Some(root) => {
            let frame = Frame::from_disk(&root)?;
            let (summary, listed, problems) = read_summary(&frame)?;
            (frame, Some(summary), listed, problems)
        }
        None if request.paths.is_empty() => return Err(HostError::NoBook(request.cwd.clone())),
        None => (
            Frame::without_book(&request.cwd),
            None,
            Vec::new(),
            Vec::new(),
        ),
    };
    let (selection, extra) = select(request, &frame, &listed)?;
    let chapters = Chapters {
        summary,
        listed: &listed,
        extra: &extra,
        selection: selection.as_ref(),
    };
    let book = chapters.read(frame, problems, &request.clock);
    Ok(Loaded { book, selection })
}

/// A book as it will be: with the book.toml and the SUMMARY.md that are about to be written, and with
/// templates that are not there yet.
///
/// # Errors
/// Where book.toml or SUMMARY.md can't be used.
pub fn planned(
    root: &Path,
    book_toml: &Arc<Text>,
    summary: &Arc<Text>,
    templates: Vec<Arc<Text>>,
    clock: &Clock,
) -> Result<Book, HostError> {
    let frame = Frame::from_text(root, Some(Arc::clone(book_toml)))?;
    let (summary, listed, problems) = parse_summary(Arc::clone(summary))?;
    let chapters = Chapters {
        summary: Some(summary),
        listed: &listed,
        extra: &[],
        selection: None,
    };
    let mut book = chapters.read(frame, problems, clock);
    book.templates.extend(templates);
    Ok(book)
}

/// Which chapters to read, and which of them were asked for.
struct Chapters<'a> {
    summary: Option<Arc<Text>>,
    listed: &'a [Listed],
    extra: &'a [PathBuf],
    selection: Option<&'a Selection>,
}

impl Chapters<'_> {
    fn read(self, frame: Frame, mut problems: Vec<Diagnostic>, clock: &Clock) -> Book {
        let mut entries: Vec<Entry<'_>> = self.listed.iter().map(listed_entry).collect();
        entries.extend(self.extra.iter().map(|path| extra_entry(path)));
        let mut chapters = Vec::with_capacity(entries.len());
        for (at, (chapter, problem)) in frame.read(&entries).into_iter().enumerate() {
            if let (Some(problem), Some(path)) = (problem, entries[at].path) {
                let name = match &chapter.file {
                    Some(real) => frame.folders.real_name(real),
                    None => frame.folders.name(&frame.folders.src.join(path)),
                };
                let entry = self.listed.get(at).map(|listed| &listed.place);
                problems.push(unreadable(&name, &problem, entry, self.selection));
            }
            chapters.push(chapter);
        }
        let version = Version::parse(mdbook_preprocessor::MDBOOK_VERSION);
        let ids = version
            .as_ref()
            .map_or_else(|_| IdScheme::default(), IdScheme::of);
        let mut book = frame.into_book(chapters, self.summary, ids, clock);
        // The files are looked at as they are, whenever mdBook would expand what they include.
        book.after_links = false;
        book.problems.splice(0..0, problems);
        book
    }
}

fn listed_entry(listed: &Listed) -> Entry<'_> {
    Entry {
        name: &listed.name,
        path: listed.path.as_deref(),
        on_disk: true,
        sent: None,
        listed: true,
    }
}

fn extra_entry(path: &Path) -> Entry<'_> {
    Entry {
        name: path
            .file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or_default(),
        path: Some(path),
        on_disk: true,
        sent: None,
        listed: false,
    }
}

/// The finding is where SUMMARY.md lists the chapter; at the file itself where that was asked for.
fn unreadable(
    name: &str,
    problem: &Unreadable,
    entry: Option<&Place>,
    selection: Option<&Selection>,
) -> Diagnostic {
    match (entry, selection) {
        (Some(entry), None) => problem.finding(name, entry.clone()),
        (Some(entry), Some(_)) => {
            let finding = problem.finding(name, Place::file(name));
            finding.related(entry.clone(), "listed here")
        }
        (None, _) => problem.finding(name, Place::file(name)),
    }
}

/// SUMMARY.md, what it lists, and what is wrong with that.
type Summary = (Arc<Text>, Vec<Listed>, Vec<Diagnostic>);

fn read_summary(frame: &Frame) -> Result<Summary, HostError> {
    let path = frame.folders.src.join("SUMMARY.md");
    let text = read_text(&path).map_err(|problem| HostError::Unreadable {
        path: path.clone(),
        reason: problem.reason(),
    })?;
    parse_summary(Arc::new(Text::new(frame.folders.name(&path), text)))
}

/// Sees to it that mdBook comes to an end with a book's files: it waits for a pipe for ever, reads a
/// device for ever, and breaks down where chapters are nested beyond any book's needs. What is missing
/// it makes itself.
///
/// # Errors
/// Where SUMMARY.md can't be read, or lists something that is no file.
pub(super) fn for_mdbook(frame: &Frame) -> Result<(), HostError> {
    let (_, listed, _) = read_summary(frame)?;
    for path in listed.into_iter().filter_map(|listed| listed.path) {
        let path = frame.folders.src.join(path);
        let Ok(metadata) = fs::metadata(&path) else {
            continue;
        };
        chapters::is_file(&metadata).map_err(|problem| HostError::Unreadable {
            path,
            reason: problem.reason(),
        })?;
    }
    Ok(())
}

fn parse_summary(text: Arc<Text>) -> Result<Summary, HostError> {
    match summary::read(&text) {
        Ok((listed, problems)) => Ok((text, listed, problems)),
        Err(diagnostic) => Err(HostError::Invalid {
            diagnostics: vec![*diagnostic],
            texts: vec![text],
        }),
    }
}
