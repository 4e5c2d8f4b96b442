//! What was found of each file, kept for the next time.
//!
//! It stands in `mdbook-design-docs/` inside the git directory, which a linked worktree and a
//! submodule have for themselves, or in the user's cache folder where that can't be written. It
//! holds as long as everything is the same that the answers depend on: [`Key`]. A file that is not
//! as it was written counts as none. That nothing could be kept is no failure.

mod folders;
mod stored;

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::Terms;
use super::graph::Id;
use super::past::Pasts;
use super::repository::Repository;

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
    /// Files to look in, in that order; the first that can be written is written.
    places: Vec<PathBuf>,
}

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
        let mailmap = std::fs::read(top.join(".mailmap")).unwrap_or_default();
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
        let name = format!("dates-{:016x}", stored::sum(key.top.as_bytes()));
        let cache = terms
            .cache_folder
            .as_ref()
            .map(|it| it.join(folders::OURS).join(name));
        let places = std::iter::once(folder.join(folders::OURS).join("dates"));
        Some(Self {
            key,
            places: places.chain(cache).collect(),
        })
    }

    /// What is remembered; nothing where it was found for another key, or is damaged.
    pub fn read(&self) -> Pasts {
        let read = |place: &PathBuf| stored::parse(&std::fs::read(place).ok()?, &self.key);
        self.places.iter().find_map(read).unwrap_or_default()
    }

    /// Keeps what was found, for as long as the key is the same.
    pub fn write(&self, pasts: &Pasts) {
        if let Some(bytes) = stored::format(&self.key, pasts) {
            // Where no place can be written, the next run takes longer, and that is all.
            let _ = self
                .places
                .iter()
                .any(|place| replace(place, &bytes).is_ok());
        }
    }
}

/// Puts a file in its place at once, so that others find the old one or the new one whole.
fn replace(place: &Path, bytes: &[u8]) -> std::io::Result<()> {
    let folder = place.parent().unwrap_or(place);
    std::fs::create_dir_all(folder)?;
    let mut file = tempfile::Builder::new()
        .prefix("dates-")
        .tempfile_in(folder)?;
    file.write_all(bytes)?;
    file.persist(place)?;
    Ok(())
}
