//! Documents as comma-separated values, as RFC 4180 has them: for spreadsheets.

use std::io::{self, Write};

use csv::{ErrorKind, Terminator, WriterBuilder};

use super::{Item, Listing};
use crate::report::format::{Documents, Format};
use crate::report::neutral_line;

const HEAD: [&str; 13] = [
    "path", "title", "status", "version", "owners", "date", "state", "template", "tags", "due",
    "errors", "warnings", "notes",
];

/// Its line in the table of formats.
pub(super) const FORMAT: Format<Documents> = Format {
    name: "csv",
    summary: "Comma-separated values, for spreadsheets",
    for_people: false,
    render: |listing, _, out| render(listing, out),
};

/// Writes a line of headings and a line a document; where they are grouped, the group comes first.
///
/// # Errors
/// Where the output can't be written.
fn render(listing: &Listing<'_>, out: &mut dyn Write) -> io::Result<()> {
    // The crate's own conversion hides what kind of error it is, and a closed pipe is none.
    write(listing, out).map_err(|error| match error.into_kind() {
        ErrorKind::Io(error) => error,
        other => io::Error::other(format!("{other:?}")),
    })
}

fn write(listing: &Listing<'_>, out: &mut dyn Write) -> Result<(), csv::Error> {
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(out);
    let by = listing.by.map(|by| format!("group: {}", by.name()));
    writer.write_record(by.iter().map(String::as_str).chain(HEAD))?;
    for group in &listing.groups {
        for item in &group.items {
            let name = group.name.map(str::to_owned);
            let cells = name.into_iter().chain(cells(item));
            writer.write_record(cells.map(|cell| harmless(&cell)))?;
        }
    }
    Ok(writer.flush()?)
}

fn cells(item: &Item<'_>) -> [String; 13] {
    let facts = &item.row.facts;
    [
        item.path.to_owned(),
        item.title().to_owned(),
        item.status().to_owned(),
        item.version().to_owned(),
        facts.owners.join("; "),
        item.date().to_owned(),
        item.state.to_owned(),
        facts.template.clone().unwrap_or_default(),
        item.row.tags.join("; "),
        item.due(),
        item.findings.error.to_string(),
        item.findings.warning.to_string(),
        item.findings.note.to_string(),
    ]
}

/// A cell that a spreadsheet does not run: what begins like a formula has an apostrophe before it, which
/// is how one writes there that it is text.
fn harmless(cell: &str) -> String {
    let cell = neutral_line(cell);
    match cell.trim_start().starts_with(['=', '+', '-', '@']) {
        true => format!("'{cell}"),
        false => cell.into_owned(),
    }
}
