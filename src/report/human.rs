//! Findings for people: the source line with the fault underlined, and what to do.

use std::borrow::Cow;
use std::io::{self, Write};
use std::ops::Range;

use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use super::format::{Findings, Format};
use super::neutral::neutral_source;
use super::repeated::Repeated;
use super::{Report, neutral, neutral_line};
use crate::diagnostics::{Diagnostic, Place, Safety, Severity};
use crate::text::Text;

/// Longer lines are not shown: nobody finds anything in them.
const MAX_LINE: usize = 1_000;
/// Of longer ranges only the first line is shown.
const MAX_LINES: usize = 6;

/// Its line in the table of formats.
pub(super) const FORMAT: Format<Findings> = Format {
    name: "human",
    summary: "Source lines with the fault underlined",
    for_people: true,
    render: |report, to, out| match to.brief {
        true => findings(report, to.styled, out),
        false => render(report, to.styled, out),
    },
};

/// Writes the findings, each followed by an empty line, and a summary.
///
/// # Errors
/// Where the output can't be written.
pub fn render(report: &Report<'_>, styled: bool, out: &mut dyn Write) -> io::Result<()> {
    findings(report, styled, out)?;
    if let Some(fit) = report.fit {
        writeln!(out, "{}\n", neutral(fit))?;
    }
    base(report, out)?;
    if let Some(mendable) = report.mendable() {
        writeln!(out, "{mendable}")?;
    }
    let gravest = report.diagnostics.iter().rev().max_by_key(|it| it.severity);
    if let Some(Diagnostic { rule, .. }) = gravest {
        writeln!(
            out,
            "more about a rule: `mdbook-design-docs explain {rule}`"
        )?;
    }
    writeln!(out, "{}", report.summary())
}

/// Says what paths begin at, where that is not where one stands.
///
/// # Errors
/// Where the output can't be written.
pub fn base(report: &Report<'_>, out: &mut dyn Write) -> io::Result<()> {
    match report.folder.filter(|_| !report.diagnostics.is_empty()) {
        Some(folder) => writeln!(
            out,
            "paths begin at the book's folder, `{}`",
            neutral_line(folder)
        ),
        None => Ok(()),
    }
}

/// Writes the findings alone.
///
/// # Errors
/// Where the output can't be written.
pub fn findings(report: &Report<'_>, styled: bool, out: &mut dyn Write) -> io::Result<()> {
    let renderer = if styled {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let (shown, repeated) = match report.each {
        true => (report.diagnostics.iter().collect(), Repeated::default()),
        false => Repeated::split(report.diagnostics),
    };
    for finding in shown {
        writeln!(out, "{}\n", renderer.render(&groups(report, finding)))?;
    }
    for ((rule, message), count) in &repeated.kinds {
        let more = Level::NOTE
            .primary_title(format!("{count} more like it: {}", neutral_line(message)))
            .id(*rule);
        writeln!(out, "{}", renderer.render(&[Group::with_title(more)]))?;
    }
    match repeated.kinds.is_empty() {
        true => Ok(()),
        false => writeln!(out, "`--verbose` shows each of them\n"),
    }
}

fn groups<'a>(report: &'a Report<'_>, finding: &'a Diagnostic) -> Vec<Group<'a>> {
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let title = level
        .primary_title(neutral(&finding.message))
        .id(finding.rule);
    let mut main = place(Group::with_title(title), report, &finding.place);
    if let Some(help) = &finding.help {
        main = main.element(Level::HELP.message(neutral(help)));
    }
    if let Some(safety) = finding.mendable() {
        main = main.element(Level::NOTE.message(by(safety)));
    }
    let related = finding.related.iter().map(|related| {
        let title = Level::NOTE.secondary_title(neutral(&related.message));
        place(Group::with_title(title), report, &related.place)
    });
    std::iter::once(main).chain(related).collect()
}

/// What mends it.
fn by(safety: Safety) -> &'static str {
    match safety {
        Safety::Safe => "`fix` mends this",
        Safety::Unsafe => "`fix --unsafe` mends this",
    }
}

/// Adds where it is, and the lines themselves where they are at hand.
fn place<'a>(group: Group<'a>, report: &'a Report<'_>, place: &'a Place) -> Group<'a> {
    let path = neutral_line(&place.path);
    let text = report.sources.get(&place.path);
    match text.and_then(|text| lines(text, place)) {
        Some((source, range)) => group.element(
            Snippet::source(source)
                .path(path)
                .line_start(place.start.line)
                .annotation(AnnotationKind::Primary.span(range)),
        ),
        None => group.element(
            Origin::path(path)
                .line(place.start.line)
                .char_column(place.start.column),
        ),
    }
}

