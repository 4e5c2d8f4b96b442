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

/// The delimited block that opens `text`, for each line that may close it. Whether it is front matter is
/// for its content to say: [`super::metadata::read_front_matter`] asks it. Only TOML has more than
/// one: its multi-line strings can hold a delimiter line.
pub(super) fn closings(text: &str) -> impl Iterator<Item = FrontMatter> {
    let start = if text.starts_with(BOM) { BOM.len() } else { 0 };
    let mut lines = text[start..].split_inclusive('\n');
    let first = lines.next().unwrap_or_default();
    let notation = match first.trim_end() {
        "---" => Some(Notation::Yaml),
        "+++" => Some(Notation::Toml),
        _ => None,
    };
    let content = start + first.len();
    let mut at = content;
    notation.into_iter().flat_map(move |notation| {
        let blocks = lines.clone().filter_map(move |line| {
            let before = at;
            at += line.len();
            closes(line.trim_end(), notation).then_some(FrontMatter {
                notation,
                range: start..at,
                content: content..before,
            })
        });
        blocks.take(match notation {
            Notation::Yaml => 1,
            Notation::Toml => usize::MAX,
        })
    })
}

fn closes(line: &str, notation: Notation) -> bool {
    match notation {
        // YAML may close its document with `...` as well.
        Notation::Yaml => line == "---" || line == "...",
        Notation::Toml => line == "+++",
    }
}
