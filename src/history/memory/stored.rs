//! The file in which answers are kept: a line that names its format and the sum of what follows it,
//! then JSON.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::Key;
use crate::history::age::Ages;
use crate::history::commit::Commit;
use crate::history::graph::Id;
use crate::history::past::{Known, Past, Trails};
use crate::history::place::{bytes_of, text_of};
use crate::history::routes::trail::Change;

/// The format; another number where anything in it changes, or how answers are found.
const FORMAT: &str = "mdbook-design-docs dates 2";

/// What a file holds.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Sealed<K, T> {
    key: K,
    found: T,
}

/// When files changed last.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Dates<'a> {
    commits: Vec<Cow<'a, Commit>>,
    files: BTreeMap<String, File>,
    ages: Option<Cow<'a, Ages>>,
}

/// All changes of files, by name: the commit and what it made of the file, with a blank between.
pub(super) type Changes = BTreeMap<String, Vec<String>>;

/// One file's past.
#[derive(Serialize, Deserialize)]
enum File {
    Absent,
    Beyond,
    /// The index of its commit, and whether it is the only one.
    Known(usize, bool),
}

/// What a file's bytes hold, if it was found for this key and is whole.
pub(super) fn read<T: DeserializeOwned>(bytes: &[u8], key: &Key) -> Option<T> {
    let line = bytes.iter().position(|byte| *byte == b'\n')?;
    let (first, rest) = (&bytes[..line], &bytes[line + 1..]);
    if first != first_line(rest).as_bytes() {
        return None;
    }
    let sealed: Sealed<Key, T> = serde_json::from_slice(rest).ok()?;
    (sealed.key == *key).then_some(sealed.found)
}

/// The bytes of a file that holds what was found.
pub(super) fn write<T: Serialize>(key: &Key, found: &T) -> Option<Vec<u8>> {
    let rest = serde_json::to_vec(&Sealed { key, found }).ok()?;
    let mut bytes = first_line(&rest).into_bytes();
    bytes.push(b'\n');
    bytes.extend(rest);
    Some(bytes)
}

/// The answers as they are used.
pub(super) fn dates(dates: Dates<'_>) -> Option<Known> {
    let commits = dates.commits.into_iter();
    let commits: Vec<Arc<Commit>> = commits.map(|it| Arc::new(it.into_owned())).collect();
    let past = |file: File| match file {
        File::Absent => Some(Past::Absent),
        File::Beyond => Some(Past::Beyond),
        File::Known(commit, only) => Some(Past::Known {
            commit: Arc::clone(commits.get(commit)?),
            only,
        }),
    };
    let files = dates.files.into_iter();
    let pasts = files.map(|(name, file)| Some((bytes_of(&name)?, past(file)?)));
    Some(Known {
        pasts: pasts.collect::<Option<_>>()?,
        ages: dates.ages.map(Cow::into_owned),
    })
}

/// The answers as they are kept. What could not be dated is left out: it may be the next time.
pub(super) fn of_dates(known: &Known) -> Dates<'_> {
    let mut commits = Vec::new();
    let mut indices: HashMap<&str, usize> = HashMap::new();
    let mut files = BTreeMap::new();
    for (name, past) in &known.pasts {
        let file = match past {
            Past::Absent => File::Absent,
            Past::Beyond => File::Beyond,
            Past::Undated => continue,
            Past::Known { commit, only } => {
                let index = *indices.entry(&commit.id).or_insert_with(|| {
                    commits.push(Cow::Borrowed(&**commit));
                    commits.len() - 1
                });
                File::Known(index, *only)
            }
        };
        files.insert(text_of(name), file);
    }
    // A text that could not be read now may be there the next time.
    let ages = known.ages.as_ref().filter(|ages| ages.is_complete());
    Dates {
        commits,
        files,
        ages: ages.map(Cow::Borrowed),
    }
}

/// The changes as they are used.
pub(super) fn trails(changes: Changes) -> Option<Trails> {
    let change = |written: String| {
        let (commit, blob) = written.split_once(' ')?;
        Some(Change {
            commit: Id::from_hex(commit.as_bytes())?,
            blob: Id::from_hex(blob.as_bytes())?,
        })
    };
    let trail = |(name, changes): (String, Vec<String>)| {
        let changes = changes.into_iter().map(change).collect::<Option<_>>()?;
        Some((bytes_of(&name)?, changes))
    };
    changes.into_iter().map(trail).collect()
}

/// The changes as they are kept.
pub(super) fn of_trails(trails: &Trails) -> Changes {
    let change = |change: &Change| format!("{} {}", change.commit, change.blob);
    let trail = |(name, changes): (&Vec<u8>, &Vec<Change>)| {
        (text_of(name), changes.iter().map(change).collect())
    };
    trails.iter().map(trail).collect()
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
