//! Files written so that each is either as it was or as it should be: never half of it, and of
//! several none where one can't be written.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use tempfile::{Builder, NamedTempFile};

/// A file that is to hold a text.
#[derive(Debug, Clone)]
pub struct Change {
    /// The file, absolute.
    pub path: PathBuf,
    /// All of its text.
    pub text: String,
    /// Whether there must be no such file yet: it is never written over.
    pub new: bool,
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
#[error("`{}` can't be written: {source}", path.display())]
pub struct WriteError {
    /// The file.
    pub path: PathBuf,
    /// Why.
    pub source: io::Error,
}

/// A change whose text lies beside its file already.
struct Staged {
    change: Change,
    file: NamedTempFile,
    before: Option<Vec<u8>>,
}

/// Writes all of the changes. Folders that are missing are made; permissions stay; a symbolic link
/// stays one.
///
/// # Errors
/// Where one of them can't be written: then none is, and no folder is left behind.
pub fn all(changes: Vec<Change>) -> Result<(), WriteError> {
    let mut folders = Vec::new();
    let written = stage_all(changes, &mut folders).and_then(put_all);
    if written.is_err() {
        // Only empty ones go.
        folders
            .iter()
            .rev()
            .for_each(|folder| drop(fs::remove_dir(folder)));
    }
    written
}

fn stage_all(changes: Vec<Change>, folders: &mut Vec<PathBuf>) -> Result<Vec<Staged>, WriteError> {
    changes
        .into_iter()
        .map(|change| {
            let path = change.path.clone();
            stage(change, folders).map_err(|source| WriteError { path, source })
        })
        .collect()
}

fn stage(mut change: Change, folders: &mut Vec<PathBuf>) -> io::Result<Staged> {
    if change.new {
        if fs::symlink_metadata(&change.path).is_ok() {
            return Err(io::ErrorKind::AlreadyExists.into());
        }
    } else {
        change.path = fs::canonicalize(&change.path)?;
    }
    let folder = change.path.parent().unwrap_or_else(|| Path::new("."));
    make(folder, folders)?;
    let before = match change.new {
        true => None,
        false => Some(fs::read(&change.path)?),
    };
    let file = temporary(folder, change.text.as_bytes(), &change)?;
    Ok(Staged {
        change,
        file,
        before,
    })
}

fn make(folder: &Path, made: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut missing: Vec<&Path> = folder.ancestors().take_while(|it| !it.exists()).collect();
    while let Some(folder) = missing.pop() {
        fs::create_dir(folder)?;
        made.push(folder.to_owned());
    }
    Ok(())
}

fn temporary(folder: &Path, bytes: &[u8], change: &Change) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // What every new file gets, less what the user's mask takes away.
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    let mut file = builder.tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.as_file().sync_all()?;
    if !change.new {
        file.as_file()
            .set_permissions(fs::metadata(&change.path)?.permissions())?;
    }
    Ok(file)
}

/// Puts all files in their places; where one fails, those before it go back.
fn put_all(staged: Vec<Staged>) -> Result<(), WriteError> {
    let mut done: Vec<(Change, Option<Vec<u8>>)> = Vec::new();
    for Staged {
        change,
        file,
        before,
    } in staged
    {
        let put = match change.new {
            true => file.persist_noclobber(&change.path),
            false => file.persist(&change.path),
        };
        if let Err(error) = put {
            done.iter().rev().for_each(undo);
            return Err(WriteError {
                path: change.path,
                source: error.error,
            });
        }
        done.push((change, before));
    }
    Ok(())
}

/// As well as it goes: the error that led here is what is told.
fn undo((change, before): &(Change, Option<Vec<u8>>)) {
    let Some(before) = before else {
        drop(fs::remove_file(&change.path));
        return;
    };
    let folder = change.path.parent().unwrap_or_else(|| Path::new("."));
    if let Ok(file) = temporary(folder, before, change) {
        drop(file.persist(&change.path));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(path: PathBuf, new: bool) -> Change {
        let text = "after".to_owned();
        Change { path, text, new }
    }

    #[test]
    fn all_or_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |path: &str| folder.path().join(path);
        fs::write(at("old"), "before").expect("a file");
        let failed = all(vec![
            change(at("a/b/new"), true),
            change(at("old"), false),
            change(at("missing"), false),
        ]);
        assert!(failed.is_err());
        assert!(!at("a").exists());
        assert_eq!(fs::read(at("old")).expect("a file"), b"before");
        let failed = all(vec![change(at("old"), true)]);
        assert!(failed.is_err());
        all(vec![change(at("a/b/new"), true), change(at("old"), false)]).expect("both");
        assert_eq!(fs::read(at("a/b/new")).expect("a file"), b"after");
        assert_eq!(fs::read(at("old")).expect("a file"), b"after");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);
    }

    #[cfg(unix)]
    #[test]
    fn permissions_and_links_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};
        let folder = tempfile::tempdir().expect("a folder");
        let at = |path: &str| folder.path().join(path);
        fs::write(at("old"), "before").expect("a file");
        fs::set_permissions(at("old"), fs::Permissions::from_mode(0o640)).expect("permissions");
        symlink("old", at("link")).expect("a link");
        all(vec![change(at("link"), false)]).expect("written");
        let mode = fs::metadata(at("old"))
            .expect("a file")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o640);
        assert!(
            fs::symlink_metadata(at("link"))
                .expect("a link")
                .is_symlink()
        );
        assert_eq!(fs::read(at("old")).expect("a file"), b"after");
    }
}
