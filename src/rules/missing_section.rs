//! `missing-section`.

mod mend;

use super::{Check, DocumentContext, Group, Rule};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Safety, Severity};
use crate::matching::{Candidates, Near};

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
    let all = cx.matching().missing.iter().copied();
    let missing: Vec<usize> = all
        .filter(|&spec| cx.needs(&specs[spec]) && !is_written_elsewhere(cx, spec))
        .collect();
    if missing.is_empty() {
        return Vec::new();
    }
    let mut candidates = Candidates::of(cx.document(), cx.matching());
    missing
        .iter()
        .map(|&spec| told(cx, spec, &missing, candidates.take(&specs[spec])))
        .collect()
}

/// A field that the template writes as a section may stand in any notation.
fn is_written_elsewhere(cx: &DocumentContext<'_>, spec: usize) -> bool {
    let field = cx.template().sections[spec].field.as_ref();
    let entry = field.and_then(|key| cx.metadata().get(key));
    entry.is_some_and(|entry| !entry.is_blank())
}

/// Told at the heading that it should follow, else at its parent's, else at the top.
fn told(
    cx: &DocumentContext<'_>,
    spec: usize,
    missing: &[usize],
    near: Option<Near>,
) -> Diagnostic {
    let wanted = &cx.template().sections[spec];
    let before = before(cx, spec, |it| !cx.matching().sections_of[it].is_empty())
        .and_then(|it| cx.matching().sections_of[it].last().copied());
    let parent = wanted
        .parent
        .and_then(|parent| cx.matching().section_of(parent));
    let message = format!("the section \"{}\" is missing", wanted.name);
    let finding = match before.or(parent) {
        Some(section) => cx.finding(cx.heading(section), message),
        None => cx.finding_at_top(message),
    };
    let add = format!(
        "add `{}` {} and write what it asks for",
        wanted.heading(),
        place(cx, spec, missing)
    );
    let mut finding = match near {
        None => finding.help(add),
        Some(near) => {
            let name = cx.document().section_name(near.section);
            finding
                .help(format!(
                    "\"{name}\" {NEAR}: if that is it, call it `{}`; else {add}",
                    wanted.heading()
                ))
                .related(
                    cx.place(cx.heading(near.section)),
                    format!("\"{name}\" {NEAR}"),
                )
        }
    };
    finding = finding.related(
        cx.in_template(wanted.range.clone()),
        "the template asks for it here",
    );
    finding.subject.clone_from(&wanted.name);
    finding.fix = match near {
        // To set a second one in beside it would be wrong.
        Some(near) if near.same => mend::rename(cx, spec, near.section),
        _ => mend::insert(cx, spec),
    };
    finding
}

/// What is said of a heading that may be meant.
const NEAR: &str = "has a near name";

/// What the author has to look at where the mend of a finding sets a section in beside a heading that may
/// be the same.
pub fn set_in_beside(finding: &Diagnostic) -> Option<&str> {
    let near = finding.related.iter().find(|it| it.message.ends_with(NEAR));
    let mut edits = finding.fix.iter().flat_map(|fix| &fix.edits);
    near.filter(|_| edits.all(|edit| edit.range.is_empty()))
        .map(|near| near.message.as_str())
}

/// The nearest sibling of a section before it in the template for which something holds.
fn before(cx: &DocumentContext<'_>, spec: usize, holds: impl Fn(usize) -> bool) -> Option<usize> {
    let specs = &cx.template().sections;
    (0..spec)
        .rev()
        .filter(|&other| specs[other].parent == specs[spec].parent)
        .find(|&other| holds(other))
}

/// Where it belongs, in words: behind its sibling, which may be missing too.
fn place(cx: &DocumentContext<'_>, spec: usize, missing: &[usize]) -> String {
    let specs = &cx.template().sections;
    let sections = |it: usize| cx.matching().sections_of[it].last().copied();
    let name = |section| cx.document().section_name(section);
    let sibling = before(cx, spec, |it| {
        sections(it).is_some() || missing.contains(&it)
    });
    let parent = specs[spec]
        .parent
        .and_then(|it| cx.matching().section_of(it));
    match (sibling.map(|it| (it, sections(it))), parent) {
        (Some((_, Some(there))), _) => format!("behind \"{}\"", name(there)),
        (Some((absent, None)), _) => {
            format!("behind \"{}\", which is missing too,", specs[absent].name)
        }
        (None, Some(parent)) => format!("under \"{}\"", name(parent)),
        (None, None) => "as the first section".to_owned(),
    }
}
