//! `lost-text`.

mod foreign;
mod mend;
mod tag;

use std::collections::{HashMap, VecDeque};
use std::ops::Range;

use super::{Check, DocumentContext, Group, Rule};
use crate::config::Level;
use crate::diagnostics::{Diagnostic, Fix, Safety, Severity};
use crate::document::Document;
use crate::document::markdown::Html;
use crate::gaps;
use crate::spans::Spans;
use mend::Trials;
use tag::{Closed, Tag};

/// The rule.
pub const RULE: Rule = Rule {
    id: "lost-text",
    group: Group::Text,
    severity: Level::At(Severity::Warning),
    fix: Some(Safety::Safe),
    lenient: false,
    options: &[],
    page: include_str!("lost-text.md"),
    check: Check::Document(check),
};

fn check(cx: &DocumentContext<'_>) -> Vec<Diagnostic> {
    let mut tags = tags(cx.document());
    if tags.is_empty() {
        return Vec::new();
    }
    let gaps = gaps(cx);
    tags.retain(|tag| !gaps.meet(&tag.range));
    let mut trials = Trials::default();
    pairs(&tags)
        .into_iter()
        .map(|(tag, closing)| finding(cx, tag, closing, &mut trials))
        .collect()
}

/// What is told as a gap, by `placeholder` or with its section.
fn gaps(cx: &DocumentContext<'_>) -> Spans {
    let text = cx.document().as_str();
    let words = super::placeholder::words(cx);
    let marked = words.iter().flat_map(|word| {
        let tag = format!("<{word}>");
        let starts: Vec<usize> = text.match_indices(&tag).map(|(at, _)| at).collect();
        starts.into_iter().map(move |at| at..at + tag.len())
    });
    let own = gaps::of_template(cx.document(), cx.governed);
    own.into_iter().map(|gap| gap.range).chain(marked).collect()
}

/// The tags that no browser knows, in order.
fn tags(document: &Document) -> Vec<Tag<'_>> {
    let mut found = Vec::new();
    if document.markdown.html.is_empty() {
        return found;
    }
    let closed = Closed::of(document.as_str());
    for html in &document.markdown.html {
        let all = tag::read(document.as_str(), html.range.clone());
        // A block that begins with a known element is HTML, whatever it holds.
        let foreign_block = html.block && !all.first().is_some_and(|first| is_lost(&closed, first));
        if foreign_block || (html.block && is_component(document, html, &all)) {
            continue;
        }
        found.extend(all.iter().filter(|tag| is_lost(&closed, tag)).cloned());
    }
    found
}

fn is_lost(closed: &Closed, tag: &Tag<'_>) -> bool {
    // Who gives a tag attributes with values, or a hyphen, means a tag.
    !tag.has_values && !tag.is_custom() && !tag.is_element(closed) && !foreign::is_element(tag.name)
}

/// Whether a block of its own is a tag without text, as other tools' components are written.
fn is_component(document: &Document, html: &Html, all: &[Tag<'_>]) -> bool {
    let alone = document.slice(html.range.clone()).trim();
    matches!(all, [only] if only.closes_itself && alone.len() == only.range.len())
}

/// Each opening tag with its closing tag, where it has one, and the closing tags that are left.
fn pairs<'t, 'd>(tags: &'t [Tag<'d>]) -> Vec<(&'t Tag<'d>, Option<&'t Tag<'d>>)> {
    let mut closing: HashMap<&str, VecDeque<usize>> = HashMap::new();
    for (index, tag) in tags.iter().enumerate().filter(|(_, tag)| tag.closing) {
        closing.entry(tag.name).or_default().push_back(index);
    }
    let mut taken = vec![false; tags.len()];
    let mut pairs = Vec::new();
    for (index, tag) in tags.iter().enumerate() {
        if taken[index] {
            continue;
        }
        let mut end = None;
        if let Some(left) = closing.get_mut(tag.name).filter(|_| !tag.closing) {
            while left.front().is_some_and(|other| *other < index) {
                left.pop_front();
            }
            end = left.pop_front();
        }
        if let Some(end) = end {
            taken[end] = true;
        }
        pairs.push((tag, end.map(|end| &tags[end])));
    }
    pairs
}

fn finding(
    cx: &DocumentContext<'_>,
    tag: &Tag<'_>,
    closing: Option<&Tag<'_>>,
    trials: &mut Trials,
) -> Diagnostic {
    let document = cx.document();
    let text = document.slice(tag.range.clone());
    let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut finding = cx
        .finding(
            tag.range.clone(),
            format!("`{words}` is taken for a tag, so the page does not show it"),
        )
        .help(format!(
            "put it in backticks, as code; or write a backslash before it: `\\{words}`"
        ));
    if let Some(closing) = closing {
        finding = finding.related(cx.place(closing.range.clone()), "its end, lost too");
    }
    finding.subject = words;
    let ranges: Vec<Range<usize>> = std::iter::once(tag)
        .chain(closing)
        .map(|tag| tag.range.clone())
        .collect();
    finding.fix = fix(cx, &ranges, trials);
    finding
}

/// An escape before each of the tags, where it brings them back onto the page.
fn fix(cx: &DocumentContext<'_>, tags: &[Range<usize>], trials: &mut Trials) -> Option<Fix> {
    let mut edits = Vec::new();
    for range in tags {
        let escape = trials.escape(cx.document(), range)?;
        let bracket = range.start..range.start + 1;
        edits.extend(cx.fix(Safety::Safe, bracket, escape)?.edits);
    }
    Some(Fix {
        safety: Safety::Safe,
        edits,
    })
}
