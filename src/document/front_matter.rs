//! Where front matter begins and ends.

use std::ops::Range;

use crate::text::BOM;

/// The notation of front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Notation {
    /// Between `---` lines.
    Yaml,
    /// Between `+++` lines.
    Toml,
}

/// Front matter at the very start of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrontMatter {
    /// Which notation.
    pub notation: Notation,
    /// Both delimiter lines and what is between them, with the last line ending; from the beginning
    /// of the file, its byte order mark aside.
    pub range: Range<usize>,
    /// What is between the delimiter lines.
    pub content: Range<usize>,
}

/// The delimited block that opens `text`, whatever it holds; none where it is not closed. Whether it
/// is front matter is for its content to say.
pub fn find(text: &str) -> Option<FrontMatter> {
    let start = if text.starts_with(BOM) { BOM.len() } else { 0 };
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next()?;
    let (notation, delimiter) = match first.trim_end() {
        "---" => (Notation::Yaml, "---"),
        "+++" => (Notation::Toml, "+++"),
        _ => return None,
    };
    let content = start + first.len();
    let mut at = content;
    for line in lines {
        let end = at + line.len();
        let word = line.trim_end();
        // YAML may close its document with `...` as well.
        if word == delimiter || (notation == Notation::Yaml && word == "...") {
            return Some(FrontMatter {
                notation,
                range: start..end,
                content: content..at,
            });
        }
        at = end;
    }
    None
}
