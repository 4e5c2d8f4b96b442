//! What HEAD has of files that differ from it.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use super::git::{Failure, Git};
use super::graph::Id;
use super::worktree::limit;

/// The bytes that HEAD has of each file. Files that it does not have, or whose bytes a partial
/// clone has not fetched, are left out.
pub(super) fn read(
    git: &Git,
    head: &Id,
    names: &[&[u8]],
) -> Result<HashMap<Vec<u8>, Arc<[u8]>>, Failure> {
    if names.is_empty() {
        return Ok(HashMap::new());
    }
    let blobs = blobs(git, head, names)?;
    let ids: Vec<Id> = blobs.values().copied().collect();
    let input: String = ids.iter().map(|id| format!("{id}\n")).collect();
    let mut command = git.command();
    command.args(["cat-file", "--batch"]);
    let output = git.ask("cat-file", command, input.as_bytes())?;
    let mut rest = output.as_slice();
    let mut committed = HashMap::new();
    for name in blobs.into_keys() {
        let (content, after) = next(rest).ok_or(Failure::Answer("cat-file"))?;
        committed.extend(content.map(|content| (name, Arc::from(content))));
        rest = after;
    }
    Ok(committed)
}

/// The ids of the files' blobs, by name.
fn blobs(git: &Git, head: &Id, names: &[&[u8]]) -> Result<BTreeMap<Vec<u8>, Id>, Failure> {
    let mut command = git.command();
    command.args(["ls-tree", "-r", "-z", "--full-tree"]);
    command.arg(head.to_string());
    limit(&mut command, names);
    let listed = git.list("ls-tree", command, b"")?;
    let wanted: HashSet<&[u8]> = names.iter().copied().collect();
    // Mode, type and id with blanks between them, a tab, the name.
    let entries = listed.split(|byte| *byte == 0).filter_map(|entry| {
        let tab = entry.iter().position(|byte| *byte == b'\t')?;
        let name = &entry[tab + 1..];
        let id = entry[..tab].rsplit(|byte| *byte == b' ').next()?;
        Some((
            wanted.contains(name).then(|| name.to_vec())?,
            Id::from_hex(id)?,
        ))
    });
    Ok(entries.collect())
}

/// One answer of `cat-file`, and what follows it: a line with id, type and size, the bytes, a line
/// break; or a line that ends with `missing`.
fn next(output: &[u8]) -> Option<(Option<&[u8]>, &[u8])> {
    let end = output.iter().position(|byte| *byte == b'\n')?;
    let (line, rest) = (&output[..end], &output[end + 1..]);
    if line.ends_with(b" missing") {
        return Some((None, rest));
    }
    let size = line.rsplit(|byte| *byte == b' ').next()?;
    let size: usize = std::str::from_utf8(size).ok()?.parse().ok()?;
    Some((Some(rest.get(..size)?), rest.get(size + 1..)?))
}
