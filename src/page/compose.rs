//! The parts of a page put in their places.

use std::ops::Range;

use crate::document::hand_written_footer;
use crate::document::names::fold;
use crate::splice::Insertion;

use super::contents::{self, List, Spot};
use super::footer::{self, Footer};
use super::header::{self, Header};
use super::place::Page;
use super::style::{self, Styled};
use super::{Block, Format, Given, PageInput, headline, open, problems, title};

/// Where blocks go, in the author's text.
enum Slot<'a> {
    Top,
    Below(usize),
    InPlaceOf { range: Range<usize>, marks: &'a str },
    End { closing: String },
}

struct Set<'a> {
    slot: Slot<'a>,
    /// What closes the text before a footer that takes the place of another.
    closing: String,
    blocks: Vec<Block>,
}

pub(super) fn compose(input: &PageInput) -> Vec<Insertion> {
    let page = Page::new(input.document);
    let heading = title_heading(input);
    let mut sets = vec![Set::new(Slot::Top, top(input, heading))];
    let below = heading.and_then(|heading| {
        let range = &input.document.markdown.headings[heading].range;
        Some(page.own_range(range)?.end)
    });
    let (lists, automatic) = lists(input, &page, heading);
    let under: Vec<Block> = header_block(input).into_iter().chain(automatic).collect();
    match below {
        Some(at) => sets.push(Set::new(Slot::Below(at), under)),
        None => sets[0].blocks.extend(under),
    }
    sets.extend(lists);
    add_expanded(input, &page, &mut sets);
    sets.extend(footer_set(input, &page, &sets));
    written(input, &page, sets)
}

/// The heading that is the page's title: the section that is named, or an H1 that says the same.
fn title_heading(input: &PageInput) -> Option<usize> {
    let sections = &input.document.sections.all;
    let named = input
        .facts
        .title_section
        .and_then(|index| sections.get(index));
    let key = fold(&input.facts.title);
    let same = || sections.iter().find(|it| it.level == 1 && it.key == key);
    named.or_else(same).map(|section| section.heading)
}

fn top(input: &PageInput, heading: Option<usize>) -> Vec<Block> {
    let html = input.format == Format::Html;
    let panel = (input.serving && html).then(|| problems::panel(input.problems));
    let panel = panel.flatten().map(Block::Html);
    let headline = heading.is_none().then(|| headline::headline(input));
    panel.into_iter().chain(headline.flatten()).collect()
}

fn header_block(input: &PageInput) -> Option<Block> {
    let header = Header::of(input)?;
    Some(match input.format {
        Format::Html => Block::Html(header::html(&header)),
        Format::Markdown => Block::Markdown(header::markdown(&header)),
    })
}

/// The contents lists at places of the author's choosing, and the one below the header.
fn lists<'a>(
    input: &PageInput<'a>,
    page: &Page<'a>,
    heading: Option<usize>,
) -> (Vec<Set<'a>>, Option<Block>) {
    let document = input.document;
    let headline = heading.is_none() && headline::is_wanted(input);
    let after = heading.map_or(document.body, |heading| {
        document.markdown.headings[heading].range.end
    });
    let mut sets: Vec<Set<'a>> = Vec::new();
    let mut automatic = None;
    for list in contents::lists(input, after, headline) {
        let block = list_block(input, &list);
        let Spot::InPlaceOf { range, marks } = list.spot else {
            automatic = block;
            continue;
        };
        // What an include brought can't be edited: there the author's text stays.
        let Some(range) = page.own_range(&range) else {
            continue;
        };
        if !sets.iter().any(|set| set.touches(&range)) {
            let marks = document.slice(marks);
            let slot = Slot::InPlaceOf { range, marks };
            sets.push(Set::new(slot, block.into_iter().collect()));
        }
    }
    (sets, automatic)
}

/// What comes in the places of the other directives. Where a list is to come, what the author has there
/// goes.
fn add_expanded<'a>(input: &PageInput<'a>, page: &Page<'a>, sets: &mut Vec<Set<'a>>) {
    for expanded in input.expanded {
        let Given::Block(block) = &expanded.gives else {
            continue;
        };
        // What an include brought can't be edited: there the author's text stays.
        let Some(range) = page.own_range(&expanded.range) else {
            continue;
        };
        if sets.iter().any(|set| set.touches(&range)) {
            continue;
        }
        let marks = input.document.slice(expanded.marks.clone());
        let slot = Slot::InPlaceOf { range, marks };
        sets.push(Set::new(slot, block.iter().cloned().collect()));
    }
}

