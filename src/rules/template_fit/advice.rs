//! What would make a template fit its documents.

use std::collections::{BTreeMap, BTreeSet};

use super::RULE;
use crate::corpus::{Corpus, Member};
use crate::diagnostics::{Diagnostic, Severity};
use crate::template::{SectionSpec, Statuses, Template};
use crate::values;

/// What to say of one point.
pub(super) struct Advice {
    /// What the documents do, behind the figure.
    does: String,
    /// What to paste or change.
    pub(super) help: String,
}

impl Advice {
    /// The sentence with its figure: `611 of 654 documents`.
    pub(super) fn message(&self, figure: &str) -> String {
        format!("{figure} {}", self.does)
    }
}

/// The first number of a message: how many documents it speaks of.
pub(super) fn figure(message: &str) -> usize {
    let digits = message.split(' ').next().unwrap_or_default();
    digits.parse().unwrap_or(0)
}

pub(super) fn of(
    corpus: &Corpus<'_>,
    template: &Template,
    rule: &str,
    subject: &str,
    paths: &BTreeSet<&str>,
) -> Advice {
    let above = |annotation: &str| format!("put `<!-- {annotation} -->` above the heading");
    let (does, help) = match rule {
        "missing-section" => return missing_section(corpus, template, subject, paths),
        "unknown-status" => return unknown_statuses(corpus, paths),
        "misplaced-section" => (
            format!("have \"{subject}\" in another place"),
            "move it in the template, or put `<!-- any-order -->` above the heading of the section that it stands in"
                .to_owned(),
        ),
        "wrong-level" => (
            format!("have \"{subject}\" at another level"),
            "give the template's heading the level that documents use".to_owned(),
        ),
        "unfilled-section" => (
            format!("have nothing of their own in \"{subject}\""),
            format!(
                "{}, or `<!-- optional -->` where it may be absent",
                above("keep")
            ),
        ),
        "leftover-guidance" | "placeholder" => {
            (format!("keep the text \"{subject}\""), above("keep"))
        }
        "missing-field" => (
            format!("have no field `{subject}`"),
            format!("leave the example of `{subject}` empty, or write `optional` into it"),
        ),
        "missing-column" => (
            format!("have no column \"{subject}\""),
            "take the column out of the template's table".to_owned(),
        ),
        _ => (
            format!("have no label \"{subject}\""),
            format!("write `(optional)` behind the label \"{subject}\", or take it out"),
        ),
    };
    Advice { does, help }
}

/// Where most of those that lack a section have the same other one in its place, that one serves.
fn missing_section(
    corpus: &Corpus<'_>,
    template: &Template,
    subject: &str,
    paths: &BTreeSet<&str>,
) -> Advice {
    let does = format!("have no \"{subject}\"");
    let spec = template.sections.iter().find(|spec| spec.name == subject);
    let other = spec.and_then(|spec| other_name(corpus, spec, paths));
    let help = match other {
        Some((name, count)) => format!(
            "{count} of them have \"{name}\" here: put `<!-- also: {name} -->` above the heading, or `<!-- optional -->`"
        ),
        None => "(Optional)? put `<!-- optional -->` above the heading".to_owned(),
    };
    Advice { does, help }
}

/// The name that more than half of some documents give to a section of their own at the same level.
fn other_name(
    corpus: &Corpus<'_>,
    spec: &SectionSpec,
    paths: &BTreeSet<&str>,
) -> Option<(String, usize)> {
    let mut names: BTreeMap<&str, (usize, &str)> = BTreeMap::new();
    for member in &corpus.chapters {
        if !paths.contains(&**member.document.text().path()) {
            continue;
        }
        let own: BTreeMap<&str, &str> = own_sections(member, spec.level).collect();
        for (key, name) in own {
            names.entry(key).or_insert((0, name)).0 += 1;
        }
    }
    let (count, name) = names
        .into_values()
        .max_by_key(|&(count, name)| (count, std::cmp::Reverse(name)))?;
    (count * 2 > paths.len()).then(|| (name.to_owned(), count))
}

/// The sections of a level that the template does not name: key and name.
fn own_sections<'a>(member: &'a Member<'_>, level: u8) -> impl Iterator<Item = (&'a str, &'a str)> {
    let matching = member.governed().map(|governed| &governed.matching);
    let sections = member.document.sections.all.iter().enumerate();
    sections
        .filter(move |(index, section)| {
            let unnamed = matching.is_some_and(|matching| {
                matching.spec_of[*index].is_none() && matching.title != Some(*index)
            });
            unnamed && section.level == level
        })
        .map(|(index, section)| {
            (
                section.key.as_str(),
                member.document.heading_text(index).trim(),
            )
        })
}

/// For each template that accepts any status, the statuses in use, by count.
pub(super) fn statuses(corpus: &Corpus<'_>, severity: Severity) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    for template in corpus.templates.own() {
        let Some(field) = template
            .field("status")
            .filter(|_| template.statuses == Statuses::Any)
        else {
            continue;
        };
        let used = in_use(corpus, |member| {
            member.governed().is_some_and(|governed| {
                governed.template.name == template.name && governed.lifecycle.is_none()
            })
        });
        if used.is_empty() {
            continue;
        }
        let place = template.document.place(field.range.clone()).0;
        findings.push(
            Diagnostic::new(
                RULE.id,
                severity,
                place,
                format!(
                    "the template lists no statuses; in use are {}",
                    by_count(&used)
                ),
            )
            .help(format!(
                "list those that are meant: `{}`",
                names(&used).join(" | ")
            )),
        );
    }
    findings
}

/// The statuses in use that no lifecycle of the documents has.
fn unknown_statuses(corpus: &Corpus<'_>, paths: &BTreeSet<&str>) -> Advice {
    let used = in_use(corpus, |member| {
        paths.contains(&**member.document.text().path())
    });
    Advice {
        does: format!("have a status that is not listed: {}", by_count(&used)),
        help: format!(
            "list those that are meant among the template's statuses, `{}`, or name them as `aliases` in its lifecycle",
            names(&used).join(" | ")
        ),
    }
}

/// The statuses as some documents write them, the most frequent first, each with its count.
fn in_use(corpus: &Corpus<'_>, wanted: impl Fn(&Member<'_>) -> bool) -> Vec<(String, usize)> {
    let mut used: BTreeMap<String, usize> = BTreeMap::new();
    for member in corpus.chapters.iter().filter(|member| wanted(member)) {
        let entry = member.metadata.meaning("status");
        let status = entry.and_then(|entry| entry.text());
        if let Some(status) = status.filter(|status| !status.trim().is_empty()) {
            *used.entry(status.trim().to_owned()).or_default() += 1;
        }
    }
    let mut used: Vec<(String, usize)> = used.into_iter().collect();
    used.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    used.truncate(TOLD);
    used
}

/// So many statuses are told.
const TOLD: usize = 12;

/// `Active (4), Living (3)`.
fn by_count(used: &[(String, usize)]) -> String {
    let told: Vec<String> = used
        .iter()
        .map(|(status, count)| format!("{} ({count})", values::short(status)))
        .collect();
    told.join(", ")
}

fn names(used: &[(String, usize)]) -> Vec<String> {
    let names = used.iter().map(|(status, _)| values::short(status));
    names.collect()
}
