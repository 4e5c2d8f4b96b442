//! The folders of a repository, as far as git need not be asked for them.

use std::path::{Path, PathBuf};

use memchr::memmem;

use crate::history::git::argument;

/// The folder that is this program's own, within others.
pub(super) const OURS: &str = "mdbook-design-docs";

/// The git directory of a working tree: `.git`, or what the file of that name leads to.
pub(super) fn git_folder(top: &Path) -> Option<PathBuf> {
    let git = top.join(".git");
    if git.is_dir() {
        return Some(git);
    }
    let folder = top.join(path(read(&git).strip_prefix(b"gitdir: ")?));
    folder.is_dir().then_some(folder)
}

/// No file that git or this program keeps beside its objects is larger, in bytes.
const MOST: u64 = 256 << 20;

/// What a file of the repository holds; nothing where there is none, or what is there has no end.
pub(super) fn read(file: &Path) -> Vec<u8> {
    let is_file = std::fs::metadata(file).is_ok_and(|it| it.is_file() && it.len() <= MOST);
    let bytes = is_file.then(|| std::fs::read(file).ok()).flatten();
    bytes.unwrap_or_default()
}

/// The folder that a linked worktree shares with the others; the git directory itself elsewhere.
pub(super) fn common(git_folder: &Path) -> PathBuf {
    match read(&git_folder.join("commondir")).as_slice() {
        [] => git_folder.to_owned(),
        text => git_folder.join(path(text)),
    }
}

/// Whether other objects may stand in the place of some, so that what HEAD reaches can change
/// while HEAD does not. Where that can't be seen, they may.
pub(super) fn replaces_objects(git_folder: &Path) -> bool {
    let common = common(git_folder);
    let any_in =
        |folder: PathBuf| std::fs::read_dir(folder).is_ok_and(|mut it| it.next().is_some());
    let packed = read(&common.join("packed-refs"));
    any_in(common.join("refs/replace"))
        || memmem::find(&packed, b" refs/replace/").is_some()
        || common.join("info/grafts").exists()
        || common.join("reftable").exists()
        || std::env::var_os("GIT_REPLACE_REF_BASE").is_some()
}

/// A path that fills the rest of a file, up to its line ending.
fn path(text: &[u8]) -> PathBuf {
    let end = text.iter().rposition(|byte| !matches!(byte, b'\n' | b'\r'));
    PathBuf::from(argument(&text[..end.map_or(0, |last| last + 1)]))
}
