//! `misplaced-section`.

mod mend;

use super::{Check, DocumentContext, Group, Rule};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Safety, Severity};
use crate::matching::{Belongs, Misplaced};

/// The rule.
pub const RULE: Rule = Rule {
    id: "misplaced-section",
    group: Group::Sections,
    severity: Level::At(Severity::Warning),
    fix: Some(Safety::Unsafe),
    lenient: false,
    options: &[],
    page: include_str!("misplaced-section.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    cx.matching()
        .misplaced
        .iter()
        .map(|misplaced| finding(cx, misplaced))
        .collect()
}

fn finding(cx: &DocumentContext<'_>, misplaced: &Misplaced) -> Diagnostic {
    let name = |section| cx.document().section_name(section);
    let section = name(misplaced.section);
    let (message, help) = match misplaced.belongs {
        Belongs::Under(Some(parent)) => {
            let parent = &cx.template().sections[parent].name;
            (
                format!("the section \"{section}\" belongs under \"{parent}\""),
                format!("move it, with its text, below the heading \"{parent}\""),
            )
        }
        Belongs::Under(None) => (
            format!("the section \"{section}\" belongs to no other section"),
            "move it, with its text, out of the section that it stands in".to_owned(),
        ),
        Belongs::After(before) => (
            format!("the section \"{section}\" is out of order"),
            format!("move it, with its text, behind \"{}\"", name(before)),
        ),
        Belongs::Before(after) => (
            format!("the section \"{section}\" is out of order"),
            format!("move it, with its text, in front of \"{}\"", name(after)),
        ),
    };
    let mut finding = cx
        .finding(cx.heading(misplaced.section), message)
        .help(help);
    finding.fix = mend::fix(cx, misplaced);
    if let Some(spec) = cx.matching().spec_of[misplaced.section] {
        let wanted = &cx.template().sections[spec];
        finding = finding.related(
            cx.in_template(wanted.range.clone()),
            "the template has it here",
        );
        finding.subject.clone_from(&wanted.name);
    }
    finding
}
