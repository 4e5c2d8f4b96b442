//! `{{#status}}`: the badge that the header shows, within a line.

use super::{Directive, Gives, Site, Wrong};
use crate::page::{Inline, gather, status_badge};

/// The directive.
pub const DIRECTIVE: Directive = Directive {
    name: "status",
    summary: "the document's status, as a badge",
    keys: &[],
    words: &[],
    flags: &[],
    check,
    gives: Gives::Inline(expand),
};

fn check(site: &Site<'_>) -> Vec<Wrong> {
    if gather::status(site.member).is_some() {
        return Vec::new();
    }
    let (message, help) = match site.member.governed() {
        Some(_) => (
            "the document has no status to show",
            "give it a `status` in its metadata",
        ),
        None => (
            "the chapter is no document, so that it has no status to show",
            "name its template, in the chapter's field `template` or a `documents` entry",
        ),
    };
    vec![Wrong {
        range: site.found.range.clone(),
        message: message.to_owned(),
        help: help.to_owned(),
    }]
}

fn expand(site: &Site<'_>) -> Inline {
    let status = gather::status(site.member);
    status.map_or_else(Inline::default, |status| status_badge(&status, site.format))
}
