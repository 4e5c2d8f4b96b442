//! Where a book's files lie, and what messages call them.

use std::collections::HashMap;
use std::fs::{self, Metadata};
use std::io;
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

/// The real paths of folders, each asked for once: a path has many parts, and each is a question to
/// the system.
#[derive(Debug, Default)]
pub(super) struct RealFolders(HashMap<PathBuf, PathBuf>);

impl RealFolders {
    /// Of the folders that hold these files. Those that do not exist are left out.
    pub fn of(files: impl Iterator<Item = PathBuf>) -> Self {
        let mut folders: HashMap<PathBuf, Option<PathBuf>> = HashMap::new();
        for folder in files.filter_map(|file| file.parent().map(Path::to_owned)) {
            folders
                .entry(folder)
                .or_insert_with_key(|folder| fs::canonicalize(folder).ok());
        }
        let real = |(folder, real): (PathBuf, Option<PathBuf>)| Some((folder, real?));
        Self(folders.into_iter().filter_map(real).collect())
    }

    /// The real path of a file with all symbolic links resolved, and what it is.
    pub fn resolve(&self, file: &Path) -> io::Result<(PathBuf, Metadata)> {
        let own = fs::symlink_metadata(file)?;
        let folder = file.parent().and_then(|folder| self.0.get(folder));
        match (folder, file.file_name()) {
            (Some(folder), Some(name)) if !own.is_symlink() => Ok((folder.join(name), own)),
            _ => {
                let real = fs::canonicalize(file)?;
                let metadata = fs::metadata(&real)?;
                Ok((real, metadata))
            }
        }
    }
}
