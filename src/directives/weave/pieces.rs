//! What a fragment gave, made a part of the text around it.

use std::ops::Range;
use std::sync::Arc;

use crate::document::markdown::{Block, BlockKind, Markdown};
use crate::document::woven::{Source, Woven};
use crate::fragments::Rendered;
use crate::text::Text;

/// What a fragment gave, with the way back to its file.
pub(super) fn woven(rendered: &Rendered, file: &Arc<Text>, outermost: &Range<usize>) -> Woven {
    let mut woven = Woven::default();
    let mut push = |range: Range<usize>, offset| {
        let directive = outermost.clone();
        let from = Some((Arc::clone(file), offset));
        woven.push(&rendered.text[range], Source::Brought { directive, from });
    };
    let mut at = 0;
    let mut offset = 0;
    for &(next, from) in &rendered.from {
        push(at..next, offset);
        (at, offset) = (next, from);
    }
    push(at..rendered.text.len(), offset);
    woven
}

/// Whether a byte stands where a line can't be broken: in a heading, or a table.
pub(super) fn stands_in_line(markdown: &Markdown, at: usize) -> bool {
    let in_table = |block: &Block| matches!(block.kind, BlockKind::Table(_));
    markdown.heading_at(at).is_some() || markdown.block_at(at).is_some_and(in_table)
}

/// Adds `given` where `marks` stand before it on its line: quotes go on, the rest is indented.
pub(super) fn set_in(out: &mut Woven, given: &Woven, marks: &str, eol: &str) {
    let indent: String = marks
        .chars()
        .map(|ch| if matches!(ch, '>' | '\t') { ch } else { ' ' })
        .collect();
    let mut broken = false;
    given.parts(0..given.as_str().len(), |text, source| {
        let mut at = 0;
        for line in text.split_inclusive('\n') {
            let content = line.trim_end_matches(['\r', '\n']);
            let here = source.further(at);
            if broken && !content.is_empty() {
                out.push(&indent, here.clone());
                broken = false;
            }
            out.push(content, here.clone());
            if line.ends_with('\n') {
                if broken {
                    out.push(indent.trim_end(), here.clone());
                }
                out.push(eol, source.further(at + content.len()));
                broken = true;
            }
            at += line.len();
        }
    });
}
