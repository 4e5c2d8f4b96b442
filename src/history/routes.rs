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

use std::collections::HashSet;
use std::ops::ControlFlow;

use super::changes::{self, Step, Touched};
use super::git::{Failure, Git, argument};
use super::graph::{Graph, Id};

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

/// The last commit that changed each file, in one pass over history. Those among `ignored` count
/// only where a file has no others; then the oldest does.
pub(super) fn last_changes(
    git: &Git,
    graph: &Graph,
    names: &[&[u8]],
    ignored: &HashSet<Id>,
) -> Result<Vec<Option<Last<Id>>>, Failure> {
    let mut routes = Routes::new(names.len(), graph.len());
    if !names.is_empty() {
        changes::read(git, graph, names, |commit, step| {
            let counts = !ignored.contains(&graph.id(commit));
            routes.pass(commit, graph.parents(commit), &step, counts)
        })?;
    }
    let id = |last: &Last<usize>| Last {
        commit: graph.id(last.commit),
        only: last.only,
    };
    Ok(routes.last.iter().map(|it| it.as_ref().map(id)).collect())
}

/// The last commit that changed each file, asked of git file by file.
pub(super) fn last_change_each(
    git: &Git,
    head: &Id,
    names: &[&[u8]],
) -> Result<Vec<Option<Last<Id>>>, Failure> {
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
    std::thread::scope(|scope| {
        let threads: Vec<_> = names.iter().map(|name| scope.spawn(|| ask(name))).collect();
        let answers = threads.into_iter().map(|thread| thread.join());
        answers
            .map(|answer| answer.map_err(|_| Failure::Interrupted)?)
            .collect()
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
    fn new(files: usize, commits: usize) -> Self {
        let mut at = vec![NOWHERE; commits];
        if let Some(head) = at.first_mut() {
            *head = 0;
        }
        Self {
            at,
            group: vec![0; files],
            joined: vec![0],
            last: vec![None; files],
            open: files,
        }
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
        for &Touched { file, added } in &step.all {
            if !self.is_in(file, here) {
                continue;
            }
            let only = added || !counts;
            self.last[file as usize] = Some(Last { commit, only });
            // Before the file was added there may have been another of its name.
            if counts || added {
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
    /// the merge has them. The last one has, if no other: the file is not among `all`.
    fn part(&mut self, here: u32, parents: &[u32], step: &Step) {
        let Some((first, others)) = step.against.split_first() else {
            return;
        };
        let mut groups: Vec<Option<u32>> = vec![None; parents.len()];
        for &file in first {
            // A merge that does not count is passed over towards its first parent.
            if !self.is_in(file, here) || step.all.iter().any(|it| it.file == file) {
                continue;
            }
            let parent = 1 + others
                .iter()
                .take_while(|files| files.contains(&file))
                .count();
            let group = *groups[parent].get_or_insert_with(|| {
                let group = self.joined.len() as u32;
                self.joined.push(group);
                group
            });
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
