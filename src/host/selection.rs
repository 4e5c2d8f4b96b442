//! Which files of a book are asked for.

use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::{Path, PathBuf};

use super::HostError;
use super::frame::Frame;
use super::load::Request;
use super::summary::Listed;
use super::walk::{is_book, walk};
use crate::paths::RealFolders;

/// Files and folders by the names that messages call them by.
#[derive(Debug, Default)]
pub struct Selection {
    files: BTreeSet<String>,
    folders: Vec<String>,
}

impl Selection {
    /// Whether a file was asked for, by itself or by a folder above it.
    pub fn has(&self, path: &str) -> bool {
        self.files.contains(path)
            || self.folders.iter().any(|folder| {
                let rest = path.strip_prefix(folder.as_str());
                folder.is_empty() || rest.is_some_and(|rest| rest.starts_with('/'))
            })
    }
}

/// What was asked for, and the files of it that SUMMARY.md does not list, absolute.
pub(super) fn select(
    request: &Request,
    frame: &Frame,
    listed: &[Listed],
) -> Result<(Option<Selection>, Vec<PathBuf>), HostError> {
    if request.paths.is_empty() {
        return Ok((None, Vec::new()));
    }
    let folders = &frame.folders;
    let paths = listed.iter().filter_map(|listed| listed.path.as_ref());
    let paths = paths.map(|path| folders.src.join(path));
    let real = RealFolders::of(paths.clone());
    let mut known: HashSet<PathBuf> = paths
        .filter_map(|path| Some(real.resolve(&path).ok()?.0))
        .collect();
    known.extend(fs::canonicalize(folders.src.join("SUMMARY.md")).ok());
    let template_folder = fs::canonicalize(folders.root.join(&frame.settings.templates)).ok();
    let mut selection = Selection::default();
    let mut extra = Vec::new();
    for named in &request.paths {
        let path = request.cwd.join(named);
        let real = match fs::canonicalize(&path) {
            Ok(real) => real,
            Err(_) if is_listed(frame, listed, &path) => {
                selection.files.insert(folders.name(&path));
                continue;
            }
            Err(error) => {
                return Err(HostError::Unreadable {
                    path: named.clone(),
                    reason: error.to_string(),
                });
            }
        };
        let name = folders.real_name(&real);
        let files = if real.is_dir() {
            selection.folders.push(name);
            let build_dir = frame.build_dir.as_ref().map(|dir| folders.root.join(dir));
            let build_dir = build_dir.and_then(|dir| fs::canonicalize(dir).ok());
            // Above all books the files of each are looked at.
            let within_book = frame.build_dir.is_some();
            let keep = move |path: &Path| {
                build_dir.as_deref() != Some(path) && !(within_book && is_book(path))
            };
            let mut files: Vec<PathBuf> = walk(&real, keep).collect();
            files.sort();
            files
        } else {
            selection.files.insert(name);
            vec![real]
        };
        extra.extend(files.into_iter().filter(|file| {
            let template = template_folder
                .as_ref()
                .is_some_and(|folder| file.starts_with(folder));
            !template && known.insert(file.clone())
        }));
    }
    Ok((Some(selection), extra))
}

/// A chapter may be asked for whose file is missing.
fn is_listed(frame: &Frame, listed: &[Listed], path: &Path) -> bool {
    let name = frame.folders.name(path);
    listed
        .iter()
        .filter_map(|listed| listed.path.as_ref())
        .any(|path| frame.folders.name(&frame.folders.src.join(path)) == name)
}
