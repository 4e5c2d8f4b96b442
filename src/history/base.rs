//! The files of an earlier commit, read from git's own store: nothing is checked out.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Component, Path, PathBuf};
use std::sync::{Mutex, MutexGuard};

use super::blob_name;
use super::blobs::Blobs;
use super::git::{Failure, Git};
use super::place;
use super::repository::Repository;

/// Why there is nothing to compare with. The messages are one line.
#[derive(Debug, thiserror::Error)]
pub enum BaseError {
    /// The book lies in no repository.
    #[error("`{}` is in no git repository, so there is nothing to compare with", .0.display())]
    NoRepository(PathBuf),
    /// A repository before its first commit.
    #[error("the repository has no commit yet, so there is nothing to compare with")]
    Unborn,
    /// No such commit.
    #[error("git knows no commit `{0}` here")]
    UnknownRevision(String),
    /// The history that was fetched ends before the merge base.
    #[error(
        "this is a shallow clone, and the commit that HEAD and `{0}` have in common is not in it"
    )]
    Shallow(String),
    /// Two histories that have nothing in common.
    #[error("HEAD and `{0}` have no commit in common")]
    NoMergeBase(String),
    /// A file's content is missing.
    #[error("git could not read files of the commit that is compared with")]
    Incomplete,
    /// Git gave no answer.
    #[error("{0}")]
    Git(String),
}

impl BaseError {
    /// What to do about it, where that can be said.
    pub fn help(&self) -> Option<Cow<'static, str>> {
        match self {
            Self::UnknownRevision(revision) => Some(format!(
                "fetch it first: {}; in GitHub Actions, give `actions/checkout` `fetch-depth: 0`",
                fetch(revision)
            ).into()),
            Self::Shallow(_) => Some(
                "fetch the rest: `git fetch --unshallow`; in GitHub Actions, give `actions/checkout` `fetch-depth: 0`".into(),
            ),
            Self::Incomplete => Some(
                "a clone without old contents fetches them: the place that it came from has to be within reach".into(),
            ),
            _ => None,
        }
    }
}

/// What fetches a revision that git does not know. A clone of one branch fetches no other unless it is told
/// where to keep it.
fn fetch(revision: &str) -> String {
    let plain = |it: &str| {
        let usual = |ch: char| ch.is_ascii_alphanumeric() || matches!(ch, '-' | '_' | '.' | '/');
        !it.is_empty() && !it.starts_with('-') && it.chars().all(usual)
    };
    match revision.split_once('/') {
        Some((remote, branch)) if plain(remote) && plain(branch) => {
            format!("`git fetch {remote} {branch}:refs/remotes/{remote}/{branch}`")
        }
        _ => "`git fetch origin`".to_owned(),
    }
}

impl From<Failure> for BaseError {
    fn from(failure: Failure) -> Self {
        Self::Git(failure.to_string())
    }
}

/// The files of one commit.
#[derive(Debug)]
pub struct BaseTree {
    top: PathBuf,
    git: Git,
    /// Files and symbolic links by their paths from the top, with `/`.
    entries: BTreeMap<String, Entry>,
    blobs: Mutex<Blobs>,
}

#[derive(Debug)]
struct Entry {
    link: bool,
    id: String,
}

/// A path goes through no more symbolic links than this.
const MAX_LINKS: usize = 40;

impl BaseTree {
    /// The merge base of HEAD and `revision` in the repository that holds `folder`.
    ///
    /// # Errors
    /// Where there is no repository, no such revision, or no merge base, and where git fails.
    pub fn open(folder: &Path, revision: &str) -> Result<Self, BaseError> {
        let Some(top) = place::top_above(folder) else {
            return Err(BaseError::NoRepository(folder.to_owned()));
        };
        let repository = Repository::open(&top)?;
        if repository.head.is_none() {
            return Err(BaseError::Unborn);
        }
        let commit = commit(&repository.git, revision)?;
        let base = merge_base(&repository, &commit, revision)?;
        let entries = entries(&repository.git, &base)?;
        fetch_changed(&repository.git, &base, folder);
        Ok(Self {
            top,
            blobs: Mutex::new(Blobs::default()),
            git: repository.git,
            entries,
        })
    }

    /// The repository's folder, absolute, symbolic links resolved.
    pub fn top(&self) -> &Path {
        &self.top
    }

    /// The real path, from the top and with `/`, of a file that the commit has; symbolic links are
    /// followed as the commit has them. None where it has no such file.
    pub fn resolve(&self, file: &Path) -> Option<String> {
        let mut path = words(file.strip_prefix(&self.top).ok()?)?;
        for _ in 0..MAX_LINKS {
            match self.first_link(&path) {
                None => return self.entries.contains_key(&path).then_some(path),
                Some(end) => {
                    let target = String::from_utf8(self.blob(&path[..end])?).ok()?;
                    let folder = path[..end].rfind('/').map_or("", |at| &path[..at]);
                    let joined = format!("{folder}/{target}{}", &path[end..]);
                    path = words(Path::new(joined.trim_start_matches('/')))?;
                }
            }
        }
        None
    }

