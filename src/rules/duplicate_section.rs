//! `duplicate-section`.

use std::collections::BTreeMap;

use super::{Check, DocumentContext, Group, Rule};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Severity};
use crate::template::SectionSpec;

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
    let twice = (0..sections.len())
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
            let name = cx.document().section_name(section);
            let mut finding = cx
                .finding(
                    cx.heading(section),
                    format!("the section \"{name}\" is given twice"),
                )
                .help("join the two, or give one of them another name")
                .related(cx.place(cx.heading(first)), "given first here");
            finding.subject.clone_from(&spec.name);
            Some(finding)
        });
    let counted = specs
        .iter()
        .enumerate()
        .flat_map(|(index, spec)| outside_count(cx, index, spec));
    twice.chain(counted).collect()
}

/// A repeated section outside its count, within each section that it stands in.
fn outside_count(cx: &DocumentContext<'_>, index: usize, spec: &SectionSpec) -> Vec<Diagnostic> {
    let Some(times) = spec.repeat.filter(|_| cx.is_due(spec)) else {
        return Vec::new();
    };
    let mut by_parent: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for &section in &cx.matching().sections_of[index] {
        let parent = cx.document().sections.all[section].parent;
        by_parent.entry(parent).or_default().push(section);
    }
    by_parent
        .into_values()
        .filter_map(|found| {
            let count = found.len();
            let (at, asked, help) = match times.most {
                _ if count < times.least => (
                    found[count - 1],
                    format!("at least {}", times.least),
                    format!("add {} more behind it", times.least - count),
                ),
                Some(most) if count > most => (
                    found[most],
                    format!("at most {most}"),
                    "join some of them, or raise the count in the template".to_owned(),
                ),
                _ => return None,
            };
            let comes = match count {
                1 => "once".to_owned(),
                count => format!("{count} times"),
            };
            let name = &spec.name;
            let message =
                format!("the section \"{name}\" comes {comes}; the template asks for {asked}");
            let mut finding = cx
                .finding(cx.heading(at), message)
                .help(help)
                .related(cx.in_template(spec.range.clone()), "the template's section");
            finding.subject.clone_from(&spec.name);
            Some(finding)
        })
        .collect()
}
