//! The other side of a relation, written in the notation of the document that lacks it.

use std::ops::Range;
use std::sync::Arc;

use crate::corpus::Member;
use crate::diagnostics::{Edit, Fix, Safety};
use crate::document::front_matter::Notation as Front;
use crate::document::metadata::written::{self, New};
use crate::document::metadata::{Entry, FrontMatterRead, Item, Notation, Value};
use crate::relations::Kind;
use crate::rules::tied;
use crate::values;

/// None where the document has no place for it that is sure.
pub(super) fn fix(holder: &Member<'_>, answer: Kind, value: &str) -> Option<Fix> {
    let (range, text) = match holder.metadata.meaning(answer.field()) {
        Some(entry) if is_nothing(entry) => {
            (entry.value_range.clone(), first(holder, entry, value))
        }
        Some(entry) => one_more(holder, entry, value)?,
        None => line(holder, answer, value)?,
    };
    let range = holder.document.view.own_range(&range)?;
    Some(Fix {
        safety: Safety::Safe,
        edits: vec![Edit {
            path: Arc::clone(holder.document.text().path()),
            range,
            text,
        }],
    })
}

fn is_nothing(entry: &Entry) -> bool {
    entry.is_blank() || entry.text().is_some_and(|text| values::says_nothing(&text))
}

/// A value by itself, as the notation of an entry wants it.
fn scalar(entry: &Entry, value: &str) -> String {
    written::scalar(entry, "", &New::Text(value.to_owned()))
}

/// In a field that is there and has nothing in it.
fn first(holder: &Member<'_>, entry: &Entry, value: &str) -> String {
    let new = New::Text(value.to_owned());
    let view = holder.document.as_str();
    let text = written::written(view, entry, &entry.value_range, &new);
    let closes_bold =
        entry.value_range.is_empty() && view[..entry.value_range.start].ends_with('*');
    if closes_bold {
        format!(" {text}")
    } else {
        text
    }
}

/// Behind what a field holds already.
fn one_more(holder: &Member<'_>, entry: &Entry, value: &str) -> Option<(Range<usize>, String)> {
    let items = entry.items();
    let last = items.last()?;
    let at = |offset: usize| offset..offset;
    if let Value::List(_) = entry.value {
        if let Some(lead) = own_line(holder, last) {
            let ending = holder.document.text().line_ending();
            let text = format!("{ending}{lead}{}", scalar(entry, value));
            return Some((at(last.range.end), text));
        }
        return Some((at(last.range.end), format!(", {}", scalar(entry, value))));
    }
    // Inside of quotes, and without them, commas part; what would need quotes is for people to write.
    let simple = |ch: char| ch.is_ascii_alphanumeric() || "._/-".contains(ch);
    let source = holder.document.slice(entry.value_range.clone());
    let quoted = source.ends_with(['"', '\'']);
    let is_toml = entry.notation == Notation::FrontMatter(Front::Toml);
    if !value.chars().all(simple) || source.contains('\n') || (is_toml && !quoted) {
        return None;
    }
    let end = entry.value_range.end - usize::from(quoted);
    Some((at(end), format!(", {value}")))
}

/// What a list item's line begins with, where the item has it for itself.
fn own_line<'a>(holder: &'a Member<'_>, item: &Item<'_>) -> Option<&'a str> {
    let text = holder.document.as_str();
    let start = text[..item.range.start].rfind('\n').map_or(0, |at| at + 1);
    let lead = &text[start..item.range.start];
    matches!(lead.trim(), "-" | "*" | "+").then_some(lead)
}

/// A line for a field that is not there yet.
fn line(holder: &Member<'_>, answer: Kind, value: &str) -> Option<(Range<usize>, String)> {
    let ending = holder.document.text().line_ending();
    if let Some(read) = &holder.document.notes.front_matter {
        let content = holder.document.slice(read.content.clone());
        let value = match read.notation {
            Front::Yaml => written::yaml(&New::Text(value.to_owned()), ""),
            Front::Toml => value.to_owned(),
        };
        let line = tied::line(holder, answer.field(), &value);
        let at = read.content.end;
        return takes_lines(read, content).then(|| (at..at, format!("{line}{ending}")));
    }
    let last = holder.metadata.entries.last()?;
    let value = scalar(last, value);
    let (range, line) = like(holder, last, &tied::title(answer.field()), &value)?;
    Some((range.end..range.end, format!("{ending}{line}")))
}

/// A line like that of another field, and where that one stands; none where it shares the line.
fn like(
    holder: &Member<'_>,
    entry: &Entry,
    key: &str,
    value: &str,
) -> Option<(Range<usize>, String)> {
    let text = holder.document.as_str();
    let start = text[..entry.key_range.start]
        .rfind('\n')
        .map_or(0, |at| at + 1);
    let behind = entry.value_range.end.max(entry.key_range.end);
    let end = behind
        + text[behind..]
            .find(['\n', '\r'])
            .unwrap_or(text.len() - behind);
    let lead = &text[start..entry.key_range.start];
    let middle = text.get(entry.key_range.end..entry.value_range.start)?;
    let rest = &text[entry.value_range.end..end];
    let marks = |text: &str| text.chars().all(|ch| " \t-*+_|:`".contains(ch));
    let alone = marks(lead) && marks(middle) && marks(rest);
    let has_value = !entry.value_range.is_empty();
    let fits = match entry.notation {
        Notation::Block => true,
        // Without a bullet the line above has to end in a hard break.
        Notation::Label => {
            lead.trim_start().starts_with(['-', '*', '+']) && !lead.starts_with("**")
        }
        // Keys in the first column, not in the first row.
        Notation::Table => middle.contains('|'),
        Notation::FrontMatter(_) | Notation::Heading => false,
    };
    let line = format!("{lead}{key}{middle}{value}{rest}");
    (alone && has_value && fits).then_some((start..end, line))
}

/// Whether a line at the end of front matter is a field of it: in YAML where keys stand at the beginning
/// of lines, in TOML where no table has begun.
fn takes_lines(read: &FrontMatterRead, content: &str) -> bool {
    let mut lines = content.lines();
    let plain = match read.notation {
        Front::Yaml => lines.all(|line| !line.starts_with(['{', '}', '?', '%', '.'])),
        Front::Toml => lines.all(|line| !line.trim_start().starts_with('[')),
    };
    let first = content.lines().find(|line| !line.trim().is_empty());
    let indented = first.is_some_and(|line| line.starts_with([' ', '\t']));
    plain && !indented && read.problems.is_empty()
}
