//! What tells a finding from all others, wherever in its file it moves.

use std::collections::BTreeMap;

use sha2::{Digest, Sha256};

use crate::diagnostics::Diagnostic;

/// What the fingerprint is called. What goes into it is part of what it means: a change takes a new number.
pub(super) const NAME: &str = "ruleFileSubject/v1";

/// Fingerprints of a run: rule, file, subject, and which of several with these it is.
#[derive(Debug, Default)]
pub(super) struct Fingerprints<'a> {
    seen: BTreeMap<(&'a str, String, &'a str), usize>,
}

impl<'a> Fingerprints<'a> {
    /// That of the next finding, in the order in which they are told.
    pub(super) fn next(&mut self, finding: &'a Diagnostic, path: &str) -> String {
        let key = (finding.rule, path.to_owned(), finding.subject.as_str());
        let ordinal = self.seen.entry(key).or_default();
        *ordinal += 1;
        let mut digest = Sha256::new();
        for part in [finding.rule, path, &finding.subject, &ordinal.to_string()] {
            // With its length before it, no part runs into the next.
            digest.update((part.len() as u64).to_le_bytes());
            digest.update(part);
        }
        let digest = digest.finalize();
        digest[..16]
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Place, Severity};

    #[test]
    fn each_of_several_has_its_own() {
        let finding = |rule, subject: &str| {
            let mut finding = Diagnostic::new(rule, Severity::Note, Place::file("a.md"), "x");
            subject.clone_into(&mut finding.subject);
            finding
        };
        let all = [
            finding("placeholder", "TODO"),
            finding("placeholder", "TODO"),
            finding("placeholder", "TBD"),
            finding("lost-text", "TODO"),
        ];
        let made = || -> Vec<String> {
            let mut fingerprints = Fingerprints::default();
            let path = |at| if at == 3 { "b.md" } else { "a.md" };
            let one = |(at, finding)| fingerprints.next(finding, path(at));
            all.iter().enumerate().map(one).collect()
        };
        let (mut first, second) = (made(), made());
        assert_eq!(first, second);
        first.sort();
        first.dedup();
        assert_eq!(first.len(), 4);
        assert!(first.iter().all(|print| print.len() == 32));
    }
}
