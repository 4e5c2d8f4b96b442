//! When documents' content changed last. Commits that changed nothing but metadata or white space are
//! passed over; whether one did is asked only where something hangs on it.

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::ToSpan;
use jiff::civil::Date;

use super::review::{REVIEW_DUE, max_age, reviewed};
use super::{Member, parse_options};
use crate::book::Book;
use crate::config::Level;
use crate::document::metadata::Entry;
use crate::document::view::NoFiles;
use crate::document::{Document, content_hash};
use crate::history::{Commit, ContentChange, Dated, Question};
use crate::lifecycle::age::Age;
use crate::text::Text;
use crate::values::day;

/// The last change of a document's content.
#[derive(Debug, Clone, Copy)]
pub enum Change<'a> {
    /// It was committed; commits that came later and changed none of it.
    Committed(&'a Commit, &'a [Arc<Commit>]),
    /// It is not committed yet.
    Now,
}

/// What was asked, by file.
#[derive(Debug, Default)]
pub(super) struct Changes {
    /// Files whose content is as it was committed, though they differ from that.
    unchanged: Vec<PathBuf>,
    /// Where the last commit that changed the file may not do.
    asked: HashMap<PathBuf, ContentChange>,
}

impl Changes {
    /// Asks for all chapters of a book at once.
    pub fn read(book: &Book, chapters: &[Member<'_>]) -> Self {
        let mut members: HashMap<&Path, &Member<'_>> = HashMap::new();
        let mut questions = Vec::new();
        let mut unchanged = Vec::new();
        for member in chapters {
            let (Some(_), Some(file)) = (member.governed(), &member.chapter.file) else {
                continue;
            };
            let dated = book.history.of(file);
            let (Dated::Exact(commit) | Dated::Uncommitted(Some(commit))) = dated else {
                continue;
            };
            if matches!(dated, Dated::Uncommitted(_)) {
                let matters = declared(member).next().is_some() || max_age(book, member).is_some();
                if !matters || !is_as_committed(book, member, file) {
                    continue;
                }
                unchanged.push(file.clone());
            }
            let fetch = is_on(book, member, "date-mismatch")
                && declared(member).any(|day| !agrees(book, day, commit));
            if !fetch && !may_be_due(book, member, commit) {
                continue;
            }
            members.insert(file, member);
            questions.push(Question {
                file: file.clone(),
                fetch,
            });
        }
        let digest = |file: &Path, bytes: &[u8]| match members.get(file) {
            Some(member) => digest(book, member, bytes),
            None => 0,
        };
        let mut asked = match questions.is_empty() {
            true => HashMap::new(),
            false => book.history.content_changes(&questions, &digest),
        };
        // What was not to be fetched stays what the last commit says.
        let stays = questions.iter().filter(|it| !it.fetch);
        for question in stays {
            if asked.get(&question.file) == Some(&ContentChange::Unknown) {
                asked.remove(&question.file);
            }
        }
        Self { unchanged, asked }
    }

    /// The last change of a file's content, where that is known.
    pub fn of<'c>(&'c self, file: &Path, dated: &'c Dated) -> Option<Change<'c>> {
        let commit = match dated {
            Dated::Exact(commit) => commit,
            Dated::Uncommitted(Some(commit)) if self.unchanged.iter().any(|it| it == file) => {
                commit
            }
            Dated::Uncommitted(_) => return Some(Change::Now),
            Dated::Unknown | Dated::None => return None,
        };
        match self.asked.get(file) {
            Some(ContentChange::Known { commit, passed }) => {
                Some(Change::Committed(commit, passed))
            }
            Some(ContentChange::Unknown) => None,
            None => Some(Change::Committed(commit, &[])),
        }
    }
}

/// Whether a day lies between a commit's author's and committer's, give or take the tolerance.
pub fn agrees(book: &Book, declared: Date, commit: &Commit) -> bool {
    is_near(book, declared, commit.author_day, commit.day)
}

/// Whether a day lies between two others, give or take the tolerance.
pub fn is_near(book: &Book, declared: Date, one: Date, other: Date) -> bool {
    let tolerance = i64::from(book.settings.dates.tolerance).days();
    let first = one.min(other).saturating_sub(tolerance);
    let last = one.max(other).saturating_add(tolerance);
    (first..=last).contains(&declared)
}

/// The days on which a document says that it last changed.
fn declared(member: &Member<'_>) -> impl Iterator<Item = Date> {
    let entry: Option<&Entry> = member.metadata.meaning("last_updated");
    let items = entry.map(Entry::items).unwrap_or_default();
    items.into_iter().filter_map(|item| day::of(&item.text))
}

/// Whether a document is due for review if its last commit changed none of its content.
fn may_be_due(book: &Book, member: &Member<'_>, commit: &Commit) -> bool {
    let is_over = |age: Age, since: Date| age.after(since) < book.today;
    let reviewed = reviewed(member);
    is_on(book, member, REVIEW_DUE)
        && max_age(book, member).is_some_and(|age| {
            !is_over(age, commit.day) && reviewed.is_none_or(|day| is_over(age, day))
        })
}

/// Whether configuration lets a rule speak of a document.
pub(super) fn is_on(book: &Book, member: &Member<'_>, rule: &str) -> bool {
    let severity = book.settings.answer(member.entry, rule, |it| it.severity);
    severity != Some(Level::Off)
}

fn is_as_committed(book: &Book, member: &Member<'_>, file: &Path) -> bool {
    let now = member.document.text().as_str().as_bytes();
    let committed = book.history.committed(file);
    committed.is_some_and(|before| digest(book, member, before) == digest(book, member, now))
}

/// A number for the content of a document in one of its states. What it includes is no part of it.
fn digest(book: &Book, member: &Member<'_>, bytes: &[u8]) -> u64 {
    let options = parse_options(book);
    let text = Arc::new(Text::new("", String::from_utf8_lossy(bytes)));
    let document = Document::parse(text, Path::new(""), &NoFiles, options);
    let metadata = match member.governed() {
        Some(governed) => document.notes.metadata(&governed.template.known),
        None => return 0,
    };
    content_hash(&document, &metadata, options)
}
