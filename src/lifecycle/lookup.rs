//! Which status somebody means.

use crate::diagnostics::nearest;
use crate::fields::fold;
use crate::keys::legal;

use super::{Lifecycle, Status};

/// A status that was found under what somebody wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found<'a> {
    /// Its place in the order, from 0.
    pub rank: usize,
    /// The status.
    pub status: &'a Status,
    /// How it was written.
    pub by: Match,
    /// What follows the status in a longer text, without the space between: `(Swift 5.9)`.
    pub rest: String,
}

/// How a status was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Match {
    /// Letter by letter.
    Name,
    /// In another case, or with other separators.
    Folded,
    /// By another name.
    Alias,
}

impl Lifecycle {
    /// The status that `written` means. Case and separators do not matter; a longer text counts
    /// that begins with a status and goes on after a space, a colon, a comma or a bracket, the longest such
    /// status first.
    pub fn find(&self, written: &str) -> Option<Found<'_>> {
        let written = written.trim();
        for (head, rest) in heads(written) {
            if let Some((rank, by)) = self.find_whole(head.trim_end()) {
                return Some(Found {
                    rank,
                    status: &self.statuses[rank],
                    by,
                    rest: rest.trim_start().to_owned(),
                });
            }
        }
        None
    }

    /// The rank of the status that goes by exactly this name or alias, but for case and separators.
    pub fn rank(&self, name: &str) -> Option<usize> {
        self.find_whole(name).map(|(rank, _)| rank)
    }

    /// That no status is called what somebody wrote: what was probably meant, and all of them.
    pub fn unknown(&self, written: &str) -> String {
        let nearest = self.nearest(written).map(|status| status.name.as_str());
        let names: Vec<&str> = self.names().collect();
        let legal = legal(nearest, &names);
        format!("no status is called `{written}`; {legal}")
    }

    fn find_whole(&self, name: &str) -> Option<(usize, Match)> {
        let folded = fold(name);
        if folded.is_empty() {
            return None;
        }
        let position = |matches: &dyn Fn(&Status) -> bool| self.statuses.iter().position(matches);
        position(&|it| it.name == name)
            .map(|rank| (rank, Match::Name))
            .or_else(|| position(&|it| fold(&it.name) == folded).map(|rank| (rank, Match::Folded)))
            .or_else(|| {
                position(&|it| it.aliases.iter().any(|alias| fold(alias) == folded))
                    .map(|rank| (rank, Match::Alias))
            })
    }

    /// The status closest to what was written, through names and aliases, where one is close enough
    /// to be a slip of the keyboard.
    pub fn nearest(&self, written: &str) -> Option<&Status> {
        let names: Vec<(String, &Status)> = self
            .statuses
            .iter()
            .flat_map(|status| {
                std::iter::once(&status.name)
                    .chain(&status.aliases)
                    .map(move |name| (fold(name), status))
            })
            .collect();
        heads(written.trim()).find_map(|(head, _)| {
            let closest = nearest(&fold(head), names.iter().map(|(name, _)| name.as_str()))?;
            names
                .iter()
                .find_map(|(name, status)| (name == closest).then_some(*status))
        })
    }
}

/// Bytes; no status has a longer name.
const LONGEST: usize = 200;

/// What may be the status in a text, the longest first: what stands before its end, a space, a colon,
/// a comma or a bracket; each with what follows it.
pub fn heads(text: &str) -> impl Iterator<Item = (&str, &str)> {
    let ends = text
        .char_indices()
        .rev()
        .filter(|&(_, c)| c.is_whitespace() || ":,;([{<".contains(c))
        .map(|(at, _)| at);
    std::iter::once(text.len())
        .chain(ends)
        .filter(|&end| end <= LONGEST)
        .map(|end| text.split_at(end))
}
