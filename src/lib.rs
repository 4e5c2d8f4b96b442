//! An mdBook preprocessor that holds design documents to the templates that teams copy, and the
//! command-line tool around it.
//!
//! One text's way through, with the modules in the order in which it meets them:
//!
//! 1. [`host`] reads a book: from mdBook over standard input, from mdBook's library, or from disk.
//!    [`config`] turns what book.toml says into settings, with the help of [`keys`], [`lifecycle`] and
//!    [`fields`]; [`history`] asks git, once, when the files last changed and what the templates were
//!    when they were written. What comes out is a [`book::Book`].
//! 2. [`document`] parses each chapter once: front matter, includes, headings, sections, blocks, and
//!    metadata in five notations, every piece with its place in a [`text::Text`].
//! 3. [`template`] reads templates the same way, as what they ask of their documents.
//! 4. [`corpus`] binds each document to its template: its lifecycle and status, its sections matched
//!    with the template's ([`matching`]), what each of them holds ([`content`]).
//!    What [`directives`] bring as text, [`fragments`] and values, is set in then, so that everybody
//!    after it sees what readers will see.
//! 5. [`rules`] look at that and answer with findings ([`diagnostics`]); comments may allow some
//!    ([`suppression`]).
//! 6. [`page`] and [`directives`] say what a page gains, as insertions; [`splice`] puts them among the
//!    author's bytes, which are never written anew.
//! 7. [`edits`] makes of findings that can be mended what the files would hold.
//! 8. [`report`] tells findings in one of the formats; [`cli`] is what people type.
//!
//! [`pipeline`] is steps 4 to 6 in a few lines. The stages in the middle are pure: they do no I/O but
//! for files that chapters include and for earlier contents that a date hangs on, print nothing and know
//! no clock.

pub mod diagnostics;
mod spans;
pub mod text;

pub mod config;
pub mod fields;
pub mod keys;
pub mod lifecycle;

pub mod document;
pub mod encoding;
pub mod template;
pub mod values;

pub mod book;
pub mod content;
pub mod corpus;
pub mod gaps;
pub mod history;
pub mod matching;
pub mod scaffold;

pub mod questions;
pub mod relations;

pub mod advance;
pub mod compare;
pub mod directives;
pub mod edits;
pub mod fragments;
pub mod page;
pub mod pipeline;
pub mod rules;
mod sealed;
pub mod splice;
pub mod suppression;

pub mod adopt;
pub mod cli;
pub mod host;
pub mod report;
