//! Text from documents, made harmless for a terminal.

use std::borrow::Cow;

/// Whether a terminal, or the reader's eye, could be led astray: control characters of both sets,
/// and those that turn the direction of writing.
pub(super) fn is_active(ch: char) -> bool {
    ch.is_control()
        || matches!(
            ch,
            '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{2028}' | '\u{2029}'
        )
        || matches!(ch, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text with every such character spelled out (`\u{1b}`); line breaks stay.
pub fn neutral(text: &str) -> Cow<'_, str> {
    escape(text, |ch| is_active(ch) && ch != '\n')
}

/// The same in one line: line breaks are spelled out too (`\n`).
pub fn neutral_line(text: &str) -> Cow<'_, str> {
    escape(text, is_active)
}

fn escape(text: &str, active: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&active) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 16);
    for ch in text.chars() {
        if active(ch) {
            out.extend(ch.escape_default());
        } else {
            out.push(ch);
        }
    }
    Cow::Owned(out)
}

/// A line of source in which every byte keeps its place: what would be active becomes a sign of the
/// same length. The C0 controls are left to the renderer of snippets, which has signs for them.
pub(super) fn neutral_source(text: &str) -> Cow<'_, str> {
    let active = |ch: char| is_active(ch) && !ch.is_ascii();
    if !text.contains(active) {
        return Cow::Borrowed(text);
    }
    let sign = |ch: char| match ch.len_utf8() {
        _ if !active(ch) => ch,
        2 => '·',
        _ => '\u{fffd}',
    };
    Cow::Owned(text.chars().map(sign).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_active_is_left() {
        let hostile = "a\u{1b}[31m\u{9b}31m\u{202e}b\nc\u{7f}";
        assert_eq!(
            neutral(hostile),
            "a\\u{1b}[31m\\u{9b}31m\\u{202e}b\nc\\u{7f}"
        );
        assert_eq!(neutral_line("a\nb\t"), "a\\nb\\t");
        assert!(matches!(neutral("plain ünï"), Cow::Borrowed(_)));
    }

    #[test]
    fn source_keeps_its_bytes() {
        let hostile = "a\u{9b}b\u{202e}c";
        assert_eq!(neutral_source(hostile), "a·b\u{fffd}c");
        assert_eq!(neutral_source(hostile).len(), hostile.len());
    }
}