    /// Where the part of a path ends that is a symbolic link.
    fn first_link(&self, path: &str) -> Option<usize> {
        let ends = path.match_indices('/').map(|(at, _)| at);
        ends.chain([path.len()])
            .find(|&end| self.entries.get(&path[..end]).is_some_and(|it| it.link))
    }

    /// The paths of all files from the top, in order; symbolic links are left out.
    pub fn files(&self) -> impl Iterator<Item = &str> {
        let files = self.entries.iter().filter(|(_, entry)| !entry.link);
        files.map(|(path, _)| path.as_str())
    }

    /// Whether a file of the commit, by its path from the top, has this very content. Git is not asked.
    pub fn has(&self, path: &str, content: &str) -> bool {
        let entry = self.entries.get(path).filter(|entry| !entry.link);
        entry.is_some_and(|entry| blob_name::is(&entry.id, content.as_bytes()))
    }

    /// Reads many files at once, for [`Self::blob`] to have them at hand.
    pub fn read_ahead<'f>(&self, files: impl Iterator<Item = &'f str>) {
        let entries = files.filter_map(|file| self.entries.get(file));
        let ids: Vec<&str> = entries.map(|entry| entry.id.as_str()).collect();
        self.blobs().read_all(&self.git, &ids);
    }

    /// Whether everything that was asked for could be read.
    ///
    /// # Errors
    /// Where git did not have a file that the commit names, and could not fetch it either.
    pub fn complete(&self) -> Result<(), BaseError> {
        match self.blobs().failed() {
            true => Err(BaseError::Incomplete),
            false => Ok(()),
        }
    }

    fn blobs(&self) -> MutexGuard<'_, Blobs> {
        match self.blobs.lock() {
            Ok(blobs) => blobs,
            Err(poisoned) => poisoned.into_inner(),
        }
    }

    /// The bytes of a file by its path from the top.
    pub fn blob(&self, path: &str) -> Option<Vec<u8>> {
        let entry = self.entries.get(path)?;
        self.blobs().read(&self.git, &entry.id)
    }
}

/// A path from the top by its words: `a/./b/../c` is `a/c`; none where it leads outside.
fn words(path: &Path) -> Option<String> {
    let mut parts: Vec<Cow<'_, str>> = Vec::new();
    for component in path.components() {
        match component {
            Component::CurDir => {}
            Component::ParentDir => drop(parts.pop()?),
            Component::Normal(part) => parts.push(part.to_string_lossy()),
            Component::Prefix(_) | Component::RootDir => return None,
        }
    }
    Some(parts.join("/"))
}

fn commit(git: &Git, revision: &str) -> Result<String, BaseError> {
    let mut command = git.command();
    command.args(["rev-parse", "--quiet", "--verify", "--end-of-options"]);
    command.arg(format!("{revision}^{{commit}}"));
    let outcome = git.run(command, b"")?;
    match outcome.code {
        0 => Ok(line(&outcome.output)),
        _ => Err(BaseError::UnknownRevision(revision.to_owned())),
    }
}

fn merge_base(repository: &Repository, commit: &str, revision: &str) -> Result<String, BaseError> {
    let git = &repository.git;
    let mut command = git.command();
    command.args(["merge-base", "HEAD", commit]);
    let outcome = git.run(command, b"")?;
    match outcome.code {
        0 => Ok(line(&outcome.output)),
        1 if repository.is_shallow() => Err(BaseError::Shallow(revision.to_owned())),
        1 => Err(BaseError::NoMergeBase(revision.to_owned())),
        _ => Err(Failure::Command("merge-base", outcome.complaint).into()),
    }
}

/// In a clone without old contents, fetches those of the files that changed below the folder where the
/// command stands, in one request: asked for one by one, each is a request of its own.
fn fetch_changed(git: &Git, base: &str, folder: &Path) {
    if !git.is_partial() {
        return;
    }
    let mut command = git.fetching_command();
    command.args(["diff-tree", "-r", "--numstat", "--no-renames"]);
    command.args(["--no-ext-diff", "--no-textconv", base, "HEAD", "--"]);
    command.arg(folder);
    // What could not be fetched here is asked for once more, and missed there.
    let _ = git.run(command, b"");
}

fn line(output: &[u8]) -> String {
    String::from_utf8_lossy(output).trim_end().to_owned()
}

/// All files of a commit. Those whose names are no UTF-8 are in no book.
fn entries(git: &Git, commit: &str) -> Result<BTreeMap<String, Entry>, Failure> {
    let mut command = git.command();
    command.args(["ls-tree", "-r", "-z", "--full-tree", commit]);
    let listed = git.list("ls-tree", command, b"")?;
    let records = listed.split(|byte| *byte == 0).filter(|it| !it.is_empty());
    // Mode, type and id with blanks between, a tab, the path.
    let entry = |record: &str| {
        let (head, path) = record.split_once('\t')?;
        let mut head = head.split(' ');
        let (mode, kind, id) = (head.next()?, head.next()?, head.next()?);
        let link = mode == "120000";
        let id = id.to_owned();
        Some((kind == "blob").then(|| (path.to_owned(), Entry { link, id })))
    };
    let texts = records.filter_map(|record| std::str::from_utf8(record).ok());
    let entries = texts.map(|record| entry(record).ok_or(Failure::Answer("ls-tree")));
    entries.filter_map(Result::transpose).collect()
}
