//! Files that take another's place in one step: whoever looks finds the old one or the new one, whole.
//!
//! The new bytes go into a temporary file in the same folder, which is then given the other's name. A
//! program that is killed in between leaves its temporary file behind; [`tidy`] takes it away.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, SystemTime};

use tempfile::{Builder, NamedTempFile};

const PREFIX: &str = ".mdbook-design-docs-";
const SUFFIX: &str = ".tmp";
/// Letters and digits between them, which make the name one that nobody has.
const RANDOM: usize = 6;

/// No run holds a temporary file for longer. One that did, because the machine slept meanwhile, would be
/// told that its file is gone, and change nothing.
const LONGEST_RUN: Duration = Duration::from_secs(24 * 60 * 60);

/// A new temporary file, gone when it is dropped. It has the permissions of every new file: what the
/// user's mask leaves.
///
/// # Errors
/// Where the folder takes no new file.
pub fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = Builder::new();
    builder.prefix(PREFIX).suffix(SUFFIX).rand_bytes(RANDOM);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder).map_err(|error| {
        // It goes on to name a file that nobody knows.
        let said = error.to_string();
        let own = said.split(" at path ").next().unwrap_or_default();
        io::Error::new(error.kind(), own.to_owned())
    })
}

/// Gives a file these bytes; one that is there keeps its permissions. Where that goes wrong everything is
/// as it was.
///
/// # Errors
/// Where the folder takes no new file, the disk is full, or the file can't be replaced.
pub fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = folder(path);
    tidy(folder);
    let mut file = temporary(folder)?;
    file.write_all(bytes)?;
    if let Ok(there) = fs::metadata(path) {
        file.as_file().set_permissions(there.permissions())?;
    }
    file.persist(path)?;
    Ok(())
}

/// The folder that a file lies in.
pub fn folder(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

/// Takes away the temporary files in a folder that a killed program left behind: those that bear our name
/// and are older than any run. What can't be taken away stays.
pub fn tidy(folder: &Path) {
    let now = SystemTime::now();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let is_old = || {
            let written = entry.metadata().ok().filter(fs::Metadata::is_file)?;
            let age = now.duration_since(written.modified().ok()?).ok()?;
            Some(age > LONGEST_RUN)
        };
        if is_ours(entry.file_name().as_encoded_bytes()) && is_old() == Some(true) {
            drop(fs::remove_file(entry.path()));
        }
    }
}

fn is_ours(name: &[u8]) -> bool {
    let rest = name.strip_prefix(PREFIX.as_bytes());
    let between = rest.and_then(|rest| rest.strip_suffix(SUFFIX.as_bytes()));
    between.is_some_and(|it| it.len() == RANDOM && it.iter().all(u8::is_ascii_alphanumeric))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn old(path: &Path, age: Duration) {
        let file = fs::File::create(path).expect("a file");
        let then = SystemTime::now() - age;
        file.set_modified(then).expect("a time");
    }

    #[test]
    fn what_a_killed_program_left_goes_and_nothing_else() {
        const HOUR: Duration = Duration::from_secs(60 * 60);
        let folder = tempfile::tempdir().expect("a folder");
        let at = |name: &str| folder.path().join(name);
        let theirs = [
            "a.md",
            ".tmp",
            ".mdbook-design-docs-.tmp",
            ".mdbook-design-docs-abc.tmp",
            ".mdbook-design-docs-abcdefg.tmp",
            ".mdbook-design-docs-abc-ef.tmp",
            ".mdbook-design-docs-abcdef.md",
            "mdbook-design-docs-abcdef.tmp",
        ];
        for name in theirs {
            old(&at(name), 48 * HOUR);
        }
        old(&at(".mdbook-design-docs-aB3dEf.tmp"), 25 * HOUR);
        old(&at(".mdbook-design-docs-young1.tmp"), 23 * HOUR);
        fs::create_dir(at(".mdbook-design-docs-folder.tmp")).expect("a folder");
        let made = temporary(folder.path()).expect("a file");
        tidy(folder.path());
        assert!(!at(".mdbook-design-docs-aB3dEf.tmp").exists());
        assert!(at(".mdbook-design-docs-young1.tmp").exists());
        assert!(made.path().exists());
        for name in theirs {
            assert!(at(name).exists(), "{name}");
        }
        // What is made is what is looked for.
        let name = made.path().file_name().expect("a name");
        assert!(is_ours(name.as_encoded_bytes()), "{name:?}");
        tidy(Path::new("no such folder"));
    }

    #[test]
    fn a_file_is_replaced_or_as_it_was() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("report.txt");
        fs::write(&path, "old").expect("a file");
        replace(&path, b"new").expect("it is written");
        assert_eq!(fs::read(&path).expect("a file"), b"new");
        fs::create_dir(folder.path().join("in the way")).expect("a folder");
        assert!(replace(&folder.path().join("in the way"), b"new").is_err());
        assert!(replace(&folder.path().join("missing/file"), b"new").is_err());
        assert_eq!(fs::read_dir(folder.path()).expect("a folder").count(), 2);
    }
}
