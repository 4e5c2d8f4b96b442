//! Which repository holds a file, and what the file is called in it.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::paths::RealFolders;

/// The files asked for, each with the repository that holds it.
#[derive(Debug, Default)]
pub(super) struct Places {
    /// By the path that was asked for: the repository's top folder, and the name in it.
    pub files: HashMap<PathBuf, (PathBuf, Vec<u8>)>,
    /// By top folder: the names asked for, each once.
    pub repositories: BTreeMap<PathBuf, BTreeSet<Vec<u8>>>,
    /// How many files no repository holds.
    outside: usize,
}

impl Places {
    /// Places every file. A folder's repository is looked for once.
    pub fn of(files: &[PathBuf]) -> Self {
        let folders = RealFolders::of(files.iter().cloned());
        let mut places = Self::default();
        let mut tops = HashMap::new();
        for file in files {
            let real = match folders.resolve(file) {
                Ok((real, _)) => plain(real),
                Err(_) => resolve(file),
            };
            let top = real.parent().and_then(|folder| top_of(folder, &mut tops));
            let name = top.as_deref().and_then(|top| name_in(top, &real));
            let (Some(top), Some(name)) = (top, name) else {
                places.outside += 1;
                continue;
            };
            let names = places.repositories.entry(top.clone()).or_default();
            names.insert(name.clone());
            places.files.insert(file.clone(), (top, name));
        }
        places
    }

    /// What to say of the files that no repository holds, if there are any.
    pub fn outside_message(&self) -> Option<String> {
        match self.outside {
            0 => None,
            1 => Some("one file is in no git repository".to_owned()),
            n => Some(format!("{n} files are in no git repository")),
        }
    }
}

/// The real path: symbolic links followed as far as the path exists, the rest as it is spelled.
fn resolve(file: &Path) -> PathBuf {
    let mut missing: Vec<&OsStr> = Vec::new();
    let mut at = file;
    loop {
        if let Ok(real) = at.canonicalize() {
            let mut real = plain(real);
            real.extend(missing.iter().rev());
            return real;
        }
        match (at.parent(), at.file_name()) {
            (Some(parent), Some(name)) => {
                missing.push(name);
                at = parent;
            }
            _ => return file.to_owned(),
        }
    }
}

/// The path without the `\\?\` that Windows puts before resolved paths and git does not read.
fn plain(path: PathBuf) -> PathBuf {
    if !cfg!(windows) {
        return path;
    }
    match path.to_str().and_then(|text| text.strip_prefix(r"\\?\")) {
        Some(rest) if rest.as_bytes().get(1) == Some(&b':') => PathBuf::from(rest),
        _ => path,
    }
}

/// What a folder is called in the repository that holds it: its path from the top folder, with `/`, empty
/// for the top itself. None where no repository holds it.
pub fn name_in_repository(folder: &Path) -> Option<String> {
    let real = resolve(folder);
    let top = top_of(&real, &mut HashMap::new())?;
    let name = name_in(&top, &real).unwrap_or_default();
    Some(String::from_utf8_lossy(&name).into_owned())
}

/// The top folder of the repository that holds a folder, symbolic links resolved.
pub(super) fn top_above(folder: &Path) -> Option<PathBuf> {
    top_of(&resolve(folder), &mut HashMap::new())
}

/// The nearest folder, upwards, that has a repository's `.git`.
fn top_of(folder: &Path, tops: &mut HashMap<PathBuf, Option<PathBuf>>) -> Option<PathBuf> {
    let mut passed = Vec::new();
    let mut top = None;
    for at in folder.ancestors() {
        if let Some(known) = tops.get(at) {
            top.clone_from(known);
            break;
        }
        passed.push(at);
        if is_top(at) {
            top = Some(at.to_owned());
            break;
        }
    }
    for at in passed {
        tops.insert(at.to_owned(), top.clone());
    }
    top
}

/// Whether git would take this folder's `.git` for a repository: a folder with a HEAD, or the file
/// that submodules and linked worktrees have.
fn is_top(folder: &Path) -> bool {
    let git = folder.join(".git");
    // HEAD may be a symbolic link to a branch that is not born yet.
    git.is_file() || git.join("HEAD").symlink_metadata().is_ok()
}

/// The file's name as git spells it: from the top folder, with `/`.
fn name_in(top: &Path, file: &Path) -> Option<Vec<u8>> {
    let mut name = Vec::new();
    for part in file.strip_prefix(top).ok()?.iter() {
        if !name.is_empty() {
            name.push(b'/');
        }
        name.extend(bytes(part)?);
    }
    (!name.is_empty()).then_some(name)
}

#[cfg(unix)]
fn bytes(part: &OsStr) -> Option<&[u8]> {
    Some(std::os::unix::ffi::OsStrExt::as_bytes(part))
}

#[cfg(not(unix))]
fn bytes(part: &OsStr) -> Option<&[u8]> {
    part.to_str().map(str::as_bytes)
}

/// A name as text, a character for each byte: names need not be UTF-8, JSON has to be.
pub(super) fn text_of(name: &[u8]) -> String {
    name.iter().map(|byte| char::from(*byte)).collect()
}

/// The name that such a text stands for.
pub(super) fn bytes_of(text: &str) -> Option<Vec<u8>> {
    text.chars().map(|ch| u8::try_from(ch).ok()).collect()
}
