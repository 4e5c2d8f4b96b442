//! Blocks set among the author's lines, so that blank lines part them from their neighbours.

use std::ops::Range;

use crate::document::Document;
use crate::splice::Insertion;

/// The author's text, as far as setting blocks into it goes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Page<'a> {
    document: &'a Document,
    own: &'a str,
    line_ending: &'static str,
}

impl<'a> Page<'a> {
    pub(super) fn new(document: &'a Document) -> Self {
        let text = document.text();
        Self {
            document,
            own: text.as_str(),
            line_ending: text.line_ending(),
        }
    }

    /// Where a range of the view stands in the author's text, if both its ends were written there.
    pub(super) fn own_range(&self, range: &Range<usize>) -> Option<Range<usize>> {
        let view = &self.document.view;
        let start = view.own_offset(range.start)?;
        if range.is_empty() {
            return Some(start..start);
        }
        let end = view.own_offset(range.end - 1)? + 1;
        (end >= start).then_some(start..end)
    }

    /// Puts `block`, lines without the last line ending, in place of `range`, which is whole lines
    /// without the last line ending, or empty. `marks` is what stands before it on its line.
    pub(super) fn set(&self, range: Range<usize>, marks: &str, block: &str) -> Insertion {
        let eol = self.line_ending;
        let indent: String = marks
            .chars()
            .map(|ch| if ch == '>' { '>' } else { ' ' })
            .collect();
        let lead = match lines_before(&self.own[..range.start]) {
            _ if !marks.is_empty() => String::new(),
            Before::Blank => String::new(),
            Before::Line => eol.to_owned(),
            Before::Text => eol.repeat(2),
        };
        let trail = match lines_after(&self.own[range.end..], &indent) {
            After::Blank => String::new(),
            After::End => eol.to_owned(),
            After::Line => format!("{eol}{}", indent.trim_end()),
            After::Text => eol.repeat(2),
        };
        let lines = block.replace('\n', &format!("{eol}{indent}"));
        Insertion {
            range,
            text: format!("{lead}{lines}{trail}"),
        }
    }

    /// Puts `block` below the line on which `at` stands.
    pub(super) fn below(&self, at: usize, block: &str) -> Insertion {
        let line = self.own[at..].find('\n').unwrap_or(self.own.len() - at);
        let end = at + self.own[at..at + line].trim_end_matches('\r').len();
        self.set(end..end, "", block)
    }

    /// Puts `block` below everything, and directly below the text what closes it.
    pub(super) fn end(&self, closing: &str, block: &str) -> Insertion {
        let end = self.own.len();
        let mut insertion = self.set(end..end, "", block);
        if !closing.is_empty() {
            let eol = self.line_ending;
            let lead = if self.own.is_empty() || self.own.ends_with('\n') {
                ""
            } else {
                eol
            };
            let closing = closing.replace('\n', eol);
            let block = insertion.text.trim_start_matches(['\r', '\n']);
            insertion.text = format!("{lead}{closing}{eol}{eol}{block}");
        }
        insertion
    }

    /// Puts `block`, which may be empty, in place of front matter.
    pub(super) fn top(&self, block: &str) -> Option<Insertion> {
        let range = self.document.text().bom_len()..self.document.body;
        if block.is_empty() {
            return (!range.is_empty()).then_some(Insertion {
                range,
                text: String::new(),
            });
        }
        let eol = self.line_ending;
        let blank = starts_blank(&self.own[range.end..], "");
        let trail = if blank { eol.to_owned() } else { eol.repeat(2) };
        Some(Insertion {
            range,
            text: block.replace('\n', eol) + &trail,
        })
    }

    /// The whole lines that a range of the author's text touches, without the last line ending.
    pub(super) fn lines(&self, range: &Range<usize>) -> Range<usize> {
        let start = self.own[..range.start].rfind('\n').map_or(0, |at| at + 1);
        let rest = self.own[range.end..].split('\n').next().unwrap_or_default();
        start..range.end + rest.trim_end_matches('\r').len()
    }
}

enum Before {
    /// Nothing, or a blank line.
    Blank,
    /// The end of a line.
    Line,
    /// Text on the same line.
    Text,
}

fn lines_before(before: &str) -> Before {
    let Some(line) = before.strip_suffix('\n') else {
        let empty = before.trim_start_matches(crate::text::BOM).is_empty();
        return if empty { Before::Blank } else { Before::Text };
    };
    match line.rsplit('\n').next() {
        Some(last) if !last.trim().is_empty() => Before::Line,
        _ => Before::Blank,
    }
}

enum After {
    /// The end of the line, then a blank one or the end.
    Blank,
    /// The end of the text.
    End,
    /// The end of the line, then another one.
    Line,
    /// Text on the same line.
    Text,
}

fn lines_after(after: &str, marks: &str) -> After {
    let Some(rest) = after
        .strip_prefix("\r\n")
        .or_else(|| after.strip_prefix('\n'))
    else {
        return if after.is_empty() {
            After::End
        } else {
            After::Text
        };
    };
    if rest.is_empty() || starts_blank(rest, marks) {
        After::Blank
    } else {
        After::Line
    }
}

/// Whether the first line is blank, the marks of quotes around it aside.
fn starts_blank(text: &str, marks: &str) -> bool {
    let line = text.split('\n').next().unwrap_or_default();
    let quoted = marks.contains('>');
    line.trim_matches(|ch: char| ch.is_whitespace() || (quoted && ch == '>'))
        .is_empty()
}
