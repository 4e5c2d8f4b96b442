//! Where new tables go in a book.toml.

use toml_edit::{DocumentMut, Item, Table};

/// Where new tables go: behind everything that stands in the file.
pub(super) struct End {
    next: isize,
    /// What stands behind the last key: blank lines and comments, which stay in front of what is new.
    trailing: String,
    added: bool,
}

impl End {
    /// Of a file.
    pub(super) fn of(document: &DocumentMut) -> Self {
        let trailing = document.trailing().as_str().unwrap_or_default().to_owned();
        Self {
            next: last(document.as_table()) + 1,
            added: false,
            trailing,
        }
    }

    /// A table that goes there, with a blank line above it where anything is.
    pub(super) fn table(&mut self, root: &Table) -> Table {
        let is_first = root.is_empty() && self.trailing.is_empty() && !self.added;
        self.header(if is_first { "" } else { "\n" })
    }

    /// A table that goes there, with `gap` above it.
    pub(super) fn header(&mut self, gap: &str) -> Table {
        let mut prefix = match self.added {
            true => String::new(),
            false => std::mem::take(&mut self.trailing),
        };
        if !prefix.is_empty() && !prefix.ends_with('\n') {
            prefix.push('\n');
        }
        // A blank line at the end of the file serves.
        let is_blank = prefix.ends_with("\n\n") || prefix == "\n";
        prefix.push_str(if is_blank { "" } else { gap });
        let mut table = Table::new();
        table.decor_mut().set_prefix(prefix);
        table.set_position(Some(self.next));
        self.next += 1;
        self.added = true;
        table
    }

    /// Puts what stood at the end of the file where it now belongs.
    pub(super) fn close(self, document: &mut DocumentMut) {
        if self.added {
            document.set_trailing("");
        }
    }
}

/// The position of the last table.
fn last(table: &Table) -> isize {
    let below = table.iter().map(|(_, item)| match item {
        Item::Table(table) => last(table),
        Item::ArrayOfTables(tables) => tables.iter().map(last).max().unwrap_or_default(),
        Item::None | Item::Value(_) => 0,
    });
    let own = table.position().unwrap_or_default();
    below.max().unwrap_or_default().max(own)
}
