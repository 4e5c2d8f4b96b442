//! Label lines: `**Status**: draft`, `- **Status:** draft`, `* Status: draft`, `Status: draft`.

mod scan;

use super::entry::{Entry, Notation};
use super::line;
use super::value::{Spanned, Value};
use super::visible::Source;
use crate::document::markdown::{Block, BlockKind};
use crate::fields;
use scan::{Found, lines};

/// A label line that may count.
#[derive(Debug, Clone)]
pub(super) struct Label {
    pub(super) entry: Entry,
    /// With a bullet or in bold.
    pub(super) marked: bool,
}

/// A text with more is no document that holds fields in label lines.
const MAX_LABELS: usize = 10_000;

/// The labels of the blocks before the first section that is not the title.
pub(super) fn gather(source: Source<'_>, blocks: &[Block], out: &mut Vec<Label>) {
    let mut index = 0;
    while index < blocks.len() && out.len() < MAX_LABELS {
        let block = &blocks[index];
        index += 1;
        if !is_text(block) || block.lists > 1 || !is_verbatim(source, block) {
            continue;
        }
        let before = out.len();
        let room = MAX_LABELS - before;
        let found = scan::labels(block).into_iter().take(room);
        out.extend(found.map(|found| label_of(source, block, &found)));
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
        if !is_text(block)
            || !lines(block.text()).any(|line| is_gate(&block.text()[line]))
            || !is_verbatim(source, block)
        {
            continue;
        }
        for label in scan::labels(block) {
            let key = fields::fold(&block.text()[label.key.clone()]);
            let gate = matches!(key.as_str(), "phase" | "quality" | "quality_level");
            let given = |other: &Label| fields::fold(&other.entry.key) == key;
            if gate && !found.iter().any(given) {
                found.push(label_of(source, block, &label));
            }
        }
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
    match block.runs() {
        [run] => source.view.get(run.range()) == Some(block.text()),
        _ => true,
    }
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
            key: block.text()[found.key.clone()].to_owned(),
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
        let labelled = item.strong().next().is_some_and(|span| {
            span.start == 0
                && (item.text()[..span.end].ends_with(':')
                    || item.text()[span.end..].starts_with(':'))
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
