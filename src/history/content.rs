//! Which commit was the last to change a file's content: those that changed nothing but what counts
//! as none, such as metadata or white space, are passed over.
//!
//! It takes contents, which a partial clone has to fetch, and is looked for only where the commit that
//! was the last to change the file does not do.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::blobs::Blobs;
use super::commit::{self, Commit};
use super::git::Failure;
use super::graph::{Graph, Id};
use super::memory::Memory;
use super::past::Trails;
use super::repository::Repository;
use super::routes::trail::{self, Change};
use super::{History, Terms, fetch, ignored};

/// A file whose content is asked about.
#[derive(Debug, Clone)]
pub struct Question {
    /// The file, spelled as it was given before.
    pub file: PathBuf,
    /// Whether contents may be fetched that a partial clone left out.
    pub fetch: bool,
}

/// The last change of a file's content.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ContentChange {
    /// It is known.
    Known {
        /// The commit that made it.
        commit: Arc<Commit>,
        /// Later ones, which were passed over, the newest first.
        passed: Vec<Arc<Commit>>,
    },
    /// It lies beyond what the clone holds.
    Unknown,
}

/// A number that is the same for two states of a file with the same content.
pub type Digest<'a> = &'a (dyn Fn(&Path, &[u8]) -> u64 + Sync);

impl History {
    /// The last change of the content of each file, as far as git can say. Two states have the same
    /// content where `digest` gives the same number for them.
    pub fn content_changes(
        &self,
        questions: &[Question],
        digest: Digest<'_>,
    ) -> HashMap<PathBuf, ContentChange> {
        let mut asked: BTreeMap<&Path, Vec<(&Question, &[u8])>> = BTreeMap::new();
        for question in questions {
            if let Some((top, name)) = self.places.get(&question.file) {
                asked.entry(top).or_default().push((question, name));
            }
        }
        let mut found = HashMap::new();
        for (top, questions) in asked {
            let Some(repository) = self.repositories.get(top) else {
                continue;
            };
            // Where git has no answer, nothing is said.
            if let Ok(answers) = of_repository(repository, &questions, &self.terms, digest) {
                found.extend(answers);
            }
        }
        found
    }
}

/// A file on the way to its answer.
struct Open<'a> {
    question: &'a Question,
    /// All its changes, the newest first.
    changes: &'a [Change],
    /// The change that is looked at.
    at: usize,
    passed: Vec<Arc<Commit>>,
}

fn of_repository(
    repository: &Repository,
    questions: &[(&Question, &[u8])],
    terms: &Terms,
    digest: Digest<'_>,
) -> Result<HashMap<PathBuf, ContentChange>, Failure> {
    let Some(head) = &repository.head else {
        return Ok(HashMap::new());
    };
    let listed = ignored::listed(&repository.git, terms);
    let names: Vec<&[u8]> = questions.iter().map(|(_, name)| *name).collect();
    let trails = trails(repository, head, &names, &listed, terms)?;
    let asked = names.iter().filter_map(|name| trails.get(*name));
    let all = asked.flatten().map(|change| change.commit);
    let (commits, _) = commit::read(&repository.git, &all.collect(), &terms.zone)?;
    let search = Search {
        repository,
        terms,
        listed,
        commits,
        digest,
    };
    let open = questions.iter().filter_map(|(question, name)| {
        let changes = trails.get(*name).filter(|changes| !changes.is_empty())?;
        Some(Open {
            question,
            changes,
            at: search.counting(changes, 0),
            passed: Vec::new(),
        })
    });
    Ok(search.run(open.collect()))
}

/// The changes of some files, remembered or found in one pass.
pub(super) fn trails(
    repository: &Repository,
    head: &Id,
    names: &[&[u8]],
    listed: &BTreeSet<Id>,
    terms: &Terms,
) -> Result<Trails, Failure> {
    let memory = Memory::open(repository, head, listed, terms);
    let mut known = memory.as_ref().map(Memory::read_trails).unwrap_or_default();
    let is_missing = |name: &&&[u8]| !known.contains_key(**name);
    let missing: Vec<&[u8]> = names.iter().filter(is_missing).copied().collect();
    if missing.is_empty() {
        return Ok(known);
    }
    let graph = Graph::read(&repository.git, head)?;
    let mut nobody = |_: usize, _: &_| ControlFlow::Break(());
    let trails = trail::follow(&repository.git, &graph, &missing, &mut nobody)?;
    let found = missing.iter().zip(trails);
    known.extend(found.map(|(name, trail)| (name.to_vec(), trail.changes)));
    if let Some(memory) = memory {
        memory.write_trails(&known);
    }
    Ok(known)
}

