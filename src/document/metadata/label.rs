//! Label lines: `**Status**: draft`, `- **Status:** draft`, `* Status: draft`, `Status: draft`.

use std::ops::Range;

use super::entry::{Entry, Notation};
use super::line;
use super::value::{Spanned, Value};
use super::visible::Source;
use crate::document::markdown::{Block, BlockKind};
use crate::fields;

/// A label line that may count.
#[derive(Debug, Clone)]
pub(super) struct Label {
    pub(super) entry: Entry,
    /// With a bullet or in bold.
    pub(super) marked: bool,
}

/// A label as offsets of the block's text.
struct Found {
    key: Range<usize>,
    colon: usize,
    /// Up to the next label or the end of the last line.
    end: usize,
    /// Where the last line that belongs to it begins.
    last_line: usize,
    /// Followed by another label on its line.
    shared: bool,
    bold: bool,
}

/// The labels of the blocks before the first section that is not the title.
pub(super) fn gather(source: Source<'_>, blocks: &[Block], out: &mut Vec<Label>) {
    let mut index = 0;
    while index < blocks.len() {
        let block = &blocks[index];
        index += 1;
        if !is_text(block) || block.lists > 1 || !is_verbatim(source, block) {
            continue;
        }
        let before = out.len();
        of_block(source, block, &mut |label| out.push(label));
        let Some(last) = out[before..].last_mut() else {
            continue;
        };
        if last.marked && last.entry.value == Value::Empty && ends_block(source, last, block) {
            index += nested(source, block, &blocks[index..], &mut last.entry);
        }
    }
}

/// The labels for phase and quality among all blocks from the byte `from` on: the first of each.
pub(super) fn gather_gates(source: Source<'_>, blocks: &[Block], from: usize) -> Vec<Label> {
    let mut found: Vec<Label> = Vec::new();
    let first = blocks.partition_point(|block| block.range.start < from);
    for block in &blocks[first..] {
        if !is_text(block) || !lines(&block.text).any(|line| is_gate(&block.text[line])) {
            continue;
        }
        of_block(source, block, &mut |label| {
            let key = fields::fold(&label.entry.key);
            let gate = matches!(key.as_str(), "phase" | "quality" | "quality_level");
            let given = |other: &Label| fields::fold(&other.entry.key) == key;
            if gate && !found.iter().any(given) {
                found.push(label);
            }
        });
    }
    found
}

/// Whether a line may begin with the label of phase or quality: told without parsing it.
fn is_gate(line: &str) -> bool {
    let line = line.trim_start().as_bytes();
    ["phase", "quality"].iter().any(|name| {
        line.get(..name.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
    })
}

fn is_text(block: &Block) -> bool {
    block.kind == BlockKind::Paragraph && block.quotes == 0
}

/// Text whose places are known: not that of a heading made a paragraph again, with markup in it.
fn is_verbatim(source: Source<'_>, block: &Block) -> bool {
    match block.runs.as_slice() {
        [run] => source.view.get(run.range.clone()) == Some(block.text.as_str()),
        _ => true,
    }
}

/// The lines of a text, without their endings.
fn lines(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    text.split('\n').map(move |line| {
        let range = at..at + line.len();
        at = range.end + 1;
        range
    })
}

fn of_block(source: Source<'_>, block: &Block, take: &mut dyn FnMut(Label)) {
    let item = block.item.filter(|item| item.first && block.lists > 0);
    if block.item.is_some_and(|item| item.ticked.is_some()) || (block.lists > 0 && item.is_none()) {
        return;
    }
    let mut strong = block.strong.clone();
    strong.sort_by_key(|span| span.start);
    let mut strong = strong.into_iter().peekable();
    // The label before this line, which goes on over the lines of its item.
    let mut open: Option<Found> = None;
    for (number, line) in lines(&block.text).enumerate() {
        let mut spans = Vec::new();
        while let Some(span) = strong.next_if(|span| span.start < line.end) {
            spans.push(span);
        }
        let bullet = item.is_some() && number == 0;
        let mut found = bold(&block.text, &line, &spans);
        if found.is_empty() && (item.is_none() || bullet) {
            found.extend(plain(&block.text, &line));
        }
        match &mut open {
            Some(label) if item.is_some() && found.is_empty() => {
                label.end = line.end;
                label.last_line = line.start;
            }
            _ => {}
        }
        for next in found {
            if let Some(label) = open.replace(next) {
                take(label_of(source, block, &label));
            }
        }
    }
    if let Some(label) = open {
        take(label_of(source, block, &label));
    }
}

/// The labels of a line whose keys are bold; the first begins the line.
fn bold(text: &str, line: &Range<usize>, spans: &[Range<usize>]) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for span in spans {
        if span.end > line.end
            || (found.is_empty() && !text[line.start..span.start].trim().is_empty())
        {
            continue;
        }
        let Some((key, colon, end)) = bold_key(text, span, line) else {
            continue;
        };
        if let Some(before) = found.last_mut() {
            before.end = span.start;
            before.shared = true;
        }
        found.push(Found {
            key,
            colon,
            end,
            last_line: line.start,
            shared: false,
            bold: true,
        });
    }
    found
}

