//! Which file that is gone lives on under another name.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use crate::text::Text;

/// Files are the same from this part of their bytes on, in percent: git's own measure.
const ALIKE: usize = 50;
/// More pairs than this are not compared line by line.
const MOST: usize = 250_000;

/// Pairs of an old and a new name, the most alike first; each name is in one pair at most. Git is
/// not asked, since it does not look at files that nobody added yet.
pub(super) fn find<'a>(
    old: &[(&'a str, Arc<Text>)],
    new: &[(&'a str, &Text)],
) -> Vec<(&'a str, &'a str)> {
    let exact_only = old.len().saturating_mul(new.len()) > MOST;
    let lines: Vec<_> = new.iter().map(|(_, text)| lines(text)).collect();
    let mut pairs = Vec::new();
    for (old_name, old_text) in old {
        for ((new_name, new_text), lines) in new.iter().zip(&lines) {
            let score = match old_text.as_str() == new_text.as_str() {
                true => 100,
                false if exact_only => 0,
                false => alike(old_text, new_text, lines),
            };
            if score >= ALIKE {
                let name = |path: &'a str| path.rsplit('/').next();
                let renamed = name(old_name) != name(new_name);
                pairs.push((100 - score, renamed, *old_name, *new_name));
            }
        }
    }
    pairs.sort_unstable();
    let mut taken = BTreeSet::new();
    let mut found = Vec::new();
    for (.., old, new) in pairs {
        if !taken.contains(&(0, old)) && !taken.contains(&(1, new)) {
            taken.extend([(0, old), (1, new)]);
            found.push((old, new));
        }
    }
    found
}

fn lines(text: &Text) -> HashMap<&str, usize> {
    let mut lines = HashMap::new();
    for line in text.as_str().lines() {
        *lines.entry(line).or_default() += 1;
    }
    lines
}

/// How much of the larger text the two share, in percent.
fn alike(old: &Text, new: &Text, lines: &HashMap<&str, usize>) -> usize {
    let larger = old.as_str().len().max(new.as_str().len());
    if old.as_str().len().min(new.as_str().len()) * 100 < larger * ALIKE {
        return 0;
    }
    let mut left = lines.clone();
    let mut shared = 0;
    for line in old.as_str().lines() {
        if let Some(count) = left.get_mut(line).filter(|count| **count > 0) {
            *count -= 1;
            shared += line.len() + 1;
        }
    }
    // At most 99: only the same bytes are the same.
    (shared * 100 / larger.max(1)).min(99)
}
