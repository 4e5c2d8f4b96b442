//! The book's own templates, and the Markdown files that SUMMARY.md might have forgotten.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::Arc;

use ignore::WalkBuilder;

use super::chapters::{Unreadable, read_text};
use super::folders::Folders;
use crate::config::{Settings, TemplateChoice};
use crate::diagnostics::{Diagnostic, Place, Severity};
use crate::paths;
use crate::text::Text;

const RULE: &str = "template-error";

/// The Markdown files at the top of the templates' folder and those that `documents` entries name
/// by path, sorted by path, each once; and what can't be read of them.
pub(super) fn read(folders: &Folders, settings: &Settings) -> (Vec<Arc<Text>>, Vec<Diagnostic>) {
    let mut wanted: BTreeMap<String, Place> = BTreeMap::new();
    for entry in &settings.documents {
        if let Some(TemplateChoice::Name(name)) = &entry.template
            && has_markdown_name(Path::new(name))
        {
            let name = folders.name(&folders.root.join(name));
            wanted
                .entry(name)
                .or_insert_with(|| entry.template_place.clone());
        }
    }
    let mut problems = Vec::new();
    match list(&folders.root.join(&settings.templates)) {
        Ok(files) => wanted.extend(files.iter().map(|file| {
            let name = folders.name(file);
            let place = Place::file(name.as_str());
            (name, place)
        })),
        Err(Unreadable::Missing) => {}
        Err(problem) => {
            let message = format!("the templates' folder `{}` {problem}", settings.templates);
            let subject = format!("{}/", settings.templates);
            problems.push(unreadable(Place::file("book.toml"), message, subject));
        }
    }
    let mut templates = Vec::new();
    for (name, place) in wanted {
        match read_text(&folders.root.join(&name)) {
            Ok(text) => templates.push(Arc::new(Text::new(name, text))),
            // `unknown-template` says so, with the chapters that the entry holds for.
            Err(Unreadable::Missing) => {}
            Err(problem) => {
                let message = format!("the template `{name}` {problem}");
                problems.push(unreadable(place, message, name));
            }
        }
    }
    (templates, problems)
}

/// The subject is the path of what can't be read, by which a rule knows that there is such a template.
fn unreadable(place: Place, message: String, subject: String) -> Diagnostic {
    let mut finding = Diagnostic::new(RULE, Severity::Error, place, message);
    finding.subject = subject;
    finding
}

fn list(folder: &Path) -> Result<Vec<std::path::PathBuf>, Unreadable> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let hidden = path
            .file_name()
            .is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
        if !hidden && has_markdown_name(&path) && !path.is_dir() {
            files.push(path);
        }
    }
    Ok(files)
}

/// The Markdown files below the chapters' folder, relative to it, sorted. Neither hidden files nor
/// SUMMARY.md, nor what git ignores, the templates or the built book, which may lie there too.
pub(super) fn markdown_files(
    folders: &Folders,
    settings: &Settings,
    build_dir: &str,
) -> Vec<String> {
    let skipped = [settings.templates.as_str(), build_dir].map(|path| folders.root.join(path));
    let mut files: Vec<String> = walk(&folders.src, move |path| !skipped.iter().any(|s| s == path))
        .map(|file| paths::relative(&folders.src, &file))
        .filter(|file| file != "SUMMARY.md")
        .collect();
    files.sort_unstable();
    files
}

/// The Markdown files below a folder, in no order.
pub(super) fn walk(
    folder: &Path,
    keep: impl Fn(&Path) -> bool + Send + Sync + 'static,
) -> impl Iterator<Item = std::path::PathBuf> {
    let mut walk = WalkBuilder::new(folder);
    if folder.ancestors().any(has_odd_list) {
        walk.standard_filters(false).hidden(true);
    }
    let is_folder = |entry: &ignore::DirEntry| entry.file_type().is_some_and(|kind| kind.is_dir());
    let has_odd_list =
        move |entry: &ignore::DirEntry| is_folder(entry) && has_odd_list(entry.path());
    walk.filter_entry(move |entry| keep(entry.path()) && !has_odd_list(entry))
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

fn has_markdown_name(path: &Path) -> bool {
    path.extension()
        .is_some_and(|extension| extension.eq_ignore_ascii_case("md"))
}
