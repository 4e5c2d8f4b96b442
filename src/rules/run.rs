//! Runs the rules over a corpus.

use std::collections::HashSet;

use rayon::prelude::*;

use crate::config::{Level, RuleSetting};
use crate::corpus::{Corpus, Governed, Member};
use crate::diagnostics::{self, Diagnostic, Severity};

use super::allowed::{self, Allowed};
use super::{ALL, ChapterContext, Check, DocumentContext, Facts, Group, Pair, PairContext};
use super::{ProjectContext, Rule};
use super::{of_its_day, template_fit};

/// All findings, in no particular order.
pub fn run(corpus: &Corpus<'_>) -> Vec<Diagnostic> {
    let Judged { findings, allowed } = judge(corpus, Wanted::ALL, Vec::new());
    template_fit::gather(corpus, findings, &allowed)
}

/// What was found.
struct Judged {
    findings: Vec<Diagnostic>,
    /// What comments in the chapters allow of it.
    allowed: Vec<Diagnostic>,
}

/// Which chapters are judged.
#[derive(Clone, Copy)]
struct Wanted<'w> {
    /// Whether a chapter is.
    judged: &'w (dyn Fn(&Member<'_>) -> bool + Sync),
    /// Whether it is held to today's template in full, whenever it was written.
    in_full: &'w (dyn Fn(&Member<'_>) -> bool + Sync),
}

impl Wanted<'static> {
    const ALL: Self = Self {
        judged: &|_| true,
        in_full: &|_| false,
    };
}

/// Those of some chapters and of the project, each for itself: what most documents break is not summed
/// up.
pub fn run_some(
    corpus: &Corpus<'_>,
    wanted: &(dyn Fn(&Member<'_>) -> bool + Sync),
) -> Vec<Diagnostic> {
    let wanted = Wanted {
        judged: wanted,
        in_full: &|_| false,
    };
    judge(corpus, wanted, Vec::new()).findings
}

/// All findings, each for itself, those about what has changed since `base` among them. Documents that
/// moved forward are judged in full.
pub fn run_pairs<'a>(
    corpus: &'a Corpus<'a>,
    base: &'a Corpus<'a>,
    pairs: &[Pair<'a>],
) -> Vec<Diagnostic> {
    let moved: Vec<usize> = pairs
        .iter()
        .filter(|pair| pair.moved_forward())
        .filter_map(|pair| Some(pair.now?.index))
        .collect();
    let wanted = Wanted {
        in_full: &|member| moved.contains(&member.index),
        ..Wanted::ALL
    };
    let pairs = pairs.iter().flat_map(|pair| of_pair(corpus, base, *pair));
    judge(corpus, wanted, pairs.collect()).findings
}

/// The findings about one document in two states, with what comments in it allow left out. One that
/// moved forward is judged in full.
pub fn run_pair<'a>(
    corpus: &'a Corpus<'a>,
    base: &'a Corpus<'a>,
    pair: Pair<'a>,
) -> Vec<Diagnostic> {
    let mut findings = of_pair(corpus, base, pair);
    if let Some(now) = pair.now {
        let moved = pair.moved_forward();
        findings.extend(of_whole(corpus, now, moved));
    }
    // Whether a comment is of use can be said only where all rules of all chapters have run.
    allowed::allow(corpus, &mut findings);
    findings
}

fn of_pair<'a>(corpus: &'a Corpus<'a>, base: &'a Corpus<'a>, pair: Pair<'a>) -> Vec<Diagnostic> {
    let Some(governed) = pair.before.governed() else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    for rule in ALL {
        let Check::Pair(check) = rule.check else {
            continue;
        };
        let member = pair.now.unwrap_or(pair.before);
        let settings = corpus.book.settings.of_rule(member.entry, rule.id);
        let Level::At(severity) = level(rule, settings) else {
            continue;
        };
        let facts = [Facts::default(), Facts::default()];
        let document = |member, governed, corpus, facts| DocumentContext {
            chapter: ChapterContext {
                rule,
                severity,
                settings,
                member,
                corpus,
            },
            governed,
            facts,
        };
        let now = pair.now.and_then(|now| Some((now, now.governed()?)));
        findings.extend(check(&PairContext {
            pair,
            before: document(pair.before, governed, base, &facts[0]),
            now: now.map(|(now, governed)| document(now, governed, corpus, &facts[1])),
        }));
    }
    findings
}

