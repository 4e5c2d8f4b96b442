//! What was noticed while fragments were set in, told by the rule that it belongs to.

use super::ChapterContext;
use crate::diagnostics::Diagnostic;

/// The faults of the rule that asks.
pub(super) fn faults(cx: &ChapterContext<'_>) -> Vec<Diagnostic> {
    let faults = cx.member.set_in.iter().flat_map(|it| &it.faults);
    let own = faults.filter(|fault| fault.rule == cx.rule.id).cloned();
    own.map(|fault| Diagnostic {
        severity: cx.severity,
        ..fault
    })
    .collect()
}
