//! `conflicting-field`.

use super::{Check, DocumentContext, Group, Rule};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Severity};
use crate::document::metadata::{Conflict, Entry, Notation};
use crate::fields;
use crate::values;

/// The rule.
pub const RULE: Rule = Rule {
    id: "conflicting-field",
    group: Group::Metadata,
    severity: Level::At(Severity::Error),
    fix: None,
    lenient: false,
    options: &[],
    page: include_str!("conflicting-field.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    let conflicts = &cx.metadata().conflicts;
    conflicts
        .iter()
        .map(|conflict| finding(cx, conflict))
        .collect()
}

/// Told at the value that does not count, with the one that does beside it.
fn finding(cx: &DocumentContext<'_>, conflict: &Conflict) -> Diagnostic {
    let first = &cx.metadata().entries[conflict.first];
    let second = &cx.metadata().entries[conflict.second];
    let named = if fields::same(&first.key, &second.key) {
        String::new()
    } else {
        format!(" as `{}`", first.key)
    };
    let message = format!(
        "`{}` is `{}` here and `{}` in {}{named}",
        second.key,
        text(second),
        text(first),
        place_of(first.notation),
    );
    let mut finding = cx
        .finding(second.value_range.clone(), message)
        .help(format!(
            "keep the one that is right and remove the other; until then `{}` counts",
            text(first)
        ))
        .related(
            cx.place(first.value_range.clone()),
            "this is the one that counts",
        );
    finding.subject = fields::fold(&second.key);
    finding
}

fn text(entry: &Entry) -> String {
    let items = entry.items();
    let texts: Vec<&str> = items.iter().map(|item| item.text.as_ref()).collect();
    values::short(&texts.join(", "))
}

fn place_of(notation: Notation) -> &'static str {
    match notation {
        Notation::FrontMatter(_) => "the front matter",
        Notation::Block => "the block of fields",
        Notation::Label => "the lines of fields",
        Notation::Table => "the table of fields",
        Notation::Heading => "the section of that name",
    }
}
