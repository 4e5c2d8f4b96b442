//! Every commit that changed a file, back to the one that brought it, through the names that it had.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use super::Routes;
use crate::history::changes::{self, Asked, Step};
use crate::history::git::{Failure, Git};
use crate::history::graph::{Graph, Id};
use crate::history::worktree;

/// A commit that changed a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::history) struct Change {
    /// The commit.
    pub commit: Id,
    /// What it made of the file.
    pub blob: Id,
}

/// All that happened to a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::history) struct Trail {
    /// Its changes, the newest first. The last one brought it.
    pub changes: Vec<Change>,
    /// Its names, today's first.
    pub names: Vec<Vec<u8>>,
}

/// What else is done with what is read, until it breaks off.
pub(in crate::history) type Pass<'a> = &'a mut dyn FnMut(usize, &Step) -> ControlFlow<()>;

/// What is still to be followed: a trail under one of its names, from a commit on.
struct Start {
    trail: usize,
    name: Vec<u8>,
    commit: usize,
}

/// The trail of each file that HEAD has. What is read on the way from HEAD goes to `beside` too, until
/// that breaks off.
///
/// A file that came with the very bytes of one that went in the same commit is that one, moved. Moved
/// files are followed on under their earlier names from there.
pub(in crate::history) fn follow(
    git: &Git,
    graph: &Graph,
    names: &[&[u8]],
    beside: Pass<'_>,
) -> Result<Vec<Trail>, Failure> {
    let trail = |name: &&[u8]| Trail {
        changes: Vec::new(),
        names: vec![name.to_vec()],
    };
    let mut trails: Vec<Trail> = names.iter().map(trail).collect();
    let start = |(trail, name): (usize, &&[u8])| Start {
        trail,
        name: name.to_vec(),
        commit: 0,
    };
    let mut open: Vec<Start> = names.iter().enumerate().map(start).collect();
    let mut beside = Some(beside);
    while !open.is_empty() {
        // What two files were moved from is followed for one after the other.
        let mut seen = BTreeSet::new();
        let (now, later): (Vec<Start>, Vec<Start>) = open
            .into_iter()
            .partition(|start| seen.insert(start.name.clone()));
        open = round(git, graph, &now, &mut trails, beside.take())?;
        open.extend(later);
    }
    Ok(trails)
}

/// Follows some files to where each came up under its name: those that were moved there are to be
/// followed on.
fn round(
    git: &Git,
    graph: &Graph,
    starts: &[Start],
    trails: &mut [Trail],
    beside: Option<Pass<'_>>,
) -> Result<Vec<Start>, Failure> {
    let names: Vec<&[u8]> = starts.iter().map(|it| it.name.as_slice()).collect();
    let from: Vec<usize> = starts.iter().map(|it| it.commit).collect();
    let first = from.iter().copied().min().unwrap_or_default();
    let commits: Vec<usize> = (first..graph.len()).collect();
    let asked = Asked {
        commits: &commits,
        names: &names,
    };
    let mut following = Following {
        graph,
        starts,
        routes: Routes::from(&from, graph.len()),
        trails,
        earlier: vec![None; starts.len()],
        done: false,
    };
    let mut rest = beside;
    changes::read(git, graph, asked, |commit, mut step| {
        let pass = rest.as_mut();
        if pass.is_some_and(|pass| pass(commit, &step).is_break()) {
            rest = None;
        }
        following.pass(commit, &mut step);
        match following.done && rest.is_none() {
            true => ControlFlow::Break(()),
            false => ControlFlow::Continue(()),
        }
    })?;
    let Following {
        routes,
        trails,
        mut earlier,
        ..
    } = following;
    let ends: Vec<Option<usize>> = routes
        .last
        .iter()
        .map(|it| it.map(|it| it.commit))
        .collect();
    look_again(git, graph, &names, &ends, &mut earlier)?;
    let moved = starts.iter().zip(earlier);
    let next = moved.filter_map(|(start, earlier)| {
        let (name, commit) = earlier?;
        trails[start.trail].names.push(name.clone());
        Some(Start {
            trail: start.trail,
            name,
            commit,
        })
    });
    Ok(next.collect())
}

/// Some files that are followed through one reading of the history.
struct Following<'f> {
    graph: &'f Graph,
    starts: &'f [Start],
    routes: Routes,
    trails: &'f mut [Trail],
    /// Where those were that came up by being moved.
    earlier: Vec<Option<Earlier>>,
    /// Every file has come up.
    done: bool,
}

impl Following<'_> {
    fn pass(&mut self, commit: usize, step: &mut Step) {
        if self.done {
            return;
        }
        let parents = self.graph.parents(commit);
        self.done = self.routes.pass(commit, parents, step, false).is_break();
        let last = &self.routes.last;
        let passed = |file: u32| last[file as usize].is_some_and(|it| it.commit == commit);
        for touched in step.all.iter().filter(|it| passed(it.file)) {
            let change = touched.blob.map(|blob| Change {
                commit: self.graph.id(commit),
                blob,
            });
            let trail = self.starts[touched.file as usize].trail;
            self.trails[trail].changes.extend(change);
        }
        for (file, name) in step.moved.drain(..).filter(|(file, _)| passed(*file)) {
            let parent = parents.first().map(|parent| (name, *parent as usize));
            self.earlier[file as usize] = parent;
        }
    }
}

/// The name that a file had before it was moved, and the commit that had it there.
type Earlier = (Vec<u8>, usize);

/// Finds where files came from that seem to be new: from elsewhere, as only their own folder was looked
/// at, or from one side of a merge, which was compared with all sides at once.
fn look_again(
    git: &Git,
    graph: &Graph,
    names: &[&[u8]],
    ends: &[Option<usize>],
    earlier: &mut [Option<Earlier>],
) -> Result<(), Failure> {
    let is_limited = worktree::is_limited(names);
    let seems_new = |(end, earlier): (&Option<usize>, &Option<Earlier>)| {
        let is_open = |end: &usize| is_limited || graph.parents(*end).len() > 1;
        end.filter(|end| earlier.is_none() && is_open(end))
    };
    let commits: BTreeSet<usize> = ends.iter().zip(&*earlier).filter_map(seems_new).collect();
    let pairs: Vec<(usize, usize)> = commits
        .iter()
        .flat_map(|&commit| {
            graph
                .parents(commit)
                .iter()
                .map(move |it| (commit, *it as usize))
        })
        .collect();
    let ids: Vec<(Id, Id)> = pairs
        .iter()
        .map(|(commit, parent)| (graph.id(*commit), graph.id(*parent)))
        .collect();
    let steps = changes::compare(git, &ids, names, true)?;
    for ((commit, parent), step) in pairs.into_iter().zip(steps) {
        for (file, name) in step.moved {
            let earlier = &mut earlier[file as usize];
            if ends[file as usize] == Some(commit) && earlier.is_none() {
                *earlier = Some((name, parent));
            }
        }
    }
    Ok(())
}
