//! What was found of each file, kept for the next time.
//!
//! It stands in `mdbook-design-docs/` inside the git directory, which a linked worktree and a
//! submodule have for themselves, or in the user's cache folder where that can't be written. It
//! holds as long as everything is the same that the answers depend on: [`Key`]. A file that is not
//! as it was written counts as none. That nothing could be kept is no failure.

mod stored;

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::graph::Id;
use super::past::{Known, Trails};
use super::repository::Repository;
use super::{Terms, folders};
use crate::atomic;

/// Everything that a file's past depends on, beside the program itself.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Key {
    /// HEAD's commit.
    head: String,
    /// The top folder of the working tree: the cache folder serves several.
    top: String,
    /// Where a day begins and ends.
    zone: String,
    /// Commits that are listed as no updates.
    ignored: Vec<String>,
    /// Patterns for the subjects of such commits.
    messages: Vec<String>,
    /// Where a shallow clone was cut.
    boundary: Vec<String>,
    /// The names that authors go by.
    mailmap: String,
}

/// Where the answers for one key are kept.
#[derive(Debug)]
pub(super) struct Memory {
    key: Key,
    /// Folders to look in, in that order, with what the files in them are called behind their own
    /// name; the first that can be written is written.
    places: Vec<(PathBuf, String)>,
}

/// When files changed last, and what the templates were then.
const DATES: &str = "dates";
/// All changes of files, which are needed less often.
const TRAILS: &str = "trails";

impl Memory {
    /// The memory for a state of the repository; none where nothing is to be remembered, or where
    /// objects are replaced: then HEAD does not say what its history is.
    pub fn open(
        repository: &Repository,
        head: &Id,
        ignored: &BTreeSet<Id>,
        terms: &Terms,
    ) -> Option<Self> {
        let top = repository.git.top();
        let folder = folders::git_folder(top).filter(|_| terms.remember)?;
        if folders::replaces_objects(&folder) {
            return None;
        }
        let mailmap = folders::read(&top.join(".mailmap"));
        let key = Key {
            head: head.to_string(),
            top: top.to_string_lossy().into_owned(),
            zone: terms.zone.name(),
            ignored: ignored.iter().map(Id::to_string).collect(),
            messages: terms
                .ignore_messages
                .iter()
                .map(|it| it.as_str().to_owned())
                .collect(),
            boundary: repository.boundary(),
            mailmap: String::from_utf8_lossy(&mailmap).into_owned(),
        };
        // The cache folder serves several repositories.
        let name = format!("-{:016x}", stored::sum(key.top.as_bytes()));
        let cache = terms.cache_folder.as_ref();
        let cache = cache.map(|it| (it.join(folders::OURS), name));
        let places = std::iter::once((folder.join(folders::OURS), String::new()));
        Some(Self {
            key,
            places: places.chain(cache).collect(),
        })
    }

    /// What is remembered; nothing where it was found for another key, or is damaged.
    pub fn read(&self) -> Known {
        let read = |bytes: &[u8]| stored::dates(stored::read(bytes, &self.key)?);
        self.find(DATES, read).unwrap_or_default()
    }

    /// Keeps what was found, for as long as the key is the same.
    pub fn write(&self, known: &Known) {
        self.keep(DATES, stored::write(&self.key, &stored::of_dates(known)));
    }

    /// The changes of files that are remembered.
    pub fn read_trails(&self) -> Trails {
        let read = |bytes: &[u8]| stored::trails(stored::read(bytes, &self.key)?);
        self.find(TRAILS, read).unwrap_or_default()
    }

    /// Keeps the changes of files.
    pub fn write_trails(&self, trails: &Trails) {
        self.keep(TRAILS, stored::write(&self.key, &stored::of_trails(trails)));
    }

    fn files(&self, name: &'static str) -> impl Iterator<Item = PathBuf> {
        let file = move |(folder, rest): &(PathBuf, String)| folder.join(format!("{name}{rest}"));
        self.places.iter().map(file)
    }

    fn find<T>(&self, name: &'static str, read: impl Fn(&[u8]) -> Option<T>) -> Option<T> {
        let read = |file: PathBuf| read(&folders::read(&file));
        self.files(name).find_map(read)
    }

    fn keep(&self, name: &'static str, bytes: Option<Vec<u8>>) {
        if let Some(bytes) = bytes {
            // Where no place can be written, the next run takes longer, and that is all.
            let _ = self.files(name).any(|file| write(&file, &bytes).is_ok());
        }
    }
}

fn write(file: &Path, bytes: &[u8]) -> std::io::Result<()> {
    std::fs::create_dir_all(atomic::folder(file))?;
    atomic::replace(file, bytes)
}
