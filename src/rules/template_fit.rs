//! `template-fit`: what most finished documents break is one finding, at the template.
//!
//! It works on the findings of the other rules. Where more than half of a template's finished
//! documents break the template in the same point, theirs go, and one at the template's line says how
//! many they are and what would make the template fit them.

mod advice;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::run::level;
use super::{Check, Group, Rule};
use crate::config::{Level, OptionKind, RuleOption};
use crate::corpus::{Corpus, Member};
use crate::diagnostics::{Diagnostic, Place, Severity};
use crate::keys::Fallback;
use crate::template::Template;

/// The rule.
pub const RULE: Rule = Rule {
    id: "template-fit",
    group: Group::Project,
    severity: Level::At(Severity::Note),
    fix: None,
    lenient: false,
    options: &[RuleOption {
        name: "min-documents",
        kind: OptionKind::Integer,
        default: Fallback::Integer(MIN_DOCUMENTS),
        summary: "how many finished documents a template must have to be judged",
    }],
    page: include_str!("template-fit.md"),
    check: Check::Results,
};

const MIN_DOCUMENTS: i64 = 5;

/// The rules that hold a document to its template, point by point.
const RULES: &[&str] = &[
    "unknown-status",
    "missing-field",
    "missing-section",
    "misplaced-section",
    "wrong-level",
    "unfilled-section",
    "leftover-guidance",
    "missing-label",
    "empty-label",
    "missing-column",
    "placeholder",
];

/// A point in which a document breaks its template: template, rule, subject.
type Point<'a> = (usize, &'static str, &'a str);

/// Puts one finding at the template in place of those that most finished documents share. What a
/// comment in a document allows counts as well: the document breaks the template all the same.
pub(super) fn gather(
    corpus: &Corpus<'_>,
    findings: Vec<Diagnostic>,
    allowed: &[Diagnostic],
) -> Vec<Diagnostic> {
    let setting = corpus.book.settings.rules.get(RULE.id);
    let Level::At(severity) = level(&RULE, [None, setting]) else {
        return findings;
    };
    let least = setting.and_then(|setting| setting.integer("min-documents"));
    let least =
        usize::try_from(least.unwrap_or(MIN_DOCUMENTS.unsigned_abs())).unwrap_or(usize::MAX);
    let kinds = Kinds::of(corpus);
    let all = || findings.iter().chain(allowed);
    let broken = kinds.broken(all(), least);
    let mut told: Vec<Diagnostic> = broken
        .iter()
        .map(|(point, paths)| {
            let mut all = all();
            let example = all.find(|it| kinds.point(it).as_ref() == Some(point));
            finding(corpus, &kinds, point, paths, example, severity)
        })
        .collect();
    let points: BTreeSet<Point<'_>> = broken.into_keys().collect();
    let kept: Vec<bool> = findings
        .iter()
        .map(|finding| {
            kinds
                .point(finding)
                .is_none_or(|point| !points.contains(&point))
        })
        .collect();
    told.extend(advice::statuses(corpus, severity));
    let mut kept = kept.into_iter();
    let mut findings = findings;
    findings.retain(|_| kept.next().unwrap_or(true));
    findings.extend(told);
    findings
}

/// What most documents break, the worst three, for a summary line; in the order in which `findings`
/// are told where they are equally bad.
pub fn worst(findings: &[Diagnostic]) -> Option<String> {
    let mut fits: Vec<&Diagnostic> = findings
        .iter()
        .filter(|finding| finding.rule == RULE.id && advice::figure(&finding.message) > 0)
        .collect();
    fits.sort_by_key(|finding| std::cmp::Reverse(advice::figure(&finding.message)));
    let worst: Vec<&str> = fits
        .iter()
        .take(3)
        .map(|finding| finding.message.as_str())
        .collect();
    (!worst.is_empty())
        .then(|| format!("most documents break their template: {}", worst.join("; ")))
}

/// The documents by path, and by template.
struct Kinds<'a> {
    templates: Vec<&'a Arc<Template>>,
    /// Template and whether finished, by the document's path.
    documents: BTreeMap<&'a str, (usize, bool)>,
    finished: Vec<usize>,
}

