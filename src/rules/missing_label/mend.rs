//! Labels of the template, written where a section lacks them.

use std::ops::Range;

use crate::diagnostics::{Edit, Fix, Safety};
use crate::document::labels;
use crate::rules::labelled::{Given, Judged};
use crate::rules::{DocumentContext, blocks};
use crate::template::labels::LabelSpec;

/// One label, behind the one that it follows, else before the first one that is there; one that belongs below
/// another as the first there.
pub(super) fn one<'a>(
    cx: &DocumentContext<'a>,
    judged: &Judged<'a>,
    given: &[Given<'a>],
    before: Option<&Given<'a>>,
    spec: &LabelSpec,
) -> Option<Fix> {
    let parent = spec.parent.map(|parent| &judged.spec.labels[parent]);
    let lead_in = written(cx, spec);
    let edit = match (before, given.first()) {
        (Some(before), _) => {
            let inside = parent.is_some_and(|parent| parent.is_named(&before.label.key));
            let below = |other: &&Given<'_>| {
                other.section == before.section && before.label.below.contains(&other.label.block)
            };
            match given.iter().find(below).filter(|_| inside) {
                Some(first) => in_front(cx, first, &lead_in)?,
                None => behind(cx, before, inside, &lead_in)?,
            }
        }
        (None, Some(first)) => in_front(cx, first, &lead_in)?,
        (None, None) => return all(cx, judged, &[spec]),
    };
    Some(Fix {
        safety: Safety::Unsafe,
        edits: vec![edit],
    })
}

/// All of them, behind the section's own text.
pub(super) fn all<'a>(
    cx: &DocumentContext<'a>,
    judged: &Judged<'a>,
    absent: &[&LabelSpec],
) -> Option<Fix> {
    let at = blocks::top(cx, Some(judged.section));
    let lines: Vec<String> = absent
        .iter()
        .map(|spec| format!("{}{}", bullet(cx, spec), written(cx, spec)))
        .collect();
    let listed = lines.iter().all(|line| line.starts_with(['-', '*', '+']));
    let block = lines.join(if listed { "\n" } else { "\n\n" });
    Some(Fix {
        safety: Safety::Unsafe,
        edits: vec![blocks::set_in(cx, at, &block)?],
    })
}

/// Where a label stands: what its line begins with, and how far all reaches that is its own.
fn line<'a>(cx: &DocumentContext<'a>, given: &Given<'_>) -> (Range<usize>, &'a str) {
    let text = cx.document().as_str();
    let at = given.label.range.start;
    let start = text[..at].rfind('\n').map_or(0, |at| at + 1);
    let last = given.blocks[..given.label.below.end].last();
    let end = last.map_or(given.label.range.end, |block| block.range.end);
    let end = text[..end].trim_end().len();
    (start..end, &text[start..at])
}

/// Whether a line begins with nothing but the bullet of a list item.
fn is_bullet(lead: &str) -> bool {
    matches!(lead.trim(), "-" | "*" | "+")
}

fn behind(
    cx: &DocumentContext<'_>,
    before: &Given<'_>,
    inside: bool,
    lead_in: &str,
) -> Option<Edit> {
    let (range, lead) = line(cx, before);
    let ending = cx.document().text().line_ending();
    let gap = match is_bullet(lead) {
        true if inside => format!("{ending}{}- ", " ".repeat(lead.len())),
        true => format!("{ending}{lead}"),
        false if lead.trim().is_empty() => format!("{ending}{ending}{lead}"),
        false => return None,
    };
    cx.edit(range.end..range.end, format!("{gap}{lead_in}"))
}

fn in_front(cx: &DocumentContext<'_>, first: &Given<'_>, lead_in: &str) -> Option<Edit> {
    let (range, lead) = line(cx, first);
    let ending = cx.document().text().line_ending();
    let gap = match is_bullet(lead) {
        true => ending.to_owned(),
        false if lead.trim().is_empty() => ending.repeat(2),
        false => return None,
    };
    cx.edit(range.start..range.start, format!("{lead}{lead_in}{gap}"))
}

/// The bullet that the template has before a label.
fn bullet<'a>(cx: &DocumentContext<'a>, spec: &LabelSpec) -> &'a str {
    let text = cx.template().document.as_str();
    let at = spec.range.start;
    let start = text[..at].rfind('\n').unwrap_or(0);
    let lead = text[start..at].trim_start();
    if is_bullet(lead) { lead } else { "" }
}

/// The label with what the template has behind it, in one line.
fn written(cx: &DocumentContext<'_>, spec: &LabelSpec) -> String {
    let document = &cx.template().document;
    let all = &document.markdown.blocks;
    let found = labels::labels(document.as_str(), all);
    let here = found.iter().position(|label| label.range == spec.range);
    let Some(label) = here.map(|index| &found[index]) else {
        return format!("**{}**:", spec.name);
    };
    let next = here.and_then(|index| found.get(index + 1));
    let end = match next.filter(|next| next.block == label.block) {
        Some(next) => next.range.start,
        None => all[label.block].range.end,
    };
    let text = document.slice(label.range.start..end);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
