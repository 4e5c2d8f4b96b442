//! What the statuses of a lifecycle say about each other.

use std::collections::BTreeMap;

use crate::diagnostics::nearest;
use crate::fields::fold;
use crate::keys::{Problems, Step, join, legal};
use crate::lifecycle::Status;

use super::Builder;

impl Builder {
    /// Reports names that two statuses share, at the later of those that were written.
    pub(super) fn check_aliases(&self, problems: &mut Problems<'_>) {
        let mut owners: BTreeMap<String, usize> = BTreeMap::new();
        for (rank, status) in self.statuses.iter().enumerate() {
            owners.entry(fold(&status.name)).or_insert(rank);
        }
        // What was inherited and left alone came first, whatever its rank.
        let touched = |rank: usize| self.entry(rank).is_some_and(|entry| entry.aliases);
        let mut ranks: Vec<usize> = (0..self.statuses.len()).collect();
        ranks.sort_by_key(|&rank| touched(rank));
        for rank in ranks {
            for (index, alias) in self.statuses[rank].aliases.iter().enumerate() {
                let owner = *owners.entry(fold(alias)).or_insert(rank);
                if owner != rank {
                    self.report_clash(rank, index, owner, problems);
                }
            }
        }
    }

    fn report_clash(&self, rank: usize, alias: usize, owner: usize, problems: &mut Problems<'_>) {
        let (status, other) = (&self.statuses[rank], &self.statuses[owner]);
        let alias_text = &status.aliases[alias];
        let written = self.entry(rank).filter(|entry| entry.aliases);
        if let Some(entry) = written {
            let path = join(&join(&entry.path, "aliases"), alias);
            problems.value(
                &path,
                format!(
                    "`{alias_text}` can't be an alias of `{}`: it already means `{}`",
                    status.name, other.name
                ),
                "a name means one status; drop it here or there",
            );
        } else if let Some(entry) = self.entry(owner) {
            // An alias that the base brought clashes with a new name: told at the new name.
            problems.value(
                &join(&entry.path, "status"),
                format!(
                    "`{alias_text}` already means `{}`, which the lifecycle extended here brings",
                    status.name
                ),
                format!(
                    "to change that status, write `status = \"{0}\"`; to have one of its own, give \
                     `{0}` an entry whose `aliases` leave `{alias_text}` out",
                    status.name
                ),
            );
        }
    }

    /// Turns what `next` names into the statuses' own names; reports what no status is called.
    pub(super) fn resolve_next(&mut self, problems: &mut Problems<'_>) {
        for rank in 0..self.statuses.len() {
            let names = std::mem::take(&mut self.statuses[rank].next);
            let mut next: Vec<String> = Vec::new();
            for (index, name) in names.iter().enumerate() {
                match find(&self.statuses, name) {
                    Some(found) if next.contains(&self.statuses[found].name) => {}
                    Some(found) => next.push(self.statuses[found].name.clone()),
                    None => {
                        if let Some(entry) = self.entry(rank).filter(|entry| entry.next) {
                            let path = join(&join(&entry.path, "next"), index);
                            self.report_unknown(name, &path, problems);
                        }
                    }
                }
            }
            self.statuses[rank].next = next;
        }
    }

    fn report_unknown(&self, name: &str, path: &[Step], problems: &mut Problems<'_>) {
        let all: Vec<&str> = self.statuses.iter().map(|it| it.name.as_str()).collect();
        problems.value(
            path,
            format!("`next`: no status of this lifecycle is called `{name}`"),
            legal(nearest(name, all.iter().copied()), &all),
        );
    }
}

fn find(statuses: &[Status], name: &str) -> Option<usize> {
    let folded = fold(name);
    let named = |it: &Status| fold(&it.name) == folded;
    let also = |it: &Status| it.aliases.iter().any(|alias| fold(alias) == folded);
    statuses
        .iter()
        .position(named)
        .or_else(|| statuses.iter().position(also))
}
