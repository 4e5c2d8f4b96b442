//! `{{#relations}}`: the documents that this one has to do with.

use super::{Directive, Gives, Site, nothing_more};
use crate::page::{Block, ties};

/// The directive.
pub const DIRECTIVE: Directive = Directive {
    name: "relations",
    summary: "what this document supersedes, is superseded by and depends on, and what depends on it",
    keys: &[],
    words: &[],
    flags: &[],
    check: nothing_more,
    gives: Gives::Block(expand),
};

fn expand(site: &Site<'_>) -> Option<Block> {
    Some(ties::block(site.corpus, site.member, site.format))
}
