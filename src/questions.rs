//! Open questions and approvals: the lists that a document keeps under headings of these names.
//!
//! ```
//! # use std::path::Path;
//! # use std::sync::Arc;
//! # use mdbook_design_docs::document::{Document, markdown::ParseOptions, view::NoFiles};
//! # use mdbook_design_docs::text::Text;
//! use mdbook_design_docs::questions::questions;
//!
//! let text = "# A\n\n## Open questions\n\n- [x] Which key? The hash.\n- [ ] How large?\n";
//! # let text = Arc::new(Text::new("src/a.md", text));
//! # let document = Document::parse(text, Path::new(""), &NoFiles, ParseOptions::default());
//! let questions = questions(&document, None);
//! let open: Vec<&str> = questions.iter().filter(|it| !it.closed).map(|it| it.text.as_str()).collect();
//! assert_eq!(open, ["How large?"]);
//! ```

mod approvals;
mod entries;

use std::ops::Range;

use crate::corpus::Governed;
use crate::document::Document;
use crate::document::markdown::Block;
use crate::document::names;
use crate::values;
pub use approvals::{Approvals, approvals};
use entries::{entries, is_label_of};

const OPEN_QUESTIONS: &str = "open questions";
/// What is said of a question that is none any more.
const CLOSED: [&str; 3] = ["resolved", "closed", "answered"];

/// A question that a document keeps.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its first line, as people see it, short enough for a message.
    pub text: String,
    /// All of that line.
    pub line: String,
    /// Where that stands, in bytes of the view.
    pub range: Range<usize>,
    /// It is ticked, struck through, or said to be resolved.
    pub closed: bool,
}

/// The questions under a document's headings named Open Questions, or under what serves as such a
/// section of its template: each item of a list is one, and what is nested in it belongs to it. A
/// section that still holds nothing of the author's has none.
pub fn questions(document: &Document, governed: Option<&Governed>) -> Vec<Question> {
    let mut questions: Vec<Question> = Vec::new();
    for section in named(document, governed, OPEN_QUESTIONS) {
        if is_unfilled(document, governed, section) {
            continue;
        }
        let blocks = document.sections.blocks(&document.markdown, section);
        for entry in entries(blocks) {
            let closed = entry.iter().any(is_said_closed);
            match questions.last_mut() {
                // A status in an item of its own is that of the question before it.
                Some(last) if entry.first().is_some_and(|it| is_label_of(it, "status")) => {
                    last.closed |= closed;
                }
                _ => questions.extend(question(entry, closed, governed)),
            }
        }
    }
    questions
}

/// The sections of a name, and those that serve as such a section of the template.
fn named(document: &Document, governed: Option<&Governed>, key: &str) -> Vec<usize> {
    let is_spec = |section: usize, governed: &Governed| {
        let spec = governed.matching.spec_of[section];
        spec.is_some_and(|spec| names::fold(&governed.template.sections[spec].name) == key)
    };
    (0..document.sections.all.len())
        .filter(|&section| {
            document.sections.all[section].key == key
                || governed.is_some_and(|governed| is_spec(section, governed))
        })
        .collect()
}

/// Whether a section is told as a whole, because it holds nothing of the author's.
fn is_unfilled(document: &Document, governed: Option<&Governed>, section: usize) -> bool {
    governed.is_some_and(|governed| governed.is_unfilled(document, section))
}

fn question(entry: &[Block], closed: bool, governed: Option<&Governed>) -> Option<Question> {
    let first = entry.first()?;
    let line = first.text().lines().next().unwrap_or_default();
    let text = line.trim();
    let gap = governed.is_some_and(|governed| governed.wording.placeholders.only(text));
    if text.is_empty() || gap || says_none(text) {
        return None;
    }
    let start = line.len() - line.trim_start().len();
    Some(Question {
        text: values::short(text),
        line: text.to_owned(),
        range: first.source_range(start..start + text.len()),
        closed: closed
            || first.item.and_then(|item| item.ticked) == Some(true)
            || is_struck(first, start),
    })
}

/// `None`, `None at this time.`, `No open questions`: not a question.
fn says_none(text: &str) -> bool {
    let folded = names::fold(text);
    let goes_on = |word: &str| {
        let rest = folded.strip_prefix(word);
        rest.is_some_and(|rest| !text.contains('?') && !rest.starts_with(char::is_alphanumeric))
    };
    values::says_nothing(text) || goes_on("none") || goes_on("no open questions")
}

/// Whether the question is struck through; what stands behind it is its answer.
fn is_struck(block: &Block, start: usize) -> bool {
    block.struck().any(|struck| {
        let before = block.text().get(start..struck.start).unwrap_or_default();
        struck.start <= start || !before.chars().any(char::is_alphanumeric)
    })
}

/// Whether a block says `**Status**: resolved`, or the like.
fn is_said_closed(block: &Block) -> bool {
    block.strong().any(|bold| {
        let name = block.text()[bold.clone()].trim().trim_end_matches(':');
        let behind = block.text()[bold.end..].lines().next().unwrap_or_default();
        let word: String = behind
            .chars()
            .skip_while(|ch| !ch.is_alphanumeric())
            .take_while(|ch| ch.is_alphanumeric())
            .collect();
        names::fold(name) == "status" && CLOSED.contains(&word.to_lowercase().as_str())
    })
}

#[cfg(test)]
mod tests;
