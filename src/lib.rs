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

// A test that is a table of cases may be long; what is no test may not.
#![cfg_attr(not(test), warn(clippy::too_many_lines))]

// A module imports only those above it, and `tests/house.rs` holds it to that.

// What all stages speak of: texts, places in them, findings, edits.
pub mod diagnostics;
pub mod encoding;
pub mod fields;
pub mod paths;
mod sealed;
mod spans;
pub mod splice;
pub mod text;

// One text as what it is made of; keys and statuses, wherever they are written.
pub mod document;
pub mod keys;
pub mod lifecycle;

// What is read beside chapters, and what single pieces of a chapter mean.
pub mod config;
pub mod fragments;
pub mod history;
pub mod suppression;
pub mod template;
pub mod values;

// All that was read, and what of it belongs together.
pub mod book;
pub mod matching;
pub mod relations;
pub mod scaffold;

pub mod content;
pub mod corpus;

// What there is to say of a document, and to show.
pub mod gaps;
pub mod questions;

pub mod page;

pub mod directives;
pub mod rules;

// The way through, and how its findings are told.
pub mod compare;
pub mod pipeline;
pub mod report;

// What is done with it: files written, books read and handed back, commands.
pub mod edits;
pub mod host;

pub mod adopt;
pub mod advance;
pub mod cli;
