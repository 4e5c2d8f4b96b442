//! Tables of keys that people write, described once: what may stand where, of what kind, with which
//! default. The description serves validation, and whatever tells people about the keys.
//!
//! 1. A [`Table`] lists its [`Key`]s, each with a [`Kind`].
//! 2. [`Section::read`] holds a value against its table and reports everything that is wrong.
//! 3. [`Problems`] gathers the reports, each at the place that [`Places`] knows for it.

mod kind;
mod problems;
mod section;

pub use kind::{Fallback, Key, Kind, Table, Wrong, key};
pub use problems::{Part, Places, Problems, Step, join, legal, show_path};
pub use section::{Section, check, closest};
