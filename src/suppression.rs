//! Comments that allow findings: `<!-- design-docs: allow placeholder: the tool is called TODO -->`.
//!
//! 1. [`read`] finds them in a document, with what they cover: the block that follows, or the file.
//! 2. [`Suppression::allows`] says whether one covers a finding.
//!
//! One that names no reason allows nothing; one whose day is over allows nothing either.
//!
//! ```
//! # use std::path::Path;
//! # use std::sync::Arc;
//! # use mdbook_design_docs::diagnostics::{Diagnostic, Severity};
//! # use mdbook_design_docs::document::{Document, markdown::ParseOptions, view::NoFiles};
//! # use mdbook_design_docs::text::Text;
//! use mdbook_design_docs::suppression;
//!
//! let text = "# A\n\n<!-- design-docs: allow placeholder: the tool is called TODO -->\n\nTODO\n";
//! # let text = Arc::new(Text::new("src/a.md", text));
//! # let document = Document::parse(text, Path::new(""), &NoFiles, ParseOptions::default());
//! let comments = suppression::read(&document);
//! let at = document.as_str().rfind("TODO").expect("it is there");
//! let place = document.place(at..at + 4).0;
//! let finding = |rule| Diagnostic::new(rule, Severity::Error, place.clone(), "`TODO` is left");
//! let today = jiff::civil::date(2026, 1, 31);
//! assert!(comments[0].allows(&finding("placeholder"), today));
//! assert!(!comments[0].allows(&finding("lost-text"), today));
//! ```

mod cover;
mod words;

use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostics::{Diagnostic, Place};
use crate::document::Document;
use crate::text::Text;

/// What such a comment begins with.
const MARK: &str = "design-docs:";

/// One comment.
#[derive(Debug, Clone)]
pub struct Suppression {
    /// The names of rules, as written, with their places in the view.
    pub rules: Vec<(String, Range<usize>)>,
    /// The last day on which it holds.
    pub until: Option<Date>,
    /// What can't be read, or is missing.
    pub mistakes: Vec<Mistake>,
    /// The comment, in the view.
    pub range: Range<usize>,
    /// Whether there is a reason, and nothing keeps it from being understood.
    pub holds: bool,
    cover: Cover,
}

/// A mistake in such a comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mistake {
    /// Its place in the view.
    pub range: Range<usize>,
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub help: String,
}

/// What a comment covers. In an included file that is a part of that file.
#[derive(Debug, Clone)]
struct Cover {
    file: Arc<Text>,
    /// None for the whole file.
    range: Option<Range<usize>>,
}

impl Suppression {
    /// Whether it allows a finding on a day.
    pub fn allows(&self, finding: &Diagnostic, today: Date) -> bool {
        self.holds
            && self.until.is_none_or(|until| today <= until)
            && self.rules.iter().any(|(rule, _)| rule == finding.rule)
            && self.cover.holds(finding)
    }
}

impl Cover {
    /// By the place of the finding, or, through an include, by its place in the included file.
    fn holds(&self, finding: &Diagnostic) -> bool {
        let inside = |place: &Place| {
            place.path == *self.file.path()
                && self
                    .range
                    .as_ref()
                    .is_none_or(|range| range.contains(&place.range.start))
        };
        inside(&finding.place) || finding.related.iter().any(|related| inside(&related.place))
    }
}

/// The comments in a document, in order.
pub fn read(document: &Document) -> Vec<Suppression> {
    let mut found = Vec::new();
    if !document.as_str().contains(MARK) {
        return found;
    }
    for html in &document.markdown.html {
        let source = document.slice(html.range.clone());
        for (at, _) in source.match_indices("<!--") {
            let Some(len) = source[at..].find("-->") else {
                continue;
            };
            let start = html.range.start + at;
            found.extend(read_one(document, start..start + len + "-->".len()));
        }
    }
    found
}

