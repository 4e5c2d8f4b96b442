//! One file's new text, in a temporary file beside it.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use tempfile::NamedTempFile;

use super::{Change, Reason, WriteError};
use crate::atomic;

/// A change whose text lies beside its file already.
#[derive(Debug)]
pub(super) struct Staged {
    change: Change,
    file: NamedTempFile,
}

impl Staged {
    /// Writes the text beside the file, which must be as the change expects it.
    ///
    /// # Errors
    /// Where that can't be done, or the file is not as expected.
    pub fn new(mut change: Change) -> Result<Self, Reason> {
        if change.before.is_some() {
            change.path = fs::canonicalize(&change.path)?;
            writable(&change.path)?;
        }
        as_expected(&change)?;
        let file = temporary(&change, change.text.as_bytes())?;
        Ok(Self { change, file })
    }

    /// Puts it in the file's place, where the file still is as expected.
    pub fn put(self) -> Result<Change, WriteError> {
        let Self { change, file } = self;
        let put = as_expected(&change).and_then(|()| {
            let put = match change.before {
                None => file.persist_noclobber(&change.path),
                Some(_) => file.persist(&change.path),
            };
            put.map_err(|error| Reason::Io(error.error))
        });
        match put {
            Ok(_) => Ok(change),
            Err(reason) => Err(WriteError {
                path: change.path,
                reason,
            }),
        }
    }
}

/// Puts back what a file held. As well as it goes: the error that led here is what is told.
pub(super) fn undo(change: &Change) {
    let Some(before) = &change.before else {
        drop(fs::remove_file(&change.path));
        return;
    };
    if let Ok(file) = temporary(change, before.as_bytes()) {
        drop(file.persist(&change.path));
    }
}

/// Whether its permissions let one write the file. Replacing it would not ask.
fn writable(path: &Path) -> Result<(), Reason> {
    if fs::metadata(path)?.permissions().readonly() {
        return Err(Reason::ReadOnly);
    }
    let opened = OpenOptions::new().write(true).open(path);
    opened.map(drop).map_err(|error| match error.kind() {
        io::ErrorKind::PermissionDenied => Reason::ReadOnly,
        _ => Reason::Io(error),
    })
}

fn as_expected(change: &Change) -> Result<(), Reason> {
    match &change.before {
        Some(before) if fs::read(&change.path)? == before.as_bytes() => Ok(()),
        Some(_) => Err(Reason::Changed),
        None if fs::symlink_metadata(&change.path).is_ok() => Err(Reason::Exists),
        None => Ok(()),
    }
}

fn temporary(change: &Change, bytes: &[u8]) -> Result<NamedTempFile, Reason> {
    let folder = atomic::folder(&change.path);
    let mut file = atomic::temporary(folder).map_err(Reason::Folder)?;
    file.write_all(bytes)?;
    if change.before.is_some() {
        let metadata = fs::metadata(&change.path)?;
        own(&file, &metadata);
        file.as_file().set_permissions(metadata.permissions())?;
    }
    file.as_file().sync_all()?;
    Ok(file)
}

/// The same owner and group, where one may give a file away: root in a container should not take
/// the files of the person whose folder it works in.
#[cfg(unix)]
fn own(file: &NamedTempFile, of: &fs::Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    drop(fchown(file, Some(of.uid()), Some(of.gid())));
}

#[cfg(not(unix))]
fn own(_: &NamedTempFile, _: &fs::Metadata) {}
