//! `{{#name arguments}}` in a chapter's prose: which there are, where they stand, what is wrong with
//! them, what they give.
//!
//! 1. [`DIRECTIVES`] is the table: one line a directive, one file that says what it takes and gives.
//! 2. [`find`] reads a document's directives, in code, comments and HTML excepted, and holds their
//!    arguments against the table.
//! 3. [`check`] asks each directive what only the book can tell.
//! 4. `weave` sets in what is text: fragments, and values within lines. That is what everybody else
//!    looks at then, rules and pages alike; values are escaped by `unseal`.
//! 5. [`expand`] makes what comes in the places of the others; [`crate::page`] sets it there.
//!
//! A directive's expansion is a function of a [`Site`]. What it writes there is escaped by
//! [`crate::page::escape`]; HTML is for [`Format::Html`] alone.
//!
//! ```
//! # use std::path::Path;
//! # use std::sync::Arc;
//! # use mdbook_design_docs::document::{Document, markdown::ParseOptions, view::NoFiles};
//! # use mdbook_design_docs::text::Text;
//! use mdbook_design_docs::directives;
//!
//! let text = "# A\n\n{{#toc max-level=9}}\n\n`{{#toc}}`\n\n{{#include b.md}}\n";
//! # let text = Arc::new(Text::new("src/a.md", text));
//! # let document = Document::parse(text, Path::new(""), &NoFiles, ParseOptions::default());
//! let found = directives::find(&document);
//! assert_eq!(found.len(), 1);
//! assert_eq!(found[0].wrong[0].message, "`max-level` is a whole number from 1 to 6, not `9`");
//! ```

mod arguments;
mod documents;
mod expansion;
mod fault;
mod field;
mod found;
mod history;
mod last_updated;
mod questions;
mod relations;
mod status;
mod template;
mod toc;
mod unseal;
mod values;
mod weave;
mod wrong;

use std::ops::Range;

use crate::corpus::{Corpus, Member};
use crate::page::contents::Request;
use crate::page::{Block, Format, Inline};

pub use arguments::{Argument, Malformed};
pub use expansion::{check, expand};
pub use found::{Found, find};
use values::Values;
pub use weave::{corpus_of, corpus_with};
pub use wrong::legal;

/// One directive of ours.
#[derive(Debug)]
pub struct Directive {
    /// What stands behind `{{#`.
    pub name: &'static str,
    /// What it gives, in a line: the guide lists it with the others.
    pub summary: &'static str,
    /// Its `key=value` arguments.
    pub keys: &'static [Key],
    /// The bare words that it takes, each by what it stands for; all of them are needed.
    pub words: &'static [&'static str],
    /// The bare words that it may be given besides.
    pub flags: &'static [Flag],
    /// What is wrong with it here, beyond what the table can tell: nothing, mostly.
    pub check: fn(&Site<'_>) -> Vec<Wrong>,
    /// What it gives.
    pub gives: Gives,
}

/// What a directive gives. One with something wrong is not asked.
#[derive(Debug, Clone, Copy)]
pub enum Gives {
    /// A contents list: what is asked of it. [`crate::page::contents`] makes it, which knows all of the
    /// page.
    Contents(fn(&Found) -> Request),
    /// A block, so that it must stand alone on its line; none takes it off the page.
    Block(fn(&Site<'_>) -> Option<Block>),
    /// Text within a line; values in it are sealed ([`Inline::value`]), to be escaped for where they
    /// stand.
    Inline(fn(&Site<'_>) -> Inline),
    /// A fragment's text.
    Fragment,
}

/// Where a directive stands, and all that it may look at.
#[derive(Debug, Clone, Copy)]
pub struct Site<'a> {
    /// All chapters, what ties them, the configuration, and what git says ([`Corpus::dated`]).
    pub corpus: &'a Corpus<'a>,
    /// The chapter.
    pub member: &'a Member<'a>,
    /// The directive, with its arguments.
    pub found: &'a Found,
    /// Who renders the page.
    pub format: Format,
}

/// Something wrong with a directive, before it has a place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrong {
    /// Where, in the document's view: an argument's range, or the directive's.
    pub range: Range<usize>,
    /// What.
    pub message: String,
    /// What would be right.
    pub help: String,
}

/// For [`Directive::check`]: the table has told everything.
pub fn nothing_more(_: &Site<'_>) -> Vec<Wrong> {
    Vec::new()
}

impl PartialEq for Directive {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Directive {}

/// A bare word that a directive may be given.
#[derive(Debug, PartialEq, Eq)]
pub struct Flag {
    /// The word.
    pub name: &'static str,
    /// What it asks for, in a line.
    pub summary: &'static str,
}

/// One `key=value` argument that a directive takes.
#[derive(Debug, PartialEq, Eq)]
pub struct Key {
    /// What stands before the `=`.
    pub name: &'static str,
    /// What may stand behind it.
    pub value: Value,
    /// The value that holds where none is given, if there is one that can be written.
    pub default: Option<&'static str>,
    /// What it says, in a line.
    pub summary: &'static str,
}

/// What an argument's value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// Any text.
    Text,
    /// A whole number within the bounds, both legal.
    Number(usize, usize),
    /// One of these words.
    OneOf(&'static [&'static str]),
}

/// Every directive of ours, in the order of their names. A new one is a file and a line here.
pub const DIRECTIVES: &[&Directive] = &[
    &documents::DIRECTIVE,
    &field::DIRECTIVE,
    &history::DIRECTIVE,
    &last_updated::DIRECTIVE,
    &questions::DIRECTIVE,
    &relations::DIRECTIVE,
    &status::DIRECTIVE,
    &template::DIRECTIVE,
    &toc::DIRECTIVE,
];

/// The directive of ours that bears a name.
fn named(name: &str) -> Option<&'static Directive> {
    let mut all = DIRECTIVES.iter().copied();
    all.find(|directive| directive.name == name)
}

/// mdBook's own, which pass untouched.
pub const MDBOOK: [&str; 5] = [
    "include",
    "playground",
    "playpen",
    "rustdoc_include",
    "title",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_directive_bears_its_own_name() {
        let names: Vec<_> = DIRECTIVES.iter().map(|directive| directive.name).collect();
        let mut sorted = names.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(names, sorted);
        assert!(names.iter().all(|name| !MDBOOK.contains(name)));
    }
}
