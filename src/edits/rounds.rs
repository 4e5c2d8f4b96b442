//! Mends in rounds: what goes together is applied, then everything is judged again, until nothing is
//! left to mend. No file is touched: the book in memory is.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::choose::{Chosen, Texts};
use super::{apply, shelf};
use crate::book::Book;
use crate::diagnostics::{Diagnostic, Edit, Safety};
use crate::pipeline::Outcome;
use crate::text::Text;

/// More rounds than this are not made: mends that wait for each other so often are in a circle.
const MOST_ROUNDS: usize = 100;
/// Comes last: its day is right only for what the other mends have left.
const LAST: &str = "date-mismatch";

/// What is to be mended.
#[derive(Clone, Copy)]
pub struct Wish<'a> {
    /// What takes asking for too.
    pub unsafe_too: bool,
    /// Whether a finding is among those that are looked at.
    pub wanted: &'a dyn Fn(&Diagnostic) -> bool,
}

impl Wish<'_> {
    fn allows(self, finding: &Diagnostic) -> bool {
        let safety = offered(finding);
        let allowed = safety.is_some_and(|it| self.unsafe_too || it == Safety::Safe);
        allowed && (self.wanted)(finding)
    }
}

/// How safe the mend of a finding is, where there is one to make. What a template came to ask for after
/// a document was written is not asked of that document, and nothing is inserted for it.
pub fn offered(finding: &Diagnostic) -> Option<Safety> {
    let safety = finding.fix.as_ref()?.safety;
    let unasked = finding.came_later && safety == Safety::Unsafe;
    (!unasked).then_some(safety)
}

/// What came of it.
#[derive(Debug)]
pub struct Mended {
    /// What was mended, in the order in which it was.
    pub findings: Vec<Diagnostic>,
    /// The files that change: what they hold, and what they would.
    pub files: BTreeMap<Arc<str>, (Arc<str>, Arc<str>)>,
    /// What is left, judged in what the files would hold.
    pub left: Outcome,
    /// Whether nothing is left to mend; else the mends go in a circle.
    pub settled: bool,
}

/// What tells a finding from others, wherever it stands.
type Key = (&'static str, Arc<str>, String);

fn key(finding: &Diagnostic) -> Key {
    let path = Arc::clone(&finding.place.path);
    (finding.rule, path, finding.subject.clone())
}

/// How many findings of each kind there are.
fn counts<'a>(findings: impl IntoIterator<Item = &'a Diagnostic>) -> BTreeMap<Key, usize> {
    let mut counts = BTreeMap::new();
    for finding in findings {
        *counts.entry(key(finding)).or_default() += 1;
    }
    counts
}

/// Mends the book, which holds the new texts then.
pub fn mend(book: &mut Book, wish: Wish<'_>, judge: impl Fn(&Book) -> Outcome) -> Mended {
    let mut mended = Mended {
        findings: Vec::new(),
        files: BTreeMap::new(),
        left: judge(book),
        settled: false,
    };
    let mut texts = shelf::texts(book);
    // What did not help is not tried again before something else has changed.
    let mut vain: BTreeSet<Key> = BTreeSet::new();
    for _ in 0..MOST_ROUNDS {
        let chosen = choose(&mended.left, &texts, wish, &vain);
        if chosen.mended.is_empty() {
            mended.settled = true;
            break;
        }
        let Some(new) = edited(&texts, &chosen.edits) else {
            break;
        };
        let old = put(book, &mut texts, new);
        let left = judge(book);
        let stays = in_vain(&chosen.mended, &mended.left, &left);
        if stays.is_empty() {
            mended.take(chosen.mended, &old, &texts);
            mended.left = left;
            vain.clear();
        } else {
            vain.extend(stays);
            put(book, &mut texts, old);
        }
    }
    mended.files.retain(|_, (before, after)| before != after);
    mended
}

impl Mended {
    fn take(&mut self, findings: Vec<Diagnostic>, old: &Texts, texts: &Texts) {
        self.findings.extend(findings);
        for (path, before) in old {
            let before = || before.shared();
            let after = texts[path].shared();
            let entry = self.files.entry(Arc::clone(path));
            entry.or_insert_with(|| (before(), Arc::from(""))).1 = after;
        }
    }

    /// What was not written is not mended.
    pub fn forget(&mut self, files: &BTreeSet<Arc<str>>) {
        self.files.retain(|path, _| !files.contains(path));
        let kept = |finding: &Diagnostic| paths(finding).iter().all(|path| !files.contains(path));
        self.findings.retain(kept);
    }

    /// The files that change, those together that one mend changes together.
    pub fn groups(&self) -> Vec<BTreeSet<Arc<str>>> {
        let mut groups: Vec<BTreeSet<Arc<str>>> = Vec::new();
        let alone = self.files.keys().map(|path| vec![Arc::clone(path)]);
        let mends = self.findings.iter().map(paths);
        for paths in mends.chain(alone) {
            let changed = paths.into_iter().filter(|it| self.files.contains_key(it));
            let mut group: BTreeSet<Arc<str>> = changed.collect();
            groups.retain(|other| {
                let apart = group.is_disjoint(other);
                if !apart {
                    group.extend(other.iter().cloned());
                }
                apart
            });
            groups.push(group);
        }
        groups.retain(|group| !group.is_empty());
        groups.sort();
        groups
    }
}

/// The files that a finding's mend changes.
pub fn paths(finding: &Diagnostic) -> Vec<Arc<str>> {
    let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
    edits.map(|edit| Arc::clone(&edit.path)).collect()
}

/// What goes together now; dates only where nothing else is left to mend.
fn choose(left: &Outcome, texts: &Texts, wish: Wish<'_>, vain: &BTreeSet<Key>) -> Chosen {
    let allowed = |finding: &&Diagnostic| wish.allows(finding) && !vain.contains(&key(finding));
    let (last, others): (Vec<_>, Vec<_>) = (left.diagnostics.iter())
        .filter(allowed)
        .partition(|finding| finding.rule == LAST);
    let chosen = Chosen::of(others, texts);
    match chosen.mended.is_empty() {
        true => Chosen::of(last, texts),
        false => chosen,
    }
}

/// The new texts; none where edits overlap after all.
fn edited(texts: &Texts, edits: &BTreeMap<Arc<str>, Vec<Edit>>) -> Option<Texts> {
    let new = edits.iter().map(|(path, edits)| {
        let new = apply(texts.get(path)?.as_str(), edits).ok()?;
        Some((Arc::clone(path), Arc::new(Text::new(Arc::clone(path), new))))
    });
    new.collect()
}

/// Puts texts in the place of others, which are handed back.
fn put(book: &mut Book, texts: &mut Texts, new: Texts) -> Texts {
    let mut old = Texts::new();
    for (path, text) in new {
        shelf::put(book, &text);
        old.extend(texts.insert(Arc::clone(&path), text).map(|it| (path, it)));
    }
    old
}

/// The findings that are there still, or again, though they were mended.
fn in_vain(mended: &[Diagnostic], before: &Outcome, after: &Outcome) -> Vec<Key> {
    let was = counts(&before.diagnostics);
    let is = counts(&after.diagnostics);
    let meant = counts(mended).into_iter();
    let number = |counts: &BTreeMap<Key, usize>, key: &Key| counts.get(key).copied().unwrap_or(0);
    meant
        .filter(|(key, times)| number(&is, key) + times > number(&was, key))
        .map(|(key, _)| key)
        .collect()
}
