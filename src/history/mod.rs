//! When each file last changed, and how sure that is, as git tells it.
//!
//! 1. `place`: every path is resolved, symbolic links included, and given to the repository whose
//!    folder holds it. Submodules and linked worktrees have their own.
//! 2. `repository`: one look at each repository: HEAD, the boundary of a shallow clone.
//! 3. `worktree`: which of the files HEAD has, and which differ from it.
//! 4. `graph`, `changes`, `routes`: one pass over history, which finds for every file the commit
//!    that `git log -1 -- FILE` names.
//! 5. `commit`: author, subject and days of the commits that were found.
//!
//! `git` runs the program itself, with every setting overridden that would change its output or
//! make it run another program.

mod changes;
mod commit;
mod git;
mod graph;
mod place;
mod repository;
mod routes;
mod worktree;

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use commit::{Commit, Zone};

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

/// Asks one repository about its files. What was found before something failed is kept.
fn ask(top: &Path, names: &[&[u8]], zone: &Zone) -> (Answers, Option<String>) {
    let mut answers = Answers::new();
    let problem = match Repository::open(top) {
        Ok(repository) => fill(&mut answers, &repository, names, zone).err(),
        Err(failure) => Some(failure),
    };
    (answers, problem.map(|failure| failure.to_string()))
}

fn fill(
    answers: &mut Answers,
    repository: &Repository,
    names: &[&[u8]],
    zone: &Zone,
) -> Result<(), git::Failure> {
    let Some(head) = &repository.head else {
        answers.extend(names.iter().map(|n| (n.to_vec(), Dated::Uncommitted(None))));
        return Ok(());
    };
    let (held, changed, graph) = std::thread::scope(|scope| {
        let changed = scope.spawn(|| worktree::changed(&repository.git, names));
        let graph = scope.spawn(|| routes::needs_graph(names).then(|| repository.graph(head)));
        let held = worktree::held(&repository.git, head, names);
        (held, join(changed), join(graph))
    });
    let (held, changed) = (held?, changed??);
    let (known, new): (Vec<&[u8]>, Vec<&[u8]>) = names.iter().partition(|n| held.contains(**n));
    answers.extend(new.iter().map(|n| (n.to_vec(), Dated::Uncommitted(None))));
    let last = match graph?.transpose()? {
        Some(graph) => routes::last_changes(&repository.git, &graph, &known)?,
        None => routes::last_change_each(&repository.git, head, &known)?,
    };
    let wanted = last
        .iter()
        .flatten()
        .filter(|id| !repository.is_boundary(id));
    let (commits, problem) = commit::read(&repository.git, wanted, zone)?;
    for (name, id) in known.iter().zip(&last) {
        let dated = match id {
            Some(id) if repository.is_boundary(id) => Dated::Unknown,
            Some(id) => match commits.get(id) {
                Some(commit) if changed.contains(*name) => {
                    Dated::Uncommitted(Some(Arc::clone(commit)))
                }
                Some(commit) => Dated::Exact(Arc::clone(commit)),
                None => Dated::None,
            },
            None => Dated::None,
        };
        answers.insert(name.to_vec(), dated);
    }
    problem.map_or(Ok(()), Err)
}

/// A thread's result; its panic, which nothing here raises, as a failure.
fn join<T>(thread: std::thread::ScopedJoinHandle<'_, T>) -> Result<T, git::Failure> {
    thread.join().map_err(|_| git::Failure::Interrupted)
}
