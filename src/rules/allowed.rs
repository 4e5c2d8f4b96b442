//! Which findings comments in the chapters allow, whichever rule found them.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::unused_suppression;
use crate::corpus::{Corpus, Member};
use crate::diagnostics::{Diagnostic, Related};
use crate::document::Document;
use crate::suppression::{self, Allowances, Idle, Suppression};

/// A chapter's comments, and what they allow.
pub(super) struct Comments<'a> {
    /// The chapter.
    pub(super) member: &'a Member<'a>,
    /// Its comments.
    pub(super) all: Vec<Suppression>,
    /// What they have allowed.
    pub(super) allowances: Allowances,
}

/// What comments in the chapters do to findings.
#[derive(Default)]
pub(super) struct Allowed {
    /// The findings that they allow, whichever rule found them.
    pub(super) allowed: Vec<Diagnostic>,
    /// The findings about comments that allow nothing.
    pub(super) unused: Vec<Diagnostic>,
}

/// Takes out what comments in the chapters allow.
pub(super) fn allow(corpus: &Corpus<'_>, findings: &mut Vec<Diagnostic>) -> Allowed {
    let mut comments: BTreeMap<&str, Comments<'_>> = corpus
        .chapters
        .iter()
        .filter_map(|member| {
            let all = suppression::read(&member.document);
            let allowances = Allowances::new(&all, corpus.book.today);
            let path = &**member.document.text().path();
            let comments = Comments {
                member,
                all,
                allowances,
            };
            (!comments.all.is_empty()).then_some((path, comments))
        })
        .collect();
    if comments.is_empty() {
        return Allowed::default();
    }
    let allowed = findings.extract_if(.., |finding| {
        let chapter = comments.get_mut(&*finding.place.path);
        chapter.is_some_and(|chapter| chapter.allowances.allow(finding))
    });
    let allowed = allowed.collect();
    name_idle(corpus.book.today, &comments, findings);
    let chapters = comments.values();
    let unused = chapters.flat_map(|chapter| unused_suppression::of_chapter(corpus, chapter));
    Allowed {
        allowed,
        unused: unused.collect(),
    }
}

/// Shows with a finding the comment that allows it no longer, or not yet.
fn name_idle(today: Date, comments: &BTreeMap<&str, Comments<'_>>, findings: &mut [Diagnostic]) {
    let idle: BTreeMap<&str, (&Document, Idle<'_>)> = comments
        .iter()
        .filter(|(_, chapter)| chapter.all.iter().any(|it| !it.is_in_force(today)))
        .map(|(path, chapter)| {
            let document = &*chapter.member.document;
            (*path, (document, Idle::new(&chapter.all, today)))
        })
        .collect();
    for finding in findings {
        let chapter = idle.get(&*finding.place.path);
        let found = chapter.and_then(|(document, idle)| Some((document, idle.covering(finding)?)));
        if let Some((document, comment)) = found {
            let place = document.place(comment.range.clone()).0;
            let message = comment.why_idle();
            finding.related.push(Related { message, place });
        }
    }
}
