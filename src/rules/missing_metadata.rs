//! `missing-metadata`.

mod mend;

use super::wanted::{self, Wanted};
use super::{Check, DocumentContext, Group, Rule, asked, missing_field};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Safety, Severity};
use crate::document::front_matter;
use crate::document::metadata::Notation;
use crate::template::FieldSpec;

/// The rule.
pub const RULE: Rule = Rule {
    id: "missing-metadata",
    group: Group::Metadata,
    severity: Level::At(Severity::Error),
    fix: Some(Safety::Unsafe),
    lenient: false,
    options: &[],
    page: include_str!("missing-metadata.md"),
    check: Check::Document(check),
};

/// Whether the document has no metadata at all, though the template asks for some: this stands for
/// every field that is missing.
pub(super) fn applies(cx: &DocumentContext<'_>) -> bool {
    cx.metadata().is_empty()
        && !asked::is_unreadable(cx)
        && cx
            .template()
            .fields
            .iter()
            .any(|spec| spec.required && !missing_field::is_told_as_section(cx, spec))
}

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    if !applies(cx) {
        return Vec::new();
    }
    let specs = &cx.template().fields;
    let message = format!(
        "the document has no metadata; the template asks for {}",
        names(specs)
    );
    let finding = match &cx.document().notes.front_matter {
        Some(read) => cx.finding(read.range.start..read.content.start, message),
        None => cx.finding_at_top(message),
    };
    let mut finding = finding.help(help(cx));
    if let Some(first) = specs.first() {
        finding = finding.related(
            cx.in_template(first.range.clone()),
            "the template shows it from here on",
        );
    }
    "metadata".clone_into(&mut finding.subject);
    finding.fix = mend::fix(cx);
    vec![finding]
}

/// The required fields, the first few by name.
fn names(specs: &[FieldSpec]) -> String {
    const SHOWN: usize = 4;
    let required: Vec<&FieldSpec> = specs.iter().filter(|spec| spec.required).collect();
    let names: Vec<String> = required
        .iter()
        .take(SHOWN)
        .map(|spec| format!("`{}`", spec.key))
        .collect();
    match required.len().saturating_sub(SHOWN) {
        0 => names.join(", "),
        more => format!("{} and {more} more", names.join(", ")),
    }
}

fn help(cx: &DocumentContext<'_>) -> String {
    let mut required = cx.template().fields.iter().filter(|spec| spec.required);
    let first = required.clone().next();
    let line = required.find_map(|spec| {
        let wanted = Wanted {
            key: &spec.key,
            spec: Some(spec),
        };
        wanted.line(cx)
    });
    let such = line.map_or(String::new(), |line| format!(", such as `{line}`"));
    let is_open = cx.document().notes.front_matter.is_some();
    match wanted::notation(cx, first) {
        Notation::FrontMatter(_) if is_open => {
            format!("write them between the two delimiter lines{such}")
        }
        Notation::FrontMatter(front_matter::Notation::Yaml) => {
            format!("write them at the very start, between two lines of `---`{such}")
        }
        Notation::FrontMatter(front_matter::Notation::Toml) => {
            format!("write them at the very start, between two lines of `+++`{such}")
        }
        Notation::Block | Notation::Label | Notation::Table | Notation::Heading => {
            format!("write them where the template has them{such}")
        }
    }
}
