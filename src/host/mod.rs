//! mdBook's side: what comes in becomes a [`Book`](crate::book::Book), what changed goes back.
//!
//! 1. A book arrives as JSON from mdBook ([`wire`]), from the mdBook library running inside
//!    ([`in_process`]), or from its files alone ([`load`]).
//! 2. `frame` is what the three have in common: settings from the configuration, chapters with their
//!    files, templates, dates.
//! 3. `folders`, `chapters`, `templates`, `order` and `summary` read what the frame needs.
//! 4. [`base`] reads the same book as an earlier commit has it; `renames` finds moved files again.
//! 5. [`sources`] finds the texts that findings point into, for whoever prints them.

pub mod base;
mod chapters;
mod clock;
pub mod configuration;
pub mod destination;
mod error;
mod folders;
mod frame;
pub mod in_process;
pub mod load;
mod order;
mod panics;
mod renames;
pub mod sources;
mod summary;
pub mod survey;
mod templates;
mod version;
pub mod wire;
pub mod write;

pub use clock::Clock;
pub use error::HostError;

/// The name that mdBook's configuration knows this preprocessor by.
pub const NAME: &str = "design-docs";
