//! When each file last changed, and how sure that is, as git tells it.
//!
//! 1. `place`: every path is resolved, symbolic links included, and given to the repository whose
//!    folder holds it. Submodules and linked worktrees have their own.
//! 2. `repository`: one look at each repository: HEAD, the boundary of a shallow clone.
//! 3. `graph`, `changes`, `routes`: one pass over history, which finds for every file the commit
//!    that `git log -1 -- FILE` names.
//! 4. `worktree`, beside it: which of the files HEAD has, and which differ from it.
//! 5. `commit`: author, subject and days of the commits that were found.
//!
//! `git` runs the program itself, with every setting overridden that would change its output or
//! make it run another program.

mod changes;
mod commit;
mod git;
mod graph;
mod identity;
mod place;
mod repository;
mod routes;
mod worktree;

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use commit::{Commit, Zone};
pub use identity::identity;

use git::Failure;
use graph::{Graph, Id};
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

/// The last change of every file that was asked for.
#[derive(Debug, Default)]
pub struct History {
    files: HashMap<PathBuf, Dated>,
    problem: Option<String>,
}

impl History {
    /// Asks git about every file, in one pass over the history of each repository concerned.
    ///
    /// Paths are absolute. Files may be symbolic links (their target counts), missing, or outside
    /// any repository. Days are taken in `zone`. What goes wrong is told by [`Self::problem`].
    pub fn read(files: &[PathBuf], zone: &Zone) -> Self {
        let places = Places::of(files);
        let mut found: BTreeMap<&Path, Answers> = BTreeMap::new();
        let mut problems = Vec::new();
        for (top, names) in &places.repositories {
            let names: Vec<&[u8]> = names.iter().map(Vec::as_slice).collect();
            let (answers, problem) = ask(top, &names, zone);
            found.insert(top, answers);
            problems.extend(problem);
        }
        problems.extend(places.outside_message());
        let dated = |file: &PathBuf| {
            let (top, name) = places.files.get(file)?;
            found.get(top.as_path())?.get(name.as_slice()).cloned()
        };
        Self {
            files: files
                .iter()
                .map(|file| (file.clone(), dated(file).unwrap_or(Dated::None)))
                .collect(),
            problem: problems.into_iter().next(),
        }
    }

    /// When a file last changed. The path is spelled as it was given to [`Self::read`]; one that
    /// was not given is [`Dated::None`].
    pub fn of(&self, file: &Path) -> &Dated {
        self.files.get(file).unwrap_or(&Dated::None)
    }

    /// How many files have their last change beyond the boundary of a shallow clone.
    pub fn unknown(&self) -> usize {
        self.files
            .values()
            .filter(|dated| **dated == Dated::Unknown)
            .count()
    }

    /// The first thing that kept dates from being found, for one message for the whole run: one
    /// line, without control characters, without a full stop.
    pub fn problem(&self) -> Option<&str> {
        self.problem.as_deref()
    }
}

/// A repository's answers, by the file's name in it.
type Answers = HashMap<Vec<u8>, Dated>;

/// Asks one repository about its files.
fn ask(top: &Path, names: &[&[u8]], zone: &Zone) -> (Answers, Option<String>) {
    let mut answers = Answers::new();
    let problem = match Repository::open(top) {
        Ok(repository) => fill(&mut answers, &repository, names, zone).err(),
        Err(failure) => Some(failure),
    };
    (answers, problem.map(|failure| failure.to_string()))
}

/// Adds the answers. Those that can be given are there even if a commit could not be read.
fn fill(
    answers: &mut Answers,
    repository: &Repository,
    names: &[&[u8]],
    zone: &Zone,
) -> Result<(), Failure> {
    answers.extend(names.iter().map(|n| (n.to_vec(), Dated::Uncommitted(None))));
    let Some(head) = &repository.head else {
        return Ok(());
    };
    let found = std::thread::scope(|scope| {
        // The working tree is looked at while history is read.
        let changed = scope.spawn(|| worktree::changed(&repository.git, names));
        let last = last_changes(repository, head, names)?;
        let ids = last.iter().filter_map(|(_, id)| *id);
        let wanted = ids.filter(|id| !repository.is_boundary(id)).collect();
        let commits = commit::read(&repository.git, &wanted, zone)?;
        Ok((last, commits, join(changed)??))
    });
    let (last, (commits, problem), changed) = found.inspect_err(|_| answers.clear())?;
    for (name, id) in last {
        let commit = id.and_then(|id| commits.get(&id)).map(Arc::clone);
        let dated = match commit {
            Some(commit) if changed.contains(name) => Dated::Uncommitted(Some(commit)),
            Some(commit) => Dated::Exact(commit),
            None if id.is_some_and(|id| repository.is_boundary(&id)) => Dated::Unknown,
            None => Dated::None,
        };
        answers.insert(name.to_vec(), dated);
    }
    problem.map_or(Ok(()), Err)
}

/// Files' names, each with the commit that changed it last.
type LastChanges<'n> = Vec<(&'n [u8], Option<Id>)>;

/// The last commit of each of the files that HEAD has.
fn last_changes<'n>(
    repository: &Repository,
    head: &Id,
    names: &[&'n [u8]],
) -> Result<LastChanges<'n>, Failure> {
    let git = &repository.git;
    let (held, graph) = std::thread::scope(|scope| {
        let graph = scope.spawn(|| routes::needs_graph(names).then(|| Graph::read(git, head)));
        (worktree::held(git, head, names), join(graph))
    });
    let (held, graph) = (held?, graph?.transpose()?);
    let wanted = names.iter().copied().filter(|name| held.contains(*name));
    let names: Vec<&[u8]> = wanted.collect();
    let last = match graph {
        Some(graph) => routes::last_changes(git, &graph, &names)?,
        None => routes::last_change_each(git, head, &names)?,
    };
    Ok(names.into_iter().zip(last).collect())
}

/// A thread's result; its panic, which nothing here raises, as a failure.
fn join<T>(thread: std::thread::ScopedJoinHandle<'_, T>) -> Result<T, Failure> {
    thread.join().map_err(|_| Failure::Interrupted)
}
