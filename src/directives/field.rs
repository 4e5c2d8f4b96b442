//! `{{#field NAME}}`: a field of the document.

use super::{Directive, Gives, Key, Site, Value, Wrong};
use crate::diagnostics::did_you_mean;
use crate::page::{Inline, gather};

/// The directive.
pub const DIRECTIVE: Directive = Directive {
    name: "field",
    summary: "a field of this document",
    keys: &[Key {
        name: "default",
        value: Value::Text,
        default: None,
        summary: "what stands there where the document does not have the field",
    }],
    words: &["the name of a field"],
    flags: &[],
    check,
    gives: Gives::Inline(expand),
};

fn check(site: &Site<'_>) -> Vec<Wrong> {
    let name = site.found.words().next().unwrap_or_default();
    if text(site, name).is_some() {
        return Vec::new();
    }
    let fields: Vec<&str> = site
        .member
        .metadata
        .entries
        .iter()
        .filter(|entry| !entry.is_blank())
        .map(|entry| entry.key.as_str())
        .collect();
    let has = match fields.as_slice() {
        [] => "the document has no fields at all".to_owned(),
        fields => format!("the document has `{}`", fields.join("`, `")),
    };
    let meant = did_you_mean(name, fields.iter().copied());
    let word = site.found.arguments.iter().find(|it| it.key.is_none());
    vec![Wrong {
        range: word.map_or_else(|| site.found.range.clone(), |word| word.range.clone()),
        message: format!("this document has no field `{name}`{meant}"),
        help: format!("{has}; `default=\"…\"` says what to show instead"),
    }]
}

fn expand(site: &Site<'_>) -> Inline {
    let name = site.found.words().next().unwrap_or_default();
    let text = text(site, name).unwrap_or_default();
    Inline::value(text.trim())
}

/// The field, else the default.
fn text(site: &Site<'_>, name: &str) -> Option<String> {
    let entry = site.member.metadata.get(name);
    let default = || site.found.value("default").map(str::to_owned);
    entry.and_then(gather::text_of).or_else(default)
}
