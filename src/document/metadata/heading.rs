//! A heading with one short line beneath it, as decision records have it: `## Status`, `Accepted`.

use super::entry::{Entry, Notation};
use super::line;
use super::value::Value;
use super::visible::Source;
use crate::document::markdown::{Block, BlockKind, Markdown};
use crate::document::names;
use crate::document::sections::Sections;

/// The longest line that is a value, in characters.
const MAX_LINE: usize = 80;

/// The headings over a short line that stand at the top of the document or directly below its title;
/// further down a heading speaks of a part.
pub(super) fn gather(source: Source<'_>, markdown: &Markdown, sections: &Sections) -> Vec<Entry> {
    let top = |parent: Option<usize>| match parent {
        None => true,
        Some(parent) => sections.all[parent].parent.is_none() && sections.all[parent].level == 1,
    };
    (0..sections.all.len())
        .filter(|&index| top(sections.all[index].parent))
        .filter_map(|index| entry(source, markdown, sections, index))
        .collect()
}

fn entry(
    source: Source<'_>,
    markdown: &Markdown,
    sections: &Sections,
    index: usize,
) -> Option<Entry> {
    let block = sections
        .blocks(markdown, index)
        .iter()
        .find(|block| !block.is_comment())?;
    let short = block.kind == BlockKind::Paragraph && block.quotes == 0 && block.lists == 0;
    if !short || block.text().contains('\n') || is_long(block) {
        return None;
    }
    let heading = &markdown.headings[sections.all[index].heading];
    let key = unnumbered(&heading.text, &sections.all[index].key);
    if !line::is_key(key) {
        return None;
    }
    let start = crate::text::floor_char_boundary(source.view, block.range.start);
    let end = crate::text::floor_char_boundary(source.view, block.range.end);
    let place = source.trim(start..end.max(start));
    let text = source.text(block, &place);
    if text.is_empty() || text.chars().count() > MAX_LINE {
        return None;
    }
    let value_range = source.narrow(place, &text);
    Some(Entry {
        key: key.to_owned(),
        key_range: heading.content.clone(),
        range: heading.range.start..block.range.start + source.view[start..end].trim_end().len(),
        value: Value::Text(text),
        value_range,
        notation: Notation::Heading,
    })
}

/// Whether a line is longer than any value, told without a closer look: what people see of one without
/// tags has at least as many characters as its words.
fn is_long(block: &Block) -> bool {
    let mut written = block
        .text()
        .chars()
        .filter(|ch| !ch.is_whitespace() && *ch != '\\');
    block.tags().next().is_none() && written.nth(MAX_LINE).is_some()
}

/// A heading's text without its numbering, as `folded` drops it.
fn unnumbered<'a>(text: &'a str, folded: &str) -> &'a str {
    let text = text.trim();
    let words = folded.split(' ').count();
    let start = text
        .split_whitespace()
        .rev()
        .nth(words.saturating_sub(1))
        .and_then(|word| text.find(word));
    match start.map(|start| &text[start..]) {
        Some(rest) if names::fold_whole(rest).starts_with(folded) => {
            rest.trim_end_matches(|ch: char| ch.is_ascii_punctuation() && !matches!(ch, ')' | ']'))
        }
        _ => text,
    }
}
