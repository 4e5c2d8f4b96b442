//! Files written so that each is either as it was or as it should be: never half of it, and of
//! several none where one can't be written.
//!
//! 1. Each new text is put into a temporary file in the folder of the one that it is for (`staged`).
//!    Whatever can go wrong mostly goes wrong here, while nothing has changed yet.
//! 2. Each temporary file takes the other's place, which is one step for everybody who looks. Where
//!    that fails, those before it go back.

mod named;
mod staged;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use named::named;

use crate::atomic;
use staged::Staged;

/// A file that is to hold a text.
#[derive(Debug, Clone)]
pub struct Change {
    /// The file, absolute.
    pub path: PathBuf,
    /// All of its text.
    pub text: String,
    /// What it must hold until then: the text that the new one was made from. None where there must
    /// be no such file yet: it is never written over.
    pub before: Option<Arc<str>>,
}

/// Why nothing was written.
#[derive(Debug, thiserror::Error)]
#[error("`{}` can't be written: {reason}", path.display())]
pub struct WriteError {
    /// The file.
    pub path: PathBuf,
    /// Why.
    pub reason: Reason,
}

/// Why a file can't be written.
#[derive(Debug, thiserror::Error)]
pub enum Reason {
    /// Its permissions say that nobody should.
    #[error("it is read-only")]
    ReadOnly,
    /// Somebody else wrote it after it was read.
    #[error("it has changed since it was read")]
    Changed,
    /// There is one already where there should be none.
    #[error("there is such a file already")]
    Exists,
    /// The folder takes no new file, which is how a file is replaced in one step.
    #[error("its folder takes no new file: {0}")]
    Folder(std::io::Error),
    /// The system refuses.
    #[error(transparent)]
    Io(#[from] std::io::Error),
}

/// Writes groups of changes, each as [`all`] does: what became of them, in their order. One that can't
/// be written keeps no other from being written.
pub fn each(groups: Vec<Vec<Change>>) -> Vec<Result<(), WriteError>> {
    tidy(groups.iter().flatten());
    groups.into_iter().map(together).collect()
}

/// Writes all of the changes. Folders that are missing are made; permissions stay; a symbolic link
/// stays one, and the file that it leads to is written.
///
/// # Errors
/// Where one of them can't be written, or does not hold what it should: then none is written, and no
/// folder is left behind.
pub fn all(changes: Vec<Change>) -> Result<(), WriteError> {
    tidy(&changes);
    together(changes)
}

/// Takes away what a killed run left where something is about to be written: it may be the room that is
/// wanted.
fn tidy<'c>(changes: impl IntoIterator<Item = &'c Change>) {
    let folder = |change: &Change| {
        let real = fs::canonicalize(&change.path);
        atomic::folder(real.as_deref().unwrap_or(&change.path)).to_owned()
    };
    let folders: BTreeSet<PathBuf> = changes.into_iter().map(folder).collect();
    folders.iter().for_each(|folder| atomic::tidy(folder));
}

fn together(changes: Vec<Change>) -> Result<(), WriteError> {
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
    let stage = |change: Change| {
        let path = change.path.clone();
        make(atomic::folder(&path), folders)
            .and_then(|()| Staged::new(change))
            .map_err(|reason| WriteError { path, reason })
    };
    changes.into_iter().map(stage).collect()
}

fn make(folder: &Path, made: &mut Vec<PathBuf>) -> Result<(), Reason> {
    let mut missing: Vec<&Path> = folder.ancestors().take_while(|it| !it.exists()).collect();
    while let Some(folder) = missing.pop() {
        fs::create_dir(folder)?;
        made.push(folder.to_owned());
    }
    Ok(())
}

/// Puts all files in their places; where one fails, those before it go back.
fn put_all(staged: Vec<Staged>) -> Result<(), WriteError> {
    let mut done: Vec<Change> = Vec::new();
    for staged in staged {
        match staged.put() {
            Ok(change) => done.push(change),
            Err(error) => {
                done.iter().rev().for_each(staged::undo);
                return Err(error);
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(path: PathBuf, before: Option<&str>) -> Change {
        Change {
            path,
            text: "after".to_owned(),
            before: before.map(Arc::from),
        }
    }

    #[test]
    fn all_or_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        let at = |path: &str| folder.path().join(path);
        fs::write(at("old"), "before").expect("a file");
        let failed = all(vec![
            change(at("a/b/new"), None),
            change(at("old"), Some("before")),
            change(at("missing"), Some("")),
        ]);
        assert!(failed.is_err());
        assert!(!at("a").exists());
        assert_eq!(fs::read(at("old")).expect("a file"), b"before");
        let failed = all(vec![change(at("old"), None)]).expect_err("there is one");
        assert!(matches!(failed.reason, Reason::Exists), "{failed}");
        all(vec![
            change(at("a/b/new"), None),
            change(at("old"), Some("before")),
        ])
        .expect("both");
        assert_eq!(fs::read(at("a/b/new")).expect("a file"), b"after");
        assert_eq!(fs::read(at("old")).expect("a file"), b"after");
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);
    }

    #[test]
    fn what_somebody_else_wrote_is_not_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.md");
        fs::write(&path, "theirs").expect("a file");
        let failed = all(vec![change(path.clone(), Some("before"))]).expect_err("changed");
        assert!(matches!(failed.reason, Reason::Changed), "{failed}");
        assert_eq!(fs::read(&path).expect("a file"), b"theirs");
    }

    #[test]
    fn a_read_only_file_is_left_alone() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("a.md");
        fs::write(&path, "before").expect("a file");
        let mut permissions = fs::metadata(&path).expect("a file").permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&path, permissions).expect("permissions");
        let failed = all(vec![change(path.clone(), Some("before"))]).expect_err("read-only");
        assert!(matches!(failed.reason, Reason::ReadOnly), "{failed}");
        assert_eq!(fs::read(&path).expect("a file"), b"before");
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
        all(vec![change(at("link"), Some("before"))]).expect("written");
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
