//! Comments that would allow a finding, were they in force: their day is over, or something in them can't
//! be understood. Whoever meets the finding wants to know of them.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use super::Suppression;
use crate::diagnostics::Diagnostic;

/// Among so many comments before a finding one that covers it is looked for.
const LOOKED_AT: usize = 32;

/// The comments of one document that are not in force.
#[derive(Debug, Default)]
pub struct Idle<'a> {
    /// By rule and file, in the order in which what they cover begins.
    comments: BTreeMap<(&'a str, Arc<str>), Vec<&'a Suppression>>,
}

impl<'a> Idle<'a> {
    /// Those among comments that are not in force on a day.
    pub fn new(comments: &'a [Suppression], today: Date) -> Self {
        let mut all = Self::default();
        for comment in comments.iter().filter(|it| !it.is_in_force(today)) {
            for (rule, _) in &comment.rules {
                let key = (rule.as_str(), Arc::clone(comment.cover.file.path()));
                all.comments.entry(key).or_default().push(comment);
            }
        }
        for comments in all.comments.values_mut() {
            comments.sort_by_key(|comment| comment.cover.range().start);
        }
        all
    }

    /// The comment that comes nearest to allowing a finding.
    pub fn covering(&self, finding: &Diagnostic) -> Option<&'a Suppression> {
        let key = (finding.rule, Arc::clone(&finding.place.path));
        let comments = self.comments.get(&key)?;
        let at = finding.place.range.start;
        let before = comments.partition_point(|comment| comment.cover.range().start <= at);
        let mut nearest = comments[..before].iter().rev().take(LOOKED_AT);
        nearest
            .find(|comment| comment.cover.range().contains(&at))
            .copied()
    }
}

impl Suppression {
    /// Why it does not allow what it names, where it is not in force.
    pub fn why_idle(&self) -> String {
        match self.until.filter(|_| self.holds) {
            Some(day) => format!(
                "this comment allowed it until {day}: mend it, or give the comment a later day"
            ),
            None => "this comment would allow it, but has a mistake in it".to_owned(),
        }
    }
}
