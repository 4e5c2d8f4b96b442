//! The items of a section's lists.

use crate::document::labels;
use crate::document::markdown::{Block, BlockKind};
use crate::document::names;

/// The blocks of each item of the outermost lists, what is nested in it included.
pub(super) fn entries(blocks: &[Block]) -> Vec<&[Block]> {
    let begins = |block: &Block| {
        block.lists == 1 && block.quotes == 0 && block.item.is_some_and(|item| item.first)
    };
    let starts: Vec<usize> = (0..blocks.len())
        .filter(|&at| begins(&blocks[at]))
        .collect();
    let of = |(nth, &start): (usize, &usize)| {
        let end = starts.get(nth + 1).copied().unwrap_or(blocks.len());
        let inside = |block: &&Block| block.lists > 0;
        let count = blocks[start..end].iter().take_while(inside).count();
        &blocks[start..start + count]
    };
    starts.iter().enumerate().map(of).collect()
}

/// Whether a block begins with a bold label of that name.
pub(super) fn is_label_of(block: &Block, key: &str) -> bool {
    let begins = |bold: &std::ops::Range<usize>| block.text()[..bold.start].trim().is_empty();
    let first = block.strong().find(begins);
    first.is_some_and(|bold| {
        names::fold(block.text()[bold.clone()].trim().trim_end_matches(':')) == key
    })
}

/// What stands behind each label of some blocks, and below it: bold lead-ins, and in a list item without
/// one what stands behind its first colon or dash, or all of it.
pub(super) fn behind_labels(source: &str, blocks: &[Block]) -> Vec<String> {
    let found = labels::labels(source, blocks);
    if found.is_empty() {
        let first = blocks.first().filter(|it| it.kind == BlockKind::Paragraph);
        let text = first.map_or("", |block| block.text());
        let cut = text.find(": ").map(|at| at + 1);
        let cut = cut.or_else(|| text.find(" \u{2014} ").map(|at| at + 5));
        let cut = cut.or_else(|| text.find(" - ").map(|at| at + 3));
        return vec![text[cut.unwrap_or(0)..].to_owned()];
    }
    let mut all = Vec::new();
    for label in found.iter().filter(|label| label.parent.is_none()) {
        let mut text = blocks[label.block].text()[label.behind.clone()].to_owned();
        for below in &blocks[label.below.clone()] {
            text.push('\n');
            text.push_str(below.text());
        }
        all.push(text);
    }
    all
}
