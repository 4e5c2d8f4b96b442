//! A file's text, and what an offset in it is called by a person: line and column.
//!
//! ```
//! use mdbook_design_docs::text::Text;
//!
//! let text = Text::new("src/a.md", "# Title\n\nAn émigré\n");
//! let at = text.as_str().find("émigré").expect("it is there");
//! let place = text.place(at..at + "émigré".len());
//! assert_eq!((place.start.line, place.start.column, place.end.column), (3, 4, 10));
//! ```

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use crate::diagnostics::{Place, Position};

/// The text of one file, with the path that messages call it by.
#[derive(Debug)]
pub struct Text {
    path: Arc<str>,
    content: Arc<str>,
    /// Byte offset of each line's first byte; found when the first position is asked for.
    lines: OnceLock<Box<[u32]>>,
}

/// The byte order mark that may open a file.
pub const BOM: &str = "\u{feff}";

impl Text {
    /// A text known to messages as `path`: relative to the book root, with `/` on every system.
    pub fn new(path: impl Into<Arc<str>>, content: impl Into<Arc<str>>) -> Self {
        Self {
            path: path.into(),
            content: content.into(),
            lines: OnceLock::new(),
        }
    }

    /// The path that messages call the file by.
    pub fn path(&self) -> &Arc<str> {
        &self.path
    }

    /// The whole text, byte order mark included.
    pub fn as_str(&self) -> &str {
        &self.content
    }

    /// The whole text, shared.
    pub fn shared(&self) -> Arc<str> {
        Arc::clone(&self.content)
    }

    /// Length of the byte order mark that opens the text: 3 or 0.
    pub fn bom_len(&self) -> usize {
        if self.content.starts_with(BOM) {
            BOM.len()
        } else {
            0
        }
    }

    /// Line (from 1) and column (from 1, in Unicode characters, a byte order mark not counted) of a
    /// byte offset. Offsets beyond the end, or inside a character, give the nearest place before.
    pub fn position(&self, offset: usize) -> Position {
        let lines = self.lines.get_or_init(|| line_starts(&self.content));
        let offset = floor_char_boundary(&self.content, offset);
        let line = lines.partition_point(|&start| start as usize <= offset);
        let line = line.max(1) - 1;
        let start = (lines[line] as usize).max(if line == 0 { self.bom_len() } else { 0 });
        let column = self
            .content
            .get(start..offset)
            .map_or(0, |before| before.chars().count());
        Position {
            line: line + 1,
            column: column + 1,
        }
    }

    /// The place of a byte range in this file.
    pub fn place(&self, range: Range<usize>) -> Place {
        let start = floor_char_boundary(&self.content, range.start);
        let end = floor_char_boundary(&self.content, range.end.max(start));
        Place {
            path: Arc::clone(&self.path),
            start: self.position(start),
            end: self.position(end),
            range: start..end,
        }
    }

    /// The byte range of a line (from 1), without its line ending.
    pub fn line_range(&self, line: usize) -> Range<usize> {
        let lines = self.lines.get_or_init(|| line_starts(&self.content));
        let start_of = |line: usize| {
            let start = lines.get(line).map(|start| *start as usize);
            start.unwrap_or(self.content.len())
        };
        let (start, end) = (start_of(line.saturating_sub(1)), start_of(line));
        start
            ..start
                + self.content[start..end]
                    .trim_end_matches(['\n', '\r'])
                    .len()
    }

    /// The line ending that the file uses: that of its first line, `\n` where there is none.
    pub fn line_ending(&self) -> &'static str {
        match self.content.find('\n') {
            Some(at) if self.content[..at].ends_with('\r') => "\r\n",
            _ => "\n",
        }
    }
}

/// Texts are shorter than 4 GiB: longer files are not read.
fn line_starts(text: &str) -> Box<[u32]> {
    let breaks = memchr::memchr_iter(b'\n', text.as_bytes());
    let starts = breaks.map(|at| u32::try_from(at + 1).unwrap_or(u32::MAX));
    std::iter::once(0).chain(starts).collect()
}

/// A range of `text` without the white space at its ends.
pub fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let slice = &text[range.clone()];
    let start = range.start + slice.len() - slice.trim_start().len();
    start..start + slice.trim().len()
}

/// The nearest character boundary at or before `offset`, at most the end of `text`.
pub fn floor_char_boundary(text: &str, offset: usize) -> usize {
    let mut at = offset.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &Text, needle: &str) -> (usize, usize) {
        let offset = text.as_str().find(needle).expect("needle is in the text");
        let position = text.position(offset);
        (position.line, position.column)
    }

    #[test]
    fn positions_count_characters_and_skip_the_byte_order_mark() {
        let text = Text::new("a.md", "\u{feff}añ🐙x\r\n\ty\n");
        assert_eq!(at(&text, "x"), (1, 4));
        assert_eq!(at(&text, "y"), (2, 2));
        assert_eq!(text.position(0), Position { line: 1, column: 1 });
        assert_eq!(text.position(999), Position { line: 3, column: 1 });
    }

    #[test]
    fn line_ranges_leave_the_line_ending_out() {
        let text = Text::new("a.md", "one\r\ntwo\nthree");
        let line = |number| &text.as_str()[text.line_range(number)];
        assert_eq!(
            (line(1), line(2), line(3), line(9)),
            ("one", "two", "three", "")
        );
        assert_eq!(text.line_ending(), "\r\n");
    }
}
