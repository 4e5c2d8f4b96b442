//! The statuses that documents have.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::fields;
use crate::lifecycle::Lifecycle;

/// The statuses that are in use, in the order of the built-in lifecycle as far as it knows them, those
/// that it does not know behind them by how often they occur. Once is a slip, and no status.
pub(super) fn listed(texts: &[String]) -> String {
    let builtin = Lifecycle::builtin();
    let mut counted: BTreeMap<String, (usize, Option<usize>, String)> = BTreeMap::new();
    for text in texts {
        let found = builtin.find(text);
        let rank = found.as_ref().map(|found| found.rank);
        let end = text.len() - found.map_or(0, |found| found.rest.len());
        let head = text[..end].split(['(', '[', ':', ';', ',']).next();
        let head = head.unwrap_or_default().trim_matches(['*', '_', '`', ' ']);
        let is_status =
            head.split_whitespace().count() <= 3 && !head.contains(['|', '/', '<', '.']);
        if is_status && !head.is_empty() {
            let entry = counted.entry(fields::fold(head));
            entry.or_insert_with(|| (0, rank, head.to_owned())).0 += 1;
        }
    }
    let mut all: Vec<(usize, Option<usize>, String)> = counted.into_values().collect();
    all.retain(|(count, rank, _)| rank.is_some() || *count > 1);
    all.sort_by_key(|(count, rank, _)| (rank.unwrap_or(usize::MAX), Reverse(*count)));
    let starts = all.iter().any(|(_, rank, _)| {
        rank.is_some_and(|rank| builtin.statuses[rank].incomplete || rank <= 1)
    });
    let mut names: Vec<String> = all.into_iter().map(|(_, _, name)| name).collect();
    if !starts {
        // The first one is where documents may have gaps.
        names.insert(0, "draft".to_owned());
    }
    names.join(" | ")
}
