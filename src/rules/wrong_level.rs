//! `wrong-level`.

mod mend;

use super::{Check, DocumentContext, Group, Rule};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Safety, Severity};
use crate::matching::Shift;

/// The rule.
pub const RULE: Rule = Rule {
    id: "wrong-level",
    group: Group::Sections,
    severity: Level::At(Severity::Warning),
    fix: Some(Safety::Safe),
    lenient: false,
    options: &[],
    page: include_str!("wrong-level.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    cx.matching()
        .shifts
        .iter()
        .filter_map(|shift| finding(cx, shift))
        .collect()
}

/// One finding for sections that are shifted together, at the first of them.
fn finding(cx: &DocumentContext<'_>, shift: &Shift) -> Option<Diagnostic> {
    let first = *shift.sections.first()?;
    let wanted = &cx.template().sections[cx.matching().spec_of[first]?];
    let level = cx.document().sections.all[first].level;
    let name = cx.document().section_name(first);
    let others = shift.sections.len() - 1;
    let message = match others {
        0 => format!(
            "the section \"{name}\" is at level {level}, the template has it at level {}",
            wanted.level
        ),
        _ => format!(
            "the section \"{name}\" and {others} more are at level {level}, the template has them at level {}",
            wanted.level
        ),
    };
    let marks = |level: u8| "#".repeat(usize::from(level));
    let help = match others {
        0 => format!("write `{} {name}`", marks(wanted.level)),
        _ => format!(
            "write `{}` in place of `{}`, below them likewise",
            marks(wanted.level),
            marks(level)
        ),
    };
    let mut finding = cx.finding(cx.heading(first), message).help(help).related(
        cx.in_template(wanted.range.clone()),
        "the template has it here",
    );
    finding.subject.clone_from(&wanted.name);
    finding.fix = mend::fix(cx, shift);
    Some(finding)
}
