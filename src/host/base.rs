//! The book as an earlier commit has it, to be judged as today's is: its own SUMMARY.md, chapters
//! and includes, with today's configuration and templates.

mod files;
mod project;

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::chapters::{self, Unreadable};
use super::folders::Folders;
use super::walk::has_markdown_name;
use super::{HostError, renames, summary};
use crate::book::{Before, Book, Chapter};
use crate::diagnostics::{Diagnostic, Place};
use crate::history::BaseTree;
use crate::paths::{self, RealFolders};
use crate::text::Text;
use files::TreeFiles;

/// The book at the merge base of HEAD and `revision`.
///
/// # Errors
/// Where git knows no such commit or has no answer.
pub fn read(today: &Book, revision: &str) -> Result<Before, HostError> {
    let tree = BaseTree::open(&today.root, revision)?;
    let root = fs::canonicalize(&today.root).unwrap_or_else(|_| today.root.clone());
    let reader = Reader {
        unchanged: unchanged(today, &tree),
        src: root.join(&today.settings.book.src),
        folders: Folders::new(&today.root, &today.settings.book.src),
        root,
        tree: &tree,
        today,
    };
    let mut found = Found::default();
    reader.listed(&mut found);
    reader.still_there(&mut found);
    reader.renamed(&mut found);
    let gone = reader.gone(&found);
    let (book, project) = reader.books(found.chapters, found.problems);
    tree.complete()?;
    Ok(Before {
        book,
        project,
        moved: found.moved,
        gone,
        files: Box::new(TreeFiles::new(reader.folders, tree)),
    })
}

/// What was found at the base.
#[derive(Default)]
struct Found {
    chapters: Vec<Chapter>,
    problems: Vec<Diagnostic>,
    /// The paths from the repository's top that `chapters` has, each with its index.
    known: BTreeMap<String, usize>,
    moved: BTreeMap<String, PathBuf>,
}

struct Reader<'a> {
    /// The book's folder, symbolic links resolved.
    root: PathBuf,
    src: PathBuf,
    folders: Folders,
    tree: &'a BaseTree,
    today: &'a Book,
    /// The texts that are today what they were, by their paths from the repository's top.
    unchanged: HashMap<String, Arc<Text>>,
}

/// The texts of today's chapters that the base has too. Most are: only the others are read from git.
fn unchanged(today: &Book, tree: &BaseTree) -> HashMap<String, Arc<Text>> {
    let same = |chapter: &Chapter| {
        let file = in_repository(chapter, tree)?;
        let text = chapter.source.as_ref()?;
        let same = tree.has(&file, text.as_str());
        same.then(|| (file, Arc::clone(text)))
    };
    today.chapters.par_iter().filter_map(same).collect()
}

/// A chapter's file from the repository's top.
fn in_repository(chapter: &Chapter, tree: &BaseTree) -> Option<String> {
    let real = chapter.file.as_ref()?;
    Some(paths::normal(real.strip_prefix(tree.top()).ok()?))
}

