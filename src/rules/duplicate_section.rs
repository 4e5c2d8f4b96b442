//! `duplicate-section`.

use super::{Check, DocumentContext, Group, Rule};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Severity};

/// The rule.
pub const RULE: Rule = Rule {
    id: "duplicate-section",
    group: Group::Sections,
    severity: Level::At(Severity::Warning),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("duplicate-section.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    let sections = &cx.document().sections.all;
    let specs = &cx.template().sections;
    let matching = cx.matching();
    (0..sections.len())
        .filter(|&section| matching.spec_of[section].is_none() && matching.title != Some(section))
        .filter_map(|section| {
            // The same name at the same level beside one that is the template's section.
            let (spec, first) = specs.iter().enumerate().find_map(|(index, spec)| {
                let first = matching.section_of(index)?;
                let same = spec.pattern.name() == Some(sections[section].key.as_str())
                    && sections[section].level == sections[first].level
                    && sections[section].parent == sections[first].parent;
                same.then_some((spec, first))
            })?;
            let name = cx.document().heading_text(section).trim();
            let mut finding = cx
                .finding(
                    cx.heading(section),
                    format!("the section \"{name}\" is given twice"),
                )
                .help("join the two, or give one of them another name")
                .related(cx.place(cx.heading(first)), "given first here");
            finding.subject.clone_from(&spec.name);
            Some(finding)
        })
        .collect()
}
