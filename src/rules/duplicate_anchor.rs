//! `duplicate-anchor`.

use std::collections::BTreeMap;

use super::{Check, DocumentContext, Group, Rule};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Severity};
use crate::document::markdown::Heading;

/// The rule.
pub const RULE: Rule = Rule {
    id: "duplicate-anchor",
    group: Group::Text,
    severity: Level::At(Severity::Warning),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("duplicate-anchor.md"),
    check: Check::Document(check),
};

/// mdBook keeps the ids that it makes apart from each other, but not from those that authors give.
fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    let headings = &cx.document().markdown.headings;
    let mut given: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, heading) in headings.iter().enumerate() {
        if heading.custom_id && !heading.id.is_empty() {
            given.entry(&heading.id).or_insert(index);
        }
    }
    headings
        .iter()
        .enumerate()
        .filter_map(|(index, heading)| {
            let other = *given.get(heading.id.as_str())?;
            (other != index).then(|| finding(cx, heading, &headings[other]))
        })
        .collect()
}

fn finding(cx: &DocumentContext<'_>, heading: &Heading, other: &Heading) -> Diagnostic {
    let (id, name, other_name) = (&heading.id, heading.text.trim(), other.text.trim());
    let mut finding = cx
        .finding(
            heading.range.clone(),
            format!("\"{name}\" and \"{other_name}\" have the same anchor, `#{id}`"),
        )
        .help(format!(
            "links to `#{id}` lead to the first of them; give one another anchor: `{{#{id}-2}}`"
        ))
        .related(cx.place(other.range.clone()), "the anchor is given here");
    name.clone_into(&mut finding.subject);
    finding
}
