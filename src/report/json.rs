//! Findings for programs: one JSON object, whose shape has a version of its own.

mod harmless;
pub mod v1;

use std::io::{self, Write};

use super::Report;
use super::format::{Findings, Format};
pub use harmless::write;
pub use v1::{TOOL, Tool};

/// Its line in the table of formats.
pub(super) const FORMAT: Format<Findings> = Format {
    name: "json",
    summary: "One object, for programs",
    for_people: false,
    render: |report, _, out| render(report, out),
};

/// Writes the current version.
///
/// # Errors
/// Where the output can't be written.
fn render(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    write(&v1::Output::new(report), out)
}
