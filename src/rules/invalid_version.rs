//! `invalid-version`.

use semver::Version;

use super::asked::{Gaps, Given};
use super::{Check, DocumentContext, Group, Rule, asked};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Safety, Severity};
use crate::document::metadata::{Item, Value};
use crate::lifecycle::version::meaning;
use crate::values;

/// The rule.
pub const RULE: Rule = Rule {
    id: "invalid-version",
    group: Group::Metadata,
    severity: Level::At(Severity::Error),
    fix: Some(Safety::Safe),
    lenient: false,
    options: &[],
    page: include_str!("invalid-version.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    let gaps = Gaps::of(cx);
    let mut findings = Vec::new();
    for given in asked::versions(cx) {
        if let Value::Map(_) = given.value
            && !gaps.hold_all_of(&given.range)
        {
            findings.push(mapping(cx, &given));
        }
        let wrong = given.scalars(&gaps).into_iter();
        let wrong = wrong.filter(|item| Version::parse(item.text.trim()).is_err());
        findings.extend(wrong.map(|item| finding(cx, &given, &item)));
    }
    findings
}

fn finding(cx: &DocumentContext<'_>, given: &Given<'_>, item: &Item<'_>) -> Diagnostic {
    let text = item.text.trim();
    let meant = meaning(text).map(|version| version.to_string());
    // What a remark follows: shown, but not written, since the remark would be lost.
    let head = text.split(['(', '[']).next().unwrap_or_default();
    let shown = meant
        .clone()
        .or_else(|| meaning(head.trim()).map(|version| version.to_string()));
    let help = match &shown {
        Some(version) => format!("write `{version}`"),
        None => "write MAJOR.MINOR.PATCH, such as `1.0.0`, or `1.0.0-draft.1` before it".to_owned(),
    };
    let mut finding = cx
        .finding(
            item.range.clone(),
            format!("`{}` is no semantic version", values::short(text)),
        )
        .help(help);
    if let Some(spec) = given.spec {
        finding = finding.related(
            cx.in_template(spec.range.clone()),
            "the template shows it here",
        );
    }
    finding.subject = asked::subject(&given.name, text);
    finding.fix =
        meant.and_then(|version| asked::respelled(cx, &item.range, given.notation, text, &version));
    finding
}

fn mapping(cx: &DocumentContext<'_>, given: &Given<'_>) -> Diagnostic {
    let mut finding = cx
        .finding(
            given.key_range.clone(),
            format!(
                "`{}` holds keys of its own where a version is meant",
                given.name
            ),
        )
        .help(format!(
            "write MAJOR.MINOR.PATCH, such as `{}: 1.0.0`",
            given.name
        ));
    finding.subject = asked::subject(&given.name, "a mapping");
    finding
}
