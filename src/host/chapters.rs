//! Chapters with their files: each read once, in parallel, named as messages name it.

use std::cell::RefCell;
use std::fs::{self, File, Metadata};
use std::io::{self, Read as _};
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::folders::Folders;
use super::summary;
use crate::book::Chapter;
use crate::diagnostics::{Diagnostic, Place, Severity};
use crate::paths::RealFolders;
use crate::text::Text;

/// A chapter before its file is read.
#[derive(Debug)]
pub(super) struct Entry<'a> {
    /// Its name in SUMMARY.md.
    pub name: &'a str,
    /// Its file as mdBook names it, relative to the chapters' folder; none for a draft.
    pub path: Option<&'a Path>,
    /// Whether there is a file at all: other preprocessors may make chapters of their own.
    pub on_disk: bool,
    /// What mdBook sent.
    pub sent: Option<&'a str>,
    /// Whether SUMMARY.md lists it.
    pub listed: bool,
}

/// A chapter, and why its file can't be read where nothing was sent in its place.
pub(super) type Read = (Chapter, Option<Unreadable>);

/// Why a file is no text: a few words that follow its name.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unreadable {
    #[error("does not exist")]
    Missing,
    #[error("is a folder")]
    Folder,
    #[error("is no regular file")]
    Special,
    #[error("is larger than 1 GiB, which is more than any page holds")]
    TooLarge,
    #[error("is not UTF-8 from line {0} on")]
    NotUtf8(usize),
    #[error(
        "ends its lines with carriage returns alone, which mdBook does not take for line endings"
    )]
    Returns,
    #[error("can't be read: {0}")]
    Io(io::Error),
}

impl Unreadable {
    /// The finding that a chapter is that.
    pub fn finding(&self, name: &str, place: Place) -> Diagnostic {
        let message = format!("the chapter `{name}` {self}");
        let mut finding = Diagnostic::new(summary::RULE, Severity::Error, place, message);
        finding.help = self.help().map(str::to_owned);
        name.clone_into(&mut finding.subject);
        finding
    }

    /// What to do about it, where that can be said.
    fn help(&self) -> Option<&'static str> {
        match self {
            Self::Returns => Some(
                "convert it once: `tr '\\r' '\\n' < old.md > new.md`, or with the line endings that an editor saves with",
            ),
            _ => None,
        }
    }

    /// Why, behind words that say already that it can't be read.
    pub fn reason(&self) -> String {
        match self {
            Self::Io(error) => error.to_string(),
            other => format!("it {other}"),
        }
    }
}

/// Reads the files of all chapters.
pub(super) fn read_all(folders: &Folders, entries: &[Entry<'_>]) -> Vec<Read> {
    let paths = entries.iter().filter_map(|entry| entry.path);
    let real = RealFolders::of(paths.map(|path| folders.src.join(path)));
    entries
        .par_iter()
        .map(|entry| read_one(folders, &real, entry))
        .collect()
}

fn read_one(folders: &Folders, real: &RealFolders, entry: &Entry<'_>) -> Read {
    let mut chapter = Chapter {
        name: entry.name.to_owned(),
        path: entry.path.map(|path| folders.chapter_path(path)),
        file: None,
        source: None,
        sent: None,
        listed: entry.listed,
    };
    let Some(path) = entry.path else {
        return (chapter, None);
    };
    let path = folders.src.join(path);
    let (name, read) = match real.resolve(&path) {
        Ok((real, metadata)) if entry.on_disk => {
            let name = folders.real_name(&real);
            let read = read_shared(&real, &metadata);
            chapter.file = Some(real);
            (name, read)
        }
        Ok(_) => (folders.name(&path), Err(Unreadable::Missing)),
        Err(error) => (folders.name(&path), Err(error.into())),
    };
    let name: Arc<str> = name.into();
    let (source, problem) = match read {
        Ok(source) => (Some(Arc::new(Text::new(Arc::clone(&name), source))), None),
        Err(problem) => (None, Some(problem)),
    };
    let sent = entry.sent.filter(|sent| !has_returns_alone(sent));
    chapter.sent = sent.map(|sent| match &source {
        Some(source) if source.as_str() == sent => Arc::clone(source),
        _ => Arc::new(Text::new(name, sent)),
    });
    chapter.source = source.or_else(|| chapter.sent.clone());
    let problem = problem.filter(|_| chapter.source.is_none());
    (chapter, problem)
}

/// Reads a file that is one: a pipe would wait for ever.
pub(super) fn read_text(path: &Path) -> Result<Arc<str>, Unreadable> {
    read_shared(path, &fs::metadata(path)?)
}

thread_local! {
    /// Every file of a thread passes through here, so that its text is allocated once, at its size.
    static BUFFER: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Offsets are kept in 32 bits, and what a file includes comes on top of it.
const MAX_BYTES: u64 = 1 << 30;

/// A larger buffer than this is given back.
const KEPT: usize = 1 << 20;

/// Whether what lies at a path is a file that has an end.
pub(super) fn is_file(metadata: &Metadata) -> Result<(), Unreadable> {
    if metadata.is_dir() {
        Err(Unreadable::Folder)
    } else if metadata.is_file() {
        Ok(())
    } else {
        Err(Unreadable::Special)
    }
}

fn read_shared(path: &Path, metadata: &Metadata) -> Result<Arc<str>, Unreadable> {
    is_file(metadata)?;
    BUFFER.with_borrow_mut(|buffer| {
        if metadata.len() > MAX_BYTES {
            return Err(Unreadable::TooLarge);
        }
        buffer.clear();
        let length = usize::try_from(metadata.len()).unwrap_or(KEPT);
        buffer.reserve(length.min(KEPT) + 1);
        // `take` keeps `File` from asking for the size that is known already.
        File::open(path)?.take(u64::MAX).read_to_end(buffer)?;
        let text = decoded(buffer).map(Arc::from);
        if buffer.capacity() > KEPT {
            *buffer = Vec::new();
        }
        text
    })
}

/// What the bytes of a file say.
pub(super) fn decoded(bytes: &[u8]) -> Result<&str, Unreadable> {
    match std::str::from_utf8(bytes) {
        Ok(text) if has_returns_alone(text) => Err(Unreadable::Returns),
        Ok(text) => Ok(text),
        Err(error) => {
            let lines = memchr::memchr_iter(b'\n', &bytes[..error.valid_up_to()]).count();
            Err(Unreadable::NotUtf8(lines + 1))
        }
    }
}

/// Whether a text has lines that end as they did on old Macs, and no other. CommonMark takes them for
/// lines, mdBook's parser for some purposes only: all of the text becomes a heading or a paragraph.
fn has_returns_alone(text: &str) -> bool {
    let inside = text.len().saturating_sub(1);
    memchr::memchr(b'\n', text.as_bytes()).is_none()
        && memchr::memchr(b'\r', &text.as_bytes()[..inside]).is_some()
}

impl From<io::Error> for Unreadable {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Missing,
            _ => Self::Io(error),
        }
    }
}
