//! The files that chapters bring in, read each once for a whole run, and what paths are called.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::text::Text;

/// Reads included files: each once for a whole run, whoever includes it.
pub trait Files: Sync {
    /// The text of a file; none where it is not there or is no text.
    fn read(&self, path: &Path) -> Option<Arc<Text>>;

    /// Whether a file, symbolic links followed, lies in a folder; also where there is no such file,
    /// so that it can't lead outside.
    fn is_inside(&self, path: &Path, folder: &Path) -> bool;
}

/// No files: includes stay as they are written.
#[derive(Debug, Clone, Copy)]
pub struct NoFiles;

impl Files for NoFiles {
    fn read(&self, _path: &Path) -> Option<Arc<Text>> {
        None
    }

    fn is_inside(&self, _path: &Path, _folder: &Path) -> bool {
        true
    }
}

/// Files on disk, each read once and kept for the run, named relative to the book root.
#[derive(Debug)]
pub struct DiskFiles {
    root: PathBuf,
    read: std::sync::Mutex<BTreeMap<PathBuf, Option<Arc<Text>>>>,
}

/// Larger files are no Markdown that anybody includes.
const MAX_FILE: u64 = 16 << 20;

impl DiskFiles {
    /// For the book in `root`.
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            read: std::sync::Mutex::default(),
        }
    }

    /// How messages call a file: relative to the book root where it is inside, with `/`.
    pub fn name(&self, path: &Path) -> String {
        slashed(path.strip_prefix(&self.root).unwrap_or(path))
    }
}

impl Files for DiskFiles {
    fn read(&self, path: &Path) -> Option<Arc<Text>> {
        let path = normal(path);
        let mut read = match self.read.lock() {
            Ok(read) => read,
            Err(poisoned) => poisoned.into_inner(),
        };
        if let Some(known) = read.get(&path) {
            return known.clone();
        }
        let small =
            std::fs::metadata(&path).is_ok_and(|file| file.is_file() && file.len() <= MAX_FILE);
        let text = small
            .then(|| std::fs::read_to_string(&path).ok())
            .flatten()
            .map(|content| Arc::new(Text::new(self.name(&path), content)));
        read.insert(path, text.clone());
        text
    }

    fn is_inside(&self, path: &Path, folder: &Path) -> bool {
        match (path.canonicalize(), folder.canonicalize()) {
            (Ok(path), Ok(folder)) => path.starts_with(folder),
            _ => true,
        }
    }
}

/// A path with `/` on every system.
pub fn slashed(path: &Path) -> String {
    let path: Cow<'_, str> = path.to_string_lossy();
    if std::path::MAIN_SEPARATOR == '/' {
        path.into_owned()
    } else {
        path.replace(std::path::MAIN_SEPARATOR, "/")
    }
}

/// `a/./b/../c` is `a/c`: by its words, without looking at the disk.
pub fn normal(path: &Path) -> PathBuf {
    use std::path::Component;
    let mut out = PathBuf::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir
                if matches!(out.components().next_back(), Some(Component::Normal(_))) =>
            {
                out.pop();
            }
            other => out.push(other),
        }
    }
    out
}