fn read_one(document: &Document, range: Range<usize>) -> Option<Suppression> {
    let comment = document.slice(range.clone());
    let inner = comment.strip_prefix("<!--")?.strip_suffix("-->")?;
    let said = inner.trim_start().strip_prefix(MARK)?;
    let start = range.end - "-->".len() - said.len();
    let words = words::read(said, start);
    let (file, cover) = cover::of(document, &range, words.whole_file);
    Some(Suppression {
        rules: words.rules,
        until: words.until,
        holds: words.mistakes.is_empty(),
        mistakes: words.mistakes,
        range,
        cover: Cover { file, range: cover },
    })
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use jiff::civil::date;

    use super::*;
    use crate::diagnostics::Severity;
    use crate::document::markdown::ParseOptions;
    use crate::document::view::NoFiles;

    fn document(text: &str) -> Document {
        let text = Arc::new(Text::new("src/a.md", text));
        Document::parse(text, Path::new(""), &NoFiles, ParseOptions::default())
    }

    /// Which of some needles a finding at their place is allowed at.
    fn allowed(text: &str, needles: &[&str]) -> Vec<bool> {
        let document = document(text);
        let suppressions = read(&document);
        needles
            .iter()
            .map(|needle| {
                let at = text.find(needle).expect("it is there");
                let (place, _) = document.place(at..at + needle.len());
                let finding = Diagnostic::new("placeholder", Severity::Error, place, "");
                let today = date(2026, 1, 1);
                suppressions.iter().any(|it| it.allows(&finding, today))
            })
            .collect()
    }

    const NEEDLES: [&str; 3] = ["one", "two", "three"];

    #[test]
    fn the_block_that_follows_is_covered() {
        let allow = "<!-- design-docs: allow placeholder: so named -->";
        for (text, covered) in [
            (
                format!("one\n\n{allow}\n\ntwo\n\nthree\n"),
                [false, true, false],
            ),
            (format!("one\n\n{allow}\ntwo\nthree\n"), [false, true, true]),
            (
                format!("{allow}\n\n- one\n- two\n\nthree\n"),
                [true, true, false],
            ),
            (
                format!("{allow}\n\n## one\n\ntwo\n\nthree\n"),
                [true, false, false],
            ),
            (
                format!("{allow}\n\n> one\n>\n> - two\n\nthree\n"),
                [true, true, false],
            ),
            (
                format!("{allow}\n\n- one\n\n> two\n\nthree\n"),
                [true, false, false],
            ),
            (
                format!("- one\n\n  {allow}\n\n  two\n- three\n"),
                [false, true, false],
            ),
            (
                format!("one\n\ntwo {allow} and\n\nthree\n"),
                [false, true, false],
            ),
        ] {
            assert_eq!(allowed(&text, &NEEDLES), covered, "{text}");
        }
    }

    #[test]
    fn the_file_is_covered_and_a_day_may_end_it() {
        let text = |comment: &str| format!("one\n\n{comment}\n\ntwo\n\nthree\n");
        let file = "<!-- design-docs: allow-file lost-text, placeholder: all of it is so -->";
        assert_eq!(allowed(&text(file), &NEEDLES), [true; 3]);
        for (until, holds) in [("2026-01-01", true), ("2025-12-31", false)] {
            let comment =
                format!("<!-- design-docs: allow-file placeholder until={until}: not yet -->");
            assert_eq!(allowed(&text(&comment), &NEEDLES), [holds; 3], "{until}");
        }
    }

    #[test]
    fn without_a_reason_nothing_is_allowed() {
        for comment in [
            "<!-- design-docs: allow-file placeholder -->",
            "<!-- design-docs: allow-file placeholder: -->",
            "<!-- design-docs: allowfile placeholder: x -->",
            "<!-- design-docs: allow-file placeholder until=soon: x -->",
        ] {
            let text = format!("one\n\n{comment}\n\ntwo\n\nthree\n");
            assert_eq!(allowed(&text, &NEEDLES), [false; 3], "{comment}");
            assert_eq!(read(&document(&text))[0].mistakes.len(), 1, "{comment}");
        }
    }
}
