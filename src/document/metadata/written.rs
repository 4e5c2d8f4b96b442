//! How a value is written in each notation, so that it is read as it was meant.

use std::ops::Range;

use super::entry::{Entry, Notation};
use crate::document::front_matter::Notation as Front;

/// What a field comes to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum New {
    /// Text, whatever it looks like.
    Text(String),
    /// A day, a number, a truth: written without quotes where the notation allows it.
    Bare(String),
    /// Text that is Markdown already where the notation is.
    Verbatim(String),
}

impl New {
    /// What people read.
    pub fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Bare(text) | Self::Verbatim(text) => text,
        }
    }
}

/// One scalar as it is written in place of `range`, which is the value of an entry of `view`, or a part
/// of it.
pub fn written(view: &str, entry: &Entry, range: &Range<usize>, new: &New) -> String {
    let old = &view[range.clone()];
    let mut written = scalar(entry, old, new);
    if old.is_empty() && !written.is_empty() {
        if view[..range.start].ends_with([':', '=', '|']) {
            written.insert(0, ' ');
        }
        if view[range.end..].starts_with(['#', '|']) {
            written.push(' ');
        }
    }
    written
}

/// A scalar in the quotes of the old one.
pub fn scalar(entry: &Entry, old: &str, new: &New) -> String {
    match entry.notation {
        Notation::FrontMatter(Front::Yaml) => yaml(new, old),
        Notation::FrontMatter(Front::Toml) => match new {
            New::Bare(text) if !old.starts_with(['"', '\'']) => text.clone(),
            new if old.starts_with('\'') && is_literal(new.text()) => format!("'{}'", new.text()),
            new => toml(new.text()),
        },
        Notation::Block => new.text().to_owned(),
        Notation::Label | Notation::Heading | Notation::Table => match new {
            New::Verbatim(text) => text.clone(),
            New::Text(text) | New::Bare(text) => {
                let first = entry.notation == Notation::Heading;
                let text = markdown(text, first);
                match entry.notation {
                    Notation::Table => text.replace('|', "\\|"),
                    _ => text,
                }
            }
        },
    }
}

/// `[a, b]`, each quoted as it must be.
pub fn flow<'a>(values: impl Iterator<Item = &'a str>, front: Front) -> String {
    let quoted: Vec<String> = values
        .map(|value| match front {
            Front::Yaml => yaml(&New::Text(value.to_owned()), ""),
            Front::Toml => toml(value),
        })
        .collect();
    format!("[{}]", quoted.join(", "))
}

/// A YAML scalar for any place, in the quotes of the value that it takes the place of.
pub fn yaml(new: &New, old: &str) -> String {
    let text = new.text();
    let bare = matches!(new, New::Bare(_));
    if old.starts_with('\'') {
        return format!("'{}'", text.replace('\'', "''"));
    }
    if bare && !old.starts_with('"') || !old.starts_with('"') && is_plain(text) {
        return text.to_owned();
    }
    quoted(text)
}

/// Text in double quotes: the same in YAML, TOML and JSON.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for ch in text.chars() {
        match ch {
            '"' | '\\' => out.extend(['\\', ch]),
            // Not in any YAML as it stands.
            '\u{feff}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                out.push_str(&format!("\\u{:04X}", u32::from(ch)));
            }
            ch if ch.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(ch))),
            ch => out.push(ch),
        }
    }
    out.push('"');
    out
}

/// Whether TOML takes a text between single quotes as it stands.
fn is_literal(text: &str) -> bool {
    !text.contains('\'') && !text.chars().any(char::is_control)
}

/// A TOML string.
pub fn toml(text: &str) -> String {
    quoted(text)
}

/// Whether YAML reads a text without quotes as that very text, in brackets too.
fn is_plain(text: &str) -> bool {
    let starts = text.starts_with(|ch: char| ch.is_alphabetic() || ch == '/' || ch == '(');
    let harmless = text.chars().all(|ch| {
        ch.is_alphanumeric()
            || matches!(
                ch,
                ' ' | '-' | '_' | '.' | '+' | '/' | '@' | '(' | ')' | ';' | '<' | '>' | '\''
            )
    });
    let word = !matches!(
        text.to_lowercase().as_str(),
        "true" | "false" | "yes" | "no" | "on" | "off" | "y" | "n" | "null" | "nan" | "inf"
    );
    let version =
        text.starts_with(|ch: char| ch.is_ascii_digit()) && semver::Version::parse(text).is_ok();
    // `0002-index.md` is no number, and `../a.md` no mark of YAML's.
    let path =
        text.ends_with(".md") && text.starts_with(|ch: char| ch.is_ascii_digit() || ch == '.');
    !text.ends_with(' ') && ((starts || path) && harmless && word || version)
}

/// Text in a line of Markdown, so that people see what was meant and no more; `first` where nothing
/// stands before it on the line.
pub fn markdown(text: &str, first: bool) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut before: Option<char> = None;
    let mut rest = text.chars().peekable();
    while let Some(ch) = rest.next() {
        let next = rest.peek().copied();
        let inside = |ch: Option<char>| ch.is_some_and(char::is_alphanumeric);
        let marks = match ch {
            '\\' | '`' | '*' | '[' | ']' | '<' | '~' | '{' | '$' => true,
            '_' => !(inside(before) && inside(next)),
            '&' => next.is_some_and(|next| next.is_alphabetic() || next == '#'),
            // A run of them at the end closes a heading.
            '#' => before.is_none_or(char::is_whitespace),
            '-' | '+' | '=' | '>' | ':' => first && before.is_none(),
            '.' | ')' => first && !out.is_empty() && out.bytes().all(|byte| byte.is_ascii_digit()),
            _ => false,
        };
        if marks {
            out.push('\\');
        }
        out.push(ch);
        before = Some(ch);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_quoted_where_they_must_be() {
        let text = |text: &str| yaml(&New::Text(text.to_owned()), "");
        for plain in [
            "Cache",
            "in-review",
            "0.1.0-draft.1",
            "ann@example.org",
            "Ann <ann@x.org>",
            "0002-index.md",
            "../a.md",
        ] {
            assert_eq!(text(plain), plain);
        }
        for (value, expected) in [
            ("", "\"\""),
            ("yes", "\"yes\""),
            ("7", "\"7\""),
            ("a: b", "\"a: b\""),
            ("@ann", "\"@ann\""),
            ("[x]", "\"[x]\""),
            ("say \"hi\" \\", "\"say \\\"hi\\\" \\\\\""),
        ] {
            assert_eq!(text(value), expected);
        }
        assert_eq!(yaml(&New::Text("it's".to_owned()), "'x'"), "'it''s'");
        assert_eq!(
            yaml(&New::Bare("2026-01-01".to_owned()), "YYYY-MM-DD"),
            "2026-01-01"
        );
        assert_eq!(
            yaml(&New::Bare("2026-01-01".to_owned()), "\"x\""),
            "\"2026-01-01\""
        );
    }

    #[test]
    fn text_stays_text_in_markdown() {
        for (value, expected) in [
            ("Vec<T> & snake_case", "Vec\\<T> & snake_case"),
            (
                "*a* _b_ `c` [d] {e}",
                "\\*a\\* \\_b\\_ \\`c\\` \\[d\\] \\{e}",
            ),
            ("C# #", "C# \\#"),
            ("&amp;", "\\&amp;"),
        ] {
            assert_eq!(markdown(value, false), expected);
        }
        assert_eq!(markdown("1. x", true), "1\\. x");
        assert_eq!(markdown("- x", true), "\\- x");
    }
}
