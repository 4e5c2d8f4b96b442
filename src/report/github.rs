//! Findings as GitHub's workflow commands, which it shows beside the lines of a pull request.

use std::fmt::Write as _;
use std::io::{self, Write};

use super::format::{Findings, Format};
use super::neutral::is_active;
use super::{Names, Report};
use crate::diagnostics::{Diagnostic, Severity};

/// Its line in the table of formats.
pub(super) const FORMAT: Format<Findings> = Format {
    name: "github",
    summary: "Annotations of a GitHub workflow",
    for_people: false,
    render: |report, to, out| render(report, to.names, out),
};

/// Writes a command a finding.
///
/// # Errors
/// Where the output can't be written.
fn render(report: &Report<'_>, names: &Names, out: &mut dyn Write) -> io::Result<()> {
    for finding in report.diagnostics {
        writeln!(out, "{}", command(finding, names))?;
    }
    Ok(())
}

fn command(finding: &Diagnostic, names: &Names) -> String {
    let name = match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let (start, end) = (finding.place.start, finding.place.end);
    let mut command = format!("::{name} file=");
    value(names.of(&finding.place.path).as_str(), &mut command);
    // Writing to a String does not fail. GitHub takes columns only within one line.
    let _ = write!(command, ",line={},endLine={}", start.line, end.line);
    if start.line == end.line {
        let _ = write!(command, ",col={},endColumn={}", start.column, end.column);
    }
    command.push_str(",title=");
    value(finding.rule, &mut command);
    command.push_str("::");
    text(&said(finding, names), &mut command);
    command
}

/// Everything that a finding says, in lines.
fn said(finding: &Diagnostic, names: &Names) -> String {
    let mut said = finding.message.clone();
    if let Some(help) = &finding.help {
        let _ = write!(said, "\nhelp: {help}");
    }
    for related in &finding.related {
        let name = names.of(&related.place.path);
        let (name, line) = (name.as_str(), related.place.start.line);
        let _ = write!(said, "\nnote: {}: {name}:{line}", related.message);
    }
    said
}

/// The value of a property, as GitHub reads it.
fn value(value: &str, out: &mut String) {
    for ch in value.chars() {
        match ch {
            ':' => out.push_str("%3A"),
            ',' => out.push_str("%2C"),
            ch => escaped(ch, out),
        }
    }
}

/// The text behind the properties.
fn text(text: &str, out: &mut String) {
    text.chars().for_each(|ch| escaped(ch, out));
}

/// What ends a line or begins an escape is written as GitHub asks; what a terminal would obey is
/// spelled out.
fn escaped(ch: char, out: &mut String) {
    match ch {
        '%' => out.push_str("%25"),
        '\r' => out.push_str("%0D"),
        '\n' => out.push_str("%0A"),
        ch if is_active(ch) => out.extend(ch.escape_default()),
        ch => out.push(ch),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Place, Position};
    use std::path::Path;

    fn finding(path: &str, end: Position, message: &str) -> Diagnostic {
        let place = Place {
            path: path.into(),
            start: Position { line: 3, column: 5 },
            end,
            range: 0..0,
        };
        Diagnostic::new("placeholder", Severity::Note, place, message)
    }

    #[test]
    fn what_github_would_misread_is_escaped() {
        let names = Names::new(Path::new("/r/docs"), Some("docs"));
        let end = Position { line: 3, column: 9 };
        let hostile = finding(
            "src/a,b:c%\r\n.md",
            end,
            "50%, a: b\r\n::error::x\u{1b}[31m",
        );
        assert_eq!(
            command(&hostile, &names),
            "::notice file=docs/src/a%2Cb%3Ac%25%0D%0A.md,line=3,endLine=3,col=5,endColumn=9,\
             title=placeholder::50%25, a: b%0D%0A::error::x\\u{1b}[31m"
        );
    }

    #[test]
    fn columns_are_told_within_one_line_only() {
        let names = Names::new(Path::new("/r"), Some(""));
        let long = finding("a.md", Position { line: 5, column: 2 }, "x").help("y");
        let long = long.related(Place::file("templates/t.md"), "asked for here");
        assert_eq!(
            command(&long, &names),
            "::notice file=a.md,line=3,endLine=5,title=placeholder::x%0Ahelp: y%0A\
             note: asked for here: templates/t.md:1"
        );
    }
}
