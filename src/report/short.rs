//! One finding a line: `path:line:column: severity[rule]: message`.

use std::io::{self, Write};

use super::format::{Findings, Format};
use super::{Report, neutral_line};

/// Its line in the table of formats.
pub(super) const FORMAT: Format<Findings> = Format {
    name: "short",
    summary: "One line a finding",
    for_people: true,
    render: |report, _, out| render(report, out),
};

/// Writes the findings.
///
/// # Errors
/// Where the output can't be written.
pub fn render(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    for finding in report.diagnostics {
        let place = &finding.place;
        writeln!(
            out,
            "{}:{}:{}: {}[{}]: {}",
            neutral_line(&place.path),
            place.start.line,
            place.start.column,
            finding.severity,
            finding.rule,
            neutral_line(&finding.message),
        )?;
    }
    Ok(())
}