struct Search<'a> {
    repository: &'a Repository,
    terms: &'a Terms,
    listed: BTreeSet<Id>,
    commits: HashMap<Id, Arc<Commit>>,
    digest: Digest<'a>,
}

impl Search<'_> {
    /// In rounds, so that contents are read for all files at once: none that is not needed.
    fn run(&self, mut open: Vec<Open<'_>>) -> HashMap<PathBuf, ContentChange> {
        let git = &self.repository.git;
        // What may be fetched is fetched before.
        let mut blobs = Blobs::local();
        let mut found = HashMap::new();
        while !open.is_empty() {
            let (first, rest) = open
                .into_iter()
                .partition::<Vec<_>, _>(|it| it.at + 1 == it.changes.len());
            found.extend(first.into_iter().map(|it| self.answer(it)));
            let ids: Vec<[String; 2]> = rest.iter().map(Open::states).collect();
            let may_fetch = rest.iter().zip(&ids).filter(|(it, _)| it.question.fetch);
            let wanted: Vec<&str> = may_fetch
                .flat_map(|(_, ids)| ids)
                .map(String::as_str)
                .collect();
            // What could not be fetched is missed where it is read.
            let _ = fetch::blobs(self.repository, &wanted);
            let all: Vec<&str> = ids.iter().flatten().map(String::as_str).collect();
            blobs.read_all(git, &all);
            let states: Vec<_> = rest
                .iter()
                .zip(&ids)
                .map(|(it, ids)| {
                    let states = ids.each_ref().map(|id| blobs.read(git, id));
                    (it.question.file.clone(), states)
                })
                .collect();
            let same: HashMap<PathBuf, Option<bool>> = states
                .into_par_iter()
                .map(|(file, states)| {
                    let digests = states.map(|it| Some((self.digest)(&file, &it?)));
                    let same = digests[0]
                        .zip(digests[1])
                        .map(|(now, before)| now == before);
                    (file, same)
                })
                .collect();
            open = Vec::new();
            for mut it in rest {
                match same.get(&it.question.file).copied().flatten() {
                    Some(false) => found.extend([self.answer(it)]),
                    Some(true) => {
                        it.passed
                            .extend(self.commits.get(&it.changes[it.at].commit).cloned());
                        it.at = self.counting(it.changes, it.at + 1);
                        open.push(it);
                    }
                    None => drop(found.insert(it.question.file.clone(), ContentChange::Unknown)),
                }
            }
        }
        found
    }

    /// The first change from one on that counts as an update; the oldest, where none does.
    fn counting(&self, changes: &[Change], from: usize) -> usize {
        let counts = |change: &Change| {
            let commit = self.commits.get(&change.commit);
            ignored::counts(
                &change.commit,
                commit.map(|it| &**it),
                &self.listed,
                self.terms,
            )
        };
        let found = changes[from..].iter().position(counts);
        found.map_or(changes.len() - 1, |at| from + at)
    }

    fn answer(&self, it: Open<'_>) -> (PathBuf, ContentChange) {
        let id = &it.changes[it.at].commit;
        let commit = self.commits.get(id);
        let change = match commit.filter(|_| !self.repository.is_boundary(id)) {
            Some(commit) => ContentChange::Known {
                commit: Arc::clone(commit),
                passed: it.passed,
            },
            None => ContentChange::Unknown,
        };
        (it.question.file.clone(), change)
    }
}

impl Open<'_> {
    /// What the file held after the change that is looked at, and before it.
    fn states(&self) -> [String; 2] {
        [self.at, self.at + 1].map(|at| self.changes[at].blob.to_string())
    }
}
