//! `damaged-text`.

use std::sync::Arc;

use super::{Check, DocumentContext, Group, Rule};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Edit, Fix, Safety, Severity};
use crate::encoding::{self, Damage};

/// The rule.
pub const RULE: Rule = Rule {
    id: "damaged-text",
    group: Group::Text,
    severity: Level::At(Severity::Warning),
    fix: Some(Safety::Safe),
    lenient: false,
    options: &[],
    page: include_str!("damaged-text.md"),
    check: Check::Document(check),
};

/// With more pieces than this the file as a whole was decoded wrongly: one cause, one finding.
const MANY: usize = 3;

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    let damaged = encoding::damage(cx.document().text().as_str());
    let parts: Vec<&[Damage]> = if damaged.len() > MANY {
        vec![&damaged]
    } else {
        damaged.chunks(1).collect()
    };
    parts
        .into_iter()
        .filter_map(|part| finding(cx, part))
        .collect()
}

/// One finding at the first of some damaged pieces.
fn finding(cx: &DocumentContext<'_>, damaged: &[Damage]) -> Option<Diagnostic> {
    let (first, others) = damaged.split_first()?;
    let text = cx.document().text();
    let piece = &text.as_str()[first.range.clone()];
    let message = match others.len() {
        0 => format!("`{piece}` was decoded wrongly"),
        others => format!("`{piece}` and {others} more places were decoded wrongly"),
    };
    let help = match &first.repaired {
        Some(right) => format!("this was `{right}`: the text was UTF-8 and read as Windows-1252"),
        None => "what stood here is lost; write it again from the original".to_owned(),
    };
    let place = text.place(first.range.clone());
    let mut finding = Diagnostic::new(cx.rule.id, cx.severity, place, message).help(help);
    piece.clone_into(&mut finding.subject);
    finding.fix = fix(Arc::clone(text.path()), damaged);
    Some(finding)
}

/// What can be repaired, is.
fn fix(path: Arc<str>, damaged: &[Damage]) -> Option<Fix> {
    let edits: Vec<Edit> = damaged
        .iter()
        .filter_map(|damage| {
            Some(Edit {
                path: Arc::clone(&path),
                range: damage.range.clone(),
                text: damage.repaired.clone()?,
            })
        })
        .collect();
    (!edits.is_empty()).then_some(Fix {
        safety: Safety::Safe,
        edits,
    })
}
