//! `deleted-document`.

use super::{Check, Group, PairContext, Rule};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Place, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "deleted-document",
    group: Group::Lifecycle,
    severity: Level::At(Severity::Error),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("deleted-document.md"),
    check: Check::Pair(check),
};

fn check(cx: &PairContext<'_>) -> Option<Diagnostic> {
    let status = cx.before.status()?;
    if cx.pair.now.is_some() || status.incomplete || status.retired {
        return None;
    }
    let path = cx.before.document().text().path();
    let retired: Vec<&str> = cx
        .before
        .lifecycle()
        .into_iter()
        .flat_map(|lifecycle| &lifecycle.statuses)
        .filter(|status| status.retired)
        .map(|status| status.name.as_str())
        .collect();
    let message = format!("`{path}` was {} and is gone", status.name);
    let help = match retired.is_empty() {
        true => "bring it back: what was decided stays on record".to_owned(),
        false => format!(
            "bring it back and give it a status that retires it: {}",
            retired.join(", ")
        ),
    };
    let place = Place::file(path.clone());
    let mut finding = Diagnostic::new(RULE.id, cx.before.severity, place, message).help(help);
    "document".clone_into(&mut finding.subject);
    Some(finding)
}
