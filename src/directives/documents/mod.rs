//! `{{#documents}}`: an index of the book's documents.

mod query;

use super::{Directive, Gives, Key, Site, Value, Wrong};
use crate::page::Block;
use crate::page::index::{self, GroupBy, Place, Statuses};

use query::Query;

/// The directive.
pub const DIRECTIVE: Directive = Directive {
    name: "documents",
    summary: "an index of the book's documents, with a bar of how many stand in which status",
    keys: &[
        text("columns", "what is shown of each, in that order"),
        Key {
            name: "group-by",
            value: Value::OneOf(GroupBy::NAMES),
            default: None,
            summary: "what the documents are grouped by",
        },
        text("owner", "only those of one of these owners"),
        text(
            "sort",
            "the columns to sort by, `-` before one for the greatest first",
        ),
        text("status", "only those in one of these statuses"),
        text("tag", "only those with one of these tags"),
        text("template", "only those of one of these templates"),
        Key {
            name: "view",
            value: Value::OneOf(&["table", "list"]),
            default: Some("table"),
            summary: "how they are shown",
        },
    ],
    words: &[],
    flags: &[],
    check,
    gives: Gives::Block(expand),
};

const fn text(name: &'static str, summary: &'static str) -> Key {
    Key {
        name,
        value: Value::Text,
        default: None,
        summary,
    }
}

fn check(site: &Site<'_>) -> Vec<Wrong> {
    Query::read(site, &Statuses::of(site.corpus))
        .err()
        .unwrap_or_default()
}

fn expand(site: &Site<'_>) -> Option<Block> {
    let statuses = Statuses::of(site.corpus);
    let query = Query::read(site, &statuses).ok()?;
    let mut rows = index::rows(site.corpus);
    rows.retain(|row| query.filter.admits(row));
    let place = Place {
        chapter: site.member.chapter.path.as_deref(),
        statuses: &statuses,
        format: site.format,
    };
    Some(index::block(&rows, &query.wanted, &place))
}