fn judge(corpus: &Corpus<'_>, wanted: Wanted<'_>, mut findings: Vec<Diagnostic>) -> Judged {
    let chapters: Vec<Diagnostic> = corpus
        .chapters
        .par_iter()
        .filter(|member| (wanted.judged)(member))
        .flat_map_iter(|member| of_whole(corpus, member, (wanted.in_full)(member)))
        .collect();
    findings.extend(chapters);
    if repeats_a_file(corpus) {
        diagnostics::once_each(&mut findings);
    }
    for rule in ALL {
        if let Check::Project(check) = rule.check {
            let setting = corpus.book.settings.rules.get(rule.id);
            if let Level::At(severity) = level(rule, [None, setting]) {
                findings.extend(check(&ProjectContext {
                    rule,
                    severity,
                    settings: setting,
                    corpus,
                }));
            }
        }
    }
    findings.extend(read_earlier(corpus));
    let Allowed { allowed, unused } = allowed::allow(corpus, &mut findings);
    findings.extend(unused);
    Judged { findings, allowed }
}

/// Whether SUMMARY.md lists a file under two spellings, or through two links. It is judged twice, since
/// each may be bound to a template of its own.
fn repeats_a_file(corpus: &Corpus<'_>) -> bool {
    let mut files = HashSet::new();
    let mut chapters = corpus.chapters.iter();
    !chapters.all(|member| files.insert(member.document.text().path()))
}

/// What all rules find in one chapter, which is held to the template of its day or, `in_full`, to
/// today's.
fn of_whole(corpus: &Corpus<'_>, member: &Member<'_>, in_full: bool) -> Vec<Diagnostic> {
    let mut findings = of_rules(corpus, member, ALL);
    if !in_full {
        of_its_day::settle(corpus, member, &mut findings);
    }
    findings
}

/// What was noticed while the book was read, at the severities that configuration sets.
fn read_earlier(corpus: &Corpus<'_>) -> Vec<Diagnostic> {
    let settings = &corpus.book.settings.rules;
    corpus
        .book
        .problems
        .iter()
        .filter_map(|problem| {
            let rule = super::named(problem.rule);
            match rule.map(|rule| level(rule, [None, settings.get(rule.id)])) {
                Some(Level::Off) => None,
                Some(Level::At(severity)) => Some(Diagnostic {
                    severity,
                    ..problem.clone()
                }),
                None => Some(problem.clone()),
            }
        })
        .collect()
}

/// What some rules find in a chapter.
pub(super) fn of_rules(
    corpus: &Corpus<'_>,
    member: &Member<'_>,
    rules: impl IntoIterator<Item = &'static Rule>,
) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    let facts = Facts::default();
    for rule in rules {
        let Some(chapter) = chapter_context(corpus, member, rule) else {
            continue;
        };
        match (rule.check, member.governed()) {
            (Check::Chapter(check), _) => findings.extend(check(&chapter)),
            (Check::Document(check) | Check::Among(check), Some(governed)) => {
                findings.extend(check(&DocumentContext {
                    chapter,
                    governed,
                    facts: &facts,
                }));
            }
            _ => {}
        }
    }
    findings
}

/// A chapter for a rule; none where configuration turns the rule off for it.
fn chapter_context<'a>(
    corpus: &'a Corpus<'a>,
    member: &'a Member<'a>,
    rule: &'static Rule,
) -> Option<ChapterContext<'a>> {
    let settings = corpus.book.settings.of_rule(member.entry, rule.id);
    let Level::At(severity) = level(rule, settings) else {
        return None;
    };
    let lowered = |governed| lowered(rule, severity, governed);
    Some(ChapterContext {
        rule,
        severity: member.governed().map_or(severity, lowered),
        settings,
        member,
        corpus,
    })
}

/// Whether configuration turns a rule off for a chapter, so that another one has to speak for it.
pub(super) fn is_off(corpus: &Corpus<'_>, member: &Member<'_>, rule: &Rule) -> bool {
    level(rule, corpus.book.settings.of_rule(member.entry, rule.id)) == Level::Off
}

pub(super) fn level(rule: &Rule, settings: [Option<&RuleSetting>; 2]) -> Level {
    settings
        .into_iter()
        .flatten()
        .find_map(|setting| setting.severity)
        .unwrap_or(rule.severity)
}

/// An incomplete status turns gaps into notes, a retired one everything about sections and text.
fn lowered(rule: &Rule, severity: Severity, governed: &Governed) -> Severity {
    let Some(status) = governed.status() else {
        return severity;
    };
    let retired = status.retired && matches!(rule.group, Group::Sections | Group::Text);
    if retired || (status.incomplete && rule.lenient) {
        Severity::Note
    } else {
        severity
    }
}
