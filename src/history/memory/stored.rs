//! The file in which answers are kept: a line that names its format and the sum of what follows it,
//! then JSON.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Key;
use crate::history::commit::Commit;
use crate::history::past::{Past, Pasts};

/// The format; another number where anything in it changes, or how answers are found.
const FORMAT: &str = "mdbook-design-docs dates 1";

/// What the file holds, read.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Read {
    key: Key,
    commits: Vec<Commit>,
    files: BTreeMap<String, File>,
}

/// What the file holds, to be written.
#[derive(Serialize)]
struct Written<'a> {
    key: &'a Key,
    commits: Vec<&'a Commit>,
    files: BTreeMap<String, File>,
}

/// One file's past.
#[derive(Serialize, Deserialize)]
enum File {
    Absent,
    Beyond,
    /// The index of its commit, and whether it is the only one.
    Known(usize, bool),
}

/// The pasts in a file's bytes, if they were found for this key and are whole.
pub(super) fn parse(bytes: &[u8], key: &Key) -> Option<Pasts> {
    let line = bytes.iter().position(|byte| *byte == b'\n')?;
    let (first, rest) = (&bytes[..line], &bytes[line + 1..]);
    if first != first_line(rest).as_bytes() {
        return None;
    }
    let read: Read = serde_json::from_slice(rest).ok()?;
    if read.key != *key {
        return None;
    }
    let commits: Vec<Arc<Commit>> = read.commits.into_iter().map(Arc::new).collect();
    let past = |file: File| match file {
        File::Absent => Some(Past::Absent),
        File::Beyond => Some(Past::Beyond),
        File::Known(commit, only) => Some(Past::Known {
            commit: Arc::clone(commits.get(commit)?),
            only,
        }),
    };
    let files = read.files.into_iter();
    files
        .map(|(name, file)| Some((bytes_of(&name)?, past(file)?)))
        .collect()
}

/// The bytes of a file. What could not be dated is left out: it may be the next time.
pub(super) fn format(key: &Key, pasts: &Pasts) -> Option<Vec<u8>> {
    let mut commits: Vec<&Commit> = Vec::new();
    let mut indices: HashMap<&str, usize> = HashMap::new();
    let mut files = BTreeMap::new();
    for (name, past) in pasts {
        let file = match past {
            Past::Absent => File::Absent,
            Past::Beyond => File::Beyond,
            Past::Undated => continue,
            Past::Known { commit, only } => {
                let index = *indices.entry(&commit.id).or_insert_with(|| {
                    commits.push(commit);
                    commits.len() - 1
                });
                File::Known(index, *only)
            }
        };
        files.insert(text_of(name), file);
    }
    let written = Written {
        key,
        commits,
        files,
    };
    let rest = serde_json::to_vec(&written).ok()?;
    let mut bytes = first_line(&rest).into_bytes();
    bytes.push(b'\n');
    bytes.extend(rest);
    Some(bytes)
}

fn first_line(rest: &[u8]) -> String {
    format!("{FORMAT} {:016x}", sum(rest))
}

/// FNV-1a, which tells damage, not malice: who may write here may write the history itself.
pub(super) fn sum(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |sum, byte| {
        (sum ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3)
    })
}

/// A name as text, a character for each byte: names need not be UTF-8, JSON has to be.
fn text_of(name: &[u8]) -> String {
    name.iter().map(|byte| char::from(*byte)).collect()
}

fn bytes_of(text: &str) -> Option<Vec<u8>> {
    text.chars().map(|ch| u8::try_from(ch).ok()).collect()
}
