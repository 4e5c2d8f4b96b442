//! The headings of a shift, and what stands below them, at the level where they belong.

use crate::diagnostics::{Fix, Safety};
use crate::matching::Shift;
use crate::rules::{DocumentContext, levels};

/// None where one of the headings can't be written at its level, or is not in the author's own text:
/// half of a shift would be worse than all of it.
pub(super) fn fix(cx: &DocumentContext<'_>, shift: &Shift) -> Option<Fix> {
    let document = cx.document();
    let mut edits = Vec::new();
    for section in moved(cx, shift) {
        let section = &document.sections.all[section];
        let level = i16::from(section.level) - i16::from(shift.by);
        let heading = &document.markdown.headings[section.heading];
        let edit = levels::at_level(document.as_str(), heading, u8::try_from(level).ok()?)?;
        edits.push(cx.edit(edit.range, edit.text)?);
    }
    Some(Fix {
        safety: Safety::Safe,
        edits,
    })
}

/// The sections of the shift and those below them, but those that are at the template's level.
fn moved(cx: &DocumentContext<'_>, shift: &Shift) -> Vec<usize> {
    let sections = &cx.document().sections.all;
    let stays = |section: usize| {
        let spec = cx.matching().spec_of[section].map(|spec| &cx.template().sections[spec]);
        spec.is_some_and(|spec| spec.level == sections[section].level)
    };
    let mut moved: Vec<usize> = Vec::new();
    for (index, section) in sections.iter().enumerate() {
        let parent_moves =
            (section.parent).is_some_and(|parent| moved.binary_search(&parent).is_ok());
        if shift.sections.contains(&index) || (parent_moves && !stays(index)) {
            moved.push(index);
        }
    }
    moved
}
