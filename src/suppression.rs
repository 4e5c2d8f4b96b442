//! Comments that allow findings: `<!-- design-docs: allow placeholder: the tool is called TODO -->`.
//!
//! 1. [`read`] finds them in a document, with what they cover: the block that follows, or the file.
//! 2. [`Allowances`] says whether one covers a finding, and which of them did.
//!
//! One that names no reason allows nothing; one whose day is over allows nothing either ([`Idle`]).
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
//! let mut allowances = suppression::Allowances::new(&comments, today);
//! assert!(allowances.allow(&finding("placeholder")));
//! assert!(!allowances.allow(&finding("lost-text")));
//! ```

mod cover;
mod idle;
mod words;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use cover::Coverable;
pub use idle::Idle;
use jiff::civil::Date;

use crate::diagnostics::Diagnostic;
use crate::document::{Document, html};
use crate::spans::Spans;
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
    /// Whether it is understood, and its day is not over.
    pub fn is_in_force(&self, today: Date) -> bool {
        self.holds && self.until.is_none_or(|until| today <= until)
    }
}

impl Cover {
    fn range(&self) -> Range<usize> {
        self.range.clone().unwrap_or(0..usize::MAX)
    }
}

/// What the comments of one document allow together, and what they have allowed. Neither many comments
/// nor many findings make the other's question longer.
#[derive(Debug, Default)]
pub struct Allowances {
    rules: BTreeMap<String, BTreeMap<Arc<str>, Allowance>>,
}

/// What is allowed of one rule in one file.
#[derive(Debug, Default)]
struct Allowance {
    ranges: Vec<Range<usize>>,
    spans: Spans,
    /// Where findings were allowed.
    used: BTreeSet<usize>,
}

impl Allowances {
    /// What comments allow on a day.
    pub fn new(comments: &[Suppression], today: Date) -> Self {
        let mut all = Self::default();
        for comment in comments.iter().filter(|it| it.is_in_force(today)) {
            for (rule, _) in &comment.rules {
                let files = all.rules.entry(rule.clone()).or_default();
                let file = Arc::clone(comment.cover.file.path());
                let allowance = files.entry(file).or_default();
                allowance.ranges.push(comment.cover.range());
            }
        }
        for allowance in all.rules.values_mut().flat_map(BTreeMap::values_mut) {
            allowance.spans = std::mem::take(&mut allowance.ranges).into_iter().collect();
        }
        all
    }

    /// Whether one of them allows a finding: by its place or, through an include, by its place in the
    /// included file.
    pub fn allow(&mut self, finding: &Diagnostic) -> bool {
        let Some(files) = self.rules.get_mut(finding.rule) else {
            return false;
        };
        let related = finding.related.iter().map(|related| &related.place);
        let mut allowed = false;
        for place in std::iter::once(&finding.place).chain(related) {
            let allowance = files.get_mut(&place.path);
            if let Some(allowance) = allowance.filter(|it| it.spans.hold(place.range.start)) {
                allowance.used.insert(place.range.start);
                allowed = true;
            }
        }
        allowed
    }

    /// Whether a comment has allowed a finding of a rule that it names.
    pub fn has_used(&self, comment: &Suppression, rule: &str) -> bool {
        let files = self.rules.get(rule);
        let allowance = files.and_then(|files| files.get(comment.cover.file.path()));
        allowance.is_some_and(|it| it.used.range(comment.cover.range()).next().is_some())
    }
}

/// The comments in a document, in order.
pub fn read(document: &Document) -> Vec<Suppression> {
    let mut found = Vec::new();
    if !document.as_str().contains(MARK) {
        return found;
    }
    let coverable = Coverable::of(document);
    for raw in &document.markdown.html {
        for comment in html::comments(document.slice(raw.range.clone())) {
            let comment = raw.range.start + comment.start..raw.range.start + comment.end;
            found.extend(read_one(&coverable, document, comment));
        }
    }
    found
}

fn read_one(
    coverable: &Coverable<'_>,
    document: &Document,
    range: Range<usize>,
) -> Option<Suppression> {
    let comment = document.slice(range.clone());
    let inner = comment.strip_prefix("<!--")?.strip_suffix("-->")?;
    let said = inner.trim_start().strip_prefix(MARK)?;
    let start = range.end - "-->".len() - said.len();
    let words = words::read(said, start);
    let (file, cover) = coverable.by(&range, words.whole_file);
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
        let mut allowances = Allowances::new(&read(&document), date(2026, 1, 1));
        needles
            .iter()
            .map(|needle| {
                let at = text.find(needle).expect("it is there");
                let (place, _) = document.place(at..at + needle.len());
                let finding = Diagnostic::new("placeholder", Severity::Error, place, "");
                allowances.allow(&finding)
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
