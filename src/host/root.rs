//! Which book is meant: by its name, by where one stands, or by the files that are named.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use super::HostError;
use super::load::Request;
use crate::paths::normal;

/// The folder of the book that a request is about; none where files are named that belong to no book.
///
/// # Errors
/// Where a folder is named and is no book's, or files of several books are named.
pub fn of(request: &Request) -> Result<Option<PathBuf>, HostError> {
    match find_root(request.book.as_deref(), &request.cwd)? {
        Some(root) => Ok(Some(root)),
        None => book_of(&request.paths, &request.cwd),
    }
}

/// The folder of the book: the one named, else the nearest with a book.toml among `cwd` and those
/// above it, else `cwd` where it holds a `src/SUMMARY.md`, since mdBook needs no configuration.
///
/// # Errors
/// Where a folder is named and is no book's.
pub fn find_root(named: Option<&Path>, cwd: &Path) -> Result<Option<PathBuf>, HostError> {
    let is_book =
        |folder: &Path| folder.join("book.toml").exists() || folder.join("src/SUMMARY.md").exists();
    match named {
        Some(folder) => {
            let folder = cwd.join(folder);
            if is_book(&folder) {
                Ok(Some(folder))
            } else {
                Err(HostError::NoBook(folder))
            }
        }
        None => {
            let mut folders = cwd.ancestors();
            let configured = folders.find(|folder| folder.join("book.toml").is_file());
            Ok(configured
                .or(Some(cwd).filter(|cwd| is_book(cwd)))
                .map(Path::to_owned))
        }
    }
}

/// The book that named files belong to, for somebody who stands above it: the nearest folder with a
/// book.toml above each of them.
fn book_of(paths: &[PathBuf], cwd: &Path) -> Result<Option<PathBuf>, HostError> {
    let mut books: BTreeSet<PathBuf> = BTreeSet::new();
    for path in paths {
        let path = PathBuf::from(normal(&cwd.join(path)));
        let mut above = path.ancestors();
        let book = above.find(|folder| folder.join("book.toml").is_file());
        books.extend(book.map(Path::to_owned));
    }
    match books.len() {
        0 | 1 => Ok(books.pop_first()),
        _ => Err(HostError::SeveralBooks(books.into_iter().collect())),
    }
}
