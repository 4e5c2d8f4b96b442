//! A file that somebody named for what is printed.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::Path;

use crate::atomic;

/// Gives a file these bytes; it is made where there is none. Where that can't be done it keeps what it
/// held. A symbolic link stays one, and a device or a pipe is written as it is.
///
/// # Errors
/// Where the file can't be written.
pub fn named(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let Ok(there) = fs::symlink_metadata(&real) else {
        return atomic::replace(&real, bytes);
    };
    if !there.is_file() {
        return fs::write(&real, bytes);
    }
    // Replacing it would not ask.
    OpenOptions::new().write(true).open(&real)?;
    match atomic::replace(&real, bytes) {
        Err(error) if is_of_the_place(error.kind()) => fs::write(&real, bytes),
        other => other,
    }
}

/// Whether an error says that a file can't be replaced where it lies, by its folder or because it is
/// mounted there; it may be written all the same.
fn is_of_the_place(error: io::ErrorKind) -> bool {
    use io::ErrorKind::{PermissionDenied, ReadOnlyFilesystem, ResourceBusy};
    matches!(error, PermissionDenied | ReadOnlyFilesystem | ResourceBusy)
}
