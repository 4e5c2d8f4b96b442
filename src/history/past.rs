//! What the history behind HEAD says of each file, whatever the working tree looks like: remembered,
//! or found in one pass.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::age::{self, Ages};
use super::ask::join;
use super::commit::{self, Commit};
use super::git::Failure;
use super::graph::{Graph, Id};
use super::memory::Memory;
use super::repository::Repository;
use super::routes::trail::Change;
use super::{Terms, ignored, routes, worktree};

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

/// What is known of a repository's files.
#[derive(Debug, Default)]
pub(super) struct Known {
    /// When each changed last.
    pub pasts: Pasts,
    /// What the templates were when each was added, where that was asked.
    pub ages: Option<Ages>,
}

/// What is wanted to be known, by names.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'a> {
    /// The files.
    pub files: &'a [&'a [u8]],
    /// The templates that some of them may be written from.
    pub templates: &'a [&'a [u8]],
}

/// The past of each file, and what kept some commits from being read.
pub(super) fn of(
    repository: &Repository,
    head: &Id,
    wanted: Wanted<'_>,
    terms: &Terms,
) -> Result<(Known, Option<Failure>), Failure> {
    let listed = ignored::listed(&repository.git, terms);
    let memory = Memory::open(repository, head, &listed, terms);
    let mut known = memory.as_ref().map(Memory::read).unwrap_or_default();
    let Wanted { files, templates } = wanted;
    let has_ages = |ages: &Ages| ages.covers(files, templates);
    let no_ages = templates.is_empty();
    let is_missing = |name: &&&[u8]| !known.pasts.contains_key(**name);
    let missing: Vec<&[u8]> = match no_ages || known.ages.as_ref().is_some_and(has_ages) {
        true => files.iter().filter(is_missing).copied().collect(),
        false => files.to_vec(),
    };
    if missing.is_empty() && (no_ages || known.ages.is_some()) {
        return Ok((known, None));
    }
    let missing = Wanted {
        files: &missing,
        templates,
    };
    let (found, trails, problem) = find(repository, head, missing, &listed, terms)?;
    known.pasts.extend(found.pasts);
    known.ages = found.ages.or(known.ages);
    if let (Some(memory), None) = (memory, &problem) {
        memory.write(&known);
        if !trails.is_empty() {
            memory.write_trails(&trails);
        }
    }
    Ok((known, problem))
}

/// All changes of files, the newest first, by the files' names.
pub(super) type Trails = BTreeMap<Vec<u8>, Vec<Change>>;

/// Walks through history.
fn find(
    repository: &Repository,
    head: &Id,
    wanted: Wanted<'_>,
    listed: &BTreeSet<Id>,
    terms: &Terms,
) -> Result<(Known, Trails, Option<Failure>), Failure> {
    let git = &repository.git;
    let Wanted { files, templates } = wanted;
    let trails = !templates.is_empty();
    let all: BTreeSet<&[u8]> = files.iter().chain(templates).copied().collect();
    let names: Vec<&[u8]> = all.into_iter().collect();
    let ignored = ignored::commits(git, head, listed, terms)?;
    let needs_graph = trails || routes::needs_graph(&names) || !ignored.is_empty();
    let (held, graph) = std::thread::scope(|scope| {
        let graph = scope.spawn(|| needs_graph.then(|| Graph::read(git, head)));
        (worktree::held(git, head, &names), join(graph))
    });
    let (held, graph) = (held?, graph?.transpose()?);
    let mut pasts: Pasts = files.iter().map(|n| (n.to_vec(), Past::Absent)).collect();
    let names: Vec<&[u8]> = names
        .into_iter()
        .filter(|name| held.contains(*name))
        .collect();
    let found = match &graph {
        Some(graph) => routes::last_changes(git, graph, &names, &ignored, trails)?,
        None => routes::last_change_each(git, head, &names)?,
    };
    let trails: age::Trails<'_> = names.iter().copied().zip(&found.trails).collect();
    let ids = found.last.iter().flatten().map(|last| last.commit);
    let ids = ids.chain(age::commits(&trails, templates));
    let ids = ids.filter(|id| !repository.is_boundary(id)).collect();
    let (commits, mut problem) = commit::read(git, &ids, &terms.zone)?;
    if found.last.contains(&None) {
        // What HEAD has was brought by some commit.
        problem = problem.or(Some(Failure::Answer("rev-list")));
    }
    for (name, last) in names.iter().zip(&found.last) {
        let Some(past) = pasts.get_mut(*name) else {
            continue;
        };
        let known = last.and_then(|last| Some((commits.get(&last.commit)?, last.only)));
        *past = match known {
            Some((commit, only)) => Past::Known {
                commit: Arc::clone(commit),
                only,
            },
            None if last.is_some_and(|last| repository.is_boundary(&last.commit)) => Past::Beyond,
            None => Past::Undated,
        };
    }
    let ages = match templates {
        [] => None,
        _ => Some(age::of(repository, head, wanted, &trails, &commits)?),
    };
    let kept = trails
        .iter()
        .map(|(name, trail)| (name.to_vec(), trail.changes.clone()));
    Ok((Known { pasts, ages }, kept.collect(), problem))
}
