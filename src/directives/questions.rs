//! `{{#questions}}`: the open questions of the document, or of the whole book.

use super::{Directive, Flag, Gives, Key, Site, Value, nothing_more};
use crate::page::Block;
use crate::page::questions::{self, Wanted};

/// The directive.
pub const DIRECTIVE: Directive = Directive {
    name: "questions",
    summary: "open questions of this document, or with `all` of the whole book",
    keys: &[Key {
        name: "status",
        value: Value::OneOf(&["open", "closed", "all"]),
        default: Some("open"),
        summary: "which ones",
    }],
    words: &[],
    flags: &[Flag {
        name: "all",
        summary: "those of the whole book",
    }],
    check: nothing_more,
    gives: Gives::Block(expand),
};

fn expand(site: &Site<'_>) -> Option<Block> {
    let wanted = match site.found.value("status") {
        Some("closed") => Wanted::Closed,
        Some("all") => Wanted::All,
        _ => Wanted::Open,
    };
    let of_book = site.found.words().any(|word| word == "all");
    Some(match of_book {
        true => questions::of_book(site.corpus, site.member, wanted, site.format),
        false => questions::of_document(site.member, wanted, site.format),
    })
}
