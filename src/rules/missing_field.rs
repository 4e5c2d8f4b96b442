//! `missing-field`.

use std::ops::Range;

use super::wanted::Wanted;
use super::{Check, DocumentContext, Group, Rule, asked, missing_metadata, unknown_field};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Severity};
use crate::document::metadata::{Entry, Notation};
use crate::fields;
use crate::lifecycle::Status;
use crate::relations::Kind;
use crate::template::{FieldSpec, SectionSpec};

/// The rule.
pub const RULE: Rule = Rule {
    id: "missing-field",
    group: Group::Metadata,
    severity: Level::At(Severity::Error),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("missing-field.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    if asked::is_unreadable(cx) || missing_metadata::applies(cx) {
        return Vec::new();
    }
    let specs = &cx.template().fields;
    let slips = unknown_field::slips_that_are_told(cx);
    let is_slip = |spec: &FieldSpec| slips.iter().any(|slip| slip.is_meant(spec));
    let required = specs
        .iter()
        .filter(|spec| spec.required && !is_slip(spec) && !is_told_as_section(cx, spec))
        .filter_map(|spec| {
            let entry = asked::entry_of(cx, spec);
            is_lacking(entry).then(|| finding(cx, &spec.key, Some(spec), entry))
        });
    let from_status = by_status(cx)
        .into_iter()
        .filter(|(_, spec, _)| spec.is_none_or(|spec| !spec.required && !is_slip(spec)))
        .filter(|(key, ..)| !is_said_in_words(cx, key))
        .filter_map(|(key, spec, status)| {
            let entry = cx.metadata().get(key);
            let mut finding = is_lacking(entry)
                .then(|| finding(cx, spec.map_or(key, |spec| &spec.key), spec, entry))?;
            finding.message = format!(
                "{}, which the status `{}` asks for",
                finding.message, status.name
            );
            Some(finding)
        });
    let mut findings: Vec<Diagnostic> = required.chain(from_status).collect();
    let told: Vec<String> = findings.iter().map(|it| it.subject.clone()).collect();
    let constrained = specs.iter().filter(|spec| !is_slip(spec));
    findings.extend(constrained.filter_map(|spec| {
        let (status, _) = spec.constraints.required_from.as_ref()?;
        let is_new = !told.contains(&fields::fold(&spec.key));
        let entry = asked::entry_of(cx, spec);
        let lacks = is_new && cx.has_reached(status) && is_lacking(entry);
        let mut finding = lacks.then(|| finding(cx, &spec.key, Some(spec), entry))?;
        let message = format!("{}; it is asked for from `{status}` on", finding.message);
        finding.message = message;
        Some(finding)
    }));
    findings
}

fn is_lacking(entry: Option<&Entry>) -> bool {
    entry.is_none_or(Entry::is_blank)
}

/// Whether a relation that a field is there for stands in words: `Superseded by [7](0007-x.md)`.
fn is_said_in_words(cx: &DocumentContext<'_>, key: &str) -> bool {
    let kind = Kind::ALL.into_iter().find(|kind| {
        let field = fields::canonical(key, &cx.template().known.extra);
        field.is_some_and(|field| field.name == kind.field())
    });
    kind.is_some_and(|kind| !cx.corpus.references(cx.member, kind).is_empty())
}

/// The fields that the lifecycle asks for at the document's status, each once, with what the template
/// says of it and the status that asks.
fn by_status<'a>(cx: &DocumentContext<'a>) -> Vec<(&'a str, Option<&'a FieldSpec>, &'a Status)> {
    let (Some(lifecycle), Some(rank)) = (cx.lifecycle(), cx.governed.rank) else {
        return Vec::new();
    };
    let mut all: Vec<(&str, Option<&FieldSpec>, &Status)> = Vec::new();
    for (key, status) in lifecycle.requires_at(rank) {
        let folded = fields::fold(key);
        if all.iter().any(|(other, ..)| fields::fold(other) == folded) {
            continue;
        }
        let meaning = fields::canonical(key, &cx.template().known.extra).map(|field| field.name);
        let specs = &cx.template().fields;
        let spec = specs
            .iter()
            .find(|spec| fields::fold(&spec.key) == folded)
            .or_else(|| {
                specs
                    .iter()
                    .find(|spec| spec.meaning.is_some() && spec.meaning == meaning)
            });
        all.push((key, spec, status));
    }
    all
}

/// Whether the template keeps a field in a section that the document lacks, or has with nothing of the
/// author's in it, or does not need yet: that is told of the section, if at all.
pub(super) fn is_told_as_section(cx: &DocumentContext<'_>, spec: &FieldSpec) -> bool {
    let Some(section) = section_of(cx, spec) else {
        return false;
    };
    let section_spec = &cx.template().sections[section];
    // What stands below a heading may be more than a line, such as a list of names: given all the same,
    // unless it must be one of few words.
    let is_free = section_spec.field.is_some() && spec.meaning != Some("status");
    match cx.matching().section_of(section) {
        _ if !cx.is_due(section_spec) => true,
        None => true,
        Some(own) => is_free || !cx.governed.contents[own].is_filled(),
    }
}

/// The template's section in whose text it shows a field, as an index.
fn section_of(cx: &DocumentContext<'_>, spec: &FieldSpec) -> Option<usize> {
    let entries = &cx.template().metadata.entries;
    let entry = entries.iter().find(|entry| entry.range == spec.range)?;
    if matches!(entry.notation, Notation::FrontMatter(_)) {
        return None;
    }
    let document = &cx.template().document;
    let around = document.sections.all.iter().rev().find(|section| {
        document.markdown.headings[section.heading].range.start <= spec.range.start
    })?;
    let heading = &document.markdown.headings[around.heading].range;
    let named = |section: &SectionSpec| section.headings.contains(heading);
    cx.template().sections.iter().position(named)
}

/// Told at the key where it is empty; where it is absent, at what it would be added to.
fn finding(
    cx: &DocumentContext<'_>,
    key: &str,
    spec: Option<&FieldSpec>,
    entry: Option<&Entry>,
) -> Diagnostic {
    let finding = match (entry, place(cx)) {
        (Some(entry), _) => cx.finding(
            entry.key_range.clone(),
            format!("the field `{}` is empty", entry.key),
        ),
        (None, place) => {
            let message = format!("the field `{key}` is missing");
            match place {
                Some(range) => cx.finding(range, message),
                None => cx.finding_at_top(message),
            }
        }
    };
    let key = entry.map_or(key, |entry| &entry.key);
    let mut finding = finding.help(Wanted { key, spec }.help(cx));
    if let Some(spec) = spec {
        finding = finding.related(
            cx.in_template(spec.range.clone()),
            super::wanted::shown_here(spec),
        );
    }
    finding.subject = fields::fold(spec.map_or(key, |spec| &spec.key));
    finding
}

/// The front matter's opening line, else the last field.
fn place(cx: &DocumentContext<'_>) -> Option<Range<usize>> {
    if let Some(read) = &cx.document().notes.front_matter {
        let line = cx.document().slice(read.range.start..read.content.start);
        return Some(read.range.start..read.range.start + line.trim_end().len());
    }
    let known = |index: &usize| cx.metadata().is_known(*index);
    let last = (0..cx.metadata().entries.len()).rev().find(known)?;
    let entry = &cx.metadata().entries[last];
    Some(entry.key_range.start..entry.range.end.max(entry.key_range.end))
}
