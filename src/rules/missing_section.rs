//! `missing-section`.

mod mend;

use super::{Check, DocumentContext, Group, Rule};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Safety, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "missing-section",
    group: Group::Sections,
    severity: Level::At(Severity::Error),
    fix: Some(Safety::Unsafe),
    lenient: true,
    options: &[],
    page: include_str!("missing-section.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    let specs = &cx.template().sections;
    cx.matching()
        .missing
        .iter()
        .filter(|&&spec| cx.needs(&specs[spec]) && !is_written_elsewhere(cx, spec))
        .map(|&spec| missing(cx, spec))
        .collect()
}

/// A field that the template writes as a section may stand in any notation.
fn is_written_elsewhere(cx: &DocumentContext<'_>, spec: usize) -> bool {
    let field = cx.template().sections[spec].field.as_ref();
    let entry = field.and_then(|key| cx.metadata().get(key));
    entry.is_some_and(|entry| !entry.is_blank())
}

/// Told at the heading that it should follow, else at its parent's, else at the top.
fn missing(cx: &DocumentContext<'_>, spec: usize) -> Diagnostic {
    let specs = &cx.template().sections;
    let wanted = &specs[spec];
    let before = (0..spec)
        .rev()
        .filter(|&other| specs[other].parent == wanted.parent)
        .find_map(|other| cx.matching().sections_of[other].last().copied());
    let parent = wanted
        .parent
        .and_then(|parent| cx.matching().section_of(parent));
    let message = format!("the section \"{}\" is missing", wanted.name);
    let name = |section| cx.document().section_name(section);
    let (finding, behind) = match (before, parent) {
        (Some(before), _) => (
            cx.finding(cx.heading(before), message),
            format!("behind \"{}\"", name(before)),
        ),
        (None, Some(parent)) => (
            cx.finding(cx.heading(parent), message),
            format!("under \"{}\"", name(parent)),
        ),
        (None, None) => (
            cx.finding_at_top(message),
            "as the first section".to_owned(),
        ),
    };
    let mut finding = finding
        .help(format!(
            "add `{}` {behind} and write what it asks for",
            wanted.heading()
        ))
        .related(
            cx.in_template(wanted.range.clone()),
            "the template asks for it here",
        );
    finding.subject.clone_from(&wanted.name);
    finding.fix = mend::fix(cx, spec);
    finding
}
