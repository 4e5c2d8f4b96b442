//! A section moved to where the template has it, with everything below it.

use std::ops::Range;

use crate::diagnostics::{Fix, Safety};
use crate::matching::{Belongs, Misplaced};
use crate::rules::{DocumentContext, blocks};

/// None where the section is not all the author's own text, or its place is not there.
pub(super) fn fix(cx: &DocumentContext<'_>, misplaced: &Misplaced) -> Option<Fix> {
    let section = misplaced.section;
    let start = cx.document().sections.all[section].range.start;
    let range = start..blocks::end(cx, section);
    let at = match misplaced.belongs {
        Belongs::After(before) => blocks::end(cx, before),
        Belongs::Before(after) => cx.document().sections.all[after].range.start,
        Belongs::Under(parent) => under(cx, section, parent)?,
    };
    if range.contains(&at) {
        return None;
    }
    let text = own_text(cx, &range)?;
    Some(Fix {
        safety: Safety::Unsafe,
        edits: vec![blocks::take_out(cx, range)?, blocks::set_in(cx, at, text)?],
    })
}

/// Behind the last of the sections there that the template has before it, else in front of them all.
fn under(cx: &DocumentContext<'_>, section: usize, parent: Option<usize>) -> Option<usize> {
    let specs = &cx.template().sections;
    let spec = cx.matching().spec_of[section]?;
    let container = match parent {
        Some(parent) => Some(cx.matching().section_of(parent)?),
        None => cx.matching().title,
    };
    let stands_there = |other: &usize| {
        let own = cx.document().sections.all[*other].parent;
        *other != section && own == container
    };
    let before = (0..=spec)
        .rev()
        .filter(|&other| specs[other].parent == parent)
        .find_map(|other| {
            let sections = cx.matching().sections_of[other].iter().rev();
            sections.copied().find(stands_there)
        });
    Some(match before {
        Some(before) => blocks::end(cx, before),
        None => blocks::top(cx, container),
    })
}

/// The text as the author wrote it, directives and all.
fn own_text<'a>(cx: &DocumentContext<'a>, range: &Range<usize>) -> Option<&'a str> {
    let view = &cx.document().view;
    cx.document().text().as_str().get(view.own_range(range)?)
}