fn list_block(input: &PageInput, list: &List) -> Option<Block> {
    let markdown = &input.document.markdown;
    match input.format {
        Format::Html => contents::html(markdown, list).map(Block::Html),
        Format::Markdown => contents::titled_markdown(markdown, list).map(Block::Markdown),
    }
}

/// The footer, in place of a hand-written one or below everything.
fn footer_set<'a>(input: &PageInput<'a>, page: &Page<'a>, sets: &[Set]) -> Option<Set<'a>> {
    let block = match footer::footer(input)? {
        Footer::Html(styled) => Block::Html(styled),
        Footer::Markdown(text) => Block::Markdown(text),
    };
    let closing = open::closing(input.document, input.format == Format::Html);
    let written = hand_written_footer(input.document);
    let Some(written) = written else {
        return Some(Set::new(Slot::End { closing }, vec![block]));
    };
    // One that an include brought can't be taken away, and two would be one too many.
    let range = page.lines(&page.own_range(&written)?);
    if sets.iter().any(|set| set.touches(&range)) {
        return Some(Set::new(Slot::End { closing }, vec![block]));
    }
    let mut set = Set::new(Slot::InPlaceOf { range, marks: "" }, vec![block]);
    set.closing = closing;
    Some(set)
}

impl<'a> Set<'a> {
    fn new(slot: Slot<'a>, blocks: Vec<Block>) -> Self {
        Self {
            slot,
            closing: String::new(),
            blocks,
        }
    }

    fn touches(&self, other: &Range<usize>) -> bool {
        match &self.slot {
            Slot::InPlaceOf { range, .. } => range.start < other.end && other.start < range.end,
            _ => false,
        }
    }

    /// The blocks' text, blank lines between them.
    fn text(&self) -> String {
        let closing = (!self.closing.is_empty()).then_some(self.closing.as_str());
        let blocks = self.blocks.iter().map(|block| match block {
            Block::Html(styled) => styled.html.as_str(),
            Block::Markdown(text) => text.as_str(),
        });
        closing
            .into_iter()
            .chain(blocks)
            .collect::<Vec<_>>()
            .join("\n\n")
    }
}

fn written(input: &PageInput, page: &Page, mut sets: Vec<Set>) -> Vec<Insertion> {
    add_styles(&mut sets, input.rules_within);
    let directive = title::directive(input);
    let mut out = Vec::new();
    for set in &sets {
        let text = set.text();
        match &set.slot {
            Slot::Top => {
                let parts = directive
                    .iter()
                    .chain(Some(&text).filter(|it| !it.is_empty()));
                let top = parts.map(String::as_str).collect::<Vec<_>>().join("\n\n");
                out.extend(page.top(&top));
            }
            Slot::Below(at) if !text.is_empty() => out.push(page.below(*at, &text)),
            Slot::InPlaceOf { range, .. } if text.is_empty() => out.push(Insertion {
                range: range.clone(),
                text,
            }),
            Slot::InPlaceOf { range, marks } => out.push(page.set(range.clone(), marks, &text)),
            Slot::End { closing } => out.push(page.end(closing, &text)),
            Slot::Below(_) => {}
        }
    }
    out
}

/// Sets the styles of all that comes before the first block with some, or on top.
fn add_styles(sets: &mut [Set], within: &[&'static [&'static str]]) {
    let blocks = sets.iter().flat_map(|set| &set.blocks);
    let of_blocks = blocks.filter_map(|block| match block {
        Block::Html(styled) => Some(styled.rules),
        Block::Markdown(_) => None,
    });
    let style = style::element(of_blocks.chain(within.iter().copied()));
    if style.is_empty() {
        return;
    }
    let first = sets
        .iter_mut()
        .flat_map(|set| &mut set.blocks)
        .find_map(|block| match block {
            Block::Html(styled) if !styled.rules.is_empty() => Some(styled),
            _ => None,
        });
    match first {
        Some(first) => first.html = format!("{style}\n{}", first.html),
        None => sets[0].blocks.push(Block::Html(Styled::new(style, &[]))),
    }
}
