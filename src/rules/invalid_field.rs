//! `invalid-field`.

mod by_type;

use super::asked::{Gaps, Given};
use super::wanted::{self, Wanted};
use super::{Check, DocumentContext, Group, Rule, asked};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Severity, nearest};
use crate::document::metadata::Value;
use crate::fields;
use crate::keys::legal;
use crate::template::constraints::Constraints;
use crate::template::{FieldSpec, FieldType};
use crate::values;
use by_type::{Wrong, each, keys, list, not_a_number, not_a_truth, people, text};

/// The rule.
pub const RULE: Rule = Rule {
    id: "invalid-field",
    group: Group::Metadata,
    severity: Level::At(Severity::Error),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("invalid-field.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    let gaps = Gaps::of(cx);
    let mut findings = Vec::new();
    for given in asked::of_template(cx) {
        let Some(spec) = given.spec else {
            continue;
        };
        // A gap in braces is a mapping to YAML, and told as the gap that it is.
        let is_gap = matches!(given.value, Value::Map(_)) && gaps.hold_all_of(&given.range);
        let mut wrong = match is_gap || has_its_own_rule(spec) {
            true => Vec::new(),
            false => judge(cx, &gaps, &given, spec),
        };
        if wrong.is_empty() && !is_gap {
            wrong = beyond_the_example(&gaps, &given, &spec.constraints);
        }
        findings.extend(
            wrong
                .into_iter()
                .map(|wrong| finding(cx, &given, spec, wrong)),
        );
    }
    findings
}

/// Statuses, days, versions and the template's name are judged by rules of their own.
fn has_its_own_rule(spec: &FieldSpec) -> bool {
    matches!(spec.meaning, Some("status" | "template"))
        || matches!(spec.kind, FieldType::Date | FieldType::Version)
}

fn finding(
    cx: &DocumentContext<'_>,
    given: &Given<'_>,
    spec: &FieldSpec,
    wrong: Wrong,
) -> Diagnostic {
    let help = wrong.help.unwrap_or_else(|| {
        let wanted = Wanted {
            key: &given.name,
            spec: Some(spec),
        };
        wanted.help(cx)
    });
    let mut finding = cx
        .finding(wrong.range, wrong.message)
        .help(help)
        .related(cx.in_template(spec.range.clone()), wanted::shown_here(spec));
    finding.subject = asked::subject(&given.name, &wrong.value);
    finding
}

fn judge(cx: &DocumentContext<'_>, gaps: &Gaps, given: &Given<'_>, spec: &FieldSpec) -> Vec<Wrong> {
    match &spec.kind {
        FieldType::OneOf(choices) => each(gaps, given, |text| {
            values::choice(text, choices).is_none().then(|| {
                let names: Vec<&str> = choices.iter().map(String::as_str).collect();
                (
                    format!("`{}` can't be `{}`", given.name, values::short(text)),
                    Some(legal(nearest(text, names.iter().copied()), &names)),
                )
            })
        }),
        FieldType::Constant(word) => each(gaps, given, |text| {
            let same = fields::fold(text) == fields::fold(word) || cx.template().answers_to(text);
            (!same).then(|| {
                let name = &cx.template().name;
                (
                    format!(
                        "`{}` is `{}` in a document of the template `{name}`",
                        given.name,
                        values::short(text)
                    ),
                    Some(format!(
                        "write `{word}`, or give the document another template"
                    )),
                )
            })
        }),
        FieldType::Bool => each(gaps, given, not_a_truth(&given.name)),
        FieldType::Integer => each(gaps, given, not_a_number(&given.name)),
        FieldType::People => people(gaps, given),
        FieldType::List => list(gaps, given, spec),
        FieldType::Map(specs) => keys(given, specs),
        FieldType::Filled | FieldType::Text => text(given, spec),
        FieldType::Date | FieldType::Version => Vec::new(),
    }
}

/// What the template's own key asks of the value.
fn beyond_the_example(gaps: &Gaps, given: &Given<'_>, constraints: &Constraints) -> Vec<Wrong> {
    if constraints.one_of.is_empty() && constraints.pattern.is_none() {
        return Vec::new();
    }
    let name = &given.name;
    each(gaps, given, |text| {
        let choices = &constraints.one_of;
        if !choices.is_empty() && values::choice(text, choices).is_none() {
            let names: Vec<&str> = choices.iter().map(String::as_str).collect();
            return Some((
                format!("`{name}` can't hold `{}`", values::short(text)),
                Some(legal(nearest(text, names.iter().copied()), &names)),
            ));
        }
        let pattern = constraints.pattern.as_ref()?;
        (!pattern.matches(text)).then(|| {
            let message = format!(
                "`{name}` is `{}`, which is not of the form that the template asks for",
                values::short(text)
            );
            let help = format!("write text that matches `{}`", pattern.as_str());
            (message, Some(help))
        })
    })
}
