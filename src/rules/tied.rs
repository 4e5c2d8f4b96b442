//! How rules about relations call documents, and the lines that they offer.

use super::DocumentContext;
use crate::corpus::Member;
use crate::diagnostics::Diagnostic;
use crate::document::front_matter;
use crate::document::metadata::Notation;
use crate::relations::cycles::Cycle;
use crate::relations::{self, Relations};

/// A chain longer than this is cut in its middle.
const SHOWN: usize = 8;

/// The document's index among the chapters, and the ties of all.
pub(super) fn ties<'a>(cx: &DocumentContext<'a>) -> Option<(usize, &'a Relations)> {
    Some((cx.corpus.position(cx.member)?, &cx.corpus.relations))
}

/// What a message calls a chapter: its path.
pub(super) fn name<'a>(member: &'a Member<'_>) -> &'a str {
    member
        .chapter
        .path
        .as_deref()
        .unwrap_or(&member.chapter.name)
}

/// `a.md → b.md → a.md`.
fn chain(cx: &DocumentContext<'_>, cycle: &Cycle) -> String {
    let around = cycle.iter().chain(cycle.first());
    let mut names: Vec<&str> = around
        .filter_map(|step| Some(name(cx.corpus.chapters.get(step.from)?)))
        .collect();
    if names.len() > SHOWN {
        names.splice(SHOWN - 1..names.len() - 1, ["…"]);
    }
    names.join(" \u{2192} ")
}

/// The circles that are told in this document; of dependencies, or of those that take each
/// other's place; `message` is given the chain, and whether it is just one document.
pub(super) fn circles(
    cx: &DocumentContext<'_>,
    dependencies: bool,
    message: impl Fn(&str, bool) -> String,
) -> Vec<Diagnostic> {
    let Some((at, relations)) = ties(cx) else {
        return Vec::new();
    };
    let mut findings = Vec::new();
    for circle in relations.circles_of(at, dependencies) {
        let Some(edge) = relations.edge(circle.edge) else {
            continue;
        };
        let chain = chain(cx, &circle.cycle);
        let alone = circle.cycle.len() == 1;
        let mut finding = cx.finding(edge.range.clone(), message(&chain, alone));
        for step in circle.cycle.iter().take(SHOWN) {
            let other = relations.edge(step.edge).filter(|other| *other != edge);
            let holder = other.and_then(|other| cx.corpus.chapters.get(other.from));
            if let (Some(other), Some(holder)) = (other, holder) {
                let (place, _) = holder.document.place(other.range.clone());
                finding = finding.related(place, "and so it goes on");
            }
        }
        finding.subject = chain;
        findings.push(finding);
    }
    findings
}

/// A field's name as people write it: `Superseded by`.
pub(super) fn title(field: &str) -> String {
    let words = field.replace('_', " ");
    let mut chars = words.chars();
    let first = chars.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(chars).collect()
}

/// The line that says a relation, in the notation of the document that would hold it.
pub(super) fn line(holder: &Member<'_>, field: &str, value: &str) -> String {
    let notation = match &holder.document.notes.front_matter {
        Some(read) => Some(Notation::FrontMatter(read.notation)),
        None => holder.metadata.entries.last().map(|entry| entry.notation),
    };
    match notation {
        Some(Notation::FrontMatter(front_matter::Notation::Toml)) => {
            format!("{field} = \"{value}\"")
        }
        Some(Notation::FrontMatter(front_matter::Notation::Yaml)) | None => {
            format!("{field}: {value}")
        }
        Some(Notation::Label) => format!("- **{}**: {value}", title(field)),
        Some(Notation::Block) => format!("{}: {value}", title(field)),
        Some(Notation::Table) => format!("| {} | {value} |", title(field)),
        Some(Notation::Heading) => format!("## {}` and below it `{value}", title(field)),
    }
}

/// How one document would name another: by the id that a field gives, else by the path from its folder.
pub(super) fn reference_to(holder: &Member<'_>, other: &Member<'_>) -> String {
    let id = other.metadata.meaning("id").and_then(|entry| entry.text());
    if let Some(id) = id.filter(|id| !id.trim().is_empty()) {
        return id.trim().to_owned();
    }
    relations::relative(name(holder), name(other))
}
