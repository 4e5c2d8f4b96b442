//! When each file last changed, and how sure that is, as git tells it.
//!
//! 1. `place`: every path is resolved, symbolic links included, and given to the repository whose
//!    folder holds it. Submodules and linked worktrees have their own.
//! 2. `repository`: one look at each repository: HEAD, the boundary of a shallow clone.
//! 3. `memory`: what was found before, as long as HEAD and everything else that matters is the same.
//! 4. `past`: where it is not, `graph`, `changes`, `routes`: one pass over history, which finds for
//!    every file the commit that `git log -1 -- FILE` names. `ignored` says which commits are no updates.
//!    Where templates are asked for too, the pass goes on to where each file began, and `age` says what
//!    the templates were then.
//! 5. `worktree`, beside it: which of the files HEAD has, and which differ from it.
//! 6. `commit`: author, subject and days of the commits that were found.
//! 7. `base`, on its own: the files of an earlier commit, for whoever compares.
//! 8. `committed`: what HEAD has of those that differ from it.
//! 9. `content`, later and only where a date hangs on it: which commit was the last to change more than
//!    metadata and white space. `updates`, as late: what changed files before, where a page shows it.
//!
//! `git` runs the program itself, with every setting overridden that would change its output or
//! make it run another program.
//!
//! ```
//! use mdbook_design_docs::history::{Dated, History, Terms};
//!
//! let folder = tempfile::tempdir().expect("a folder");
//! let file = folder.path().join("a.md");
//! std::fs::write(&file, "# A").expect("a file");
//! let history = History::read(&[file.clone()], &[], &Terms::default());
//! // No repository, no date, and a line that says why.
//! assert_eq!(*history.of(&file), Dated::None);
//! assert!(history.problem().is_some());
//! ```

mod age;
mod ask;
mod base;
mod blob_name;
mod blobs;
mod changes;
mod commit;
mod committed;
mod content;
mod fetch;
mod folders;
mod git;
mod graph;
mod identity;
mod ignored;
mod memory;
mod past;
mod place;
mod repository;
mod routes;
mod updates;
mod worktree;

use std::collections::{BTreeMap, HashMap};
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use age::{Earlier, OfItsDay};
pub use base::{BaseError, BaseTree};
pub use commit::{Commit, Zone};
pub use content::{ContentChange, Digest, Question};
pub use identity::identity;
pub use place::name_in_repository;
use regex::Regex;
pub use updates::Updates;

use age::Ages;
use ask::{Answer, Answers, ask};
use past::Wanted;
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
    /// Documents and templates: the repository's top folder, and the name in it.
    places: HashMap<PathBuf, (PathBuf, Vec<u8>)>,
    /// By top folder, where templates were asked for.
    ages: BTreeMap<PathBuf, Arc<Ages>>,
    has_templates: bool,
    /// By top folder, for what is asked later.
    repositories: BTreeMap<PathBuf, Arc<Repository>>,
    terms: Terms,
    problem: Option<String>,
}

impl History {
    /// Asks git about every file, in one pass over the history of each repository concerned, and what the
    /// templates were when each file was added.
    ///
    /// Paths are absolute. Files may be symbolic links (their target counts), missing, or outside
    /// any repository. What goes wrong is told by [`Self::problem`].
    pub fn read(files: &[PathBuf], templates: &[PathBuf], terms: &Terms) -> Self {
        let places = Places::of(files);
        let template_places = Places::of(templates);
        let mut found: BTreeMap<&Path, Answers> = BTreeMap::new();
        let mut ages = BTreeMap::new();
        let mut repositories = BTreeMap::new();
        let mut problems = Vec::new();
        for (top, names) in &places.repositories {
            let files: Vec<&[u8]> = names.iter().map(Vec::as_slice).collect();
            let templates = template_places.repositories.get(top).into_iter().flatten();
            let templates: Vec<&[u8]> = templates.map(Vec::as_slice).collect();
            let wanted = Wanted {
                files: &files,
                templates: &templates,
            };
            let (answered, problem) = ask(top, wanted, terms);
            found.insert(top, answered.answers);
            ages.extend(answered.ages.map(|it| (top.clone(), Arc::new(it))));
            repositories.extend(answered.repository.map(|it| (top.clone(), Arc::new(it))));
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
            ages,
            repositories,
            terms: terms.clone(),
            has_templates: !templates.is_empty(),
            problem: problems.into_iter().next(),
            places: places
                .files
                .into_iter()
                .chain(template_places.files)
                .collect(),
        }
    }

    /// What a template was when a document was added. Both are spelled as they were given; of those
    /// that were not, and of a template in another repository than the document, nothing is said.
    pub fn template_of(&self, document: &Path, template: &Path) -> OfItsDay<'_> {
        let (Some((top, name)), Some((other, template))) =
            (self.places.get(document), self.places.get(template))
        else {
            return match self.has_templates && self.problem.is_some() {
                true => OfItsDay::Unknown,
                false => OfItsDay::Todays,
            };
        };
        match self.ages.get(top).filter(|_| top == other) {
            Some(ages) => ages.template_of(name, template),
            None if top == other && self.problem.is_some() => OfItsDay::Unknown,
            None => OfItsDay::Todays,
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
