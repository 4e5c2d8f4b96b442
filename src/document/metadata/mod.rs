//! Metadata in every notation that teams use, each entry with the places of its key and value.
//!
//! 1. [`read_front_matter`] reads what opens the file, before anything is parsed.
//! 2. [`Notes::gather`] collects what may be metadata in the body, whatever the template: a notation
//!    a file.
//! 3. [`Notes::metadata`] decides what counts, once configuration and template are known.
//!
//! All ranges are byte ranges of the view.

mod block;
mod conflict;
mod entry;
mod fields;
mod front;
mod heading;
mod known;
mod label;
mod line;
mod notes;
mod opening;
mod table;
mod toml;
mod value;
mod visible;
pub mod written;
mod yaml;

pub use entry::{Conflict, Entry, Notation, Problem};
pub use fields::Metadata;
pub use front::{FrontMatterRead, read_front_matter};
pub use known::Known;
pub use notes::Notes;
pub use value::{Item, Pair, Spanned, Value};

#[cfg(test)]
mod tests;
