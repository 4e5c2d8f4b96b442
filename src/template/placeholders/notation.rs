//! How a gap is written: in brackets, in braces, or as a word.

use std::ops::Range;

use crate::document::html;

/// Words that are a gap wherever they stand in prose.
pub const WORDS: &[&str] = &["TODO", "TBD", "FIXME"];
/// Words that are a gap where a template has them.
const TEMPLATE_WORDS: &[&str] = &["TODO", "TBD", "NNNN", "YYYY-MM-DD"];
/// What a marked gap with a name of its own begins with.
pub(super) const NAMED: &str = "PLACEHOLDER_";
/// Longer brackets are text in brackets.
const MAX_LEN: usize = 160;

/// What kind of text a scan goes over: each allows other gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// Paragraphs, tables, terms.
    Prose,
    /// A heading or a field's value: braces count too.
    Slot,
    /// Code: only what can be no code.
    Code,
}

/// The gaps in a piece of a template, in order; ranges count in `text`.
pub fn find(text: &str, ground: Ground) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let len = match bytes[at] {
            b'<' => angle(text, at, ground),
            b'[' if ground != Ground::Code => square(text, at),
            b'{' if ground == Ground::Slot => braces(text, at),
            b'T' | b'N' | b'Y' | b'P' => word(text, at, ground),
            _ => None,
        };
        match len {
            Some(len) => {
                found.push(at..at + len);
                at += len;
            }
            None => at += 1,
        }
    }
    found
}

/// `<Your Name>`, but no HTML element, autolink, comment or comparison.
fn angle(text: &str, at: usize, ground: Ground) -> Option<usize> {
    let rest = &text[at + 1..];
    let end = rest.find(['>', '<', '\n'])?;
    let inner = &rest[..end];
    let fits = rest[end..].starts_with('>')
        && end <= MAX_LEN
        && !inner.trim().is_empty()
        && !inner.starts_with(['/', '!', '?', '=', '-', ' ', '#'])
        && inner.chars().any(char::is_alphabetic)
        && !is_autolink(inner)
        && !html::is_element(inner);
    // Outside of code people escape the bracket, in a gap and in a type alike.
    let before = text[..at].strip_suffix('\\').unwrap_or(&text[..at]);
    let before = before.chars().next_back();
    let generic = before.is_some_and(|ch| ch.is_alphanumeric() || ch == '_' || ch == ':');
    let plain_in_code = ground == Ground::Code
        && !inner.contains(' ')
        && !inner
            .chars()
            .all(|ch| ch.is_uppercase() || ch.is_numeric() || matches!(ch, '-' | '_'));
    (fits && !generic && !plain_in_code).then_some(end + 2)
}

fn is_autolink(inner: &str) -> bool {
    let scheme = inner.find(':').map(|colon| &inner[..colon]);
    let has_scheme = scheme.is_some_and(|scheme| {
        scheme.len() >= 2
            && scheme
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    });
    !inner.contains(' ') && (has_scheme || (inner.contains('@') && inner.contains('.')))
}

/// `[Decision area]`, but no link, reference, footnote or task box.
fn square(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at + 1..];
    let end = rest.find([']', '[', '\n'])?;
    let inner = &rest[..end];
    let after = rest[end..].strip_prefix(']')?;
    let fits = end <= MAX_LEN
        && !matches!(inner, "x" | "X")
        && inner.chars().any(char::is_alphabetic)
        && !inner.starts_with(['^', '!', '@', '#'])
        && !after.starts_with(['(', '[', ':'])
        && !text[..at].ends_with(['!', ']', '\\', '`'])
        && !text[..at].ends_with(|ch: char| ch.is_alphanumeric());
    fits.then_some(end + 2)
}

fn braces(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at + 1..];
    let end = rest.find(['}', '{', '\n'])?;
    let inner = &rest[..end];
    let fits = rest[end..].starts_with('}')
        && inner.chars().any(char::is_alphabetic)
        && !inner.starts_with(['#', '.', '{'])
        && !text[..at].ends_with('{');
    fits.then_some(end + 2)
}

