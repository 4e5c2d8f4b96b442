//! The keys of mdBook's own tables that matter here.

use crate::keys::{Fallback, Key, Kind, Table, key};

/// What is read of mdBook's `[book]`.
pub const BOOK: Table = foreign(
    "[book]",
    &[
        key("title", Kind::Text, "the book's title"),
        key("src", Kind::Text, "the folder of the chapters").or(Fallback::Text("src")),
    ],
);

/// What is read of mdBook's `[output.html]`.
pub const HTML: Table = foreign(
    "[output.html]",
    &[
        key(
            "smart-punctuation",
            Kind::Boolean,
            "typographic quotes and dashes",
        )
        .or(Fallback::Boolean(true)),
        key("definition-lists", Kind::Boolean, "definition lists").or(Fallback::Boolean(true)),
        key("admonitions", Kind::Boolean, "alerts").or(Fallback::Boolean(true)),
        key("git-repository-url", Kind::Text, "the repository's address"),
        key(
            "edit-url-template",
            Kind::Text,
            "where a chapter can be edited",
        ),
        key("input-404", Kind::Text, "the page of what is not found"),
        key("live-reload-endpoint", Kind::Anything, "set while serving"),
    ],
);

const fn foreign(name: &'static str, keys: &'static [Key]) -> Table {
    Table {
        name,
        summary: "mdBook's own; what matters here",
        keys,
        open: true,
    }
}
