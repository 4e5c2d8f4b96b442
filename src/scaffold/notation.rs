//! Values in place of a template's.

use std::ops::Range;

use super::Edits;
use crate::document::front_matter::Notation as Front;
use crate::document::metadata::written::{New, flow, scalar, written};
use crate::document::metadata::{Entry, Item, Notation, Value};
use crate::template::Template;

/// Writes one scalar in place of `range`, which is the entry's value or a part of it.
pub(super) fn replace(
    template: &Template,
    entry: &Entry,
    range: Range<usize>,
    new: &New,
    edits: &mut Edits,
) {
    let written = written(template.document.as_str(), entry, &range, new);
    edits.add(template, range, written);
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
