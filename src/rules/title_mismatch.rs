//! `title-mismatch`.

use super::asked::Gaps;
use super::{Check, DocumentContext, Group, Rule};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Severity};
use crate::document::names;
use crate::template::placeholders::{self, Ground};
use crate::values;

/// The rule.
pub const RULE: Rule = Rule {
    id: "title-mismatch",
    group: Group::Metadata,
    severity: Level::At(Severity::Note),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("title-mismatch.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    finding(cx).into_iter().collect()
}

fn finding(cx: &DocumentContext<'_>) -> Option<Diagnostic> {
    let section = cx.member.title_section()?;
    let heading = cx.document().heading_text(section).trim();
    let entry = cx.metadata().meaning("title")?;
    let field = entry.text()?;
    let field = field.trim();
    let gaps = &cx.governed.wording.placeholders;
    let is_gap = Gaps::of(cx).hold(&entry.value_range)
        || gaps.only(heading)
        || gaps.find(heading).next().is_some();
    if field.is_empty() || is_gap || agree(cx, field, heading) {
        return None;
    }
    let message = format!(
        "the heading says \"{}\", the field `{}` says \"{}\"",
        values::short(heading),
        entry.key,
        values::short(field)
    );
    let mut finding = cx
        .finding(cx.heading(section), message)
        .help("let both say the same; the field is what lists and the page's title show")
        .related(cx.place(entry.value_range.clone()), "the field");
    "title".clone_into(&mut finding.subject);
    Some(finding)
}

/// Whether both say the same, or the heading says more. What the template writes around its gap
/// (`Proposal: <Title>`) may be there or not.
fn agree(cx: &DocumentContext<'_>, field: &str, heading: &str) -> bool {
    let (field, heading) = (folded(field), folded(heading));
    if heading.contains(&field) {
        return true;
    }
    let document = &cx.template().document;
    let slot = cx.template().title.map(|title| {
        let heading = &document.markdown.headings[document.sections.all[title].heading];
        document.slice(heading.content.clone())
    });
    let example = cx
        .template()
        .field("title")
        .map(|spec| spec.example.as_str());
    let bare = |text: &str| {
        [slot, example]
            .into_iter()
            .flatten()
            .fold(text.to_owned(), |text, pattern| without(pattern, &text))
    };
    bare(&heading).contains(&bare(&field))
}

/// A text without what a pattern writes before and after its gaps.
fn without(pattern: &str, text: &str) -> String {
    let gaps = placeholders::find(pattern, Ground::Slot);
    let (Some(first), Some(last)) = (gaps.first(), gaps.last()) else {
        return text.to_owned();
    };
    let (before, after) = (
        folded(&pattern[..first.start]),
        folded(&pattern[last.end..]),
    );
    let text = text.strip_prefix(&before).unwrap_or(text);
    let text = text.strip_suffix(&after).unwrap_or(text);
    text.trim().to_owned()
}

/// As people see it, without case and markup.
fn folded(text: &str) -> String {
    names::plain(text).replace(['`', '*'], "").to_lowercase()
}
