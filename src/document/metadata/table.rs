//! A table of fields: keys in the first of two columns, or one header row over one row of values.

use super::entry::{Entry, Notation};
use super::known::Known;
use super::line;
use super::value::Value;
use super::visible::Source;
use crate::document::markdown::{Block, BlockKind, Cell, Table};

/// A table that may be metadata, in each way in which it can be read.
#[derive(Debug, Clone)]
pub(super) struct Sheet {
    /// Keys in the first column. The header row, if it holds a key and a value, comes first.
    columns: Vec<Entry>,
    /// Whether the first of `columns` is the header row.
    header: bool,
    /// Keys in the header row.
    row: Vec<Entry>,
}

/// More rows than this are data.
const MAX_ROWS: usize = 100;

/// The readings of a table; none where it can't be one of fields.
pub(super) fn gather(source: Source<'_>, block: &Block) -> Option<Sheet> {
    let BlockKind::Table(table) = &block.kind else {
        return None;
    };
    if block.quotes > 0 || block.lists > 0 || table.rows.len() > MAX_ROWS {
        return None;
    }
    let (columns, header) = by_column(source, block, table).unwrap_or_default();
    let sheet = Sheet {
        columns,
        header,
        row: by_row(source, block, table).unwrap_or_default(),
    };
    (!sheet.columns.is_empty() || !sheet.row.is_empty()).then_some(sheet)
}

impl Sheet {
    /// The entries, if a key among them is known: of the reading that holds more known keys.
    pub(super) fn entries(&self, known: &Known) -> &[Entry] {
        let count = |entries: &[Entry]| {
            let is_known = |entry: &&Entry| known.knows(&entry.key);
            entries.iter().filter(is_known).count()
        };
        // `| Version | Date |` over rows of a history heads two columns, and is no field.
        let heads = self.header
            && self
                .columns
                .first()
                .is_some_and(|entry| known.knows(&entry.value.as_text().unwrap_or_default()));
        let columns = if heads {
            &self.columns[1..]
        } else {
            &self.columns
        };
        let (by_column, by_row) = (count(columns), count(&self.row));
        match (by_column, by_row) {
            (0, 0) => &[],
            _ if by_row > by_column => &self.row,
            _ => columns,
        }
    }
}

fn by_column(source: Source<'_>, block: &Block, table: &Table) -> Option<(Vec<Entry>, bool)> {
    if table.columns.len() != 2 {
        return None;
    }
    let mut entries = Vec::with_capacity(table.rows.len() + 1);
    let head = pair(source, block, &table.columns[0], table.columns.get(1));
    let header = head.is_some() && !is_head(&table.columns);
    entries.extend(head.filter(|_| header));
    for row in &table.rows {
        let key = row.first()?;
        if key.text.trim().is_empty() && row.iter().all(|cell| cell.text.trim().is_empty()) {
            continue;
        }
        entries.push(pair(source, block, key, row.get(1))?);
    }
    Some((entries, header))
}

fn by_row(source: Source<'_>, block: &Block, table: &Table) -> Option<Vec<Entry>> {
    let [row] = table.rows.as_slice() else {
        return None;
    };
    table
        .columns
        .iter()
        .enumerate()
        .map(|(index, key)| pair(source, block, key, row.get(index)))
        .collect()
}

/// A header row that only names its columns: `Field | Value`.
fn is_head(columns: &[Cell]) -> bool {
    const VALUES: &[&str] = &[
        "value",
        "values",
        "description",
        "detail",
        "details",
        "content",
        "info",
        "information",
    ];
    let text = |index: usize| {
        let text = columns.get(index).map_or("", |cell| cell.text.trim());
        text.to_lowercase()
    };
    text(0).is_empty() || VALUES.contains(&text(1).as_str())
}

fn pair(source: Source<'_>, block: &Block, key: &Cell, value: Option<&Cell>) -> Option<Entry> {
    let key_cell = source.trim(key.range.clone());
    let written = source.text(block, &key_cell);
    let name = written.trim_end_matches(':').trim_end();
    if !line::is_key(name) {
        return None;
    }
    let key_range = source.narrow(key_cell.clone(), name);
    let mut range = key_cell.clone();
    let (value, value_range) = match value {
        Some(cell) => {
            let cell_range = source.trim(cell.range.clone());
            range.start = range.start.min(cell_range.start);
            range.end = range.end.max(cell_range.end);
            let text = source.text(block, &cell_range);
            if text.is_empty() {
                let at = line::typed_at(source.view, cell.range.start);
                (Value::Empty, at..at)
            } else {
                let place = source.narrow(cell_range, &text);
                (Value::Text(text), place)
            }
        }
        None => (Value::Empty, key_cell.end..key_cell.end),
    };
    Some(Entry {
        key: name.to_owned(),
        key_range,
        range: range.start..range.end.max(value_range.end),
        value,
        value_range,
        notation: Notation::Table,
    })
}
