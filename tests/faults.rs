//! A world that fails: disks that are full, folders that are closed, readers that go away, a git that is
//! missing or talks nonsense, clocks that are wrong, others at work at the same time. Nothing is lost,
//! nothing is half written, and what went wrong is said. The guide's page on it has a row for each.

#![cfg(unix)]

mod book;

#[path = "support/spent.rs"]
mod spent;

#[path = "hostile/both.rs"]
#[allow(dead_code, reason = "the input's tests use the rest")]
mod both;

#[path = "faults/clock.rs"]
mod clock;
#[path = "faults/disk.rs"]
mod disk;
#[path = "faults/git.rs"]
mod git;
#[path = "faults/outputs.rs"]
mod outputs;
#[path = "faults/permissions.rs"]
mod permissions;
#[path = "faults/repository.rs"]
mod repository;
#[path = "faults/together.rs"]
mod together;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Component, Path, PathBuf};

use both::BEGIN;

/// A document that `fix` has one thing to do in.
fn faulty() -> String {
    format!("{BEGIN}It returns Array<T>.\n\n## Solution\n\nNone.\n")
}

/// The same once it is mended.
fn mended() -> String {
    faulty().replace("<T>", "\\<T>")
}

/// All files below a folder with what they hold, the repository's own aside.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let own = walk(folder).into_iter().filter(|path| {
        let mut parts = path.strip_prefix(folder).expect("below it").components();
        parts.next() != Some(Component::Normal(".git".as_ref()))
    });
    let read = |path: PathBuf| {
        let name = path.strip_prefix(folder).expect("below it").to_owned();
        (name, fs::read(&path).expect("a file"))
    };
    own.map(read).collect()
}

/// What only somebody who was interrupted leaves behind, in the repository too.
fn leftovers(folder: &Path) -> Vec<PathBuf> {
    let is_one = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".tmp") || name.starts_with("new-")
    };
    walk(folder).into_iter().filter(is_one).collect()
}

/// All files below a folder.
fn walk(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in fs::read_dir(&at).expect("a folder") {
            let path = entry.expect("an entry").path();
            let kind = if path.is_dir() {
                &mut folders
            } else {
                &mut files
            };
            kind.push(path);
        }
    }
    files
}
