//! Findings as Markdown: for a comment on a pull request, or the page of a job.

pub mod inline;

use std::io::{self, Write};

use super::format::{Findings, Format};
use super::{Names, Report};
use crate::diagnostics::Diagnostic;
use inline::{code, text};

/// GitHub refuses comments of more than 65,536 characters.
const MOST: usize = 60_000;

/// Its line in the table of formats.
pub(super) const FORMAT: Format<Findings> = Format {
    name: "markdown",
    summary: "A summary for a pull request's comment or a job's page",
    for_people: false,
    render: |report, to, out| render(report, to.names, out),
};

/// Writes a summary and, for each file, a table of its findings. Where that is too much for a comment, the
/// least severe are left out, and it says how many.
///
/// # Errors
/// Where the output can't be written.
fn render(report: &Report<'_>, names: &Names, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "## Design documents\n\n{}", report.summary())?;
    if let Some(fit) = report.fit {
        writeln!(out, "\n{}", text(fit))?;
    }
    let rows: Vec<String> = report.diagnostics.iter().map(row).collect();
    let shown = shown(report.diagnostics, &rows);
    let mut file = None;
    for (finding, row) in report
        .diagnostics
        .iter()
        .zip(&rows)
        .zip(&shown)
        .filter_map(wanted)
    {
        if file != Some(&finding.place.path) {
            file = Some(&finding.place.path);
            let name = names.of(&finding.place.path);
            writeln!(out, "\n### {}\n\n{HEAD}", code(name.as_str()))?;
        }
        writeln!(out, "{row}")?;
    }
    match shown.iter().filter(|shown| !**shown).count() {
        0 => Ok(()),
        left => writeln!(
            out,
            "\n{left} more are left out here; `mdbook-design-docs check` tells them all."
        ),
    }
}

const HEAD: &str = "| line | severity | rule | finding | what to do |\n|---:|---|---|---|---|";

fn wanted<T>((it, shown): (T, &bool)) -> Option<T> {
    shown.then_some(it)
}

fn row(finding: &Diagnostic) -> String {
    let help = finding.help.as_deref().map(text).unwrap_or_default();
    format!(
        "| {} | {} | {} | {} | {help} |",
        finding.place.start.line,
        finding.severity,
        code(finding.rule),
        text(&finding.message)
    )
}

/// Which findings there is room for; the severest come first.
fn shown(diagnostics: &[Diagnostic], rows: &[String]) -> Vec<bool> {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|&index| std::cmp::Reverse(diagnostics[index].severity));
    let mut room = MOST;
    let mut shown = vec![false; rows.len()];
    for index in order {
        // A heading may come with it.
        let length = rows[index].len() + diagnostics[index].place.path.len() + HEAD.len() + 10;
        let Some(left) = room.checked_sub(length) else {
            break;
        };
        room = left;
        shown[index] = true;
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Place, Severity};
    use std::collections::BTreeMap;
    use std::path::Path;

    fn rendered(diagnostics: &[Diagnostic]) -> String {
        let sources = BTreeMap::new();
        let report = Report {
            documents: 2,
            chapters: 3,
            ..Report::new(diagnostics, &sources)
        };
        let mut out = Vec::new();
        let names = Names::new(Path::new("/r"), Some("docs"));
        render(&report, &names, &mut out).expect("memory takes it");
        String::from_utf8(out).expect("text")
    }

    fn finding(path: &str, severity: Severity, message: &str) -> Diagnostic {
        Diagnostic::new("placeholder", severity, Place::file(path), message)
    }

    #[test]
    fn each_file_has_its_table() {
        let shown = rendered(&[
            finding("src/a.md", Severity::Error, "`TODO` is left").help("write *it*"),
            finding("src/a.md", Severity::Note, "two"),
            finding("src/b.md", Severity::Note, "three"),
        ]);
        let expected = "\
## Design documents

1 error, 2 notes in 2 documents (3 chapters)

### `docs/src/a.md`

| line | severity | rule | finding | what to do |
|---:|---|---|---|---|
| 1 | error | `placeholder` | `TODO` is left | write \\*it\\* |
| 1 | note | `placeholder` | two |  |

### `docs/src/b.md`

| line | severity | rule | finding | what to do |
|---:|---|---|---|---|
| 1 | note | `placeholder` | three |  |
";
        assert_eq!(shown, expected);
        assert_eq!(
            rendered(&[]),
            "## Design documents\n\nno findings in 2 documents (3 chapters)\n"
        );
    }

    #[test]
    fn what_is_too_much_for_a_comment_is_counted() {
        let mut findings = vec![finding("src/a.md", Severity::Note, &"word ".repeat(50)); 900];
        findings.push(finding("src/z.md", Severity::Error, "the worst"));
        let shown = rendered(&findings);
        assert!(shown.len() < 65_000, "{}", shown.len());
        assert!(shown.contains("the worst"), "{shown}");
        let rows = shown.lines().filter(|line| line.contains("placeholder"));
        let left = 901 - rows.count();
        assert!(shown.ends_with(&format!(
            "\n{left} more are left out here; `mdbook-design-docs check` tells them all.\n"
        )));
    }
}
