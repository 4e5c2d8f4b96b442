//! When each file last changed, and how sure that is, as git tells it.
//!
//! 1. `place`: every path is resolved, symbolic links included, and given to the repository whose
//!    folder holds it. Submodules and linked worktrees have their own.
//! 2. `repository`: one look at each repository: HEAD, the boundary of a shallow clone.
//! 3. `memory`: what was found before, as long as HEAD and everything else that matters is the same.
//! 4. `past`: where it is not, `graph`, `changes`, `routes`: one pass over history, which finds for
//!    every file the commit that `git log -1 -- FILE` names. `ignored` says which commits are no updates.
//! 5. `worktree`, beside it: which of the files HEAD has, and which differ from it.
//! 6. `commit`: author, subject and days of the commits that were found.
//! 7. `base`, on its own: the files of an earlier commit, for whoever compares.
//! 8. `committed`: what HEAD has of those that differ from it.
//!
//! `git` runs the program itself, with every setting overridden that would change its output or
//! make it run another program.

mod base;
mod blobs;
mod changes;
mod commit;
mod committed;
mod git;
mod graph;
mod identity;
mod ignored;
mod memory;
mod past;
mod place;
mod repository;
mod routes;
mod worktree;

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use base::{BaseError, BaseTree};
pub use commit::{Commit, Zone};
pub use identity::identity;
pub use place::name_in_repository;
use regex::Regex;

use git::{Failure, Git};
use past::Past;
use place::Places;
use repository::Repository;

/// When a file last changed, by how sure that is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Dated {
    /// The file is as this commit left it.
    Exact(Arc<Commit>),
    /// The file differs from HEAD; the commit is the last one that changed it. Without a commit,
    /// the file was never committed, or HEAD has it no longer.
    Uncommitted(Option<Arc<Commit>>),
    /// The history that was fetched ends before the last change: a shallow clone.
    Unknown,
    /// No repository, no git, or git failed: [`History::problem`] says which.
    None,
}

/// On what terms dates are looked for.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    /// Where a day begins and ends.
    pub zone: Zone,
    /// The file that lists commits which are no updates, relative to the repository's top.
    pub ignore_revs: Option<String>,
    /// Commits whose subject matches one of these are no updates.
    pub ignore_messages: Vec<Regex>,
    /// What was found is kept for the next time, inside the git directory.
    pub remember: bool,
    /// The folder in which it is kept where the git directory can't be written.
    pub cache_folder: Option<PathBuf>,
}

/// The last change of every file that was asked for.
#[derive(Debug, Clone, Default)]
pub struct History {
    files: HashMap<PathBuf, Answer>,
    problem: Option<String>,
}

impl History {
    /// Asks git about every file, in one pass over the history of each repository concerned.
    ///
    /// Paths are absolute. Files may be symbolic links (their target counts), missing, or outside
    /// any repository. Days are taken in `zone`. What goes wrong is told by [`Self::problem`].
    pub fn read(files: &[PathBuf], zone: &Zone) -> Self {
        let zone = zone.clone();
        let terms = Terms {
            zone,
            ..Terms::default()
        };
        Self::read_on(files, &terms)
    }

    /// As [`Self::read`], on more terms.
    pub fn read_on(files: &[PathBuf], terms: &Terms) -> Self {
        let places = Places::of(files);
        let mut found: BTreeMap<&Path, Answers> = BTreeMap::new();
        let mut problems = Vec::new();
        for (top, names) in &places.repositories {
            let names: Vec<&[u8]> = names.iter().map(Vec::as_slice).collect();
            let (answers, problem) = ask(top, &names, terms);
            found.insert(top, answers);
            problems.extend(problem);
        }
        problems.extend(places.outside_message());
        let answer = |file: &PathBuf| {
            let (top, name) = places.files.get(file)?;
            Some((
                file.clone(),
                found.get(top.as_path())?.get(name.as_slice())?.clone(),
            ))
        };
        Self {
            files: files.iter().filter_map(answer).collect(),
            problem: problems.into_iter().next(),
        }
    }

