//! The marks of quotes and lists that a line begins with.

use std::ops::Range;

/// What stands before a range on its line, if it has the line for itself but for the marks of
/// quotes and lists.
pub fn alone(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    // The first character that is none of a mark's says no, however long the line is.
    let foreign = |ch: char| !(ch.is_whitespace() || ch.is_ascii_digit() || MARKS.contains(&ch));
    let before = &text[..range.start];
    let line = before.rfind(|ch| ch == '\n' || foreign(ch));
    let start = match line {
        Some(at) if before.as_bytes()[at] == b'\n' => at + 1,
        Some(_) => return None,
        None => 0,
    };
    let rest = text[range.end..].find(|ch: char| ch == '\n' || !ch.is_whitespace());
    let ends = rest.is_none_or(|at| text.as_bytes()[range.end + at] == b'\n');
    (ends && marks_only(&text[start..range.start])).then_some(start..range.start)
}

/// What marks of quotes and list items are made of, digits aside.
const MARKS: [char; 6] = ['>', '-', '*', '+', '.', ')'];

/// The marks of quotes and list items that a line begins with, up to the byte `at` of the text.
pub fn marks_of_line(text: &str, at: usize) -> &str {
    let start = text[..at].rfind('\n').map_or(0, |line| line + 1);
    let line = &text[start..at];
    let mut end = 0;
    for word in line.split_inclusive(char::is_whitespace) {
        if !marks_only(word) {
            break;
        }
        end += word.len();
    }
    &line[..end]
}

/// Whether text is nothing but the marks of quotes and list items: `> - `, `  1. `.
pub fn marks_only(text: &str) -> bool {
    text.split_whitespace().all(|word| {
        let digits = word.trim_end_matches(['.', ')']);
        matches!(word, "-" | "*" | "+")
            || word.bytes().all(|byte| byte == b'>')
            || (digits.len() + 1 == word.len() && digits.bytes().all(|byte| byte.is_ascii_digit()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_marks() {
        for marks in ["", "  ", "> ", ">> - ", "  1. ", "3) "] {
            assert!(marks_only(marks), "{marks}");
        }
        for text in ["a ", "12 ", "# ", "-a "] {
            assert!(!marks_only(text), "{text}");
        }
    }
}
