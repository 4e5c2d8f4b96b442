//! Where a book's files lie, and what messages call them.

use std::fs;
use std::path::{Path, PathBuf};

use crate::paths;

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
    pub fn chapter_path(&self, path: &Path) -> String {
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
