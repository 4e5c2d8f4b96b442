//! `unknown-rule`.

use super::{ALL, ChapterContext, Check, Group, Rule};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Safety, Severity, nearest, one_edit_away};
use crate::suppression;

/// The rule.
pub const RULE: Rule = Rule {
    id: "unknown-rule",
    group: Group::Project,
    severity: Level::At(Severity::Warning),
    fix: Some(Safety::Safe),
    lenient: false,
    options: &[],
    page: include_str!("unknown-rule.md"),
    check: Check::Chapter(check),
};

fn check(cx: &ChapterContext<'_>) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for suppression in suppression::read(cx.document()) {
        for mistake in suppression.mistakes {
            findings.push(
                cx.finding(mistake.range, mistake.message)
                    .help(mistake.help),
            );
        }
        for (rule, range) in suppression.rules {
            if super::named(&rule).is_none() {
                let mut finding = cx
                    .finding(range.clone(), format!("no rule is called `{rule}`"))
                    .help(help(&rule));
                let meant = one_edit_away(&rule, ALL.iter().map(|rule| rule.id));
                finding.fix = meant.and_then(|meant| cx.fix(Safety::Safe, range, meant));
                finding.subject = rule;
                findings.push(finding);
            }
        }
    }
    findings
}

fn help(rule: &str) -> String {
    let all = "`mdbook-design-docs explain` lists all rules";
    match nearest(rule, ALL.iter().map(|rule| rule.id)) {
        Some(closest) => format!("did you mean `{closest}`? {all}"),
        None => all.to_owned(),
    }
}
