//! `{{#last-updated}}`: the day of the last change, within a line.

use super::{Directive, Gives, Site, nothing_more};
use crate::history::Dated;
use crate::page::{Format, Inline, escape, gather};

/// The directive.
pub const DIRECTIVE: Directive = Directive {
    name: "last-updated",
    summary: "the day on which the chapter last changed",
    keys: &[],
    words: &[],
    flags: &[],
    check: nothing_more,
    gives: Gives::Inline(expand),
};

/// As the footer has it; nothing where nothing certain is known.
fn expand(site: &Site<'_>) -> Inline {
    let Some(day) = gather::last_updated(site.corpus, site.member) else {
        let new = *site.corpus.dated(site.member) == Dated::Uncommitted(None);
        return Inline::plain(if new { "not yet committed" } else { "" });
    };
    let day = match site.format {
        Format::Html => escape::time(&day),
        Format::Markdown => Inline::value(&day).text,
    };
    let changed = matches!(site.corpus.dated(site.member), Dated::Uncommitted(_));
    let more = if changed {
        ", with uncommitted changes"
    } else {
        ""
    };
    Inline::plain(day + more)
}
