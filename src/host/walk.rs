//! The Markdown files in a folder, and what of a folder is not its own.

use std::fs;
use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::folders::Folders;
use crate::config::Settings;
use crate::paths;

/// The Markdown files below the chapters' folder, relative to it, sorted. Neither hidden files nor
/// SUMMARY.md, nor what git ignores, the templates or the built book, which may lie there too.
pub(super) fn markdown_files(
    folders: &Folders,
    settings: &Settings,
    build_dir: &str,
) -> Vec<String> {
    let skipped = [settings.templates.as_str(), build_dir].map(|path| folders.root.join(path));
    let mut files: Vec<String> = walk(&folders.src, move |path| {
        !is_book(path) && !skipped.iter().any(|s| s == path)
    })
    .map(|file| paths::relative(&folders.src, &file))
    .filter(|file| file != "SUMMARY.md")
    .collect();
    files.sort_unstable();
    files
}

/// The Markdown files below a folder, in no order: neither hidden ones nor those that git ignores, nor
/// what lies in folders below it that are foreign, or not to be kept.
pub(super) fn walk(
    folder: &Path,
    keep: impl Fn(&Path) -> bool + Send + Sync + 'static,
) -> impl Iterator<Item = PathBuf> {
    let mut walk = WalkBuilder::new(folder);
    if folder.ancestors().any(has_odd_list) {
        walk.standard_filters(false).hidden(true);
    }
    let is_folder = |entry: &ignore::DirEntry| entry.file_type().is_some_and(|kind| kind.is_dir());
    let is_left_out = move |entry: &ignore::DirEntry| {
        is_folder(entry)
            && (!keep(entry.path()) || is_foreign(entry.path()) || has_odd_list(entry.path()))
    };
    walk.filter_entry(move |entry| entry.depth() == 0 || !is_left_out(entry))
        .build()
        .filter_map(Result::ok)
        .filter(move |entry| !is_folder(entry))
        .map(ignore::DirEntry::into_path)
        .filter(|path| has_markdown_name(path))
}

/// Whether a folder's list of what is to be ignored is no file: whoever opens a pipe waits for ever.
fn has_odd_list(folder: &Path) -> bool {
    const LISTS: [&str; 3] = [".gitignore", ".ignore", ".git/info/exclude"];
    LISTS.iter().any(|list| {
        let list = fs::metadata(folder.join(list));
        list.is_ok_and(|list| !list.is_file() && !list.is_dir())
    })
}

/// Whether a file is Markdown, by its name.
pub(super) fn has_markdown_name(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("md"))
}

/// Whether a folder is a book.
pub(super) fn is_book(folder: &Path) -> bool {
    folder.join("book.toml").exists()
}

/// Folders of installed packages and of what programs made.
fn is_foreign(folder: &Path) -> bool {
    let named = |names: &[&str]| {
        let name = folder.file_name().and_then(|name| name.to_str());
        name.is_some_and(|name| names.contains(&name))
    };
    let has = |name: &str| folder.join(name).exists();
    named(&["node_modules", "bower_components", "__pycache__"])
        || has("CACHEDIR.TAG")
        || has("pyvenv.cfg")
        || is_output(folder)
        || named(&["target"]) && folder.with_file_name("Cargo.toml").exists()
}

/// Whether mdBook made a folder.
pub(super) fn is_output(folder: &Path) -> bool {
    let pages =
        |folder: &Path| folder.join(".nojekyll").exists() && folder.join("index.html").exists();
    pages(folder) || pages(&folder.join("html"))
}
