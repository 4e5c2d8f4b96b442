//! Front matter, read.

use std::ops::Range;

use super::entry::{Entry, Problem};
use crate::document::front_matter::{self, Notation};

/// Front matter, read. It is kept off the page even where it does not parse.
#[derive(Debug, Clone)]
pub struct FrontMatterRead {
    /// All of it, delimiters and last line ending included; behind a byte order mark.
    pub range: Range<usize>,
    /// What is between the delimiter lines.
    pub content: Range<usize>,
    /// YAML or TOML.
    pub notation: Notation,
    /// Its top-level keys, in order; of a key given twice the first.
    pub entries: Vec<Entry>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// Reads the front matter that opens a file. None where there is none: nothing between delimiter
/// lines at the very start, not closed, or not a mapping; then it stays on the page.
pub fn read_front_matter(text: &str) -> Option<FrontMatterRead> {
    let found = front_matter::find(text)?;
    Some(FrontMatterRead {
        range: found.range,
        content: found.content,
        notation: found.notation,
        entries: Vec::new(),
        problems: Vec::new(),
    })
}
