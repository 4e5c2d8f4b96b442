//! The template's metadata, in the place and the notation that the template has it in.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostics::{Edit, Fix, Safety};
use crate::document::metadata::Notation;
use crate::rules::{DocumentContext, blocks, pieces};
use crate::scaffold::pieces::Pieces;

/// Front matter goes to the very start, the rest below the title. What the template writes as
/// sections are sections.
pub(super) fn fix(cx: &DocumentContext<'_>) -> Option<Fix> {
    let pieces = pieces::of(cx)?;
    let front = front_matter(cx, &pieces);
    let body = in_body(cx).and_then(|range| {
        let text = pieces.text(cx.template(), range, Vec::new())?;
        blocks::set_in(cx, blocks::top(cx, cx.matching().title), &text)
    });
    let edits: Vec<Edit> = front.into_iter().chain(body).collect();
    (!edits.is_empty()).then_some(Fix {
        safety: Safety::Unsafe,
        edits,
    })
}

fn front_matter(cx: &DocumentContext<'_>, pieces: &Pieces) -> Option<Edit> {
    let front = cx.template().document.notes.front_matter.as_ref()?;
    let text = pieces.text(cx.template(), front.range.clone(), Vec::new())?;
    let ending = cx.document().text().line_ending();
    let text = blocks::with_endings(text.trim_end(), ending);
    if text.is_empty() {
        return None;
    }
    if let Some(own) = &cx.document().notes.front_matter {
        let range = own.range.clone();
        let end = range.start + cx.document().slice(range.clone()).trim_end().len();
        return cx.edit(range.start..end, text);
    }
    // The file's start: where a directive stands there, what readers see begins behind it.
    let own = cx.document().text();
    let at = own.bom_len();
    let rest = &own.as_str()[at..];
    let gap = if rest.starts_with(['\n', '\r']) { 1 } else { 2 };
    Some(Edit {
        path: Arc::clone(own.path()),
        range: at..at,
        text: format!("{text}{}", ending.repeat(gap)),
    })
}

/// The lines of the template's body that hold its fields, from the first to the last.
fn in_body(cx: &DocumentContext<'_>) -> Option<Range<usize>> {
    let template = cx.template();
    let entries = template.metadata.entries.iter();
    let fields = entries.filter(|entry| match entry.notation {
        Notation::Label | Notation::Table | Notation::Block => true,
        Notation::FrontMatter(_) | Notation::Heading => false,
    });
    let keys: Vec<usize> = fields.map(|entry| entry.key_range.start).collect();
    let all = &template.document.markdown.blocks;
    let holds = |block: &Range<usize>| keys.iter().any(|key| block.contains(key));
    let mut holding = all.iter().map(|block| &block.range).filter(|it| holds(it));
    let first = holding.next()?;
    let last = holding.next_back().unwrap_or(first);
    let text = template.document.as_str();
    let start = text[..first.start].rfind('\n').map_or(0, |at| at + 1);
    Some(start.max(template.document.body)..last.end)
}
