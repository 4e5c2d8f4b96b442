//! The latest updates of files, for whoever shows them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::commit::{self, Commit};
use super::content;
use super::git::Failure;
use super::graph::Id;
use super::repository::Repository;
use super::routes::trail::Change;
use super::{History, Terms, ignored};

/// A file's updates, the newest first.
pub type Updates = Vec<Arc<Commit>>;

impl History {
    /// The updates of each file, as many as are wanted, under all names that it had. Where the history
    /// that was fetched ends, they end. Files are spelled as they were given before.
    pub fn updates(&self, files: &[&Path], most: usize) -> HashMap<PathBuf, Updates> {
        let mut asked: BTreeMap<&Path, Vec<(&Path, &[u8])>> = BTreeMap::new();
        for file in files {
            if let Some((top, name)) = self.places.get(*file) {
                asked.entry(top).or_default().push((file, name));
            }
        }
        let mut found = HashMap::new();
        for (top, files) in asked {
            let Some(repository) = self.repositories.get(top) else {
                continue;
            };
            // Where git has no answer, nothing is said.
            if let Ok(updates) = of_repository(repository, &files, most, &self.terms) {
                found.extend(updates);
            }
        }
        found
    }

    /// What a file is called in its repository, with `/`; none outside any, and where that is no text.
    pub fn name_in_repository(&self, file: &Path) -> Option<&str> {
        let (_, name) = self.places.get(file)?;
        std::str::from_utf8(name).ok()
    }
}

fn of_repository(
    repository: &Repository,
    files: &[(&Path, &[u8])],
    most: usize,
    terms: &Terms,
) -> Result<Vec<(PathBuf, Updates)>, Failure> {
    let Some(head) = &repository.head else {
        return Ok(Vec::new());
    };
    let listed = ignored::listed(&repository.git, terms);
    let names: Vec<&[u8]> = files.iter().map(|(_, name)| *name).collect();
    let trails = content::trails(repository, head, &names, &listed, terms)?;
    let known = |name: &[u8]| -> &[Change] {
        let changes = trails.get(name).map_or(&[][..], Vec::as_slice);
        let beyond = changes
            .iter()
            .position(|it| repository.is_boundary(&it.commit));
        &changes[..beyond.unwrap_or(changes.len())]
    };
    // Most commits count: more than are wanted are read only where some do not.
    let ids = |most: usize| -> BTreeSet<Id> {
        let changes = names.iter().flat_map(|name| known(name).iter().take(most));
        changes.map(|change| change.commit).collect()
    };
    let all_count = listed.is_empty() && terms.ignore_messages.is_empty();
    let wanted = ids(if all_count { most } else { usize::MAX });
    let (commits, _) = commit::read(&repository.git, &wanted, &terms.zone)?;
    let of_file = |(file, name): &(&Path, &[u8])| {
        let changes = known(name);
        let counting = changes.iter().filter(|change| {
            let commit = commits.get(&change.commit).map(|it| &**it);
            ignored::counts(&change.commit, commit, &listed, terms)
        });
        let mut all: Updates = counting
            .filter_map(|it| commits.get(&it.commit))
            .cloned()
            .collect();
        if all.is_empty() {
            // A file that has no other commits has its oldest.
            all.extend(
                changes
                    .last()
                    .and_then(|it| commits.get(&it.commit))
                    .cloned(),
            );
        }
        all.truncate(most);
        (file.to_path_buf(), all)
    };
    Ok(files.iter().map(of_file).collect())
}
