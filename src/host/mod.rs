//! mdBook's side: what comes in becomes a [`Book`](crate::book::Book), what changed goes back.
//!
//! 1. A book arrives as JSON from mdBook ([`wire`]), from the mdBook library running inside
//!    ([`in_process`]), or from its files alone ([`load`]).
//! 2. `frame` is what the three have in common: settings from the configuration, chapters with their
//!    files, templates, dates.
//! 3. `folders`, `chapters`, `templates`, `order` and `summary` read what the frame needs.
//! 4. [`base`] reads the same book as an earlier commit has it; `renames` finds moved files again.
//! 5. [`sources`] finds the texts that findings point into, for whoever prints them.
//!
//! ```
//! use mdbook_design_docs::host::{Clock, wire::Message};
//! use mdbook_design_docs::pipeline;
//!
//! let sent = r##"[
//!   {"root": "/nowhere", "config": {}, "renderer": "html", "mdbook_version": "0.5.4"},
//!   {"items": [{"Chapter": {"name": "A", "content": "---\na: b\n---\nA", "path": "a.md", "source_path": null,
//!     "number": null, "sub_items": [], "parent_names": []}}]}
//! ]"##;
//! let mut message = Message::read(&mut sent.as_bytes()).expect("mdBook's own words");
//! let book = message.load(&Clock::Day(jiff::civil::date(2026, 1, 31))).expect("nothing is configured");
//! message.apply(pipeline::run(&book).texts);
//! let mut out = Vec::new();
//! message.write(&mut out).expect("memory takes it");
//! let out = String::from_utf8(out).expect("JSON is UTF-8");
//! assert!(!out.contains("a: b"), "front matter has left the page");
//! ```

pub mod base;
mod chapters;
mod clock;
pub mod configuration;
pub mod destination;
mod error;
mod folders;
mod frame;
pub mod in_process;
mod includes;
pub mod load;
pub mod lock;
mod order;
mod panics;
mod renames;
pub mod root;
pub mod selection;
pub mod sources;
mod summary;
pub mod survey;
mod templates;
mod version;
mod walk;
pub mod wire;
pub mod write;

pub use clock::Clock;
pub use error::HostError;

/// The name that mdBook's configuration knows this preprocessor by.
pub const NAME: &str = "design-docs";
