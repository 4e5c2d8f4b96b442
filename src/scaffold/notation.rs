//! How a value is written, so that it is read as it was meant.

use std::ops::Range;

use super::Edits;
use crate::document::front_matter::Notation as Front;
use crate::document::metadata::{Entry, Item, Notation, Value};
use crate::template::Template;

/// What a field comes to hold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum New {
    /// Text, whatever it looks like.
    Text(String),
    /// A day, a number, a truth: written without quotes where the notation allows it.
    Bare(String),
    /// Text that is Markdown already where the notation is.
    Verbatim(String),
}

impl New {
    fn text(&self) -> &str {
        match self {
            Self::Text(text) | Self::Bare(text) | Self::Verbatim(text) => text,
        }
    }
}

/// Writes one scalar in place of `range`, which is the entry's value or a part of it.
pub(super) fn replace(
    template: &Template,
    entry: &Entry,
    range: Range<usize>,
    new: &New,
    edits: &mut Edits,
) {
    let text = template.document.as_str();
    let old = &text[range.clone()];
    let mut written = scalar(entry, old, new);
    if old.is_empty() && !written.is_empty() {
        if text[..range.start].ends_with([':', '=', '|']) {
            written.insert(0, ' ');
        }
        if text[range.end..].starts_with(['#', '|']) {
            written.push(' ');
        }
    }
    edits.add(template, range, written);
}

fn scalar(entry: &Entry, old: &str, new: &New) -> String {
    match entry.notation {
        Notation::FrontMatter(Front::Yaml) => yaml(new, old),
        Notation::FrontMatter(Front::Toml) => match new {
            New::Bare(text) if !old.starts_with(['"', '\'']) => text.clone(),
            new => quoted(new.text()),
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

/// Writes several values in place of an entry's.
pub(super) fn replace_list(
    template: &Template,
    entry: &Entry,
    values: &[String],
    edits: &mut Edits,
) {
    let range = entry.value_range.clone();
    let old = &template.document.as_str()[range.clone()];
    let is_list = matches!(entry.value, Value::List(_));
    let front = match entry.notation {
        Notation::FrontMatter(front) => Some(front),
        _ => None,
    };
    match (front, values) {
        (None | Some(Front::Yaml), [first, rest @ ..]) if is_list && !old.starts_with('[') => {
            replace_items(template, entry, first, rest, edits);
        }
        (Some(front), _) if is_list || values.len() != 1 => {
            let list = flow(values.iter().map(String::as_str), front);
            match old.is_empty() {
                true => replace(template, entry, range, &New::Bare(list), edits),
                false => edits.add(template, range, list),
            }
        }
        _ => replace(template, entry, range, &New::Text(values.join(", ")), edits),
    }
}

/// `[a, b]`, each quoted as it must be.
pub(super) fn flow<'a>(values: impl Iterator<Item = &'a str>, front: Front) -> String {
    let quoted: Vec<String> = values
        .map(|value| match front {
            Front::Yaml => yaml(&New::Text(value.to_owned()), ""),
            Front::Toml => quoted(value),
        })
        .collect();
    format!("[{}]", quoted.join(", "))
}

/// A list with an item a line: the first item is replaced, those behind it go, and what is new comes
/// on lines that begin as the first one's does. Where items have no lines of their own, all come in
/// place of the first, by commas.
fn replace_items(
    template: &Template,
    entry: &Entry,
    first: &str,
    rest: &[String],
    edits: &mut Edits,
) {
    let text = template.document.as_str();
    let items = entry.items();
    let (Some(one), Some(last)) = (items.first(), items.last()) else {
        let all = [&[first.to_owned()], rest].concat().join(", ");
        return replace(
            template,
            entry,
            entry.value_range.clone(),
            &New::Text(all),
            edits,
        );
    };
    let line = text[..one.range.start].rfind('\n').map_or(0, |at| at + 1);
    let marker = &text[line..one.range.start];
    let between = |pair: &[Item<'_>]| text.get(pair[0].range.end..pair[1].range.start);
    let bare = |text: &str| {
        text.chars()
            .all(|ch| ch.is_whitespace() || "-*+".contains(ch))
    };
    let own_lines = marker.trim_start().starts_with(['-', '*', '+'])
        && bare(marker)
        && items.windows(2).all(|pair| between(pair).is_some_and(bare));
    if !own_lines {
        let all = [&[first.to_owned()], rest].concat().join(", ");
        return replace(template, entry, one.range.clone(), &New::Text(all), edits);
    }
    let mut written = scalar(entry, "", &New::Text(first.to_owned()));
    for value in rest {
        written.push_str(template.document.text().line_ending());
        written.push_str(marker);
        written.push_str(&scalar(entry, "", &New::Text(value.clone())));
    }
    edits.add(template, one.range.start..last.range.end, written);
}

/// A YAML scalar for any place, in the quotes of the value that it takes the place of.
pub(super) fn yaml(new: &New, old: &str) -> String {
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
    !text.ends_with(' ') && (starts && harmless && word || version)
}

/// Text in a line of Markdown, so that people see what was meant and no more; `first` where nothing
/// stands before it on the line.
pub(super) fn markdown(text: &str, first: bool) -> String {
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
