//! A document's way to another status: what the step changes in its text, and what is in the way.
//!
//! 1. `fields` says which fields the step changes, and how they are written.
//! 2. The document is read again as though that were done, and judged by all rules, as one that came
//!    there from where it stands.
//! 3. `places` says where in the text that is there now they found what is in the way.

mod fields;
mod places;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::book::{Book, Chapter};
use crate::corpus::{Corpus, Governed, Member, Ready};
use crate::diagnostics::{self, Diagnostic, Edit, Severity};
use crate::directives;
use crate::document::metadata::Entry;
use crate::document::view::DiskFiles;
use crate::lifecycle::Lifecycle;
use crate::lifecycle::step::Bump;
use crate::splice::Overlap;
use crate::text::Text;
use crate::{edits, rules};

/// Rules that the step itself answers: it sets the date, and whoever sets a status has looked.
const ANSWERED: [&str; 2] = ["date-mismatch", "review-due"];

/// Why a document can't be brought to another status.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoStep {
    /// It has no field for a status.
    #[error("`{path}` has no status")]
    NoStatus {
        /// The document.
        path: String,
    },
    /// The field holds a list or a mapping.
    #[error("`{path}` has more than one status in `{key}`")]
    Several {
        /// The document.
        path: String,
        /// The field as the document writes it.
        key: String,
    },
    /// The field comes from another file, which may serve other documents too.
    #[error("`{key}` of `{path}` comes from an included file")]
    Included {
        /// The document.
        path: String,
        /// The field as the document writes it.
        key: String,
    },
    /// A version was to be chosen where none is.
    #[error("`{path}` has no semantic version that could be bumped")]
    NoVersion {
        /// The document.
        path: String,
    },
}

/// A status to go to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// Its name.
    pub status: String,
    /// Its rank, where the document has a lifecycle.
    pub rank: Option<usize>,
}

/// A field that a step changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Changed {
    /// The field as the document writes it.
    pub key: String,
    /// What it holds, as people read it.
    pub from: String,
    /// What it comes to hold.
    pub to: String,
}

/// A step to another status.
#[derive(Debug, Clone)]
pub struct Step {
    /// Where it leads.
    pub status: String,
    /// The fields that it changes: the status first, then version and date.
    pub changed: Vec<Changed>,
    /// The document's text after it.
    pub text: String,
    /// What is in the way, at its places in the text that is there now.
    pub obstacles: Vec<Diagnostic>,
}

/// A document that may go on.
#[derive(Debug)]
pub struct Advance<'a> {
    corpus: &'a Corpus<'a>,
    member: &'a Member<'a>,
    governed: &'a Governed,
    status: &'a Entry,
}

impl<'a> Advance<'a> {
    /// A document of a corpus.
    ///
    /// # Errors
    /// Where it has no status that could be changed.
    pub fn new(
        corpus: &'a Corpus<'a>,
        member: &'a Member<'a>,
        governed: &'a Governed,
    ) -> Result<Self, NoStep> {
        let path = member.document.text().path().to_string();
        let Some(status) = member.metadata.meaning("status") else {
            return Err(NoStep::NoStatus { path });
        };
        if status.text().is_none() && !status.is_blank() {
            let key = status.key.clone();
            return Err(NoStep::Several { path, key });
        }
        Ok(Self {
            corpus,
            member,
            governed,
            status,
        })
    }

    /// What messages call the document.
    fn path(&self) -> String {
        self.member.document.text().path().to_string()
    }

    /// The document's lifecycle; none where any status is accepted.
    pub fn lifecycle(&self) -> Option<&'a Lifecycle> {
        self.governed.lifecycle.as_deref()
    }

    /// The status as the document writes it; nothing where that is empty.
    pub fn written(&self) -> String {
        let text = self.status.text().unwrap_or_default();
        text.trim().to_owned()
    }

    /// The version and the date of the last change, as the document writes them.
    pub fn facts(&self) -> Vec<(&'a str, String)> {
        let facts = ["version", "last_updated"].into_iter().filter_map(|field| {
            let entry = self.member.metadata.meaning(field)?;
            let text = entry.text()?.trim().to_owned();
            (!text.is_empty()).then_some((entry.key.as_str(), text))
        });
        facts.collect()
    }

    /// The status that the document stands in, where its lifecycle knows it.
    pub fn rank(&self) -> Option<usize> {
        self.governed.rank
    }

    /// The statuses that may come next: those that follow, or all where there is none yet that the
    /// lifecycle knows.
    pub fn next(&self) -> Vec<Target> {
        let Some(lifecycle) = self.lifecycle() else {
            return Vec::new();
        };
        let ranks = match self.governed.rank {
            Some(rank) => lifecycle.next_of(rank),
            None => (0..lifecycle.statuses.len()).collect(),
        };
        let target = |rank: usize| Target {
            status: lifecycle.statuses[rank].name.clone(),
            rank: Some(rank),
        };
        ranks.into_iter().map(target).collect()
    }

    /// The step to a status, and what is in its way.
    ///
    /// # Errors
    /// Where the fields can't be changed.
    pub fn step(&self, target: &Target, bump: Option<Bump>) -> Result<Step, NoStep> {
        let (changed, edits) = fields::changes(self, target, bump)?;
        let before = self.member.document.text();
        // Edits of different fields never overlap; if two ever did, nothing is written.
        let text = edits::apply(before.as_str(), &edits)
            .unwrap_or_else(|Overlap { .. }| before.as_str().to_owned());
        let obstacles = self.obstacles(&text, &edits);
        Ok(Step {
            status: target.status.clone(),
            changed,
            text,
            obstacles,
        })
    }

    /// What rules say of the document as though it held `text`, which `edits` made.
    fn obstacles(&self, text: &str, edits: &[Edit]) -> Vec<Diagnostic> {
        let path = self.member.document.text().path();
        let book = self.book_with(text);
        let members: BTreeMap<&str, &Member<'_>> = (self.corpus.chapters.iter())
            .map(|member| (&**member.document.text().path(), member))
            .collect();
        let ready = |chapter: &Chapter| {
            let other = chapter.source.as_ref()?.path();
            let member = members.get(&**other).filter(|_| other != path)?;
            Some(Ready {
                document: Arc::clone(&member.document),
                bound: (member.chapter.path == chapter.path)
                    .then(|| (member.metadata.clone(), member.binding.clone())),
            })
        };
        let corpus = directives::corpus_with(&book, &DiskFiles::new(&book.root), ready);
        let now = corpus
            .chapters
            .iter()
            .find(|it| it.index == self.member.index);
        let pair = rules::Pair {
            before: self.member,
            now,
        };
        let mut found = rules::run_pair(&corpus, self.corpus, pair);
        found.retain(|finding| {
            finding.severity >= Severity::Warning
                && finding.place.path == *path
                && !ANSWERED.contains(&finding.rule)
        });
        let own = self.member.document.text();
        places::back(&mut found, own, edits);
        diagnostics::sort(&mut found);
        found
    }

    fn book_with(&self, text: &str) -> Book {
        let mut book = self.corpus.book.clone();
        let path = self.member.document.text().path();
        let new = Arc::new(Text::new(Arc::clone(path), text));
        let same = |source: &Arc<Text>| source.path() == path;
        for chapter in &mut book.chapters {
            if chapter.source.as_ref().is_some_and(same) {
                chapter.source = Some(Arc::clone(&new));
            }
        }
        book
    }
}
