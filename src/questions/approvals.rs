//! Who has approved a document.

use std::ops::Range;

use super::entries::{behind_labels, entries};
use super::{is_unfilled, named};
use crate::corpus::Governed;
use crate::document::Document;
use crate::document::markdown::{Block, BlockKind, Cell, Table};
use crate::template::placeholders::is_gap;
use crate::values::day;

const APPROVALS: &str = "approvals";
/// Words that stand where a name is to come.
const NOBODY: [&str; 4] = ["pending", "tbd", "todo", "name"];

/// The approvals that a document shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Approvals {
    /// How many there are.
    pub given: usize,
    /// The heading that they stand under, in bytes of the view; none where there is none.
    pub heading: Option<Range<usize>>,
}

/// Counts the entries under a document's heading Approvals that are approvals: ticked, or with a name and
/// a day behind their label. A box that is not ticked says that it is none. A row of a table with a name
/// and a day is an entry too.
pub fn approvals(document: &Document, governed: Option<&Governed>) -> Approvals {
    let sections = named(document, governed, APPROVALS);
    let heading = sections.first().map(|&section| {
        let heading = document.sections.all[section].heading;
        document.markdown.headings[heading].range.clone()
    });
    let given = sections
        .into_iter()
        .filter(|&section| !is_unfilled(document, governed, section))
        .map(|section| {
            in_blocks(
                document,
                document.sections.blocks(&document.markdown, section),
            )
        })
        .sum();
    Approvals { given, heading }
}

fn in_blocks(document: &Document, blocks: &[Block]) -> usize {
    let source = document.as_str();
    let signed = |blocks: &[Block]| {
        let texts = behind_labels(source, blocks);
        texts.iter().filter(|text| is_signed(text)).count()
    };
    let items = entries(blocks).into_iter().map(|entry| {
        match entry.first().and_then(|first| first.item?.ticked) {
            Some(ticked) => usize::from(ticked),
            None => signed(entry).min(1),
        }
    });
    let loose: Vec<Block> = blocks
        .iter()
        .filter(|block| block.lists == 0)
        .cloned()
        .collect();
    let labelled = loose.iter().any(|block| block.strong().next().is_some());
    let loose = if labelled { signed(&loose) } else { 0 };
    let rows = blocks.iter().map(|block| match &block.kind {
        BlockKind::Table(table) => in_table(table),
        _ => 0,
    });
    items.sum::<usize>() + loose + rows.sum::<usize>()
}

/// The first cell of a row is its label.
fn in_table(table: &Table) -> usize {
    let is_approval = |row: &&Vec<Cell>| {
        let cells: Vec<&str> = row.iter().map(|cell| cell.text.as_str()).collect();
        cells.len() > 1 && is_signed(&cells.join(", "))
    };
    table.rows.iter().filter(is_approval).count()
}

/// Whether a text holds a name and a day.
fn is_signed(text: &str) -> bool {
    let mut days = 0;
    let mut rest = String::new();
    for word in text.split(|ch: char| ch.is_whitespace() || matches!(ch, ',' | '(' | ')' | ';')) {
        if day::of(word.trim_matches(['.', '*', '_'])).is_some() {
            days += 1;
        } else {
            rest.push_str(word);
            rest.push(' ');
        }
    }
    let rest = rest.trim();
    let is_name = |word: &str| {
        let bare = word
            .trim_matches(|ch: char| !ch.is_alphanumeric())
            .to_lowercase();
        bare.chars().filter(|ch| ch.is_alphabetic()).count() > 1 && !NOBODY.contains(&bare.as_str())
    };
    days > 0 && !is_gap(rest) && rest.split_whitespace().any(is_name)
}
