//! Sections that a template shows once and wants several times.

use std::ops::Range;

use super::Edits;
use crate::splice::{Insertion, splice};
use crate::template::{SectionSpec, Template};

/// More copies than this are the author's to make.
const MOST: usize = 20;

/// Adds copies of such sections behind the last that the template shows, with the edits that the
/// section itself has: to be called when these are all there.
pub(super) fn edits(template: &Template, edits: &mut Edits) {
    // A copy may hold a section that repeats in turn: inner ones come first.
    for spec in template.sections.iter().rev() {
        let least = spec.repeat.map_or(1, |times| times.least).min(MOST);
        let copies = least.saturating_sub(spec.headings.len());
        if let Some(range) = (copies > 0).then(|| section(template, spec)).flatten() {
            copy(template, range, copies, edits);
        }
    }
}

/// The last of the sections that a specification was read from, with all below it.
fn section(template: &Template, spec: &SectionSpec) -> Option<Range<usize>> {
    let document = &template.document;
    let last = spec.headings.last()?;
    let sections = &document.sections.all;
    let heading = |index: usize| &document.markdown.headings[index].range;
    let found = sections
        .iter()
        .find(|it| heading(it.heading).start == last.start)?;
    Some(found.range.clone())
}

fn copy(template: &Template, range: Range<usize>, copies: usize, edits: &mut Edits) {
    let text = template.document.text();
    let inner = edits
        .0
        .iter()
        .filter(|edit| edit.range.start >= range.start && edit.range.end <= range.end);
    let moved = inner.map(|edit| Insertion {
        range: edit.range.start - range.start..edit.range.end - range.start,
        text: edit.text.clone(),
    });
    let Some(Ok(one)) = text
        .as_str()
        .get(range.clone())
        .map(|source| splice(source, moved.collect()))
    else {
        return;
    };
    let gap = match (one.ends_with('\n'), text.line_ending()) {
        (true, _) => String::new(),
        (false, ending) => ending.repeat(2),
    };
    edits.add(
        template,
        range.end..range.end,
        format!("{gap}{one}").repeat(copies),
    );
}
