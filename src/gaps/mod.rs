//! The gaps that are left in a document: what its author was to fill in and did not.
//!
//! 1. [`fields`] looks at the metadata: a value that is nothing but a gap is one, as a whole.
//! 2. The template's own gaps are looked for everywhere, code included.
//! 3. [`words`] looks for marker words in prose.
//!
//! What nobody sees (comments) holds none, and a section with nothing of the author's is told as a
//! whole, not gap by gap.

mod fields;
mod words;

use std::cmp::Reverse;
use std::ops::Range;

use crate::corpus::{Governed, Member};
use crate::document::{Document, html};
use crate::spans::Spans;
use words::Marks;

/// A gap in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gap {
    /// Where, in bytes of the view.
    pub range: Range<usize>,
    /// What stands there.
    pub text: String,
    /// What makes it one.
    pub kind: GapKind,
}

/// What makes a piece of text a gap.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GapKind {
    /// The template has it.
    Template,
    /// It is a word that marks something open.
    Word,
    /// Text that only fills space.
    Filler,
    /// The value of a field, all of it: the entry's index.
    Value(usize),
    /// The value of a field is still the list of what to choose from: the entry's index, and the
    /// choices.
    Choices(usize, Vec<String>),
}

/// The gaps of a document, those in its fields among them, in order, none inside another; `marks` are
/// the words that count in prose.
pub fn find(
    member: &Member<'_>,
    governed: &Governed,
    in_fields: &[Gap],
    marks: &[&str],
) -> Vec<Gap> {
    let document = &*member.document;
    let mut gaps = in_fields.to_vec();
    gaps.extend(of_template(document, governed));
    let template_words = governed.wording.placeholders.words();
    let marks = Marks::new(marks.iter().copied().chain(template_words));
    gaps.extend(words::find(document, marks));
    let silent = silent(document, governed);
    gaps.retain(|gap| !silent.hold(gap.range.start));
    gaps.sort_by_key(|gap| (gap.range.start, Reverse(gap.range.end)));
    let mut end = 0;
    gaps.retain(|gap| {
        let apart = gap.range.start >= end;
        end = end.max(gap.range.end);
        apart
    });
    gaps
}

/// The gaps in a document's fields alone, in no particular order.
pub fn in_fields(member: &Member<'_>, governed: &Governed, marks: &[&str]) -> Vec<Gap> {
    fields::find(member, governed, marks)
}

/// Where gaps are none of their own: comments, and the text of sections that are told as a whole or
/// are not judged yet.
fn silent(document: &Document, governed: &Governed) -> Spans {
    let told_or_not_due = |&section: &usize| {
        let spec = governed.matching.spec_of[section];
        let spec = spec.map(|spec| &governed.template.sections[spec]);
        governed.is_unfilled(document, section) || spec.is_some_and(|spec| !governed.is_due(spec))
    };
    let unfilled = (0..document.sections.all.len())
        .filter(told_or_not_due)
        .map(|section| document.sections.all[section].own.clone());
    comments(document).chain(unfilled).collect()
}

fn comments(document: &Document) -> impl Iterator<Item = Range<usize>> + '_ {
    document.markdown.html.iter().flat_map(|raw| {
        let comments = html::commented(document.slice(raw.range.clone()));
        comments.map(|it| raw.range.start + it.start..raw.range.start + it.end)
    })
}

/// The template's gaps in the body, code and comments included; front matter is looked at value by
/// value.
pub fn of_template(document: &Document, governed: &Governed) -> Vec<Gap> {
    let body = &document.as_str()[document.body..];
    governed
        .wording
        .placeholders
        .find(body)
        .map(|found| found.start + document.body..found.end + document.body)
        .filter(|range| stands(document, range))
        .map(|range| Gap {
            text: document.slice(range.clone()).to_owned(),
            range,
            kind: GapKind::Template,
        })
        .collect()
}

/// Whether what reads like one of the template's gaps is one where it stands: `<T>` in `Vec<T>` is a
/// type, and brackets that are a link are no gap.
fn stands(document: &Document, range: &Range<usize>) -> bool {
    let text = document.as_str();
    let before = text[..range.start].chars().next_back();
    let after = &text[range.end..];
    let joined = before.is_some_and(|ch| ch.is_alphanumeric() || ch == '_');
    match text.as_bytes()[range.start] {
        b'<' => !joined && before != Some(':'),
        b'[' => {
            let linked = after.starts_with(['(', '[', ':']) || is_link(document, range);
            !joined && !linked && !matches!(before, Some('!' | ']'))
        }
        byte if byte.is_ascii_alphanumeric() => {
            let goes_on = after.starts_with(|ch: char| ch.is_alphanumeric() || ch == '_');
            !joined && !goes_on
        }
        _ => true,
    }
}

/// Whether a link begins right there: `[Component]` that somebody defined below.
fn is_link(document: &Document, range: &Range<usize>) -> bool {
    let links = &document.markdown.links;
    let at = links.partition_point(|link| link.start < range.start);
    links.get(at).is_some_and(|link| link.start == range.start)
}
