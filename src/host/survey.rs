//! What lies in a folder that is to become a book.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use ignore::gitignore::GitignoreBuilder;
use rayon::prelude::*;

use super::HostError;
use super::chapters::read_text;
use super::frame::{self, Frame};
use super::walk::{is_book, is_output, walk};
use crate::config::Settings;
use crate::paths;
use crate::text::Text;

/// What lies in a folder that is to become a book.
#[derive(Debug)]
pub struct Survey {
    /// The folder, absolute.
    pub root: PathBuf,
    /// Its book.toml, and what it says.
    pub configured: Option<(Arc<Text>, Settings)>,
    /// The Markdown files, named relative to the folder, sorted.
    pub files: Vec<Arc<Text>>,
    /// Files that can be no chapters, each with why.
    pub left_out: Vec<(String, String)>,
    /// It is a repository, or holds a program: its own README is not meant for a book.
    pub is_project: bool,
    /// Where mdBook would put the built book lies something that it would delete.
    pub output_is_taken: bool,
    /// There is a .gitignore.
    pub has_gitignore: bool,
    /// It covers the built book.
    pub ignores_output: bool,
    /// There is a folder for templates.
    pub has_templates: bool,
}

/// Files by which the folder of a program is known.
const MANIFESTS: [&str; 8] = [
    ".git",
    "Cargo.toml",
    "package.json",
    "go.mod",
    "pyproject.toml",
    "pom.xml",
    "Makefile",
    "CMakeLists.txt",
];

/// Reads a folder. Hidden files, what git ignores, installed packages, what programs made, and books
/// of their own are left alone.
///
/// # Errors
/// Where it can't be read, or its book.toml can't be used.
pub fn read(root: &Path) -> Result<Survey, HostError> {
    let unreadable = |error: std::io::Error| HostError::Unreadable {
        path: root.to_owned(),
        reason: error.to_string(),
    };
    fs::read_dir(root).map_err(unreadable)?;
    let mut configured = None;
    let mut build_dir = "book".to_owned();
    if let Some(text) = frame::book_toml(root)? {
        let frame = Frame::from_text(root, Some(Arc::clone(&text)))?;
        build_dir = frame.build_dir.unwrap_or(build_dir);
        configured = Some((text, frame.settings));
    }
    let templates = configured
        .as_ref()
        .map_or("templates", |(_, settings)| &settings.templates);
    let output = root.join(&build_dir);
    let has = |name: &str| root.join(name).exists();
    let (files, left_out) = files(root);
    Ok(Survey {
        is_project: MANIFESTS.iter().any(|name| has(name)),
        output_is_taken: is_filled(&output) && !is_output(&output),
        has_gitignore: has(".gitignore"),
        ignores_output: ignores(root, &output),
        has_templates: root.join(templates).is_dir(),
        root: root.to_owned(),
        configured,
        files,
        left_out,
    })
}

fn files(root: &Path) -> (Vec<Arc<Text>>, Vec<(String, String)>) {
    let mut found: Vec<PathBuf> = walk(root, |path| !is_book(path)).collect();
    found.sort();
    let real: BTreeSet<&PathBuf> = found.iter().filter(|path| !path.is_symlink()).collect();
    let read: Vec<Result<Arc<Text>, (String, String)>> = found
        .par_iter()
        .map(|path| {
            let name = paths::relative(root, path);
            match read_one(path, &real) {
                Ok(text) => Ok(Arc::new(Text::new(name, text))),
                Err(why) => Err((name, why)),
            }
        })
        .collect();
    let mut files = Vec::new();
    let mut left_out = Vec::new();
    for file in read {
        match file {
            Ok(text) => files.push(text),
            Err(why) => left_out.push(why),
        }
    }
    files.sort_by(|a, b| a.path().cmp(b.path()));
    (files, left_out)
}

fn read_one(path: &Path, real: &BTreeSet<&PathBuf>) -> Result<Arc<str>, String> {
    let name = path.to_str().ok_or("its name is no text")?;
    if name.chars().any(char::is_control) {
        return Err("its name holds control characters".to_owned());
    }
    if path.is_symlink() {
        let target = fs::canonicalize(path).map_err(|_| "it leads nowhere".to_owned())?;
        if real.contains(&target) {
            return Err("it is a link to another of the files".to_owned());
        }
    }
    read_text(path).map_err(|problem| problem.reason())
}

fn is_filled(folder: &Path) -> bool {
    fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some())
}

/// Whether the nearest .gitignore, which is the one that mdBook looks at, covers a folder.
fn ignores(root: &Path, folder: &Path) -> bool {
    let mut folders = root.ancestors().map(|folder| folder.join(".gitignore"));
    let Some(file) = folders.find(|file| file.is_file()) else {
        return false;
    };
    let mut builder = GitignoreBuilder::new(file.parent().unwrap_or(root));
    let readable = builder.add(&file).is_none();
    let rules = builder.build();
    readable && rules.is_ok_and(|rules| rules.matched_path_or_any_parents(folder, true).is_ignore())
}
