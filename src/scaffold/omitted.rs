//! What a document does not inherit: the reserved key, and annotations.

use std::ops::Range;
use std::sync::Arc;

use super::Edits;
use crate::document::metadata::{Entry, Notation};
use crate::fields;
use crate::splice::Insertion;
use crate::template::field::RESERVED;
use crate::template::{Template, above, annotations};

/// Takes both out.
pub(super) fn edits(template: &Template, edits: &mut Edits) {
    reserved(template, edits);
    let document = &template.document;
    for range in above::placed(document) {
        let comments = annotations::comments(document.slice(range.clone()));
        for (at, text) in comments {
            if annotations::read(text).is_some() {
                let start = range.start + at;
                edits.add(template, line_of(template, start..start + text.len()), "");
            }
        }
    }
}

/// The reserved key with its lines; the whole front matter where it holds nothing else.
fn reserved(template: &Template, edits: &mut Edits) {
    let Some(front) = &template.document.notes.front_matter else {
        return;
    };
    let is_reserved = |entry: &&Arc<Entry>| fields::same(&entry.key, RESERVED);
    let Some(entry) = front.entries.iter().find(is_reserved) else {
        return;
    };
    let text = template.document.as_str();
    // A field that is added keeps the front matter.
    let within = |edit: &Insertion| front.range.contains(&edit.range.start);
    let kept = edits.0.iter().any(within);
    let alone = front.entries.len() == 1 && front.problems.is_empty();
    let says_more =
        front_lines_outside(text, &front.content, &entry.range).any(|line| !line.trim().is_empty());
    if alone && !says_more && !kept {
        let after = &text[front.range.end..];
        let blank = after.find('\n').map_or(after.len(), |at| at + 1);
        let blank = if after[..blank].trim().is_empty() {
            blank
        } else {
            0
        };
        edits.add(template, front.range.start..front.range.end + blank, "");
        return;
    }
    for range in
        toml_pieces(text, &front.content, entry).unwrap_or_else(|| vec![whole(text, entry)])
    {
        edits.add(template, range, "");
    }
}

fn front_lines_outside<'a>(
    text: &'a str,
    content: &Range<usize>,
    entry: &Range<usize>,
) -> impl Iterator<Item = &'a str> {
    let before = text.get(content.start..entry.start).unwrap_or_default();
    let after = text.get(entry.end..content.end).unwrap_or_default();
    before.lines().chain(after.lines())
}

/// An entry with its line ending; with the comma where others share its line.
fn whole(text: &str, entry: &Entry) -> Range<usize> {
    let Range { start, end } = entry.range.clone();
    let rest = &text[end..];
    let blank = rest.len() - rest.trim_start_matches([' ', '\t']).len();
    let after = &rest[blank..];
    if let Some(more) = after.strip_prefix(',') {
        let space = more.len() - more.trim_start_matches([' ', '\t']).len();
        return start..end + blank + 1 + space;
    }
    if after.starts_with('}') {
        let before = text[..start].trim_end().strip_suffix(',').map(str::len);
        return before.unwrap_or(start)..end;
    }
    start..end + rest.find('\n').map_or(rest.len(), |at| at + 1)
}

/// In TOML the key is a table with a header of its own, and perhaps tables below it elsewhere: all
/// lines from such a header to the next one.
fn toml_pieces(text: &str, content: &Range<usize>, entry: &Entry) -> Option<Vec<Range<usize>>> {
    use crate::document::front_matter::Notation as Front;
    if entry.notation != Notation::FrontMatter(Front::Toml) {
        return None;
    }
    let mut pieces: Vec<Range<usize>> = Vec::new();
    let mut at = content.start;
    let mut inside = false;
    for line in text[content.clone()].split_inclusive('\n') {
        let range = at..at + line.len();
        at = range.end;
        let bare = line.trim();
        if bare.starts_with('[') {
            let name = bare.trim_start_matches('[').trim_start();
            let name = name.trim_start_matches(['"', '\'']);
            let rest = name.strip_prefix(RESERVED);
            inside = rest.is_some_and(|rest| rest.starts_with(['.', ']', '"', '\'', ' ']));
        }
        if inside {
            match pieces.last_mut().filter(|last| last.end == range.start) {
                Some(last) => last.end = range.end,
                None => pieces.push(range),
            }
        }
    }
    // Without a header it is a key with an inline table, or dotted keys on lines of their own.
    (!pieces.is_empty()).then_some(pieces)
}

/// A comment with its line, and with the blank line that would then be one too many; only its own
/// bytes where it shares the line. Above an underlined heading a blank line stays in its place: the
/// text above would become part of the heading.
fn line_of(template: &Template, comment: Range<usize>) -> Range<usize> {
    let headings = &template.document.markdown.headings;
    let next = headings.partition_point(|heading| heading.range.start < comment.start);
    let underlined = headings.get(next).is_some_and(|heading| heading.setext);
    let text = template.document.as_str();
    let start = text[..comment.start].rfind('\n').map_or(0, |at| at + 1);
    let start = start.max(template.document.body);
    let end = text[comment.end..]
        .find('\n')
        .map_or(text.len(), |at| comment.end + at + 1);
    let shares =
        !text[start..comment.start].trim().is_empty() || !text[comment.end..end].trim().is_empty();
    if shares {
        return comment;
    }
    let above = text[template.document.body..start]
        .lines()
        .next_back()
        .unwrap_or_default();
    if !above.trim().is_empty() {
        return if underlined {
            start..comment.end
        } else {
            start..end
        };
    }
    let blank = text[end..].find('\n').map_or(end, |at| end + at + 1);
    let blank_below = blank > end && text[end..blank].trim().is_empty();
    start..if blank_below { blank } else { end }
}
