//! `{{#history}}`: the document's latest updates.

use super::{Directive, Gives, Key, Site, Value, nothing_more};
use crate::corpus::MOST_UPDATES;
use crate::page::{Block, updates};

/// The directive.
pub const DIRECTIVE: Directive = Directive {
    name: "history",
    summary: "the document's latest updates, from git",
    keys: &[Key {
        name: "limit",
        value: Value::Number(1, MOST_UPDATES),
        default: Some("10"),
        summary: "how many",
    }],
    words: &[],
    flags: &[],
    check: nothing_more,
    gives: Gives::Block(expand),
};

fn expand(site: &Site<'_>) -> Option<Block> {
    let limit = site.found.value("limit")?.parse().ok()?;
    updates::block(site.corpus, site.member, limit, site.format)
}
