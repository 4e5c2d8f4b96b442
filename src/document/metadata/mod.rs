//! Metadata in every notation that teams use, each entry with the places of its key and value.

use std::ops::Range;

use super::markdown::Markdown;
use super::sections::Sections;

/// Front matter, read.
#[derive(Debug, Clone)]
pub struct FrontMatterRead {
    /// All of it, delimiters and last line ending included.
    pub range: Range<usize>,
}

/// Everything in a text that may be metadata.
#[derive(Debug, Clone, Default)]
pub struct Notes;

/// Reads the front matter that opens a file.
pub fn read_front_matter(text: &str) -> Option<FrontMatterRead> {
    super::front_matter::find(text).map(|found| FrontMatterRead { range: found.range })
}

impl Notes {
    /// Collects the notations.
    pub fn gather(
        _front_matter: Option<FrontMatterRead>,
        _view: &str,
        _markdown: &Markdown,
        _sections: &Sections,
    ) -> Self {
        Self
    }
}
