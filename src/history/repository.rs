//! One repository: where its HEAD is, and where a shallow clone's history was cut.

use std::collections::HashSet;
use std::path::Path;

use super::git::{Failure, Git, argument};
use super::graph::Id;

/// A repository that git agreed to open.
#[derive(Debug)]
pub(super) struct Repository {
    /// Git, in this repository.
    pub git: Git,
    /// The commit at HEAD; none before the first commit.
    pub head: Option<Id>,
    /// The commits whose parents a shallow clone left out. They seem to add every file they have.
    boundary: HashSet<Id>,
}

impl Repository {
    /// Opens the repository whose working tree starts at `top`.
    pub fn open(top: &Path) -> Result<Self, Failure> {
        let git = Git::at(top);
        let mut command = git.command();
        command.args(["rev-parse", "--is-inside-work-tree", "--show-cdup"]);
        command.args(["--git-path", "shallow", "HEAD"]);
        let outcome = git.run(command, b"")?;
        let mut lines = outcome.output.split(|&byte| byte == b'\n');
        let (inside, up) = (lines.next(), lines.next());
        match (inside, up) {
            (Some(b"true"), Some(b"")) => {}
            (Some(b"true" | b"false"), Some(_)) => return Err(Failure::Elsewhere(git.folder())),
            _ if outcome.complaint.contains("dubious ownership") => {
                return Err(Failure::Untrusted(git.folder(), outcome.complaint));
            }
            _ => return Err(Failure::Command("rev-parse", outcome.complaint)),
        }
        let mut rest: Vec<&[u8]> = lines.collect();
        while rest.last().is_some_and(|line| line.is_empty()) {
            rest.pop();
        }
        let head = match outcome.code {
            0 => rest.pop().and_then(Id::from_hex),
            _ => return Self::unborn(git),
        };
        // The folder's name may have line breaks.
        let shallow = top.join(argument(&rest.join(&b'\n')));
        let boundary = match std::fs::read(shallow) {
            Ok(list) => list
                .split(|b| *b == b'\n')
                .filter_map(Id::from_hex)
                .collect(),
            Err(_) => HashSet::new(),
        };
        match head {
            Some(_) => Ok(Self {
                git,
                head,
                boundary,
            }),
            None => Err(Failure::Answer("rev-parse")),
        }
    }

    /// A repository whose HEAD names a branch without commits. A HEAD that is broken in any other
    /// way is a failure.
    fn unborn(git: Git) -> Result<Self, Failure> {
        let mut command = git.command();
        command.args(["rev-parse", "--quiet", "--verify", "HEAD"]);
        let verified = git.run(command, b"")?;
        let mut command = git.command();
        command.args(["symbolic-ref", "--quiet", "HEAD"]);
        let branch = git.run(command, b"")?;
        match (verified.code, branch.code) {
            (1, 0) => Ok(Self {
                git,
                head: None,
                boundary: HashSet::new(),
            }),
            _ => Err(Failure::Command("rev-parse HEAD", verified.complaint)),
        }
    }

    /// The ids of the commits at which a shallow clone was cut, in order.
    pub fn boundary(&self) -> Vec<String> {
        let mut ids: Vec<String> = self.boundary.iter().map(Id::to_string).collect();
        ids.sort_unstable();
        ids
    }

    /// Whether the history was cut when it was fetched.
    pub fn is_shallow(&self) -> bool {
        !self.boundary.is_empty()
    }

    /// Whether what this commit seems to have changed may be older than the commit.
    pub fn is_boundary(&self, commit: &Id) -> bool {
        self.boundary.contains(commit)
    }
}
