//! Where comments stand in a template: directly above a heading, so that they annotate it, or not.

use std::ops::Range;

use crate::document::Document;
use crate::document::markdown::Block;

use super::annotations::{self, Annotations, Malformed};

/// What the comments above a heading say, and what can't be read in them. Places count in a comment
/// until here, from here on in the file.
pub(super) fn annotations_of(
    document: &Document,
    above: &[Range<usize>],
) -> (Annotations, Vec<Malformed>) {
    let mut all = Annotations::default();
    let mut malformed = Vec::new();
    for range in above {
        let comment = document.slice(range.clone());
        let shift = |inner: Range<usize>| inner.start + range.start..inner.end + range.start;
        let wrong = match annotations::read(comment) {
            Some((mut annotations, wrong)) => {
                if let Some((_, place)) = &mut annotations.required_from {
                    *place = shift(place.clone());
                }
                all.join(annotations);
                wrong
            }
            None => annotations::slip(comment).into_iter().collect(),
        };
        malformed.extend(wrong.into_iter().map(|one| Malformed {
            range: shift(one.range),
            ..one
        }));
    }
    (all, malformed)
}

/// `<!-- optional -->` as the first thing below a heading speaks of the section it stands in.
pub(super) fn is_marked_below(document: &Document, blocks: &[Block]) -> bool {
    let Some(first) = blocks.first().filter(|block| block.is_comment()) else {
        return false;
    };
    !is_above_heading(document, first)
        && annotations::read(first.text().trim()).is_some_and(|(read, _)| read.optional)
}

fn is_above_heading(document: &Document, block: &Block) -> bool {
    let headings = &document.markdown.headings;
    let next = headings.partition_point(|heading| heading.range.start < block.range.end);
    headings.get(next).is_some_and(|heading| {
        comments_above(document, heading.range.start)
            .iter()
            .any(|range| block.range.contains(&range.start))
    })
}

/// The comments that may annotate a section, where they stand: directly above its heading, or as the
/// first thing below it.
pub fn placed(document: &Document) -> Vec<Range<usize>> {
    let sections = &document.sections.all;
    let heading = |section: usize| {
        document.markdown.headings[sections[section].heading]
            .range
            .start
    };
    let mut placed: Vec<Range<usize>> = Vec::new();
    for section in 0..sections.len() {
        placed.extend(comments_above(document, heading(section)));
        let blocks = document.sections.blocks(&document.markdown, section);
        let marked = is_marked_below(document, blocks);
        let first = blocks.first().filter(|_| marked);
        placed.extend(first.map(|block| block.range.clone()));
    }
    placed
}

/// Annotations that stand above no heading of a section, so that nothing is annotated.
pub(super) fn stray(document: &Document) -> Vec<Malformed> {
    let placed = placed(document);
    let blocks = document
        .markdown
        .blocks
        .iter()
        .filter(|block| block.is_comment());
    blocks
        .flat_map(|block| {
            let comments = annotations::comments(block.text()).into_iter();
            comments.map(|(at, text)| (block.range.start + at, text))
        })
        .filter(|(start, text)| {
            annotations::read(text).is_some() && !placed.iter().any(|range| range.contains(start))
        })
        .map(|(start, text)| Malformed {
            range: start..start + text.len(),
            message: "it stands above no heading".to_owned(),
        })
        .collect()
}

/// The words of a comment.
pub(super) fn comment_text(comment: &str) -> &str {
    comment
        .trim()
        .trim_start_matches("<!--")
        .trim_end_matches("-->")
        .trim()
}

/// The comments directly above a heading, with nothing but white space between.
pub(super) fn comments_above(document: &Document, heading: usize) -> Vec<Range<usize>> {
    let blocks = &document.markdown.blocks;
    let before = blocks.partition_point(|block| block.range.start < heading);
    let mut found = Vec::new();
    let mut end = heading;
    for block in blocks[..before].iter().rev() {
        let between = document.as_str().get(block.range.end.min(end)..end);
        if !block.is_comment() || between.is_none_or(|text| !text.trim().is_empty()) {
            break;
        }
        let comments = annotations::comments(document.slice(block.range.clone()));
        let place =
            |(at, text): (usize, &str)| block.range.start + at..block.range.start + at + text.len();
        found.splice(0..0, comments.into_iter().map(place));
        end = block.range.start;
    }
    found
}