    /// When a file last changed. The path is spelled as it was given to [`Self::read`]; one that
    /// was not given is [`Dated::None`].
    pub fn of(&self, file: &Path) -> &Dated {
        self.files.get(file).map_or(&Dated::None, |it| &it.dated)
    }

    /// Whether the commit of a file is the only one that it could have: it brought the file, or all
    /// that changed the file since are no updates either.
    pub fn has_one_commit(&self, file: &Path) -> bool {
        self.files.get(file).is_some_and(|it| it.only)
    }

    /// What HEAD has of a file that differs from it; none where it has nothing, or can't say.
    pub fn committed(&self, file: &Path) -> Option<&[u8]> {
        self.files.get(file)?.committed.as_deref()
    }

    /// The file is about to differ from what is on disk, which is `before`.
    pub fn edited(&mut self, file: &Path, before: &[u8]) {
        if let Some(answer) = self.files.get_mut(file)
            && let Dated::Exact(commit) = &answer.dated
        {
            answer.dated = Dated::Uncommitted(Some(Arc::clone(commit)));
            answer.committed = Some(Arc::from(before));
        }
    }

    /// How many files have their last change beyond the boundary of a shallow clone.
    pub fn unknown(&self) -> usize {
        self.files
            .values()
            .filter(|answer| answer.dated == Dated::Unknown)
            .count()
    }

    /// The first thing that kept dates from being found, for one message for the whole run: one
    /// line, without control characters, without a full stop.
    pub fn problem(&self) -> Option<&str> {
        self.problem.as_deref()
    }
}

/// What is known of one file.
#[derive(Debug, Clone)]
struct Answer {
    dated: Dated,
    /// There is no older commit that could take the place of its commit.
    only: bool,
    /// What HEAD has of it, where it differs from that.
    committed: Option<Arc<[u8]>>,
}

/// A repository's answers, by the file's name in it.
type Answers = HashMap<Vec<u8>, Answer>;

/// Asks one repository about its files.
fn ask(top: &Path, names: &[&[u8]], terms: &Terms) -> (Answers, Option<String>) {
    let mut answers = Answers::new();
    let problem = std::thread::scope(|scope| {
        // The working tree is looked at while history is read.
        let changed = scope.spawn(|| worktree::changed(&Git::at(top), names));
        let repository = Repository::open(top)?;
        fill(&mut answers, &repository, names, terms, || join(changed)?)
    });
    (answers, problem.err().map(|failure| failure.to_string()))
}

/// Adds the answers. Those that can be given are there even if a commit could not be read.
fn fill(
    answers: &mut Answers,
    repository: &Repository,
    names: &[&[u8]],
    terms: &Terms,
    changed: impl FnOnce() -> Result<HashSet<Vec<u8>>, Failure>,
) -> Result<(), Failure> {
    let new = Answer {
        dated: Dated::Uncommitted(None),
        only: false,
        committed: None,
    };
    answers.extend(names.iter().map(|n| (n.to_vec(), new.clone())));
    let Some(head) = &repository.head else {
        return Ok(());
    };
    let find = || {
        let past = past::of(repository, head, names, terms)?;
        let changed = changed()?;
        let differ = names.iter().copied().filter(|name| changed.contains(*name));
        let differ: Vec<&[u8]> = differ.collect();
        // Where it can't be read, all of a file counts as changed.
        let committed = committed::read(&repository.git, head, &differ).unwrap_or_default();
        Ok((past, changed, committed))
    };
    let found = find().inspect_err(|_: &Failure| answers.clear());
    let ((pasts, problem), changed, mut committed) = found?;
    for (name, past) in pasts {
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
fn join<T>(thread: std::thread::ScopedJoinHandle<'_, T>) -> Result<T, Failure> {
    thread.join().map_err(|_| Failure::Interrupted)
}
