//! The marks of quotes and lists that a line begins with.

use std::ops::Range;

/// What stands before a range on its line, if it has the line for itself but for the marks of
/// quotes and lists.
pub fn alone(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let start = text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let rest = text[range.end..].split('\n').next().unwrap_or_default();
    let only = rest.trim().is_empty() && marks_only(&text[start..range.start]);
    only.then_some(start..range.start)
}

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
