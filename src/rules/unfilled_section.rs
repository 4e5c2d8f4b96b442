//! `unfilled-section`.

use super::{Check, DocumentContext, Group, Rule};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Severity};
use crate::document::units::{Unit, UnitKind};
use crate::template::SectionSpec;

/// The rule.
pub const RULE: Rule = Rule {
    id: "unfilled-section",
    group: Group::Sections,
    severity: Level::At(Severity::Error),
    fix: None,
    lenient: true,
    options: &[],
    page: include_str!("unfilled-section.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    (0..cx.document().sections.all.len())
        .filter(|&section| cx.governed.is_unfilled(cx.document(), section))
        .filter_map(|section| {
            let spec = &cx.template().sections[cx.matching().spec_of[section]?];
            // Before it is needed a section is not judged.
            cx.is_due(spec).then(|| finding(cx, section, spec))
        })
        .collect()
}

fn finding(cx: &DocumentContext<'_>, section: usize, spec: &SectionSpec) -> Diagnostic {
    let name = cx.document().section_name(section);
    let content = &cx.governed.contents[section];
    let mut left = content.left.iter().map(|left| left.unit.kind);
    let holds = if content.is_empty() {
        "is empty"
    } else if left.any(|kind| kind != UnitKind::Comment) {
        "holds nothing but the template's text"
    } else {
        "holds nothing but gaps"
    };
    let mut finding = cx
        .finding(
            cx.heading(section),
            format!("the section \"{name}\" {holds}"),
        )
        .help(help(spec))
        .related(cx.in_template(spec.range.clone()), "the template's section");
    finding.subject.clone_from(&spec.name);
    finding
}

/// The template's own words; of what it shows without words, what to put in its place.
fn help(spec: &SectionSpec) -> String {
    let said = |it: &&Unit| matches!(it.kind, UnitKind::Sentence | UnitKind::Comment);
    if let Some(guidance) = spec.guidance.iter().find(said) {
        return format!("the template asks: {}", guidance.key);
    }
    let columns = spec.tables.first().map(|table| {
        let names = table.columns.iter().map(|column| column.name.as_str());
        names.collect::<Vec<_>>().join(", ")
    });
    match (columns, spec.guidance.first().map(|it| it.kind)) {
        (Some(columns), _) => format!("fill in the table: {columns}"),
        (None, Some(UnitKind::Code)) => {
            "write code of your own where the template shows some".to_owned()
        }
        (None, Some(UnitKind::Picture)) => {
            "put a picture of your own where the template shows one".to_owned()
        }
        _ => "write what the section is for, or remove it where the template calls it optional"
            .to_owned(),
    }
}
