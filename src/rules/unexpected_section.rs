//! `unexpected-section`.

use super::{Check, DocumentContext, Group, Rule};
use crate::config::Level;
use crate::diagnostics::Diagnostic;

/// The rule.
pub const RULE: Rule = Rule {
    id: "unexpected-section",
    group: Group::Sections,
    severity: Level::Off,
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("unexpected-section.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    let matching = cx.matching();
    (0..cx.document().sections.all.len())
        .filter(|&section| matching.spec_of[section].is_none() && matching.title != Some(section))
        .filter_map(|section| {
            let siblings = named_siblings(cx, section)?;
            let name = cx.document().section_name(section);
            let mut finding = cx
                .finding(cx.heading(section), format!("the template has no section \"{name}\" here"))
                .help(format!("the template's sections here are {siblings}; put it below one of them, or name it in the template"));
            finding.subject = name;
            Some(finding)
        })
        .collect()
}

/// The names of the template's sections at a section's level under its parent; none where the
/// template leaves that place to the author.
fn named_siblings(cx: &DocumentContext<'_>, section: usize) -> Option<String> {
    let matching = cx.matching();
    let sections = &cx.document().sections.all;
    let parent = sections[section]
        .parent
        .filter(|&parent| Some(parent) != matching.title);
    let spec = match parent {
        // Below a section that is the author's own, everything is.
        Some(parent) => Some(matching.spec_of[parent]?),
        None => None,
    };
    let template = cx.template();
    let open = spec.map_or(template.top.open, |spec| {
        template.sections[spec].annotations.open
    });
    let names: Vec<String> = cx
        .template()
        .sections
        .iter()
        .filter(|other| other.parent == spec && other.level == sections[section].level)
        .map(|other| format!("\"{}\"", other.name))
        .collect();
    (!open && !names.is_empty()).then(|| names.join(", "))
}
