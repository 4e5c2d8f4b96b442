//! One repository, asked about its files.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use super::age::Ages;
use super::git::{Failure, Git};
use super::past::{self, Past, Wanted};
use super::repository::Repository;
use super::{Dated, Terms, committed, worktree};

/// What is known of one file.
#[derive(Debug, Clone)]
pub(super) struct Answer {
    pub dated: Dated,
    /// There is no older commit that could take the place of its commit.
    pub only: bool,
    /// What HEAD has of it, where it differs from that.
    pub committed: Option<Arc<[u8]>>,
}

/// A repository's answers, by the file's name in it.
pub(super) type Answers = HashMap<Vec<u8>, Answer>;

/// What one repository answers.
#[derive(Default)]
pub(super) struct Answered {
    pub answers: Answers,
    pub ages: Option<Ages>,
    pub repository: Option<Repository>,
}

/// Asks one repository about its files; what kept it from answering all.
pub(super) fn ask(top: &Path, wanted: Wanted<'_>, terms: &Terms) -> (Answered, Option<String>) {
    let mut answered = Answered::default();
    let problem = std::thread::scope(|scope| {
        // The working tree is looked at while history is read.
        let changed = scope.spawn(|| worktree::changed(&Git::at(top), wanted.files));
        let repository = Repository::open(top)?;
        let filled = fill(&mut answered, &repository, wanted, terms, || join(changed)?);
        answered.repository = Some(repository);
        filled
    });
    (answered, problem.err().map(|failure| failure.to_string()))
}

/// Adds the answers. Those that can be given are there even if a commit could not be read.
fn fill(
    answered: &mut Answered,
    repository: &Repository,
    wanted: Wanted<'_>,
    terms: &Terms,
    changed: impl FnOnce() -> Result<HashSet<Vec<u8>>, Failure>,
) -> Result<(), Failure> {
    let new = Answer {
        dated: Dated::Uncommitted(None),
        only: false,
        committed: None,
    };
    let Wanted { files: names, .. } = wanted;
    let answers = &mut answered.answers;
    answers.extend(names.iter().map(|n| (n.to_vec(), new.clone())));
    let Some(head) = &repository.head else {
        return Ok(());
    };
    let find = || {
        let past = past::of(repository, head, wanted, terms)?;
        let changed = changed()?;
        let differ = names.iter().copied().filter(|name| changed.contains(*name));
        let differ: Vec<&[u8]> = differ.collect();
        // Where it can't be read, all of a file counts as changed.
        let committed = committed::read(&repository.git, head, &differ).unwrap_or_default();
        Ok((past, changed, committed))
    };
    let found = find().inspect_err(|_: &Failure| answers.clear());
    let ((known, problem), changed, mut committed) = found?;
    answered.ages = known.ages;
    for (name, past) in known.pasts {
        let only = matches!(past, Past::Known { only: true, .. });
        let dated = match past {
            Past::Absent => continue,
            Past::Known { commit, .. } if changed.contains(&name) => {
                Dated::Uncommitted(Some(commit))
            }
            Past::Known { commit, .. } => Dated::Exact(commit),
            Past::Beyond => Dated::Unknown,
            Past::Undated => Dated::None,
        };
        let answer = Answer {
            dated,
            only,
            committed: committed.remove(&name),
        };
        answers.insert(name, answer);
    }
    problem.map_or(Ok(()), Err)
}

/// A thread's result; its panic, which nothing here raises, as a failure.
pub(super) fn join<T>(thread: std::thread::ScopedJoinHandle<'_, T>) -> Result<T, Failure> {
    thread.join().map_err(|_| Failure::Interrupted)
}
