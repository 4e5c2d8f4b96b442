//! Findings for programs: one JSON object, whose shape has a version of its own.

mod harmless;
pub mod v1;

use std::io::{self, Write};

use super::Report;
pub use harmless::write;
pub use v1::{TOOL, Tool};

/// Writes the current version.
///
/// # Errors
/// Where the output can't be written.
pub fn render(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    write(&v1::Output::new(report), out)
}