impl<'a> Kinds<'a> {
    fn of(corpus: &'a Corpus<'_>) -> Self {
        let templates: Vec<&Arc<Template>> = corpus.templates.in_use().collect();
        let mut finished = vec![0; templates.len()];
        let mut documents = BTreeMap::new();
        for member in &corpus.chapters {
            let Some(governed) = member.governed() else {
                continue;
            };
            let same = |other: &&Arc<Template>| Arc::ptr_eq(other, &governed.template);
            let Some(template) = templates.iter().position(same) else {
                continue;
            };
            let done = is_finished(member);
            finished[template] += usize::from(done);
            documents.insert(&**member.document.text().path(), (template, done));
        }
        Self {
            templates,
            documents,
            finished,
        }
    }

    /// The point that a finding is about.
    fn point<'f>(&self, finding: &'f Diagnostic) -> Option<Point<'f>> {
        // Older documents don't say whether it is too much to ask.
        if finding.came_later {
            return None;
        }
        let rule = RULES.iter().find(|rule| **rule == finding.rule)?;
        let (template, _) = self.documents.get(&*finding.place.path)?;
        match *rule {
            // Whichever it is; a slip of the keyboard is no other status.
            "unknown-status" if finding.fix.is_some() => None,
            "unknown-status" => Some((*template, rule, "status")),
            rule => Some((*template, rule, &finding.subject)),
        }
    }

    /// The points that more than half of the finished documents break, each with their paths.
    fn broken<'f>(
        &self,
        findings: impl Iterator<Item = &'f Diagnostic>,
        least: usize,
    ) -> BTreeMap<Point<'f>, BTreeSet<&'f str>> {
        let mut points: BTreeMap<Point<'f>, BTreeSet<&'f str>> = BTreeMap::new();
        for finding in findings {
            let done = self
                .documents
                .get(&*finding.place.path)
                .is_some_and(|(_, done)| *done);
            let own = finding.rule != "placeholder" || is_templates(finding, &self.templates);
            if let Some(point) = self.point(finding).filter(|_| done && own) {
                points.entry(point).or_default().insert(&finding.place.path);
            }
        }
        points.retain(|(template, ..), paths| {
            let finished = self.finished[*template];
            // Nothing can be pasted into a built-in template.
            let own = !self.templates[*template].is_builtin();
            own && finished >= least && paths.len() * 2 > finished
        });
        points
    }
}

/// A gap counts where it is the template's own.
fn is_templates(finding: &Diagnostic, templates: &[&Arc<Template>]) -> bool {
    finding.related.iter().any(|related| {
        templates
            .iter()
            .any(|template| *template.document.text().path() == related.place.path)
    })
}

/// A document in a status that is neither incomplete nor retired; one without a status is judged in
/// full, and counts.
fn is_finished(member: &Member<'_>) -> bool {
    let status = member.governed().and_then(|governed| governed.status());
    status.is_none_or(|status| !status.incomplete && !status.retired)
}

fn finding(
    corpus: &Corpus<'_>,
    kinds: &Kinds<'_>,
    &(template, rule, subject): &Point<'_>,
    paths: &BTreeSet<&str>,
    example: Option<&Diagnostic>,
    severity: Severity,
) -> Diagnostic {
    let finished = kinds.finished[template];
    let template = kinds.templates[template];
    let place = example
        .and_then(|finding| template_place(finding, template))
        .unwrap_or_else(|| Place::file(Arc::clone(template.document.text().path())));
    let figure = format!("{} of {finished} documents", paths.len());
    let advice = advice::of(corpus, template, rule, subject, paths);
    let mut fit =
        Diagnostic::new(RULE.id, severity, place, advice.message(&figure)).help(advice.help);
    fit.subject = format!("{rule} {subject}");
    if let Some(example) = example {
        fit = fit.related(example.place.clone(), "one of them");
    }
    fit
}

/// Where a finding points into its template.
fn template_place(finding: &Diagnostic, template: &Template) -> Option<Place> {
    let path = template.document.text().path();
    let place = finding.related.iter().map(|related| &related.place);
    place.into_iter().find(|place| place.path == *path).cloned()
}
