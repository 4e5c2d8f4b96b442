//! The order in which findings are told: always the same, whatever the number of threads.

use std::collections::BTreeSet;

use super::Diagnostic;

/// Orders by path, line, column, rule. Findings that agree in all of these stay in the order in which
/// they were found, which is the template's.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| {
        let key = |finding: &Diagnostic| (finding.place.start, finding.rule);
        (a.place.path.cmp(&b.place.path)).then_with(|| key(a).cmp(&key(b)))
    });
}

/// Leaves out what is said a second time of the same place, in the same words.
pub fn once_each(diagnostics: &mut Vec<Diagnostic>) {
    let mut told = BTreeSet::new();
    diagnostics.retain(|finding| {
        let place = &finding.place;
        told.insert((
            finding.rule,
            place.path.to_string(),
            (place.start, place.end),
            finding.message.clone(),
        ))
    });
}
