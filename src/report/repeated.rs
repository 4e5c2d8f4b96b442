//! Notes that say the same of many documents: a few are shown, the rest is counted. Whoever reads them
//! all learns nothing more, and overlooks what weighs.

use std::collections::BTreeMap;

use crate::diagnostics::{Diagnostic, Severity};

/// So many of a kind are shown.
const SHOWN: usize = 3;
/// Up to so many of a kind nothing is left out.
const FEW: usize = 5;

/// What is left out.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Repeated<'a> {
    /// By rule and message, how many are not shown; in that order.
    pub(super) kinds: BTreeMap<(&'a str, &'a str), usize>,
}

impl<'a> Repeated<'a> {
    /// Tells the findings that are shown, in order, from those that are but counted.
    pub(super) fn split(findings: &'a [Diagnostic]) -> (Vec<&'a Diagnostic>, Self) {
        let mut counts: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        for kind in findings.iter().filter_map(kind) {
            *counts.entry(kind).or_default() += 1;
        }
        counts.retain(|_, count| *count > FEW);
        let mut seen: BTreeMap<(&str, &str), usize> = BTreeMap::new();
        let mut shown = Vec::with_capacity(findings.len());
        for finding in findings {
            let times = match kind(finding).filter(|kind| counts.contains_key(kind)) {
                Some(kind) => seen.entry(kind).or_default(),
                None => &mut 0,
            };
            *times += 1;
            if *times <= SHOWN {
                shown.push(finding);
            }
        }
        counts.values_mut().for_each(|count| *count -= SHOWN);
        (shown, Self { kinds: counts })
    }
}

/// What makes notes the same; none for what weighs more.
fn kind(finding: &Diagnostic) -> Option<(&str, &str)> {
    (finding.severity == Severity::Note).then_some((finding.rule, &*finding.message))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::Place;

    fn findings(severity: Severity, messages: &[&str]) -> Vec<Diagnostic> {
        let finding = |message: &&str| {
            Diagnostic::new("missing-section", severity, Place::file("a.md"), *message)
        };
        messages.iter().map(finding).collect()
    }

    #[test]
    fn the_first_few_of_many_are_shown() {
        let mut messages = vec!["same"; 7];
        messages.insert(4, "other");
        let notes = findings(Severity::Note, &messages);
        let (shown, repeated) = Repeated::split(&notes);
        let shown: Vec<&str> = shown.iter().map(|it| it.message.as_str()).collect();
        assert_eq!(shown, ["same", "same", "same", "other"]);
        let kinds: Vec<_> = repeated.kinds.into_iter().collect();
        assert_eq!(kinds, [(("missing-section", "same"), 4)]);
    }

    #[test]
    fn a_few_notes_and_all_that_weighs_more_are_shown() {
        for (severity, count) in [(Severity::Note, 5), (Severity::Warning, 50)] {
            let all = findings(severity, &vec!["same"; count]);
            let (shown, repeated) = Repeated::split(&all);
            assert_eq!((shown.len(), repeated), (count, Repeated::default()));
        }
    }
}
