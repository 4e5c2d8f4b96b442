//! The heading that is a template's title slot.

use std::ops::Range;

use super::notation::markdown;
use super::{Edits, Values};
use crate::template::Template;
use crate::template::placeholders::{self, Ground};

/// Writes the title into the slot: in place of its gap, or of its text. A gap for the number takes
/// the number.
pub(super) fn edits(template: &Template, values: &Values, edits: &mut Edits) {
    let Some(slot) = template.title else {
        return;
    };
    let document = &template.document;
    let heading = &document.markdown.headings[document.sections.all[slot].heading];
    let content = heading.content.clone();
    let source = document.slice(content.clone());
    let gaps = placeholders::find(source, Ground::Slot);
    let at = |gap: &Range<usize>| content.start + gap.start..content.start + gap.end;
    let (numbers, others): (Vec<_>, Vec<_>) = gaps
        .iter()
        .partition(|gap| is_number(&source[(*gap).clone()]));
    if let Some(number) = values.number {
        for gap in &numbers {
            let width = if &source[(*gap).clone()] == "NNNN" {
                4
            } else {
                1
            };
            edits.add(template, at(gap), format!("{number:0width$}"));
        }
    }
    let Some(title) = &values.title else {
        return;
    };
    let named = others.iter().find(|gap| is_name(&source[(**gap).clone()]));
    match named.or(others.first()) {
        Some(gap) => {
            let range = at(gap);
            let first = heading.setext && range.start == content.start;
            edits.add(template, range, markdown(title, first));
        }
        // `ADR-NNNN` alone: the title goes behind it.
        None if !numbers.is_empty() => {
            let text = format!(": {}", markdown(title, false));
            let end = content.start + source.trim_end().trim_end_matches(':').len();
            edits.add(template, end..content.start + source.trim_end().len(), text);
        }
        None if source.trim().is_empty() => {
            edits.add(
                template,
                content.start..content.start,
                format!(" {}", markdown(title, false)),
            );
        }
        None => edits.add(template, content, markdown(title, heading.setext)),
    }
}

fn is_number(gap: &str) -> bool {
    let inner = inner(gap);
    let last = inner.rsplit([' ', '-', '_']).next().unwrap_or_default();
    matches!(
        inner.as_str(),
        "n" | "nn" | "nnn" | "nnnn" | "xxx" | "xxxx" | "id" | "#" | "no"
    ) || last == "number"
}

fn is_name(gap: &str) -> bool {
    let inner = inner(gap);
    inner.contains("title") || inner.contains("name")
}

fn inner(gap: &str) -> String {
    gap.trim_matches(['<', '>', '[', ']', '{', '}'])
        .trim()
        .to_lowercase()
}
