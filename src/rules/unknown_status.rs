//! `unknown-status`.

use super::asked::Gaps;
use super::{Check, DocumentContext, Group, Rule, asked};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Fix, Safety, Severity, one_edit_away};
use crate::document::metadata::Entry;
use crate::fields;
use crate::keys::legal;
use crate::lifecycle::{Lifecycle, heads};
use crate::values;

/// The rule.
pub const RULE: Rule = Rule {
    id: "unknown-status",
    group: Group::Metadata,
    severity: Level::At(Severity::Error),
    fix: Some(Safety::Safe),
    lenient: false,
    options: &[],
    page: include_str!("unknown-status.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    let entry = cx.metadata().meaning("status");
    let (Some(lifecycle), Some(entry)) = (cx.lifecycle(), entry.filter(|entry| !entry.is_blank()))
    else {
        return Vec::new();
    };
    let finding = match entry.text() {
        Some(text) => {
            let is_gap = || Gaps::of(cx).hold(&entry.value_range);
            (lifecycle.find(&text).is_none() && !is_gap())
                .then(|| unknown(cx, lifecycle, entry, text.trim()))
        }
        None => Some(several(cx, lifecycle, entry)),
    };
    finding.into_iter().collect()
}

fn unknown(
    cx: &DocumentContext<'_>,
    lifecycle: &Lifecycle,
    entry: &Entry,
    text: &str,
) -> Diagnostic {
    let nearest = lifecycle.nearest(text).map(|status| status.name.as_str());
    let names: Vec<&str> = lifecycle.names().collect();
    let mut finding = cx
        .finding(
            entry.value_range.clone(),
            format!("no status is called `{}`", values::short(text)),
        )
        .help(legal(nearest, &names));
    if let Some(spec) = cx.template().field("status") {
        finding = finding.related(
            cx.in_template(spec.range.clone()),
            "the template shows it here",
        );
    }
    finding.subject = asked::subject("status", text);
    finding.fix = fix(cx, lifecycle, entry, text);
    finding
}

/// Where one name or alias is one edit away. Of a longer text only the words that stand for the status
/// are written anew.
fn fix(cx: &DocumentContext<'_>, lifecycle: &Lifecycle, entry: &Entry, text: &str) -> Option<Fix> {
    let names: Vec<(String, &str)> = lifecycle
        .statuses
        .iter()
        .flat_map(|status| std::iter::once(&status.name).chain(&status.aliases))
        .map(|name| (fields::fold(name), name.as_str()))
        .collect();
    heads(text).find_map(|(head, _)| {
        let written = head.trim_end();
        let folded = names.iter().map(|(folded, _)| folded.as_str());
        let close = one_edit_away(&fields::fold(written), folded)?;
        let (_, name) = names.iter().find(|(folded, _)| folded == close)?;
        asked::respelled(cx, &entry.value_range, entry.notation, written, name)
    })
}

fn several(cx: &DocumentContext<'_>, lifecycle: &Lifecycle, entry: &Entry) -> Diagnostic {
    let names: Vec<&str> = lifecycle.names().collect();
    let mut finding = cx
        .finding(
            entry.value_range.clone(),
            format!("`{}` holds more than one status", entry.key),
        )
        .help(format!(
            "keep the one that holds now; {}",
            legal(None, &names)
        ));
    "status".clone_into(&mut finding.subject);
    finding
}
