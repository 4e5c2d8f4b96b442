//! Where files really lie, symbolic links resolved.

use std::collections::HashMap;
use std::fs::{self, Metadata};
use std::io;
use std::path::{Path, PathBuf};

/// The real paths of folders, each asked for once: a path has many parts, and each is a question to
/// the system.
#[derive(Debug, Default)]
pub struct RealFolders(HashMap<PathBuf, PathBuf>);

impl RealFolders {
    /// Of the folders that hold these files. Those that do not exist are left out.
    pub fn of(files: impl IntoIterator<Item = PathBuf>) -> Self {
        let mut folders: HashMap<PathBuf, Option<PathBuf>> = HashMap::new();
        for folder in files
            .into_iter()
            .filter_map(|file| file.parent().map(Path::to_owned))
        {
            folders
                .entry(folder)
                .or_insert_with_key(|folder| fs::canonicalize(folder).ok());
        }
        let real = |(folder, real): (PathBuf, Option<PathBuf>)| Some((folder, real?));
        Self(folders.into_iter().filter_map(real).collect())
    }

    /// The real path of a file with all symbolic links resolved, and what it is.
    ///
    /// # Errors
    /// Where the file does not exist, or can't be asked.
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
