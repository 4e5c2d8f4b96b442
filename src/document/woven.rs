//! A text made of pieces from several places, with the way back from every byte.

use std::ops::Range;
use std::sync::Arc;

use crate::text::Text;

/// Where a byte was written.
#[derive(Debug, Clone)]
pub struct Origin {
    /// In the author's file: the text itself, or the directive that brought it.
    pub own: Range<usize>,
    /// In the file that it came from, where it came from another one.
    pub included: Option<(Arc<Text>, Range<usize>)>,
}

/// Where a piece comes from.
#[derive(Debug, Clone)]
pub enum Source {
    /// The author's own bytes, from this offset on.
    Own(usize),
    /// Brought by a directive of the author's file.
    Brought {
        /// The directive.
        directive: Range<usize>,
        /// From this offset of that file on; none where it was made.
        from: Option<(Arc<Text>, usize)>,
    },
}

impl Source {
    /// The source of what stands `by` bytes further on.
    pub fn further(&self, by: usize) -> Self {
        match self {
            Source::Own(offset) => Source::Own(offset + by),
            Source::Brought { directive, from } => Source::Brought {
                directive: directive.clone(),
                from: from
                    .as_ref()
                    .map(|(file, offset)| (Arc::clone(file), offset + by)),
            },
        }
    }
}

/// The text and its pieces.
#[derive(Debug, Clone, Default)]
pub struct Woven {
    text: String,
    /// Where each piece begins, and where it comes from; in order.
    pieces: Vec<(usize, Source)>,
}

impl Woven {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text itself.
    pub fn into_text(self) -> String {
        self.text
    }

    /// Adds a piece whose bytes stand one after another where they come from.
    pub fn push(&mut self, text: &str, source: Source) {
        if !text.is_empty() {
            self.pieces.push((self.text.len(), source));
            self.text.push_str(text);
        }
    }

    /// Adds a part of another text with its pieces.
    pub fn push_part(&mut self, other: &Woven, range: Range<usize>) {
        other.parts(range, |text, source| self.push(text, source));
    }

    /// Calls `each` with the pieces of a range.
    pub fn parts(&self, range: Range<usize>, mut each: impl FnMut(&str, Source)) {
        let first = self.pieces.partition_point(|(at, _)| *at <= range.start);
        let mut at = range.start;
        let mut index = first.saturating_sub(1);
        while at < range.end {
            let Some((start, source)) = self.pieces.get(index) else {
                break;
            };
            let end = self
                .pieces
                .get(index + 1)
                .map_or(self.text.len(), |it| it.0);
            let end = end.min(range.end);
            if end > at {
                each(&self.text[at..end], source.further(at - start));
                at = end;
            }
            index += 1;
        }
    }

    /// Takes the last line ending away.
    pub fn drop_last_newline(&mut self) {
        if self.text.ends_with('\n') {
            self.text.pop();
            let end = self.text.len();
            self.pieces
                .truncate(self.pieces.partition_point(|(at, _)| *at < end));
        }
    }

    /// Where the piece that holds a byte comes from, at that byte.
    pub fn source(&self, at: usize) -> Source {
        let index = self.pieces.partition_point(|(start, _)| *start <= at);
        match index.checked_sub(1).map(|index| &self.pieces[index]) {
            Some((start, source)) => source.further(at - start),
            None => Source::Own(at),
        }
    }

    /// Where a byte was written.
    pub fn origin(&self, at: usize) -> Origin {
        match self.source(at) {
            Source::Own(offset) => Origin {
                own: offset..offset,
                included: None,
            },
            Source::Brought { directive, from } => Origin {
                own: directive,
                included: from.map(|(file, offset)| (file, offset..offset)),
            },
        }
    }

    /// The author's own offset of a byte; none of what a directive brought.
    pub fn own_offset(&self, at: usize) -> Option<usize> {
        match self.source(at) {
            Source::Own(offset) => Some(offset),
            Source::Brought { .. } => None,
        }
    }

    /// The range of the author's file that a range stands for: itself, or the directive that brought
    /// it.
    pub fn own_range(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.origin(range.start).own;
        let last = self
            .origin(range.end.saturating_sub(1).max(range.start))
            .own;
        first.start..last.end.max(last.start + 1)
    }
}