/// The lines of a place, and its range in them. Nothing where there is nothing to see: an empty
/// text, a line without end, a text that is no longer what the place was found in.
fn lines<'a>(text: &'a Text, place: &Place) -> Option<(Cow<'a, str>, Range<usize>)> {
    let first = text.line_range(place.start.line);
    let last = text.line_range(place.end.line.min(place.start.line + MAX_LINES));
    let start = first.start.max(if place.start.line == 1 {
        text.bom_len()
    } else {
        0
    });
    let end = if place.end.line - place.start.line < MAX_LINES {
        last.end
    } else {
        first.end
    };
    let source = text.as_str().get(start..end)?;
    let whole = source.lines().all(|line| line.len() <= MAX_LINE);
    let from = place.range.start.max(start) - start;
    let to = place.range.end.clamp(start, end.max(start)) - start;
    let fits = from <= to && source.is_char_boundary(from) && source.is_char_boundary(to);
    (!source.is_empty() && whole && fits).then(|| (neutral_source(source), from..to))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeMap;
    use std::sync::Arc;

    fn rendered(text: &str, needle: &str, change: impl Fn(Diagnostic) -> Diagnostic) -> String {
        let text = Arc::new(Text::new("src/a.md", text));
        let at = text.as_str().find(needle).expect("needle is in the text");
        let place = text.place(at..at + needle.len());
        let finding = Diagnostic::new("placeholder", Severity::Error, place, "left as it was");
        let diagnostics = [change(finding)];
        let sources = BTreeMap::from([(Arc::clone(text.path()), Arc::clone(&text))]);
        let report = Report {
            documents: 1,
            chapters: 2,
            ..Report::new(&diagnostics, &sources)
        };
        let mut out = Vec::new();
        render(&report, false, &mut out).expect("memory takes it");
        String::from_utf8(out).expect("text")
    }

    #[test]
    fn a_finding_shows_its_line() {
        let shown = rendered("# A\n\nSay *what* here\n", "*what*", |finding| {
            finding.help("say it")
        });
        let expected = "\
error[placeholder]: left as it was
 --> src/a.md:3:5
  |
3 | Say *what* here
  |     ^^^^^^
  |
  = help: say it

more about a rule: `mdbook-design-docs explain placeholder`
1 error in 1 document (2 chapters)
";
        assert_eq!(shown, expected);
    }

    #[test]
    fn a_related_place_is_shown_too() {
        let shown = rendered("one\r\ntwo\r\n", "two", |finding| {
            let text = Text::new("templates/t.md", "");
            finding.related(text.place(0..0), "the template asks for it")
        });
        assert!(shown.contains("2 | two\n  | ^^^\n"), "{shown}");
        assert!(
            shown.contains("note: the template asks for it\n"),
            "{shown}"
        );
        assert!(shown.contains("templates/t.md:1:1"), "{shown}");
    }

    #[test]
    fn nothing_of_a_document_reaches_the_terminal_as_a_command() {
        let hostile = "x\u{1b}]0;t\u{7}\u{9b}2J\u{202e}y\n";
        let shown = rendered(hostile, "y", |mut finding| {
            hostile.trim_end().clone_into(&mut finding.message);
            finding.place.path = "src/a\u{1b}.md".into();
            finding.help(hostile.trim_end())
        });
        assert!(
            !shown.contains(|ch: char| ch.is_control() && ch != '\n'),
            "{shown:?}"
        );
        let shown = rendered(hostile, "y", |finding| finding);
        assert!(
            !shown.contains(|ch: char| ch.is_control() && ch != '\n'),
            "{shown:?}"
        );
    }

    #[test]
    fn columns_are_the_place_s_own() {
        let shown = rendered("\u{feff}日本\tx\n", "x", |finding| finding);
        assert!(shown.contains("src/a.md:1:4\n"), "{shown}");
        let long = format!("{} x\n", "word ".repeat(5000));
        assert!(rendered(&long, "x", |finding| finding).len() < 200);
    }

    #[test]
    fn long_ranges_show_where_they_begin() {
        let text = "line\n".repeat(50);
        let shown = rendered(&text, &text, |finding| finding);
        assert!(shown.lines().count() < 9, "{shown}");
        assert!(shown.contains("1 | line\n"), "{shown}");
    }
}
