//! `Key: value` on a line.

use std::ops::Range;

use crate::text::trimmed;

/// The longest key outside front matter, in characters.
const MAX_KEY: usize = 40;
/// The most words that a key has.
const MAX_WORDS: usize = 5;

/// The key and what follows the colon, as ranges of `line`: the first colon that white space or the
/// end follows. The key is trimmed, and may be anything.
pub(super) fn split(line: &str) -> Option<(Range<usize>, Range<usize>)> {
    let colon = colon(line)?;
    Some((trimmed(line, 0..colon), colon + 1..line.len()))
}

/// The first colon that white space or the end follows.
fn colon(line: &str) -> Option<usize> {
    memchr::memchr_iter(b':', line.as_bytes()).find(|at| {
        line[at + 1..]
            .chars()
            .next()
            .is_none_or(char::is_whitespace)
    })
}

/// As [`split`], where the key reads like one.
pub(super) fn key_and_rest(line: &str) -> Option<(Range<usize>, Range<usize>)> {
    split(line).filter(|(key, _)| is_key(&line[key.clone()]))
}

/// Whether text reads like a key: some words without the punctuation of a sentence.
pub(super) fn is_key(text: &str) -> bool {
    text.starts_with(char::is_alphabetic)
        && text.len() <= MAX_KEY * 4
        && text.chars().count() <= MAX_KEY
        && text.split_whitespace().count() <= MAX_WORDS
        && !text.contains("()")
        && text.chars().all(|ch| {
            ch.is_alphanumeric()
                || matches!(
                    ch,
                    ' ' | '\u{a0}' | '_' | '-' | '/' | '(' | ')' | '&' | '\'' | '’' | '#' | '+'
                )
                || ('\u{2010}'..='\u{2015}').contains(&ch)
                // Combining marks belong to the letter before them.
                || ('\u{300}'..='\u{36f}').contains(&ch)
        })
}

/// Where a value would be typed: behind the separator at `after`, and behind one space where nothing
/// else follows on the line.
pub(super) fn typed_at(text: &str, after: usize) -> usize {
    let rest = &text[after..];
    let blank = rest.trim_start_matches([' ', '\t', '\r']);
    if rest.starts_with(' ') && (blank.is_empty() || blank.starts_with('\n')) {
        after + 1
    } else {
        after
    }
}
