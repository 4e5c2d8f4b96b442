//! How a tag is escaped, tried out before it is offered.

use std::ops::Range;

use crate::document::Document;
use crate::document::markdown::{Markdown, ParseOptions};

/// Ways to write `<` so that no tag begins there, the plainer one first.
const ESCAPES: [&str; 2] = ["\\<", "&lt;"];

/// So many bytes are parsed to try escapes of one document; a block of thousands of tags would be
/// parsed for each of them.
const MOST_TRIED: usize = 4 << 20;

/// The escapes that are tried for one document.
#[derive(Debug, Default)]
pub(super) struct Trials {
    bytes: usize,
}

impl Trials {
    /// What to write in place of a tag's `<`, so that its text is on the page; none where nothing helps,
    /// or where too much was tried already.
    pub(super) fn escape(
        &mut self,
        document: &Document,
        tag: &Range<usize>,
    ) -> Option<&'static str> {
        let around = around(document, tag)?;
        self.bytes += around.len();
        (self.bytes <= MOST_TRIED).then(|| try_escapes(document, tag, around))?
    }
}

fn try_escapes(
    document: &Document,
    tag: &Range<usize>,
    around: Range<usize>,
) -> Option<&'static str> {
    let source = document.slice(around.clone());
    let at = tag.start - around.start;
    let text = document.slice(tag.clone());
    let before = shown(source, text);
    ESCAPES.into_iter().find(|escape| {
        let escaped = format!("{}{escape}{}", &source[..at], &source[at + 1..]);
        shown(&escaped, text) > before
    })
}

/// The heading or block that a tag stands in. A block of HTML must hold nothing but the tag: other
/// lines of it would become Markdown.
fn around(document: &Document, tag: &Range<usize>) -> Option<Range<usize>> {
    let markdown = &document.markdown;
    let holds = |range: &Range<usize>| range.start <= tag.start && tag.end <= range.end;
    let upto = markdown
        .html
        .partition_point(|html| html.range.start <= tag.start);
    let in_html_block = markdown.html[..upto]
        .last()
        .filter(|html| html.block && holds(&html.range));
    if let Some(html) = in_html_block {
        let alone = document.slice(html.range.clone()).trim().len() == tag.len();
        return alone.then(|| html.range.clone());
    }
    let (headings, blocks) = (&markdown.headings, &markdown.blocks);
    let heading = headings.partition_point(|heading| heading.range.start <= tag.start);
    let block = blocks.partition_point(|block| block.range.start <= tag.start);
    let heading = headings[..heading].last().map(|heading| &heading.range);
    let block = blocks[..block].last().map(|block| &block.range);
    { heading.into_iter().chain(block) }
        .find(|range| holds(range))
        .cloned()
}

/// How often a text is seen in a piece of Markdown.
fn shown(source: &str, text: &str) -> usize {
    let markdown = Markdown::parse(source, 0, ParseOptions::default());
    let mut seen = 0;
    for heading in &markdown.headings {
        seen += heading.text.matches(text).count();
    }
    for block in markdown.blocks.iter().filter(|block| !block.is_comment()) {
        seen += block.text().matches(text).count();
        let tags = block.tags().map(|tag| &block.text()[tag.clone()]);
        seen -= tags.filter(|tag| *tag == text).count().min(seen);
        if block.kind == crate::document::markdown::BlockKind::Html {
            seen -= block.text().matches(text).count().min(seen);
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::document::view::NoFiles;
    use crate::text::Text;

    #[test]
    fn after_so_many_bytes_nothing_more_is_tried() {
        let text = Arc::new(Text::new("a.md", "An <Own> tag.\n"));
        let options = ParseOptions::default();
        let document = Document::parse(text, Path::new(""), &NoFiles, options);
        let mut trials = Trials {
            bytes: MOST_TRIED - 20,
        };
        assert_eq!(trials.escape(&document, &(3..8)), Some("\\<"));
        assert_eq!(trials.escape(&document, &(3..8)), None);
    }
}
