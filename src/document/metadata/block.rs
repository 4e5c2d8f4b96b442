//! A fenced block of `Key: value` lines.

use super::entry::{Entry, Notation};
use super::line;
use super::value::Value;
use crate::document::markdown::{Block, BlockKind};
use crate::text::trimmed;

/// A block that may be metadata.
#[derive(Debug, Clone)]
pub(super) struct Fenced {
    pub(super) entries: Vec<Entry>,
    /// Without an info string, before the first section that is not the title.
    pub(super) leading: bool,
}

/// More lines than this are data.
const MAX_LINES: usize = 500;

/// The entries of a block whose lines are all `Key: value` or `- Key: value`. `head` is the end of
/// what stands before the first section that is not the title.
pub(super) fn gather(view: &str, block: &Block, head: usize) -> Option<Fenced> {
    let BlockKind::Code(code) = &block.kind else {
        return None;
    };
    let info = code.info.as_ref()?;
    let mut entries = Vec::new();
    let mut at = 0;
    for text in block.text().split('\n') {
        if entries.len() == MAX_LINES {
            return None;
        }
        let offset = at;
        at += text.len() + 1;
        if !text.trim().is_empty() {
            entries.push(entry(view, block, offset, text)?);
        }
    }
    (!entries.is_empty()).then(|| Fenced {
        entries,
        leading: info.trim().is_empty() && block.range.start < head,
    })
}

fn entry(view: &str, block: &Block, offset: usize, text: &str) -> Option<Entry> {
    let bare = text.trim();
    let item = bare.strip_prefix("- ").or_else(|| bare.strip_prefix("* "));
    let item = item.unwrap_or(bare).trim_start();
    // Both are pieces of `text`: the difference of their ends is where `item` begins in it.
    let start = offset + text.trim_end().len() - item.len();
    let (key, rest) = line::key_and_rest(item)?;
    let value = trimmed(item, rest.clone());
    let place = |range: std::ops::Range<usize>| {
        let range = block.source_range(start + range.start..start + range.end);
        let start = crate::text::floor_char_boundary(view, range.start);
        start..crate::text::floor_char_boundary(view, range.end).max(start)
    };
    let written = item[value.clone()].to_owned();
    let key_range = place(key.clone());
    let (value, value_range) = if written.is_empty() {
        let colon = place(rest.start - 1..rest.start).end;
        let at = line::typed_at(view, colon);
        (Value::Empty, at..at)
    } else {
        (Value::Text(written), place(value))
    };
    let line_start = block.source(offset + (text.len() - text.trim_start().len()));
    let line_start = crate::text::floor_char_boundary(view, line_start).min(key_range.start);
    Some(Entry {
        key: item[key].to_owned(),
        range: line_start..value_range.end.max(key_range.end),
        key_range,
        value,
        value_range,
        notation: Notation::Block,
    })
}