fn word(text: &str, at: usize, ground: Ground) -> Option<usize> {
    let rest = &text[at..];
    let bounded = |len: usize| {
        let before = text[..at].chars().next_back();
        let after = rest[len..].chars().next();
        let joins = |ch: Option<char>| ch.is_some_and(|ch| ch.is_alphanumeric() || ch == '_');
        !joins(before) && !joins(after)
    };
    if rest.starts_with(NAMED) {
        let len = rest
            .find(|ch: char| !(ch.is_ascii_alphanumeric() || ch == '_'))
            .unwrap_or(rest.len());
        return (len > NAMED.len() && bounded(len)).then_some(len);
    }
    if ground == Ground::Code {
        return None;
    }
    TEMPLATE_WORDS
        .iter()
        .find(|word| rest.starts_with(**word) && bounded(word.len()))
        .map(|word| word.len())
}

/// Whether a gap is a bare word, which code may well hold for a reason.
pub(super) fn is_word(placeholder: &str) -> bool {
    WORDS.contains(&placeholder) || TEMPLATE_WORDS.contains(&placeholder)
}

/// Whether a field's value as a whole is a gap: in brackets, or one marked gap.
pub fn is_gap(value: &str) -> bool {
    let value = value.trim();
    if value.starts_with('(') && value.ends_with(')') && value.chars().any(char::is_alphabetic) {
        return true;
    }
    let found = find(value, Ground::Slot);
    found.len() == 1 && found[0] == (0..value.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, ground: Ground) -> Vec<&str> {
        find(text, ground)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn what_a_template_marks_as_a_gap() {
        for gap in [
            "<Title>",
            "<Your Name>",
            "<MVP / In Progress>",
            "[Major Decision Area]",
            "TODO",
            "TBD",
            "PLACEHOLDER_LINK",
            "YYYY-MM-DD",
            "NNNN",
            "<What’s currently broken>",
            "<YYYY-MM-DD>",
            "<A:b>",
            "<Größe:x>",
            "<you@team>",
            "<notes.md>",
        ] {
            assert_eq!(found(&format!("a {gap} b"), Ground::Prose), [gap]);
        }
        assert_eq!(
            found("{name} and {#id} and {{x}}", Ground::Slot),
            ["{name}"]
        );
    }

    #[test]
    fn what_looks_like_a_gap_and_is_none() {
        for text in [
            "<details>",
            "<br/>",
            "<a href=\"x\">",
            "</Title>",
            "<!-- x -->",
            "<https://example.org>",
            "<me@example.org>",
            "a < b > c",
            "Vec<String>",
            "Vec\\<String\\>",
            "[text](url)",
            "[text][ref]",
            "[ref]: url",
            "[^1]",
            "[ ] task",
            "[x] done",
            "![alt](x)",
            "MYTODO",
            "TODOS",
            "{brace}",
            "[1]",
            "<Your Name\nor so>",
            "PLACEHOLDER_",
            "PLACEHOLDER_ LINK",
            "MY_PLACEHOLDER_LINK",
        ] {
            assert_eq!(found(text, Ground::Prose), Vec::<&str>::new(), "{text}");
        }
        let long = format!("<{}>", "word ".repeat(33));
        assert_eq!(found(&long, Ground::Prose), Vec::<&str>::new());
        assert_eq!(found("{1} and {}", Ground::Slot), Vec::<&str>::new());
        assert_eq!(
            found("f<T>(x) <T> <Step 1> [a]", Ground::Code),
            ["<T>", "<Step 1>"]
        );
    }

    #[test]
    fn a_value_in_brackets_is_a_gap_as_a_whole() {
        assert!(is_gap("(fill me in with today's date, YYYY-MM-DD)"));
        assert!(is_gap("<pull request URL>"));
        assert!(!is_gap("draft") && !is_gap("core (team)") && !is_gap("(one) of all"));
        assert!(!is_gap("(7)"));
        assert!(!is_gap("<A> and <B>"));
    }
}
