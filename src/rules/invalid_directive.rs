//! `invalid-directive`.

use super::{ChapterContext, Check, Group, Rule};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Severity};
use crate::directives;

/// The rule.
pub const RULE: Rule = Rule {
    id: "invalid-directive",
    group: Group::Directives,
    severity: Level::At(Severity::Error),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("invalid-directive.md"),
    check: Check::Chapter(check),
};

fn check(cx: &ChapterContext<'_>) -> Vec<Diagnostic> {
    let found = directives::check(cx.corpus, cx.member, cx.document());
    let wrong = found.iter().flat_map(|found| {
        let subject = cx.document().slice(found.range.clone());
        let wrong = found.wrong.iter();
        wrong.map(move |wrong| {
            let mut finding = cx.finding(wrong.range.clone(), wrong.message.as_str());
            subject.clone_into(&mut finding.subject);
            finding.help(wrong.help.as_str())
        })
    });
    wrong.collect()
}
