//! A hand-written contents list held against the headings.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::document::Document;

use super::meaning::{Index, Meaning};
use super::region::{self, Kind, Region};
use super::written::{Item, Written};
use super::{entries, markdown};

/// A hand-written list that disagrees with the headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stale {
    /// The list, in bytes of the view: whole lines, without the last line ending.
    pub range: Range<usize>,
    /// In what, in the order of the list, then of the headings.
    pub differences: Vec<Difference>,
    /// What the list should be, its lines ending in `\n`; the last one's left out.
    pub expected: String,
    /// The list says nothing beside the headings' names, so that writing it anew loses nothing.
    pub plain: bool,
}

/// One thing in which a list and the headings disagree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Difference {
    /// A heading that the list lacks: its index in the document's headings.
    Missing(usize),
    /// An item that no heading answers to, or a second one for the same heading.
    Extra {
        /// The item.
        range: Range<usize>,
        /// What it says.
        text: String,
    },
    /// A link to an anchor that the page does not have.
    Dead {
        /// The item.
        range: Range<usize>,
        /// The anchor, without `#`.
        anchor: String,
        /// The heading that the item names, by its index.
        meant: Option<usize>,
    },
    /// An item that comes later in the list than its heading in the text.
    Order {
        /// The item.
        range: Range<usize>,
        /// What it says.
        text: String,
    },
}

/// The hand-written lists in a document's Contents section or between markers that disagree with its
/// headings. `title` is the section that is the document's title.
pub fn stale(document: &Document, title: Option<usize>) -> Vec<Stale> {
    region::find(document, title)
        .iter()
        .filter_map(|region| {
            let list = region.list(document)?;
            let judged = Judged::of(document, region, &list)?;
            (!judged.differences.is_empty()).then(|| Stale {
                range: list.range.clone(),
                expected: markdown(&document.markdown, &judged.expected, list.style),
                differences: judged.differences,
                plain: list.items.iter().all(|item| !item.more),
            })
        })
        .collect()
}

/// The headings that the hand-written list of a region should have; none without such a list.
pub(super) fn chosen(document: &Document, region: &Region) -> Option<Vec<usize>> {
    let list = region.list(document)?;
    Some(Judged::of(document, region, &list)?.expected)
}

struct Judged {
    expected: Vec<usize>,
    differences: Vec<Difference>,
}

impl Judged {
    /// None where the list is no list of this document's headings.
    fn of(document: &Document, region: &Region, list: &Written) -> Option<Self> {
        let candidates: Vec<usize> = entries::after(&document.markdown, region.after).collect();
        let index = Index::new(document, &candidates);
        let mut seen = BTreeSet::new();
        let meanings: Vec<Meaning> = list
            .items
            .iter()
            .map(|item| index.meaning(item, &mut seen))
            .collect();
        if !is_contents(&meanings, &list.items, region.kind) {
            return None;
        }
        let meant: BTreeSet<usize> = meanings.iter().filter_map(Meaning::heading).collect();
        let levels = levels(document, &candidates, &meant);
        let listed = |heading: &usize| levels.contains(&document.markdown.headings[*heading].level);
        let before = meant
            .iter()
            .copied()
            .filter(|heading| candidates.binary_search(heading).is_err());
        let after = candidates.iter().copied().filter(listed);
        let expected: BTreeSet<usize> = before.chain(after).collect();
        let mut differences = differences(&list.items, &meanings);
        let missing = expected.iter().filter(|heading| !meant.contains(heading));
        differences.extend(missing.map(|&heading| Difference::Missing(heading)));
        Some(Self {
            expected: expected.into_iter().collect(),
            differences,
        })
    }
}

/// The levels that a list has; the top two where it names none of the headings below it.
fn levels(document: &Document, candidates: &[usize], meant: &BTreeSet<usize>) -> BTreeSet<u8> {
    let level = |heading: &usize| document.markdown.headings[*heading].level;
    let named = candidates.iter().filter(|heading| meant.contains(heading));
    let levels: BTreeSet<u8> = named.map(level).collect();
    if !levels.is_empty() {
        return levels;
    }
    let all: BTreeSet<u8> = candidates.iter().map(level).collect();
    all.into_iter().take(2).collect()
}

/// Whether enough of a list names headings for it to be about them.
fn is_contents(meanings: &[Meaning], items: &[Item], kind: Kind) -> bool {
    let known = meanings.iter().filter(|it| it.heading().is_some()).count();
    let anchors = items
        .iter()
        .any(|item| item.link.as_deref().is_some_and(|it| it.starts_with('#')));
    if kind == Kind::Section && !anchors {
        let own = meanings
            .iter()
            .filter(|it| !matches!(it, Meaning::Other))
            .count();
        return known > 0 && known * 2 >= own;
    }
    known > 0 || anchors
}

fn differences(items: &[Item], meanings: &[Meaning]) -> Vec<Difference> {
    let mut found = Vec::new();
    let mut listed = BTreeSet::new();
    let mut last = None;
    for (item, meaning) in items.iter().zip(meanings) {
        let (range, text) = (item.range.clone(), item.text.trim().to_owned());
        if let Meaning::Dead(anchor, meant) = meaning {
            found.push(Difference::Dead {
                range: range.clone(),
                anchor: anchor.clone(),
                meant: *meant,
            });
        }
        match meaning.heading() {
            Some(heading) if !listed.insert(heading) => {
                found.push(Difference::Extra { range, text });
            }
            Some(heading) if last > Some(heading) => {
                found.push(Difference::Order { range, text });
            }
            Some(heading) => last = Some(heading),
            None if matches!(meaning, Meaning::Unknown) => {
                found.push(Difference::Extra { range, text });
            }
            None => {}
        }
    }
    found
}
