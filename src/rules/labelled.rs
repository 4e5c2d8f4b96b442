//! What rules about labels and tables look at: the sections that are judged for what they hold, and
//! the labels in them.

use super::DocumentContext;
use crate::document::labels::{self, Label};
use crate::document::markdown::Block;
use crate::template::SectionSpec;

/// A section of the document that is judged for what it holds.
#[derive(Debug, Clone)]
pub(super) struct Judged<'a> {
    /// The section.
    pub(super) section: usize,
    /// What the template asks of it.
    pub(super) spec: &'a SectionSpec,
    /// The section itself, and those below it that are the author's own.
    pub(super) area: Vec<usize>,
}

/// The sections that are needed by now and hold something of the author's; one that does not is told
/// as a whole. Only those of which the template `asks` something are looked at.
pub(super) fn judged<'a>(
    cx: &DocumentContext<'a>,
    asks: impl Fn(&SectionSpec) -> bool,
) -> Vec<Judged<'a>> {
    let sections = &cx.document().sections.all;
    let matching = cx.matching();
    (0..sections.len())
        .filter_map(|section| {
            let spec = &cx.template().sections[matching.spec_of[section]?];
            let answers = asks(spec) && !spec.contents && !spec.annotations.keep;
            let filled = || !cx.governed.is_unfilled(cx.document(), section);
            (answers && cx.is_due(spec) && filled()).then(|| Judged {
                section,
                spec,
                area: area(cx, section),
            })
        })
        .collect()
}

fn area(cx: &DocumentContext<'_>, section: usize) -> Vec<usize> {
    let sections = &cx.document().sections.all;
    let mut area = vec![section];
    for (below, other) in sections.iter().enumerate().skip(section + 1) {
        let Some(parent) = other.parent.filter(|&it| it >= section) else {
            break;
        };
        if area.contains(&parent) && cx.matching().spec_of[below].is_none() {
            area.push(below);
        }
    }
    area
}

/// A label of the document, with the blocks that its indices count in.
#[derive(Debug, Clone)]
pub(super) struct Given<'a> {
    /// The label.
    pub(super) label: Label,
    /// The section that it stands in.
    pub(super) section: usize,
    /// That section's blocks.
    pub(super) blocks: &'a [Block],
}

impl<'a> Judged<'a> {
    /// The labels in it, in order.
    pub(super) fn labels(&self, cx: &DocumentContext<'a>) -> Vec<Given<'a>> {
        let document = cx.document();
        let of = |&section: &usize| {
            let blocks = document.sections.blocks(&document.markdown, section);
            let found = labels::labels(document.as_str(), blocks);
            found.into_iter().map(move |label| Given {
                label,
                section,
                blocks,
            })
        };
        self.area.iter().flat_map(of).collect()
    }

    /// The blocks of its text.
    pub(super) fn blocks(&self, cx: &DocumentContext<'a>) -> impl Iterator<Item = &'a Block> {
        let document = cx.document();
        let of = |&section: &usize| document.sections.blocks(&document.markdown, section);
        let blocks: Vec<&Block> = self.area.iter().flat_map(of).collect();
        blocks.into_iter()
    }
}
