//! Which commit was the last to change a file, as `git log -1 -- FILE` has it.
//!
//! From HEAD there is one route to it for each file: a commit that left the file as its only
//! parent had it leads to that parent; a merge leads to the first of its parents that has the
//! file as the merge has it; where there is none, the route ends. Taking the newest commit that
//! names the file would be wrong where a merge dropped one side's change.
//!
//! All routes are followed together. Files on the same route form a group, which moves from commit
//! to commit as one and is split where a merge parts its files; so the work is in proportion to
//! the history's length and the changes in it, not to their product with the number of files.
//!
//! At a commit that does not count a route goes on, until one that counts or the file's beginning.
//! A [`trail`] is a route that goes on at every commit and keeps them.

pub(super) mod trail;

use std::collections::HashSet;
use std::ops::ControlFlow;

use super::changes::{self, Asked, Step, Touched};
use super::git::{Failure, Git, argument};
use super::graph::{Graph, Id};
use trail::Trail;

/// Up to so many files, a walk for each that stops at its commit is cheaper than the whole graph.
const FEW: usize = 3;

/// Whether [`last_changes`] is the way for these files, rather than [`last_change_each`].
pub(super) fn needs_graph(names: &[&[u8]]) -> bool {
    names.len() > FEW
}

/// The commit that was the last to change a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Last<C> {
    /// The commit.
    pub commit: C,
    /// Without it there would be no other: it brought the file, or does not count itself.
    pub only: bool,
}

/// What a pass over history found, in the order of the names.
#[derive(Debug)]
pub(super) struct Found {
    /// The last commit that changed each file.
    pub last: Vec<Option<Last<Id>>>,
    /// All that changed it, where they were asked for.
    pub trails: Vec<Trail>,
}

/// The last commit that changed each file, in one pass over history; those of all files where
/// `trails` are wanted, in the same pass. Commits among `ignored` count as the last one only where a
/// file has no others; then the oldest does.
pub(super) fn last_changes(
    git: &Git,
    graph: &Graph,
    names: &[&[u8]],
    ignored: &HashSet<Id>,
    trails: bool,
) -> Result<Found, Failure> {
    let mut routes = Routes::new(names.len(), graph.len());
    let id = |last: &Last<usize>| Last {
        commit: graph.id(last.commit),
        only: last.only,
    };
    let mut pass = |commit: usize, step: &Step| {
        let counts = !ignored.contains(&graph.id(commit));
        routes.pass(commit, graph.parents(commit), step, counts)
    };
    let mut kept = Vec::new();
    if trails {
        kept = trail::follow(git, graph, names, &mut pass)?;
    } else if !names.is_empty() {
        let commits: Vec<usize> = (0..graph.len()).collect();
        let asked = Asked {
            commits: &commits,
            names,
        };
        changes::read(git, graph, asked, |commit, step| pass(commit, &step))?;
    }
    Ok(Found {
        last: routes.last.iter().map(|it| it.as_ref().map(id)).collect(),
        trails: kept,
    })
}

/// The last commit that changed each file, asked of git file by file.
pub(super) fn last_change_each(git: &Git, head: &Id, names: &[&[u8]]) -> Result<Found, Failure> {
    let ask = |name: &[u8]| {
        let mut command = git.command();
        command.args(["rev-list", "--max-count=1"]);
        command.arg(head.to_string()).arg("--").arg(argument(name));
        let output = git.ask("rev-list", command, b"")?;
        let id = Id::from_hex(output.trim_ascii());
        Ok(id.map(|commit| Last {
            commit,
            only: false,
        }))
    };
    let last = std::thread::scope(|scope| {
        let threads: Vec<_> = names.iter().map(|name| scope.spawn(|| ask(name))).collect();
        let answers = threads.into_iter().map(|thread| thread.join());
        answers
            .map(|answer| answer.map_err(|_| Failure::Interrupted)?)
            .collect::<Result<_, _>>()
    })?;
    Ok(Found {
        last,
        trails: Vec::new(),
    })
}

/// A group of files that no commit has been reached by, or that a file belongs to no more.
const NOWHERE: u32 = u32::MAX;

