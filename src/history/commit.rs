//! Who made a commit, and on which days.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};
use serde::{Deserialize, Serialize};

use super::git::{Failure, Git};
use super::graph::Id;

/// Where a day begins and ends.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Zone {
    /// The same moment for everybody.
    #[default]
    Utc,
    /// Where the commit was made: the offset that each of its dates carries.
    Commit,
    /// One place, with its summer time.
    Named(TimeZone),
}

impl Zone {
    /// A text that tells it from other zones.
    pub(super) fn name(&self) -> String {
        match self {
            Zone::Utc => "utc".to_owned(),
            Zone::Commit => "commit".to_owned(),
            Zone::Named(zone) => match zone.iana_name() {
                Some(name) => name.to_owned(),
                None => format!("{zone:?}"),
            },
        }
    }
}

/// A commit that was the last to change some file.
///
/// Author and subject are as git shows them, control characters included: whoever writes them to
/// a page or a terminal escapes them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Commit {
    /// The full id, in lower-case hexadecimal digits.
    pub id: String,
    /// The author's name, by the repository's `.mailmap` if it has one.
    pub author: String,
    /// The first paragraph of the message, as one line.
    pub subject: String,
    /// The day of the committer's date.
    pub day: Date,
    /// The day of the author's date.
    pub author_day: Date,
    /// When it was committed.
    pub committed: Timestamp,
}

/// Commits by their ids.
pub(super) type Commits = HashMap<Id, Arc<Commit>>;

/// Fields of a commit in git's answer.
const FIELDS: usize = 7;

/// Reads commits by id. One whose date lies outside any calendar is left out, and named by the
/// failure.
pub(super) fn read(
    git: &Git,
    ids: &BTreeSet<Id>,
    zone: &Zone,
) -> Result<(Commits, Option<Failure>), Failure> {
    let mut commits = Commits::new();
    let mut undated = None;
    if ids.is_empty() {
        return Ok((commits, undated));
    }
    let input: String = ids.iter().map(|id| format!("{id}\n")).collect();
    let mut command = git.command();
    command.args(["log", "--no-walk=unsorted", "--stdin", "--no-patch", "-z"]);
    command.args(["--no-show-signature", "--no-notes", "--date=raw"]);
    // Each field, and by -z each commit, ends with NUL, which neither names nor subjects can have.
    command.arg("--format=tformat:%H%x00%aN%x00%s%x00%ct%x00%cd%x00%at%x00%ad");
    let output = git.list("log", command, input.as_bytes())?;
    let fields: Vec<&[u8]> = output.split(|byte| *byte == 0).collect();
    for fields in fields.chunks_exact(FIELDS) {
        let id = Id::from_hex(fields[0]).ok_or(Failure::Answer("log"))?;
        match commit(fields, zone) {
            Some(commit) => drop(commits.insert(id, Arc::new(commit))),
            None => undated = undated.or(Some(Failure::Date(id.to_string()))),
        }
    }
    if commits.len() < ids.len() {
        undated = undated.or(Some(Failure::Answer("log")));
    }
    Ok((commits, undated))
}

/// A commit from its fields; nothing where a date cannot be read.
fn commit(fields: &[&[u8]], zone: &Zone) -> Option<Commit> {
    let text = |n: usize| String::from_utf8_lossy(fields[n]).into_owned();
    let committed = moment(&text(3))?;
    Some(Commit {
        id: text(0),
        author: text(1),
        subject: text(2),
        day: day(committed, &text(4), zone),
        author_day: day(moment(&text(5))?, &text(6), zone),
        committed,
    })
}

/// The moment that seconds since 1970 name, if a calendar has it.
fn moment(seconds: &str) -> Option<Timestamp> {
    Timestamp::from_second(seconds.parse().ok()?).ok()
}

/// The day on which a moment lies. `raw` is git's date with its offset, as `1700000000 +0100`.
fn day(moment: Timestamp, raw: &str, zone: &Zone) -> Date {
    match zone {
        Zone::Utc => Offset::UTC.to_datetime(moment).date(),
        Zone::Commit => offset(raw).to_datetime(moment).date(),
        Zone::Named(zone) => zone.to_datetime(moment).date(),
    }
}

/// The offset of git's date; UTC where it is missing or beyond what any place on earth has.
fn offset(raw: &str) -> Offset {
    let seconds = || {
        let (_, offset) = raw.split_once(' ')?;
        let number = i32::from(offset.parse::<i16>().ok()?);
        Offset::from_seconds((number / 100 * 60 + number % 100) * 60).ok()
    };
    seconds().unwrap_or(Offset::UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_depends_on_the_zone() {
        let moment = moment("1700002800").expect("2023-11-14T23:00Z is in the calendar");
        let on = |raw: &str, zone: &Zone| day(moment, raw, zone).to_string();
        assert_eq!(on("1700002800 +0200", &Zone::Utc), "2023-11-14");
        assert_eq!(on("1700002800 +0200", &Zone::Commit), "2023-11-15");
        assert_eq!(on("1700002800 -0130", &Zone::Commit), "2023-11-14");
        let zone = Zone::Named(TimeZone::fixed(jiff::tz::offset(1)));
        assert_eq!(on("1700002800 -0130", &zone), "2023-11-15");
    }

    #[test]
    fn absurd_offsets_and_moments_do_no_harm() {
        assert_eq!(offset("1 +9959"), Offset::UTC);
        assert_eq!(offset("1 -99999999999"), Offset::UTC);
        assert_eq!(offset("1 2147483647"), Offset::UTC);
        assert_eq!(offset("1 -32768"), Offset::UTC);
        assert_eq!(offset(""), Offset::UTC);
        assert_eq!(offset("1 -0130").seconds(), -5400);
        assert_eq!(moment(""), None);
        assert_eq!(moment("99999999999999"), None);
        assert_eq!(moment("99999999999999999999"), None);
        assert!(moment("-1000").is_some());
    }
}
