//! What a comment covers.

use std::ops::Range;
use std::sync::Arc;

use crate::document::Document;
use crate::document::markdown::{Block, Html};
use crate::text::Text;

/// What comments can cover in a document.
pub(super) struct Coverable<'a> {
    document: &'a Document,
    /// The indices of the blocks that are more than comments, in order.
    blocks: Vec<usize>,
}

impl<'a> Coverable<'a> {
    pub(super) fn of(document: &'a Document) -> Self {
        let blocks = document.markdown.blocks.iter().enumerate();
        let blocks = blocks.filter(|(_, block)| !block.is_comment());
        Self {
            document,
            blocks: blocks.map(|(at, _)| at).collect(),
        }
    }

    /// The file that a comment stands in, and the part of it that it covers; none for all of it.
    pub(super) fn by(
        &self,
        comment: &Range<usize>,
        whole_file: bool,
    ) -> (Arc<Text>, Option<Range<usize>>) {
        let document = self.document;
        let written_in = |range: Range<usize>| {
            let origin = document.view.origin(range);
            match origin.included {
                Some((file, range)) => (file, range),
                None => (Arc::clone(document.text()), origin.own),
            }
        };
        if whole_file {
            return (written_in(comment.clone()).0, None);
        }
        // From the comment on at the latest, so that both ends lie in the comment's file.
        let block = self.block(comment);
        let (file, range) = written_in(block.start.min(comment.start)..block.end.max(comment.end));
        (file, Some(range))
    }

    /// The block that a comment in a line stands in, else the one that follows it: a heading, a
    /// paragraph, a whole list or quote.
    fn block(&self, comment: &Range<usize>) -> Range<usize> {
        let markdown = &self.document.markdown;
        let html = &markdown.html;
        let at = html.partition_point(|html| html.range.start < comment.start);
        let is_it = |html: &&Html| !html.block && html.range.start == comment.start;
        if html.get(at).filter(is_it).is_some() {
            let heading = markdown.heading_at(comment.start).map(|it| &it.range);
            let block = || markdown.block_at(comment.start).map(|it| &it.range);
            let around = heading.or_else(block);
            return around.cloned().unwrap_or(comment.clone());
        }
        let headings = &markdown.headings;
        let heading = headings.partition_point(|heading| heading.range.start < comment.end);
        let heading = headings.get(heading);
        let next_heading = heading.map_or(usize::MAX, |heading| heading.range.start);
        let before = |at: &usize| markdown.blocks[*at].range.start < comment.end;
        let first = self.blocks.partition_point(before);
        match (self.blocks.get(first), heading) {
            (Some(&first), _) if markdown.blocks[first].range.start < next_heading => whole(
                &markdown.blocks,
                first,
                depth_at(self.document, comment),
                next_heading,
            ),
            (_, Some(heading)) => heading.range.clone(),
            _ => comment.clone(),
        }
    }
}

fn depth(block: &Block) -> usize {
    usize::from(block.lists) + usize::from(block.quotes)
}

/// How deep in lists and quotes the comment stands.
fn depth_at(document: &Document, comment: &Range<usize>) -> usize {
    let blocks = &document.markdown.blocks;
    let after = blocks.partition_point(|block| block.range.start <= comment.start);
    let own = blocks[..after].last();
    let own = own.filter(|block| block.range.contains(&comment.start));
    own.map_or(0, depth)
}

/// The list or quote that begins with a block, as far as it goes; the block itself elsewhere.
fn whole(blocks: &[Block], first: usize, outer: usize, limit: usize) -> Range<usize> {
    let begun = &blocks[first];
    let mut range = begun.range.clone();
    if depth(begun) <= outer {
        return range;
    }
    let same = |block: &&Block| {
        let in_list = block.lists > 0 && begun.lists > 0;
        let in_quote = block.quotes > 0 && begun.quotes > 0;
        block.range.start < limit && depth(block) > outer && (in_list || in_quote)
    };
    for block in blocks[first + 1..].iter().take_while(same) {
        range.end = range.end.max(block.range.end);
    }
    range
}
