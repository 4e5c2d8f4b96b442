//! `empty-label`.

use super::labelled::{Given, Judged, judged};
use super::{Check, DocumentContext, Group, Rule, leftover_guidance};
use crate::config::Level;
use crate::content::is_said;
use crate::diagnostics::{Diagnostic, Severity};
use crate::document::markdown::BlockKind;
use crate::document::names;
use crate::template::labels::LabelSpec;

/// The rule.
pub const RULE: Rule = Rule {
    id: "empty-label",
    group: Group::Sections,
    severity: Level::At(Severity::Warning),
    fix: None,
    lenient: true,
    options: &[],
    page: include_str!("empty-label.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for judged in judged(cx, |spec| !spec.labels.is_empty()) {
        for given in judged.labels(cx) {
            if let Some(spec) = spec_of(&judged, &given)
                && is_empty(cx, &given, spec)
            {
                findings.push(finding(cx, &judged, &given, spec));
            }
        }
    }
    findings
}

/// The template's label that a document's is: by its name, else the first that any serves.
fn spec_of<'a>(judged: &Judged<'a>, given: &Given<'_>) -> Option<&'a LabelSpec> {
    let specs = &judged.spec.labels;
    let named = specs.iter().find(|spec| spec.is_named(&given.label.key));
    named.or_else(|| specs.iter().find(|spec| spec.is_any()))
}

/// Nothing behind it and nothing below. A gap there is told by `placeholder`, guidance by
/// `leftover-guidance`: one cause, one finding.
fn is_empty(cx: &DocumentContext<'_>, given: &Given<'_>, spec: &LabelSpec) -> bool {
    let label = &given.label;
    let below = given.blocks[label.below.clone()]
        .iter()
        .any(|block| block.kind != BlockKind::Rule && !block.is_comment());
    let sections = &cx.document().sections;
    let ends_text = label.open_end && label.below.end == given.blocks.len();
    if below || (ends_text && sections.has_children(given.section)) {
        return false;
    }
    let block = &given.blocks[label.block];
    if block.picture {
        return false;
    }
    let behind = &block.text()[label.behind.clone()];
    if cx.governed.wording.placeholders.only(behind) {
        return false;
    }
    let seen: String = behind
        .char_indices()
        .filter(|(at, _)| {
            let at = at + label.behind.start;
            !block.tags().any(|tag| tag.contains(&at))
        })
        .map(|(_, ch)| ch)
        .collect();
    let is_templates = !spec.guidance.is_empty() && names::plain(behind) == spec.guidance;
    !seen.chars().any(is_said)
        || (is_templates && !leftover_guidance::is_long_enough(cx, &spec.guidance))
}

fn finding(
    cx: &DocumentContext<'_>,
    judged: &Judged<'_>,
    given: &Given<'_>,
    spec: &LabelSpec,
) -> Diagnostic {
    let name = &given.label.name;
    let help = if spec.guidance.chars().any(is_said) {
        format!("the template asks: {}", spec.guidance)
    } else if spec.optional {
        "write what belongs there, or remove the label".to_owned()
    } else {
        "write what belongs there; `none` is an answer too".to_owned()
    };
    let mut finding = cx
        .finding(
            given.label.range.clone(),
            format!("nothing stands behind the label \"{name}\""),
        )
        .help(help)
        .related(
            cx.in_template(spec.range.clone()),
            "the template has it here",
        );
    finding.subject = format!("{}: {name}", judged.spec.name);
    finding
}
