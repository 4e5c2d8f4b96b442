//! `duplicate-id`.

use super::{Check, DocumentContext, Group, Rule, tied};
use crate::config::Level;
use crate::corpus::Member;
use crate::diagnostics::{Diagnostic, Place, Severity};
use crate::relations::Twin;

/// The rule.
pub const RULE: Rule = Rule {
    id: "duplicate-id",
    group: Group::Metadata,
    severity: Level::At(Severity::Error),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("duplicate-id.md"),
    check: Check::Among(check),
};

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    let Some((at, relations)) = tied::ties(cx) else {
        return Vec::new();
    };
    let twins = &relations.twins;
    let found = twins.binary_search_by_key(&at, |twin| twin.later).ok();
    let finding = found.and_then(|found| finding(cx, &twins[found]));
    finding.into_iter().collect()
}

fn finding(cx: &DocumentContext<'_>, twin: &Twin) -> Option<Diagnostic> {
    let first = cx.corpus.chapters.get(twin.first)?;
    let (id, name) = (&twin.id, tied::name(first));
    let field = cx
        .corpus
        .relations
        .index
        .cards()
        .get(twin.later)?
        .id
        .is_some();
    let entry = cx.metadata().meaning("id").filter(|_| field);
    let finding = match entry {
        Some(entry) => cx
            .finding(
                entry.value_range.clone(),
                format!("`{name}` has the id `{id}` too"),
            )
            .help("give one of the two an id of its own"),
        None => cx
            .finding_at_top(format!("`{name}` has the number {id} too"))
            .help("rename one of the two files, or give it an id of its own in a field `id`"),
    };
    let mut finding = finding.related(place_of(first), "the other document");
    id.clone_into(&mut finding.subject);
    Some(finding)
}

/// Where a document says its id; its beginning where its file's name does.
fn place_of(member: &Member<'_>) -> Place {
    let document = &member.document;
    let entry = member
        .metadata
        .meaning("id")
        .filter(|entry| !entry.is_blank());
    match entry {
        Some(entry) => document.place(entry.value_range.clone()).0,
        None => Place::file(document.text().path().as_ref()),
    }
}
