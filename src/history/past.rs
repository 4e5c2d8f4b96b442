//! What the history behind HEAD says of each file, whatever the working tree looks like: remembered,
//! or found in one pass.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::commit::{self, Commit};
use super::git::Failure;
use super::graph::{Graph, Id};
use super::memory::Memory;
use super::repository::Repository;
use super::{Terms, ignored, join, routes, worktree};

/// What history says of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Past {
    /// HEAD does not have it.
    Absent,
    /// Its last change lies beyond the boundary of a shallow clone.
    Beyond,
    /// The commit has no date that could be read.
    Undated,
    /// Its last change.
    Known {
        /// The commit.
        commit: Arc<Commit>,
        /// There is no older commit that could take its place.
        only: bool,
    },
}

/// Files' pasts, by the files' names in the repository.
pub(super) type Pasts = BTreeMap<Vec<u8>, Past>;

/// The past of each file, and what kept some commits from being read.
pub(super) fn of(
    repository: &Repository,
    head: &Id,
    names: &[&[u8]],
    terms: &Terms,
) -> Result<(Pasts, Option<Failure>), Failure> {
    let listed = ignored::listed(&repository.git, terms);
    let memory = Memory::open(repository, head, &listed, terms);
    let mut pasts = memory.as_ref().map(Memory::read).unwrap_or_default();
    let known = |name: &&&[u8]| !pasts.contains_key(**name);
    let missing: Vec<&[u8]> = names.iter().filter(known).copied().collect();
    if missing.is_empty() {
        return Ok((pasts, None));
    }
    let (found, problem) = find(repository, head, &missing, &listed, terms)?;
    pasts.extend(found);
    if let (Some(memory), None) = (memory, &problem) {
        memory.write(&pasts);
    }
    Ok((pasts, problem))
}

/// Walks through history.
fn find(
    repository: &Repository,
    head: &Id,
    names: &[&[u8]],
    listed: &BTreeSet<Id>,
    terms: &Terms,
) -> Result<(Pasts, Option<Failure>), Failure> {
    let git = &repository.git;
    let ignored = ignored::commits(git, head, listed, terms)?;
    let needs_graph = routes::needs_graph(names) || !ignored.is_empty();
    let (held, graph) = std::thread::scope(|scope| {
        let graph = scope.spawn(|| needs_graph.then(|| Graph::read(git, head)));
        (worktree::held(git, head, names), join(graph))
    });
    let (held, graph) = (held?, graph?.transpose()?);
    let mut pasts: Pasts = names.iter().map(|n| (n.to_vec(), Past::Absent)).collect();
    let wanted = names.iter().copied().filter(|name| held.contains(*name));
    let names: Vec<&[u8]> = wanted.collect();
    let last = match graph {
        Some(graph) => routes::last_changes(git, &graph, &names, &ignored)?,
        None => routes::last_change_each(git, head, &names)?,
    };
    let ids = last.iter().flatten().map(|last| last.commit);
    let wanted = ids.filter(|id| !repository.is_boundary(id)).collect();
    let (commits, problem) = commit::read(git, &wanted, &terms.zone)?;
    for (name, last) in names.into_iter().zip(last) {
        let known = last.and_then(|last| Some((commits.get(&last.commit)?, last.only)));
        let past = match known {
            Some((commit, only)) => Past::Known {
                commit: Arc::clone(commit),
                only,
            },
            None if last.is_some_and(|last| repository.is_boundary(&last.commit)) => Past::Beyond,
            None => Past::Undated,
        };
        pasts.insert(name.to_vec(), past);
    }
    Ok((pasts, problem))
}