impl Reader<'_> {
    /// The chapters of the base's SUMMARY.md; none where there is none that can be used.
    fn listed(&self, found: &mut Found) {
        let path = self.src.join("SUMMARY.md");
        let text = self
            .tree
            .resolve(&path)
            .and_then(|path| self.text(&path).ok());
        let Some(Ok((listed, problems))) = text.as_deref().map(summary::read) else {
            return;
        };
        found.problems.extend(problems);
        let files: Vec<String> = listed
            .iter()
            .filter_map(|it| self.tree.resolve(&self.src.join(it.path.as_ref()?)))
            .collect();
        let changed = files
            .iter()
            .filter(|file| !self.unchanged.contains_key(*file));
        self.tree.read_ahead(changed.map(String::as_str));
        for listed in listed {
            let Some(path) = &listed.path else {
                continue;
            };
            match self.tree.resolve(&self.src.join(path)) {
                Some(file) => {
                    let path = self.folders.chapter_path(path);
                    self.add(found, &file, &file, listed.name, path, true);
                }
                None => {
                    let name = self.folders.name(&self.folders.src.join(path));
                    found.problems.push(unreadable(&Unreadable::Missing, &name));
                }
            }
        }
    }

    /// Chapters of today whose files the base had, though its book did not list them: whoever lists
    /// a file did not write it.
    fn still_there(&self, found: &mut Found) {
        for chapter in &self.today.chapters {
            if let (Some(file), Some(path)) = (in_repository(chapter, self.tree), &chapter.path)
                && self.tree.resolve(&self.tree.top().join(&file)).is_some()
            {
                let name = chapter.name.clone();
                self.add(found, &file, &file, name, path.clone(), false);
            }
        }
    }

    /// Files that went, found again under another name: they are judged under the new one.
    fn renamed(&self, found: &mut Found) {
        let is_new = |file: &String| self.tree.resolve(&self.tree.top().join(file)).is_none();
        let chapters = self.today.chapters.iter().filter_map(|chapter| {
            let file = in_repository(chapter, self.tree)?;
            Some((file, chapter.source.clone()?, chapter.path.clone()?))
        });
        let files = self.today.files.iter();
        let folders = RealFolders::of(files.clone().map(|path| self.src.join(path)));
        let strays = files.filter_map(|path| {
            let (real, _) = folders.resolve(&self.src.join(path)).ok()?;
            let file = paths::normal(real.strip_prefix(self.tree.top()).ok()?);
            let text = is_new(&file).then(|| fs::read_to_string(&real).ok())??;
            Some((file, Arc::new(Text::new("", text)), path.clone()))
        });
        let new: BTreeMap<String, (Arc<Text>, String)> = strays
            .chain(chapters)
            .filter(|(file, ..)| is_new(file))
            .map(|(file, text, path)| (file, (text, path)))
            .collect();
        if new.is_empty() {
            return;
        }
        let removed: Vec<(&str, Arc<Text>)> = self
            .tree
            .files()
            .filter(|file| has_markdown_name(Path::new(file)) && !self.is_there(file))
            .filter_map(|file| Some((file, self.text(file).ok()?)))
            .collect();
        let texts = new.iter().map(|(file, (text, _))| (file.as_str(), &**text));
        for (old, file) in renames::find(&removed, &texts.collect::<Vec<_>>()) {
            let Some((_, path)) = new.get(file) else {
                continue;
            };
            if let Some(&index) = found.known.get(old) {
                found.chapters.remove(index);
                for other in found.known.values_mut().filter(|other| **other > index) {
                    *other -= 1;
                }
            }
            let name = path.trim_end_matches(".md").to_owned();
            self.add(found, old, file, name, path.clone(), true);
            let folder = self.tree.top().join(old);
            let folder = folder.parent().unwrap_or(Path::new("")).to_owned();
            found.moved.insert(path.clone(), folder);
        }
    }

    /// Adds the file `old` of the base as though it were called `file`.
    fn add(
        &self,
        found: &mut Found,
        old: &str,
        file: &str,
        name: String,
        path: String,
        listed: bool,
    ) {
        if listed && old == file && found.known.contains_key(old) {
            return;
        }
        if !listed && found.known.contains_key(old) {
            return;
        }
        let real = self.tree.top().join(file);
        let message_name = self.folders.real_name(&real);
        let source = match self.named(old, &message_name) {
            Ok(text) => Some(text),
            Err(problem) => {
                found.problems.push(unreadable(&problem, &message_name));
                None
            }
        };
        found.known.insert(old.to_owned(), found.chapters.len());
        found.chapters.push(Chapter {
            name,
            path: Some(path),
            file: Some(real),
            source,
            sent: None,
            listed,
        });
    }

    /// Documents of the base that are nowhere today.
    fn gone(&self, found: &Found) -> BTreeSet<String> {
        let sources = found.chapters.iter().filter(|chapter| {
            let file = chapter.file.as_ref();
            file.is_some_and(|file| fs::symlink_metadata(file).is_err())
        });
        sources
            .filter_map(|chapter| Some(chapter.source.as_ref()?.path().to_string()))
            .collect()
    }

    fn is_there(&self, file: &str) -> bool {
        fs::symlink_metadata(self.tree.top().join(file)).is_ok()
    }

    fn text(&self, file: &str) -> Result<Arc<Text>, Unreadable> {
        let name = self.folders.real_name(&self.tree.top().join(file));
        self.named(file, &name)
    }

    fn named(&self, file: &str, name: &str) -> Result<Arc<Text>, Unreadable> {
        Ok(match self.unchanged.get(file) {
            Some(text) if **text.path() == *name => Arc::clone(text),
            Some(text) => Arc::new(Text::new(name, text.shared())),
            None => {
                let bytes = self.tree.blob(file).ok_or(Unreadable::Missing)?;
                Arc::new(Text::new(name, chapters::decoded(&bytes)?))
            }
        })
    }

    /// The Markdown files below the chapters' folder, relative to it.
    fn files(&self) -> Vec<String> {
        let files = self
            .tree
            .files()
            .filter(|file| has_markdown_name(Path::new(file)));
        let below = files.filter_map(|file| {
            let path = self.tree.top().join(file);
            Some(paths::normal(path.strip_prefix(&self.src).ok()?))
        });
        below.filter(|file| file != "SUMMARY.md").collect()
    }
}

fn unreadable(problem: &Unreadable, name: &str) -> Diagnostic {
    problem.finding(name, Place::file(name))
}
