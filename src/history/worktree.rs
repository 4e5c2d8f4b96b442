//! How the files on disk stand to HEAD.

use std::collections::{BTreeSet, HashSet};
use std::process::Command;

use super::git::{Failure, Git, argument};
use super::graph::Id;

/// Which of the named files HEAD has.
pub(super) fn held(git: &Git, head: &Id, names: &[&[u8]]) -> Result<HashSet<Vec<u8>>, Failure> {
    let mut command = git.command();
    command.args(["ls-tree", "-r", "-z", "--name-only", "--full-tree"]);
    command.arg(head.to_string());
    limit(&mut command, names);
    let listed = git.list("ls-tree", command, b"")?;
    let wanted: HashSet<&[u8]> = names.iter().copied().collect();
    let listed = listed.split(|byte| *byte == 0);
    Ok(listed
        .filter(|n| wanted.contains(n))
        .map(<[u8]>::to_vec)
        .collect())
}

/// The tracked files that differ from HEAD, in the index or on disk; others than the named may be
/// among them.
///
/// Submodules are left out: their state is no file's, and git would look for it by a second git
/// that runs what their configuration names.
pub(super) fn changed(git: &Git, names: &[&[u8]]) -> Result<HashSet<Vec<u8>>, Failure> {
    let mut command = git.command();
    without_filters(git, &mut command)?;
    command.args(["status", "--porcelain=v1", "-z", "--untracked-files=no"]);
    command.args(["--no-renames", "--ignore-submodules=all"]);
    limit(&mut command, names);
    let listed = git.list("status", command, b"")?;
    let entries = listed.split(|byte| *byte == 0).filter(|it| !it.is_empty());
    // Two letters, a blank, the name. What is anything else says nothing of what has not changed either.
    let name = |entry: &[u8]| match entry {
        [_, _, b' ', name @ ..] => Ok(name.to_vec()),
        _ => Err(Failure::Answer("status")),
    };
    entries.map(name).collect()
}

/// Limits a command to the folder that has all the named files. Naming each of them is slower: git
/// compares every name with every pathspec.
pub(super) fn limit(command: &mut Command, names: &[&[u8]]) {
    command.arg("--");
    match names {
        [name] => {
            command.arg(argument(name));
        }
        _ => {
            if let Some(folder) = common_folder(names) {
                command.arg(argument(folder));
            }
        }
    }
}

/// Whether [`limit`] leaves anything out.
pub(super) fn is_limited(names: &[&[u8]]) -> bool {
    names.len() == 1 || common_folder(names).is_some()
}

/// The deepest folder that has all the named files, unless it is the repository's top.
fn common_folder<'n>(names: &[&'n [u8]]) -> Option<&'n [u8]> {
    let mut common = *names.first()?;
    for name in names {
        let same = common.iter().zip(*name).take_while(|(a, b)| a == b).count();
        common = &common[..same];
    }
    let end = common.iter().rposition(|byte| *byte == b'/')?;
    Some(&common[..end])
}

/// Takes every clean filter out: git would run them to compare a file with its blob. A file under
/// a filter then counts as changed once it was touched, which is the safe side.
fn without_filters(git: &Git, command: &mut Command) -> Result<(), Failure> {
    let mut list = git.command();
    list.args(["config", "-z", "--name-only", "--get-regexp", r"^filter\."]);
    let outcome = git.run(list, b"")?;
    // 1 is git's way to say that nothing matches.
    if !matches!(outcome.code, 0 | 1) {
        return Err(Failure::Command("config", outcome.complaint));
    }
    let keys = outcome.output.split(|byte| *byte == 0);
    let filters: BTreeSet<&[u8]> = keys
        .filter_map(|key| Some(&key[..key.iter().rposition(|b| *b == b'.')?]))
        .collect();
    let mut awkward = Vec::new();
    for filter in filters {
        for (key, value) in [("clean", ""), ("process", ""), ("required", "false")] {
            let key = [filter, b".", key.as_bytes()].concat();
            if filter.contains(&b'=') {
                awkward.push((argument(&key), value));
                continue;
            }
            let setting = [&key, b"=".as_slice(), value.as_bytes()].concat();
            command.arg("-c").arg(argument(&setting));
        }
    }
    let given = std::env::var("GIT_CONFIG_COUNT")
        .ok()
        .and_then(|n| n.parse().ok());
    let first: usize = given.unwrap_or(0);
    // A name with `=` cannot be given by `-c`.
    for (n, (key, value)) in (first..).zip(&awkward) {
        command.env(format!("GIT_CONFIG_KEY_{n}"), key);
        command.env(format!("GIT_CONFIG_VALUE_{n}"), value);
        command.env("GIT_CONFIG_COUNT", (n + 1).to_string());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_common_folder_ends_at_a_slash() {
        let folder = |names: &[&'static str]| {
            let names: Vec<&[u8]> = names.iter().map(|name| name.as_bytes()).collect();
            common_folder(&names).map(|f| String::from_utf8_lossy(f).into_owned())
        };
        assert_eq!(folder(&["docs/a.md", "docs/b.md"]).as_deref(), Some("docs"));
        assert_eq!(folder(&["docs/a.md", "docs-old/b.md"]), None);
        assert_eq!(
            folder(&["d/e/ab.md", "d/e/ac/x.md"]).as_deref(),
            Some("d/e")
        );
        assert_eq!(folder(&["a.md", "b.md"]), None);
        assert_eq!(folder(&[]), None);
    }
}
