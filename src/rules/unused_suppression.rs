//! `unused-suppression`.

use std::ops::Range;

use super::allowed::Comments;
use super::run::{is_off, level};
use super::{ChapterContext, Check, Group, Rule, blocks};
use crate::config::Level;
use crate::corpus::{Corpus, Member};
use crate::diagnostics::{Diagnostic, Safety, Severity};
use crate::document::Document;
use crate::suppression::Suppression;

/// The rule.
pub const RULE: Rule = Rule {
    id: "unused-suppression",
    group: Group::Project,
    severity: Level::At(Severity::Warning),
    fix: Some(Safety::Safe),
    lenient: false,
    options: &[],
    page: include_str!("unused-suppression.md"),
    check: Check::Results,
};

/// The comments of a chapter, all of whose rules have run, that allow nothing.
pub(super) fn of_chapter(corpus: &Corpus<'_>, chapter: &Comments<'_>) -> Vec<Diagnostic> {
    let settings = corpus.book.settings.of_rule(chapter.member.entry, RULE.id);
    let Level::At(severity) = level(&RULE, settings) else {
        return Vec::new();
    };
    let cx = ChapterContext {
        rule: &RULE,
        severity,
        settings,
        member: chapter.member,
        corpus,
    };
    let in_force = |comment: &&Suppression| comment.is_in_force(corpus.book.today);
    let mut findings = Vec::new();
    for comment in chapter.all.iter().filter(in_force) {
        let idle = |(rule, _): &&(String, _)| !chapter.allowances.has_used(comment, rule);
        let idle: Vec<&(String, Range<usize>)> = comment.rules.iter().filter(idle).collect();
        // One that also allows something keeps its place.
        let whole = idle.len() == comment.rules.len();
        for (name, range) in idle {
            if has_run(corpus, chapter.member, name) {
                findings.push(finding(&cx, comment, name, range, whole));
            }
        }
    }
    findings
}

fn finding(
    cx: &ChapterContext<'_>,
    comment: &Suppression,
    name: &str,
    range: &Range<usize>,
    whole: bool,
) -> Diagnostic {
    let mut finding = cx
        .finding(range.clone(), format!("nothing here breaks `{name}`"))
        .help("remove it: there is nothing to allow any more");
    name.clone_into(&mut finding.subject);
    let gone = match whole {
        true => whole_lines(cx.document(), &comment.range),
        false => name_of_several(comment, range),
    };
    finding.fix = cx.fix(Safety::Safe, gone, "");
    finding
}

/// A comment that has its line for itself goes with the line.
fn whole_lines(document: &Document, range: &Range<usize>) -> Range<usize> {
    let alone = |before: &str, behind: &str| before.is_empty() && behind.trim().is_empty();
    let lines = blocks::lines(document.as_str(), document.body, range, alone);
    lines.unwrap_or_else(|| range.clone())
}

/// A rule's name among others, with a comma.
fn name_of_several(comment: &Suppression, range: &Range<usize>) -> Range<usize> {
    let mut names = comment.rules.iter().map(|(_, range)| range);
    let at = names.position(|other| other == range).unwrap_or(0);
    let before = at
        .checked_sub(1)
        .and_then(|before| comment.rules.get(before));
    let next = comment.rules.get(at + 1);
    match (before, next) {
        (Some((_, before)), _) => before.end..range.end,
        (None, Some((_, next))) => range.start..next.start,
        (None, None) => range.clone(),
    }
}

/// Whether a rule of that name looked at a chapter.
fn has_run(corpus: &Corpus<'_>, member: &Member<'_>, name: &str) -> bool {
    let Some(rule) = super::named(name) else {
        return false;
    };
    !is_off(corpus, member, rule)
        && match rule.check {
            Check::Document(_) | Check::Among(_) => member.governed().is_some(),
            Check::Chapter(_) | Check::Project(_) => true,
            Check::Pair(_) | Check::Reading | Check::Results => false,
        }
}
