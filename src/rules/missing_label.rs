//! `missing-label`.

mod mend;

use super::labelled::{Given, Judged, judged};
use super::{Check, DocumentContext, Group, Rule};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Safety, Severity};
use crate::document::labels;
use crate::template::labels::LabelSpec;

/// The rule.
pub const RULE: Rule = Rule {
    id: "missing-label",
    group: Group::Sections,
    severity: Level::At(Severity::Warning),
    fix: Some(Safety::Unsafe),
    lenient: true,
    options: &[],
    page: include_str!("missing-label.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    judged(cx, |spec| !spec.labels.is_empty())
        .iter()
        .flat_map(|judged| of_section(cx, judged))
        .collect()
}

fn of_section<'a>(cx: &DocumentContext<'a>, judged: &Judged<'a>) -> Vec<Diagnostic> {
    let specs = &judged.spec.labels;
    let given = judged.labels(cx);
    let has: Vec<bool> = specs
        .iter()
        .map(|spec| is_given(cx, judged, &given, spec))
        .collect();
    let absent: Vec<&LabelSpec> = (0..specs.len())
        .filter(|&index| !has[index] && !specs[index].optional && !specs[index].listed)
        // What stands below an absent one is absent with it.
        .filter(|&index| specs[index].parent.is_none_or(|parent| has[parent]))
        .map(|index| &specs[index])
        .collect();
    let none_at_all = !has.contains(&true) && absent.len() > 1;
    if none_at_all {
        return vec![without_any(cx, judged, &absent)];
    }
    absent
        .into_iter()
        .map(|spec| one(cx, judged, &given, spec))
        .collect()
}

/// A label counts that bears the name, bold or plain; so does a subsection of the author's own. For a
/// gap or a numbered stub any label that is none of the others serves, or any entry of a list.
fn is_given<'a>(
    cx: &DocumentContext<'a>,
    judged: &Judged<'a>,
    given: &[Given<'a>],
    spec: &LabelSpec,
) -> bool {
    let key = |section: &usize| &cx.document().sections.all[*section].key;
    let below = || judged.area.iter().skip(1);
    if spec.is_any() {
        let is_other = |key: &str| {
            judged
                .spec
                .labels
                .iter()
                .any(|it| !it.is_any() && it.is_named(key))
        };
        let listed = spec.numbered && judged.blocks(cx).any(|block| block.lists > 0);
        return listed
            || below().next().is_some()
            || given.iter().any(|given| !is_other(&given.label.key));
    }
    let plain = || {
        let Some(name) = spec.pattern.name() else {
            return false;
        };
        judged.area.iter().any(|&section| {
            let document = cx.document();
            labels::leads_in(document.sections.blocks(&document.markdown, section), name)
        })
    };
    given.iter().any(|given| spec.is_named(&given.label.key))
        || below().any(|section| spec.is_named(key(section)))
        || plain()
}

/// Told at the label that it should follow, else at the heading.
fn one<'a>(
    cx: &DocumentContext<'a>,
    judged: &Judged<'a>,
    given: &[Given<'a>],
    spec: &LabelSpec,
) -> Diagnostic {
    let before = judged
        .spec
        .labels
        .iter()
        .take_while(|other| !std::ptr::eq(*other, spec))
        .filter_map(|other| {
            let named = |given: &&Given<'a>| other.is_named(&given.label.key);
            given.iter().rfind(named)
        })
        .last();
    let (range, behind) = match before {
        Some(before) => (
            before.label.range.clone(),
            format!("behind \"{}\"", before.label.name),
        ),
        None => (cx.heading(judged.section), "there".to_owned()),
    };
    let name = cx.document().section_name(judged.section);
    let mut finding = cx
        .finding(range, format!("\"{name}\" has no label \"{}\"", spec.name))
        .help(format!(
            "add `**{}**:` {behind} and write what it asks for",
            spec.name
        ))
        .related(
            cx.in_template(spec.range.clone()),
            "the template has it here",
        );
    finding.subject = format!("{}: {}", judged.spec.name, spec.name);
    finding.fix = mend::one(cx, judged, given, before, spec);
    finding
}

/// One cause, one finding: the section was written without the template's labels.
fn without_any<'a>(
    cx: &DocumentContext<'a>,
    judged: &Judged<'a>,
    absent: &[&LabelSpec],
) -> Diagnostic {
    let name = cx.document().section_name(judged.section);
    let list = |format: fn(&str) -> String| {
        let names: Vec<String> = absent.iter().map(|spec| format(&spec.name)).collect();
        names.join(", ")
    };
    let mut finding = cx
        .finding(
            cx.heading(judged.section),
            format!(
                "\"{name}\" has none of the template's labels: {}",
                list(|name| format!("\"{name}\""))
            ),
        )
        .help(format!(
            "put each answer behind its label: {}",
            list(|name| format!("`**{name}**:`"))
        ))
        .related(
            cx.in_template(absent[0].range.clone()),
            "the template's first one",
        );
    finding.subject.clone_from(&judged.spec.name);
    finding.fix = mend::all(cx, judged, absent);
    finding
}
