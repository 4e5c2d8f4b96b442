//! Commits that are no updates: those that a file lists, as `git blame --ignore-revs-file` reads it,
//! and those whose subject matches a pattern.

use std::collections::{BTreeSet, HashSet};

use super::commit::Commit;
use super::git::{Failure, Git};
use super::graph::Id;
use super::{Terms, folders};

/// The commits in the file that lists them, beneath the repository's top; none where there is no
/// such file.
pub(super) fn listed(git: &Git, terms: &Terms) -> BTreeSet<Id> {
    let Some(file) = terms.ignore_revs.as_deref().filter(|it| !it.is_empty()) else {
        return BTreeSet::new();
    };
    let bytes = folders::read(&git.top().join(file));
    parse(&String::from_utf8_lossy(&bytes))
}

/// The commits that do not count.
pub(super) fn commits(
    git: &Git,
    head: &Id,
    listed: &BTreeSet<Id>,
    terms: &Terms,
) -> Result<HashSet<Id>, Failure> {
    let mut ids: HashSet<Id> = listed.iter().copied().collect();
    if terms.ignore_messages.is_empty() {
        return Ok(ids);
    }
    let mut command = git.command();
    command.args(["log", "--no-patch", "-z", "--no-show-signature"]);
    command.args(["--no-notes", "--format=tformat:%H%x00%s"]);
    command.arg(head.to_string()).arg("--");
    let output = git.list("log", command, b"")?;
    let fields: Vec<&[u8]> = output.split(|byte| *byte == 0).collect();
    for commit in fields.chunks_exact(2) {
        let subject = String::from_utf8_lossy(commit[1]);
        if terms.ignore_messages.iter().any(|it| it.is_match(&subject)) {
            ids.insert(Id::from_hex(commit[0]).ok_or(Failure::Answer("log"))?);
        }
    }
    Ok(ids)
}

/// Whether a commit is an update.
pub(super) fn counts(
    id: &Id,
    commit: Option<&Commit>,
    listed: &BTreeSet<Id>,
    terms: &Terms,
) -> bool {
    let messages = &terms.ignore_messages;
    let matches = |it: &Commit| messages.iter().any(|one| one.is_match(&it.subject));
    !commit.is_some_and(matches) && !listed.contains(id)
}

/// The full ids, one a line; `#` begins a comment.
fn parse(list: &str) -> BTreeSet<Id> {
    let ids = list.lines().filter_map(|line| {
        let id = line.split('#').next().unwrap_or_default().trim();
        Id::from_hex(id.to_ascii_lowercase().as_bytes())
    });
    ids.collect()
}
