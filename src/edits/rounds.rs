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
/// What is mended in more rounds than this, of so many, belongs to the circle.
const OFTEN: usize = 10;
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
        let safety = finding.mendable();
        let allowed = safety.is_some_and(|it| self.unsafe_too || it == Safety::Safe);
        allowed && (self.wanted)(finding)
    }
}

/// What came of it.
#[derive(Debug)]
pub struct Mended {
    /// What was mended, in the order in which it was.
    pub findings: Vec<Diagnostic>,
    /// The files that change: what they hold, and what they would.
    pub files: BTreeMap<Arc<str>, (Arc<str>, Arc<str>)>,
    /// What was found before anything was mended.
    pub found: Vec<Diagnostic>,
    /// What is left, judged in what the files would hold.
    pub left: Outcome,
    /// Whether nothing is left to mend; else mends that go in a circle are.
    pub settled: bool,
}

/// What mends do to the number of findings: those found and those that came are as many as those
/// mended, left and gone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Balance {
    /// How many there were.
    pub found: usize,
    /// How many came: what a mend inserts is to be filled, and what was hidden shows.
    pub came: usize,
    /// How many went though nobody mended them: they went with others.
    pub went: usize,
}

/// What tells a finding from others, wherever it stands.
type Key = (&'static str, Arc<str>, String);

fn key(finding: &Diagnostic) -> Key {
    let path = Arc::clone(&finding.place.path);
    (finding.rule, path, finding.subject.clone())
}

/// How many findings of each kind there are.
type Counts = BTreeMap<Key, usize>;

fn number(counts: &Counts, key: &Key) -> usize {
    counts.get(key).copied().unwrap_or(0)
}

fn counts<'a>(findings: impl IntoIterator<Item = &'a Diagnostic>) -> Counts {
    let mut counts = Counts::new();
    for finding in findings {
        *counts.entry(key(finding)).or_default() += 1;
    }
    counts
}

/// Mends the book, which holds the new texts then. Mends that undo each other are left, each of them.
pub fn mend(book: &mut Book, wish: Wish<'_>, judge: impl Fn(&Book) -> Outcome) -> Mended {
    let mut circle: BTreeSet<Key> = BTreeSet::new();
    loop {
        let (mended, again) = attempt(book, wish, &judge, &circle);
        if mended.settled || again.is_empty() {
            let settled = mended.settled && circle.is_empty();
            return Mended { settled, ..mended };
        }
        for (path, (before, _)) in mended.files {
            shelf::put(book, &Arc::new(Text::new(path, before)));
        }
        circle.extend(again);
    }
}

/// Mends round by round what is not in the circle; and what is mended again and again, where that does not
/// come to an end.
fn attempt(
    book: &mut Book,
    wish: Wish<'_>,
    judge: impl Fn(&Book) -> Outcome,
    circle: &BTreeSet<Key>,
) -> (Mended, BTreeSet<Key>) {
    let mut mended = Mended {
        findings: Vec::new(),
        files: BTreeMap::new(),
        found: Vec::new(),
        left: judge(book),
        settled: false,
    };
    mended.found.clone_from(&mended.left.diagnostics);
    let mut texts = shelf::texts(book);
    // What did not help is not tried again before something else has changed.
    let mut vain = circle.clone();
    let mut rounds = Counts::new();
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
            for key in counts(&chosen.mended).into_keys() {
                *rounds.entry(key).or_default() += 1;
            }
            mended.take(chosen.mended, &old, &texts);
            mended.left = left;
            vain.clone_from(circle);
        } else {
            vain.extend(stays);
            put(book, &mut texts, old);
        }
    }
    mended.files.retain(|_, (before, after)| before != after);
    rounds.retain(|_, count| *count > OFTEN);
    (mended, rounds.into_keys().collect())
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

    /// What came and what went beside what was mended, so that the figures add up. Only findings that
    /// are `wanted` count.
    pub fn balance(&self, wanted: impl Fn(&Diagnostic) -> bool) -> Balance {
        let of = |all: &[Diagnostic]| counts(all.iter().filter(|it| wanted(it)));
        let was = of(&self.found);
        let mut is = of(&self.left.diagnostics);
        for (key, mended) in of(&self.findings) {
            *is.entry(key).or_default() += mended;
        }
        let beyond = |these: &Counts, those: &Counts| {
            let beyond = |(key, count): (&Key, &usize)| count.saturating_sub(number(those, key));
            these.iter().map(beyond).sum()
        };
        Balance {
            found: was.values().sum(),
            came: beyond(&is, &was),
            went: beyond(&was, &is),
        }
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
    meant
        .filter(|(key, times)| number(&is, key) + times > number(&was, key))
        .map(|(key, _)| key)
        .collect()
}
