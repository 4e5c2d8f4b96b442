//! The order in which findings are told: always the same, whatever the number of threads.

use super::Diagnostic;

/// Orders by path, line, column, rule; then by message, so that no tie depends on chance.
pub fn sort(diagnostics: &mut [Diagnostic]) {
    diagnostics.sort_by(|a, b| {
        let key = |d: &Diagnostic| (d.place.start, d.rule);
        a.place
            .path
            .cmp(&b.place.path)
            .then_with(|| key(a).cmp(&key(b)))
            .then_with(|| a.message.cmp(&b.message))
    });
}
