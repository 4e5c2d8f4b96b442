//! Findings for programs: one JSON object, whose shape has a version of its own.

pub mod v1;

use std::io::{self, Write};

use super::Report;

/// Writes the current version.
///
/// # Errors
/// Where the output can't be written.
pub fn render(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    serde_json::to_writer_pretty(&mut *out, &v1::Output::new(report))?;
    writeln!(out)
}
