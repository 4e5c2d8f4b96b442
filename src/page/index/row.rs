//! A document, as an index shows it.

use std::collections::HashSet;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::corpus::{Corpus, Member, review};
use crate::page::{Facts, gather};
use crate::questions::questions;

/// A document, as an index shows it.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// What its own page is told of it.
    pub facts: Facts,
    /// Its tags.
    pub tags: Vec<String>,
    /// How many of its questions are open.
    pub questions: usize,
    /// The day from which on it is due for review.
    pub due: Option<Date>,
    /// How many findings there are in it; 0 where nobody looked.
    pub findings: usize,
    /// Its index in [`Corpus::chapters`].
    pub member: usize,
}

/// The documents that a book lists, in its order; one that is listed twice once.
pub fn rows(corpus: &Corpus<'_>) -> Vec<Row> {
    let mut seen = HashSet::new();
    let documents: Vec<(usize, &Member<'_>)> = corpus
        .chapters
        .iter()
        .enumerate()
        .filter(|(_, member)| {
            member.governed().is_some()
                && member.chapter.listed
                && seen.insert(member.chapter.path.as_deref())
        })
        .collect();
    documents
        .into_par_iter()
        .map(|(index, member)| row(corpus, index, member))
        .collect()
}

fn row(corpus: &Corpus<'_>, index: usize, member: &Member<'_>) -> Row {
    let open = questions(&member.document, member.governed())
        .into_iter()
        .filter(|question| !question.closed);
    Row {
        facts: gather::facts(corpus, member),
        tags: gather::words(member, "tags"),
        questions: open.count(),
        due: review::overdue(corpus, member).map(|overdue| overdue.from),
        findings: 0,
        member: index,
    }
}