/// The routes of all files, as far as they have been followed.
struct Routes {
    /// The group whose route has reached each commit.
    at: Vec<u32>,
    /// The group each file was put in.
    group: Vec<u32>,
    /// The group that each group was joined to, at a commit that both reached; itself if none.
    joined: Vec<u32>,
    /// Where each file's route ended, or the oldest commit on it so far that does not count.
    last: Vec<Option<Last<usize>>>,
    /// Files whose route has not ended.
    open: usize,
}

impl Routes {
    /// All routes begin at HEAD.
    fn new(files: usize, commits: usize) -> Self {
        Self::from(&vec![0; files], commits)
    }

    /// Each route begins at a commit of its own.
    fn from(starts: &[usize], commits: usize) -> Self {
        let mut routes = Self {
            at: vec![NOWHERE; commits],
            group: vec![NOWHERE; starts.len()],
            joined: Vec::new(),
            last: vec![None; starts.len()],
            open: starts.len(),
        };
        for (file, &start) in starts.iter().enumerate() {
            let there = routes.at[start];
            routes.group[file] = if there == NOWHERE {
                let group = routes.new_group();
                routes.at[start] = group;
                group
            } else {
                there
            };
        }
        routes
    }

    fn new_group(&mut self) -> u32 {
        let group = self.joined.len() as u32;
        self.joined.push(group);
        group
    }

    /// Follows the routes that have reached a commit, whose children were passed before.
    fn pass(
        &mut self,
        commit: usize,
        parents: &[u32],
        step: &Step,
        counts: bool,
    ) -> ControlFlow<()> {
        let here = self.at[commit];
        if here == NOWHERE {
            return ControlFlow::Continue(());
        }
        let here = self.find(here);
        for touched in &step.all {
            let &Touched { file, added, .. } = touched;
            if !self.is_in(file, here) {
                continue;
            }
            let only = added || !counts;
            self.last[file as usize] = Some(Last { commit, only });
            // Before the file was added there may have been another of its name.
            if counts || touched.within.is_none() {
                self.group[file as usize] = NOWHERE;
                self.open -= 1;
            }
        }
        if self.open == 0 {
            return ControlFlow::Break(());
        }
        self.part(here, parents, step);
        if let Some(&first) = parents.first() {
            self.send(here, first);
        }
        ControlFlow::Continue(())
    }

    /// Sends the files that differ from a merge's first parent to the first one that has them as
    /// the merge has them. The last one has, if no other: the file is not among `all`. Those that
    /// are, where the merge does not count, go to the first parent that has them at all.
    fn part(&mut self, here: u32, parents: &[u32], step: &Step) {
        let Some((first, others)) = step.against.split_first() else {
            return;
        };
        let mut groups: Vec<Option<u32>> = vec![None; parents.len()];
        for &file in first {
            if !self.is_in(file, here) {
                continue;
            }
            let parent = match step.all.iter().find(|it| it.file == file) {
                Some(touched) => touched.within.unwrap_or(0),
                None => {
                    let differ = others.iter().take_while(|files| files.contains(&file));
                    1 + differ.count()
                }
            };
            if parent == 0 {
                continue;
            }
            let group = match groups[parent] {
                Some(group) => group,
                None => *groups[parent].insert(self.new_group()),
            };
            self.group[file as usize] = group;
        }
        for (parent, group) in parents.iter().zip(groups) {
            if let Some(group) = group {
                self.send(group, *parent);
            }
        }
    }

    /// Lets a group's route go on at a commit, together with the group that is there already.
    fn send(&mut self, group: u32, commit: u32) {
        let there = &mut self.at[commit as usize];
        if *there == NOWHERE {
            *there = group;
        } else {
            let there = *there;
            let root = self.find(there);
            self.joined[group as usize] = root;
        }
    }

    fn is_in(&mut self, file: u32, group: u32) -> bool {
        let of = self.group[file as usize];
        of != NOWHERE && self.find(of) == group
    }

    /// The group that a group has become part of, remembered for the next time.
    fn find(&mut self, group: u32) -> u32 {
        let mut root = group;
        while self.joined[root as usize] != root {
            root = self.joined[root as usize];
        }
        let mut at = group;
        while at != root {
            at = std::mem::replace(&mut self.joined[at as usize], root);
        }
        root
    }
}

#[cfg(test)]
mod tests;
