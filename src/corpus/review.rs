//! Which documents have rested for longer than they may.

use jiff::civil::Date;

use super::changed::{Change, is_on};
use super::{Corpus, Member};
use crate::book::Book;
use crate::config::RuleSetting;
use crate::document::metadata::Entry;
use crate::lifecycle::age::Age;
use crate::values::day;

/// The rule that tells them, and whose option says how long that is.
pub const REVIEW_DUE: &str = "review-due";

/// A document that rested for longer than it may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Overdue {
    /// The day on which it was last changed or reviewed.
    pub since: Date,
    /// How long it may rest.
    pub age: Age,
    /// The first day on which that was over.
    pub from: Date,
    /// Its status says so, not the rule's option.
    pub by_status: bool,
}

/// Whether a document is due for review; never where configuration turns the rule off for it.
pub fn overdue(corpus: &Corpus<'_>, member: &Member<'_>) -> Option<Overdue> {
    let status = member.governed()?.status();
    if !is_on(corpus.book, member, REVIEW_DUE) {
        return None;
    }
    let age = max_age(corpus.book, member)?;
    let Change::Committed(commit, _) = corpus.last_change(member)? else {
        return None;
    };
    let reviewed = reviewed(member);
    let since = reviewed.map_or(commit.day, |day| day.max(commit.day));
    let last = age.after(since);
    (last < corpus.book.today).then(|| Overdue {
        since,
        age,
        from: last.tomorrow().unwrap_or(last),
        by_status: status.is_some_and(|status| status.max_age.is_some()),
    })
}

/// When a document was last read and found to hold.
pub(super) fn reviewed(member: &Member<'_>) -> Option<Date> {
    let entry: &Entry = member.metadata.meaning("reviewed")?;
    day::of(&entry.text()?)
}

/// How long a document may rest: as its status says, else as configuration does for what is in force.
pub(super) fn max_age(book: &Book, member: &Member<'_>) -> Option<Age> {
    let status = member.governed()?.status();
    let by_status = status.and_then(|status| status.max_age);
    // What is no longer in force need not be kept fresh, unless its status asks for it.
    let in_force = status.is_none_or(|status| !status.retired);
    let ask = |it: &RuleSetting| it.duration("max-age");
    let by_rule = book.settings.answer(member.entry, REVIEW_DUE, ask);
    by_status.or(by_rule.filter(|_| in_force))
}
