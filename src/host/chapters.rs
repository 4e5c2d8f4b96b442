//! Chapters with their files: each read once, in parallel, named as messages name it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::paths;
use crate::book::Chapter;
use crate::text::Text;

/// Where a book's files lie.
#[derive(Debug)]
pub(super) struct Folders {
    /// The book root, absolute, as it was given.
    pub root: PathBuf,
    /// The same with symbolic links resolved.
    real_root: PathBuf,
    /// The chapters' folder, absolute.
    pub src: PathBuf,
}

impl Folders {
    /// Of the book in `root`, whose chapters lie in `src` below it.
    pub fn new(root: &Path, src: &str) -> Self {
        Self {
            root: root.to_owned(),
            real_root: fs::canonicalize(root).unwrap_or_else(|_| root.to_owned()),
            src: root.join(src),
        }
    }

    /// A chapter's path relative to the chapters' folder, however it was written.
    fn chapter_path(&self, path: &Path) -> String {
        if path.is_relative() {
            return paths::normal(path);
        }
        let inside = path.strip_prefix(&self.src).map(paths::normal);
        inside.unwrap_or_else(|_| {
            let src = fs::canonicalize(&self.src);
            paths::relative(src.as_deref().unwrap_or(&self.src), path)
        })
    }

    /// What messages call an existing file: its real path, relative to the book root.
    pub fn real_name(&self, real: &Path) -> String {
        paths::relative(&self.real_root, real)
    }

    /// What messages call a file by its path alone, whether it exists or not.
    pub fn name(&self, path: &Path) -> String {
        let path = PathBuf::from(paths::normal(path));
        match path.strip_prefix(paths::normal(&self.root)) {
            Ok(inside) => paths::normal(inside),
            Err(_) => paths::relative(&self.root, &path),
        }
    }
}

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
    #[error("is not UTF-8 from line {0} on")]
    NotUtf8(usize),
    #[error("can't be read: {0}")]
    Io(io::Error),
}

/// Reads the files of all chapters.
pub(super) fn read_all(folders: &Folders, entries: &[Entry<'_>]) -> Vec<Read> {
    entries
        .par_iter()
        .map(|entry| read_one(folders, entry))
        .collect()
}

fn read_one(folders: &Folders, entry: &Entry<'_>) -> Read {
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
    let (name, read) = match fs::canonicalize(&path) {
        Ok(real) if entry.on_disk => {
            let name = folders.real_name(&real);
            let read = read_text(&real);
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
    chapter.sent = entry.sent.map(|sent| match &source {
        Some(source) if source.as_str() == sent => Arc::clone(source),
        _ => Arc::new(Text::new(name, sent)),
    });
    chapter.source = source.or_else(|| chapter.sent.clone());
    let problem = problem.filter(|_| chapter.source.is_none());
    (chapter, problem)
}

/// Reads a file that is one: a pipe would wait for ever.
pub(super) fn read_text(path: &Path) -> Result<String, Unreadable> {
    let kind = fs::metadata(path)?.file_type();
    if kind.is_dir() {
        return Err(Unreadable::Folder);
    }
    if !kind.is_file() {
        return Err(Unreadable::Special);
    }
    String::from_utf8(fs::read(path)?).map_err(|error| {
        let valid = &error.as_bytes()[..error.utf8_error().valid_up_to()];
        Unreadable::NotUtf8(memchr::memchr_iter(b'\n', valid).count() + 1)
    })
}

impl From<io::Error> for Unreadable {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Missing,
            _ => Self::Io(error),
        }
    }
}