/// The key, its colon, and where the value ends at most.
fn bold_key(
    text: &str,
    span: &Range<usize>,
    line: &Range<usize>,
) -> Option<(Range<usize>, usize, usize)> {
    let inner = line::trim(text, span.clone());
    let (key, colon, end) = if text[inner.clone()].ends_with(':') {
        (inner.start..inner.end - 1, inner.end - 1, line.end)
    } else if text[span.end..line.end].trim_start().starts_with(':') {
        let behind = &text[span.end..line.end];
        let colon = span.end + (behind.len() - behind.trim_start().len());
        (inner, colon, line.end)
    } else if text[line.clone()].trim().len() == inner.len() {
        // All of the line is bold.
        let (key, rest) = line::key_and_rest(&text[inner.clone()])?;
        let colon = inner.start + rest.start - 1;
        (
            inner.start + key.start..inner.start + key.end,
            colon,
            line.end,
        )
    } else {
        return None;
    };
    let key = line::trim(text, key);
    line::is_key(&text[key.clone()]).then_some((key, colon, end))
}

fn plain(text: &str, line: &Range<usize>) -> Option<Found> {
    let (key, rest) = line::key_and_rest(&text[line.clone()])?;
    Some(Found {
        key: line.start + key.start..line.start + key.end,
        colon: line.start + rest.start - 1,
        end: line.end,
        last_line: line.start,
        shared: false,
        bold: false,
    })
}

fn label_of(source: Source<'_>, block: &Block, found: &Found) -> Label {
    let view = source.view;
    let at = |offset: usize| crate::text::floor_char_boundary(view, block.source(offset));
    let key_start = at(found.key.start);
    let key_end = key_start.max(crate::text::floor_char_boundary(
        view,
        block.source_range(found.key.clone()).end,
    ));
    let colon = at(found.colon).max(key_end);
    let after = (colon + usize::from(view[colon..].starts_with(':'))).min(view.len());
    let after = after + leading_markup(&view[after..]);
    let end = if found.shared {
        let next = at(found.end).max(after);
        next - trailing_markup(&view[after..next])
    } else {
        line_end(view, at(found.last_line).max(after))
    };
    let mut value_range = source.trim(after..end);
    if found.shared {
        let slice = view[value_range.clone()].trim_end_matches(['|', '·', '•', ' ', '\u{a0}']);
        value_range.end = value_range.start + slice.len();
    }
    let text = source.text(block, &value_range);
    let (value, value_range) = if text.is_empty() {
        let place = line::typed_at(view, after);
        (Value::Empty, place..place)
    } else {
        let range = source.narrow(value_range, &text);
        (Value::Text(text), range)
    };
    let bullet = block.item.filter(|item| item.first && block.lists > 0);
    let item_start = bullet.map(|item| item.start);
    let start = match item_start {
        Some(start) if found.key.start == 0 => start.min(key_start),
        _ => key_start - trailing_markup(&view[block.range.start.min(key_start)..key_start]),
    };
    let visible_end = start + view[start..end.max(start)].trim_end().len();
    Label {
        entry: Entry {
            key: block.text[found.key.clone()].to_owned(),
            key_range: key_start..key_end,
            range: start..visible_end.max(value_range.end),
            value,
            value_range,
            notation: Notation::Label,
        },
        marked: found.bold || bullet.is_some(),
    }
}

fn leading_markup(text: &str) -> usize {
    text.len() - text.trim_start_matches(['*', '_']).len()
}

fn trailing_markup(text: &str) -> usize {
    text.len() - text.trim_end_matches(['*', '_']).len()
}

fn line_end(view: &str, from: usize) -> usize {
    memchr::memchr(b'\n', &view.as_bytes()[from..]).map_or(view.len(), |at| from + at)
}

/// Whether nothing of the block stands below a label.
fn ends_block(source: Source<'_>, label: &Label, block: &Block) -> bool {
    let end = label.entry.range.end;
    let rest = source.view.get(end..block.range.end).unwrap_or_default();
    rest.chars()
        .all(|ch| ch.is_whitespace() || matches!(ch, '*' | '_' | ':'))
}

/// Makes the list below a label its value; how many blocks that took.
fn nested(source: Source<'_>, block: &Block, below: &[Block], entry: &mut Entry) -> usize {
    let inside = |other: &&Block| other.lists > block.lists && other.quotes == block.quotes;
    let count = below.iter().take_while(inside).count();
    let mut items = Vec::new();
    for item in below[..count]
        .iter()
        .filter(|other| other.lists == block.lists + 1)
    {
        let labelled = item.strong.first().is_some_and(|span| {
            span.start == 0
                && (item.text[..span.end].ends_with(':') || item.text[span.end..].starts_with(':'))
        });
        if labelled {
            return 0;
        }
        if !item.item.is_some_and(|item| item.first) || item.kind != BlockKind::Paragraph {
            continue;
        }
        let start = crate::text::floor_char_boundary(source.view, item.range.start);
        let end = crate::text::floor_char_boundary(source.view, item.range.end);
        let range = source.trim(start..end.max(start));
        let text = source.text(item, &range);
        if !text.is_empty() {
            items.push(Spanned {
                range: source.narrow(range, &text),
                value: Value::Text(text),
            });
        }
    }
    let (Some(first), Some(last)) = (items.first(), items.last()) else {
        return 0;
    };
    entry.value_range = first.range.start..last.range.end;
    entry.range.end = line_end(source.view, last.range.end).max(entry.range.end);
    entry.value = Value::List(items);
    count
}
