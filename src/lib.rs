//! An mdBook preprocessor that holds design documents to the templates that teams copy, and the
//! command-line tool around it.
//!
//! # As a library
//!
//! Three ways lead in; everything else is what they are made of, and changes with it.
//!
//! A tool that builds books with `mdbook-driver` takes the preprocessor in, and hears the findings
//! ([`host::in_process`]):
//!
//! ```
//! use mdbook_design_docs::host::{Clock, in_process::{DesignDocs, Verdict, build}};
//!
//! let folder = tempfile::tempdir().expect("a folder");
//! let write = |name: &str, text| std::fs::write(folder.path().join(name), text).expect("a file");
//! std::fs::create_dir(folder.path().join("src")).expect("a folder");
//! write("book.toml", "[output.html]\n");
//! write("src/SUMMARY.md", "- [Plan](plan.md)\n");
//! write("src/plan.md", "---\ntitle: The plan\ntemplate: adr\n---\n# The plan\n");
//!
//! let clock = Clock::Day(jiff::civil::date(2026, 1, 31));
//! let preprocessor = DesignDocs::new(clock, Box::new(|_, outcome| {
//!     assert!(outcome.diagnostics.iter().any(|it| it.rule == "missing-section"));
//!     Verdict::GoOn
//! }));
//! let pages = build(folder.path(), None, preprocessor).expect("it is built");
//! let page = std::fs::read_to_string(pages.join("plan.html")).expect("a page");
//! assert!(page.contains("The plan") && !page.contains("template: adr"));
//! ```
//!
//! A tool that checks reads a book from disk ([`host::load`]) and runs the [`pipeline`] over it; with
//! [`report::FORMATS`] it prints what was found:
//!
//! ```
//! use mdbook_design_docs::host::{Clock, load::{Request, load}};
//! use mdbook_design_docs::pipeline;
//!
//! let folder = tempfile::tempdir().expect("a folder");
//! let write = |name: &str, text| std::fs::write(folder.path().join(name), text).expect("a file");
//! std::fs::create_dir(folder.path().join("src")).expect("a folder");
//! write("src/SUMMARY.md", "- [Plan](plan.md)\n");
//! write("src/plan.md", "---\ntemplate: adr\n---\n# The plan\n");
//!
//! let loaded = load(&Request {
//!     book: None,
//!     cwd: folder.path().to_owned(),
//!     paths: Vec::new(),
//!     clock: Clock::Day(jiff::civil::date(2026, 1, 31)),
//! });
//! let outcome = pipeline::run(&loaded.expect("a book").book);
//! assert_eq!((outcome.documents, outcome.chapters), (1, 1));
//! assert!(outcome.diagnostics.iter().any(|it| it.rule == "missing-section"));
//! ```
//!
//! And whoever has the texts at hand, an editor or a test, makes a [`book::Book`] of them.
//!
//! # The way through
//!
//! This is what one text meets, from standard input to standard output:
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
//! [`pipeline`] is steps 2 to 6 in a few lines. The stages in the middle print nothing and know no clock.
//! What they ask of the world they ask the book for, whose files and history answer: what chapters include,
//! fragments, and, where a date or a page hangs on it, what git has of earlier contents and commits.

// A test that is a table of cases may be long; what is no test may not.
#![cfg_attr(not(test), warn(clippy::too_many_lines))]

// A module imports only those above it, and `tests/house.rs` holds it to that.

// What all stages speak of: texts, places in them, findings, edits.
mod atomic;
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
