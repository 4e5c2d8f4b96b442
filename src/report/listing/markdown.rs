//! Documents as Markdown: for an issue, a job's page, a report.

use std::io::{self, Write};

use super::{Column, Group, Item, Listing};
use crate::report::Names;
use crate::report::format::{Documents, Format};
use crate::report::markdown::inline::{code, text};

/// Its line in the table of formats.
pub(super) const FORMAT: Format<Documents> = Format {
    name: "markdown",
    summary: "A table in Markdown",
    for_people: false,
    render: |listing, to, out| render(listing, to.names, out),
};

/// Writes a table, or one for each group under its name.
///
/// # Errors
/// Where the output can't be written.
fn render(listing: &Listing<'_>, names: &Names, out: &mut dyn Write) -> io::Result<()> {
    if listing.items().next().is_none() {
        return writeln!(out, "No documents.");
    }
    let columns = listing.columns();
    for (at, group) in listing.groups.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        if let Some(name) = group.name {
            writeln!(out, "## {} ({})\n", text(name), group.items.len())?;
        }
        table(&columns, group, names, out)?;
    }
    Ok(())
}

fn table(
    columns: &[Column],
    group: &Group<'_>,
    names: &Names,
    out: &mut dyn Write,
) -> io::Result<()> {
    let headings: Vec<&str> = columns.iter().map(|column| column.heading()).collect();
    writeln!(out, "| {} |", headings.join(" | "))?;
    writeln!(out, "|{}", "---|".repeat(columns.len()))?;
    for item in &group.items {
        let cells: Vec<String> = columns.iter().map(|it| cell(*it, item, names)).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    Ok(())
}

fn cell(column: Column, item: &Item<'_>, names: &Names) -> String {
    match column {
        Column::Path => code(names.of(item.path).as_str()),
        Column::Owners => {
            let owners = item.row.facts.owners.iter().map(|owner| text(owner));
            owners.collect::<Vec<_>>().join(", ")
        }
        _ => text(&column.text(item)),
    }
}
