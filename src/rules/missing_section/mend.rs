//! A section with its guidance, in its place; or a heading with a near name, called what it should be.

use crate::diagnostics::{Fix, Safety};
use crate::document::names;
use crate::rules::{DocumentContext, blocks, levels, pieces};
use crate::scaffold::pieces::Pieces;
use crate::template::SectionSpec;

/// What inserts a section of the template, with those below it that are needed and not elsewhere.
pub(super) fn insert(cx: &DocumentContext<'_>, spec: usize) -> Option<Fix> {
    let specs = &cx.template().sections;
    let parent = specs[spec]
        .parent
        .and_then(|it| cx.matching().section_of(it));
    let before = before(cx, spec);
    let at = match before {
        Some(before) => blocks::end(cx, before),
        None => blocks::top(cx, parent.or(cx.matching().title)),
    };
    // As far off as what stands around it.
    let by = before.or(parent).and_then(|section| shift(cx, section));
    let pieces = pieces::for_section(cx, &specs[spec])?;
    let mut text = String::new();
    write(cx, &pieces, spec, None, by.unwrap_or(0), &mut text)?;
    let edit = blocks::set_in(cx, at, &text)?;
    Some(Fix {
        safety: Safety::Unsafe,
        edits: vec![edit],
    })
}

/// What calls a heading of the document by a section's name. Its number stays, unless the template
/// numbers the section itself.
pub(super) fn rename(cx: &DocumentContext<'_>, spec: usize, section: usize) -> Option<Fix> {
    let document = cx.document();
    let section = &document.sections.all[section];
    let mut content = document.markdown.headings[section.heading].content.clone();
    let name = &cx.template().sections[spec].source;
    if names::numbered(name).is_none() {
        let number = names::numbered(document.slice(content.clone()));
        content.start = number.map_or(content.start, |rest| content.end - rest.len());
    }
    cx.fix(Safety::Unsafe, content, name.as_str())
}

/// The section in the document that it follows, among those that stand where they should.
fn before(cx: &DocumentContext<'_>, spec: usize) -> Option<usize> {
    let specs = &cx.template().sections;
    let is_misplaced = |section: &usize| {
        let mut misplaced = cx.matching().misplaced.iter();
        misplaced.any(|it| it.section == *section)
    };
    (0..spec)
        .rev()
        .filter(|&other| specs[other].parent == specs[spec].parent)
        .find_map(|other| {
            let sections = cx.matching().sections_of[other].iter().rev();
            sections.copied().find(|section| !is_misplaced(section))
        })
}

/// How many levels a section is below where the template has it.
fn shift(cx: &DocumentContext<'_>, section: usize) -> Option<i16> {
    let spec = &cx.template().sections[cx.matching().spec_of[section]?];
    let level = cx.document().sections.all[section].level;
    Some(i16::from(level) - i16::from(spec.level))
}

/// Each of the headings that the template has for a section with the text below it, and what stands below
/// that one: below one of the template's sections, else beside the first of them.
fn write(
    cx: &DocumentContext<'_>,
    pieces: &Pieces,
    index: usize,
    below: Option<usize>,
    by: i16,
    out: &mut String,
) -> Option<()> {
    let specs = &cx.template().sections;
    for section in repetitions(cx, &specs[index], below) {
        if !out.is_empty() {
            out.push_str("\n\n");
        }
        out.push_str(own_text(cx, pieces, section, by)?.trim_end());
        let children = specs.iter().enumerate();
        for (child, spec) in children.filter(|(_, spec)| spec.parent == Some(index)) {
            if cx.matching().sections_of[child].is_empty() && cx.needs(spec) {
                write(cx, pieces, child, Some(section), by, out)?;
            }
        }
    }
    Some(())
}

/// The template's own sections that make one of those it asks for.
fn repetitions(cx: &DocumentContext<'_>, spec: &SectionSpec, below: Option<usize>) -> Vec<usize> {
    let document = &cx.template().document;
    let sections = &document.sections.all;
    let heading = |section: usize| &document.markdown.headings[sections[section].heading].range;
    let mut found: Vec<usize> = (0..sections.len())
        .filter(|&section| spec.headings.contains(heading(section)))
        .collect();
    let beside = found.first().and_then(|&first| sections[first].parent);
    found.retain(|&section| sections[section].parent == below.or(beside));
    found
}

/// A section's heading, so many levels off, and its own text.
fn own_text(cx: &DocumentContext<'_>, pieces: &Pieces, section: usize, by: i16) -> Option<String> {
    let document = &cx.template().document;
    let section = &document.sections.all[section];
    let heading = &document.markdown.headings[section.heading];
    let level = u8::try_from(i16::from(section.level) + by).ok()?;
    let leveled = levels::at_level(document.as_str(), heading, level)?;
    pieces.text(
        cx.template(),
        heading.range.start..section.own.end,
        vec![leveled],
    )
}
