//! The template of its day: what the template did not yet ask for when a document was added is a note,
//! with the day since when it does.
//!
//! For that no rule needs to know of earlier templates: the document is held to the template of its
//! day by the same rules, and what they do not find then is new. The day is that of the oldest version
//! of the template since which they find it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::run;
use super::{ALL, Check, Group, Rule};
use crate::corpus::age::Age;
use crate::corpus::{Corpus, Member};
use crate::diagnostics::{Diagnostic, Severity};
use crate::template::Template;

/// The rules that hold a document to what its template asks for.
fn is_asked(rule: &Rule) -> bool {
    matches!(rule.check, Check::Document(_))
        && matches!(rule.group, Group::Metadata | Group::Sections)
}

/// Turns those of a document's findings into notes that the template of its day did not ask for.
pub(super) fn settle(corpus: &Corpus<'_>, member: &Member<'_>, findings: &mut [Diagnostic]) {
    let age = member
        .governed()
        .and_then(|governed| governed.age.as_deref());
    let (Some(age), false) = (age, findings.is_empty()) else {
        return;
    };
    let rules: Vec<&'static Rule> = ALL
        .iter()
        .filter(|rule| is_asked(rule) && findings.iter().any(|it| it.rule == rule.id))
        .collect();
    let mut then = Told::of(corpus, member, &rules, &age.template);
    let (old, mut new): (Vec<&mut Diagnostic>, Vec<&mut Diagnostic>) = findings
        .iter_mut()
        .filter(|finding| rules.iter().any(|rule| rule.id == finding.rule))
        .partition(|finding| then.takes(finding));
    let days = days(corpus, member, age, &new, &old);
    for (finding, since) in new.iter_mut().zip(days) {
        finding.severity = Severity::Note;
        finding.came_later = true;
        let since = match since {
            Some(day) => format!("asked for since {day}, after this was written"),
            None => "asked for only after this was written".to_owned(),
        };
        finding.message = format!("{}; {since}", finding.message);
    }
}

/// For each finding the day since when the template asks for what is missing: version by version, from
/// today back to the first that does not. What was asked for from the first comes before its like.
fn days(
    corpus: &Corpus<'_>,
    member: &Member<'_>,
    age: &Age,
    findings: &[&mut Diagnostic],
    old: &[&mut Diagnostic],
) -> Vec<Option<Date>> {
    let mut days = vec![None; findings.len()];
    let mut open: Vec<usize> = (0..findings.len()).collect();
    for (nth, version) in age.versions.iter().enumerate() {
        if open.is_empty() {
            break;
        }
        if nth > 0 {
            let is_open = |rule: &&Rule| open.iter().any(|&at| findings[at].rule == rule.id);
            let rules: Vec<&'static Rule> = ALL.iter().filter(is_open).collect();
            let mut told = Told::of(corpus, member, &rules, &version.template);
            for asked_before in old {
                told.takes(asked_before);
            }
            open.retain(|&at| told.takes(findings[at]));
        }
        for &at in &open {
            days[at] = version.since;
        }
    }
    days
}

/// What is found of a document under one version of its template: by rule and subject, how often.
struct Told(BTreeMap<(&'static str, String), usize>);

impl Told {
    fn of(
        corpus: &Corpus<'_>,
        member: &Member<'_>,
        rules: &[&'static Rule],
        template: &std::sync::Arc<Template>,
    ) -> Self {
        let mut told = BTreeMap::new();
        if let Some(held) = corpus.held_to(member, template) {
            for finding in run::of_rules(corpus, &held, rules.iter().copied()) {
                *told.entry((finding.rule, finding.subject)).or_default() += 1;
            }
        }
        Self(told)
    }

    /// Whether a finding is among them, or one that is a part of it: a section without any of its labels
    /// is one finding, without one of them another. It is used up then.
    fn takes(&mut self, finding: &Diagnostic) -> bool {
        let part = format!("{}: ", finding.subject);
        let is_it = |(rule, subject): &(&str, String)| {
            *rule == finding.rule && (*subject == finding.subject || subject.starts_with(&part))
        };
        let mut all = self.0.iter_mut();
        match all.find(|(key, left)| is_it(key) && **left > 0) {
            Some((_, left)) => {
                *left -= 1;
                true
            }
            None => false,
        }
    }
}
