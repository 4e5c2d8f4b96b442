//! What a template's tables ask of a section: tables with the same columns.

use std::ops::Range;

use crate::document::markdown::{Block, BlockKind};

use super::optional;
use super::pattern::Pattern;

/// A table that a template has in a section.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TableSpec {
    /// Its columns that have a name.
    pub columns: Vec<ColumnSpec>,
    /// Where it stands in the template.
    pub range: Range<usize>,
}

/// A column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ColumnSpec {
    /// What people see of it.
    pub name: String,
    /// What a document's column must be called.
    pub pattern: Pattern,
    /// Where it stands in the template.
    pub range: Range<usize>,
}

/// The tables of a section's own text. Those in quotes are guidance, those at `taken` are metadata,
/// and one that the text in front of it calls optional may be absent.
pub(super) fn read(blocks: &[Block], taken: &[Range<usize>]) -> Vec<TableSpec> {
    let mut tables = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        let BlockKind::Table(table) = &block.kind else {
            continue;
        };
        let is_taken = |range: &Range<usize>| block.range.contains(&range.start);
        let before = index.checked_sub(1).map(|before| blocks[before].text());
        let optional = before.is_some_and(is_optional);
        if block.quotes > 0 || optional || taken.iter().any(is_taken) {
            continue;
        }
        let columns: Vec<ColumnSpec> = table
            .columns
            .iter()
            .filter(|cell| !cell.text.trim().is_empty())
            .map(|cell| ColumnSpec {
                name: cell.text.trim().to_owned(),
                pattern: Pattern::of_heading(cell.text.trim(), cell.text.trim()),
                range: cell.range.clone(),
            })
            .collect();
        if !columns.is_empty() {
            tables.push(TableSpec {
                columns,
                range: block.range.clone(),
            });
        }
    }
    tables
}

/// `If applicable, fill in this table.`
fn is_optional(text: &str) -> bool {
    let lower = text.to_lowercase();
    let about = lower.contains("table");
    optional::says(text)
        || (about && optional::says_field(text))
        || (about && lower.contains("if needed"))
}
