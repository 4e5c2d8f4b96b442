//! The contents list: which headings are in it, where it stands, and what a hand-written one lacks.
//!
//! 1. `entries` chooses headings.
//! 2. `region` finds where the author wants a list: markers, pairs of markers, a Contents section.
//! 3. `written` reads the list that stands there, `meaning` says which headings its items stand
//!    for, `stale` holds it against all of them.
//! 4. `html` and `markdown` write lists.

mod entries;
mod html;
mod inline;
mod markdown;
mod meaning;
mod region;
mod stale;
mod written;

use std::ops::Range;

use crate::config::{Toc as Settings, TocMode};
use crate::document::Document;

use super::{Expanded, Given, PageInput};
use entries::Levels;
use region::{Kind, Region};

pub use stale::{Difference, Stale, stale};

pub(super) use html::html;
pub(super) use markdown::titled_markdown;
use markdown::{Style, markdown};

/// What an author asks of a contents list.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Request {
    /// The highest heading level in it.
    pub min_level: Option<u8>,
    /// The deepest heading level in it.
    pub max_level: Option<u8>,
    /// What stands above it.
    pub title: Option<String>,
}

/// A contents list that comes onto the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct List {
    /// Its headings, in order.
    pub entries: Vec<usize>,
    /// What stands above it.
    pub title: Option<String>,
    /// Where.
    pub spot: Spot,
}

/// Where a list goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Spot {
    /// In place of whole lines of the view, or of what stands behind `marks` on one.
    InPlaceOf {
        /// What goes.
        range: Range<usize>,
        /// The marks of quotes and lists before it on its line.
        marks: Range<usize>,
    },
    /// Below the header.
    BelowHeader,
}

/// All lists of a page together have no more entries: with thousands of markers over thousands of
/// headings it would grow beyond measure.
const MOST_ENTRIES: usize = 100_000;

/// The lists of a page. `after` is where its title's heading ends in the view; `headline` says that
/// the title is set above the page's own headings.
pub(super) fn lists(input: &PageInput, after: usize, headline: bool) -> Vec<List> {
    let settings = &input.settings.toc;
    if settings.mode == TocMode::Off {
        return Vec::new();
    }
    let document = input.document;
    let levels = Levels::of(settings, &document.markdown, headline);
    let regions = region::find(document, input.facts.title_section);
    let governed = input.facts.document;
    let mut left = MOST_ENTRIES;
    let mut fits = |list: &List| {
        let fits = list.entries.len() <= left;
        left = left.saturating_sub(list.entries.len());
        fits
    };
    let mut lists: Vec<List> = requested(input, levels).take_while(&mut fits).collect();
    for region in &regions {
        let wanted = match region.kind {
            Kind::Marker | Kind::TocPair => true,
            Kind::DoctocPair => governed,
            Kind::Section => governed && settings.mode == TocMode::Auto,
        };
        if wanted && (lists.is_empty() || region.kind != Kind::Section) {
            lists.extend(in_region(document, region, settings, levels).filter(&mut fits));
        }
    }
    // A place of the author's choosing stays the only one, even where there is nothing to list.
    let chosen = regions
        .iter()
        .any(|region| governed || matches!(region.kind, Kind::Marker | Kind::TocPair))
        || input
            .expanded
            .iter()
            .any(|it| matches!(it.gives, Given::Contents(_)));
    if governed && settings.mode == TocMode::Auto && !chosen {
        lists.extend(automatic(document, settings, levels, after));
    }
    lists
}

fn automatic(
    document: &Document,
    settings: &Settings,
    levels: Levels,
    after: usize,
) -> Option<List> {
    let entries = entries::fitting(&document.markdown, after, levels, settings.max_entries);
    (entries.len() >= settings.min_entries.max(1)).then_some(List {
        entries,
        title: None,
        spot: Spot::BelowHeader,
    })
}

/// The lists at `{{#toc}}`. One without entries takes the directive off the page all the same.
fn requested(input: &PageInput, levels: Levels) -> impl Iterator<Item = List> {
    input
        .expanded
        .iter()
        .filter_map(move |expanded| match &expanded.gives {
            Given::Contents(Some(request)) => Some(at(input, expanded, request, levels)),
            _ => None,
        })
}

fn at(input: &PageInput, expanded: &Expanded, request: &Request, levels: Levels) -> List {
    let min = request.min_level.unwrap_or(levels.min);
    let max = request.max_level.unwrap_or(levels.max.max(min));
    let most = match request.max_level {
        Some(_) => usize::MAX,
        None => input.settings.toc.max_entries,
    };
    let markdown = &input.document.markdown;
    let title = request.title.as_deref();
    List {
        entries: entries::fitting(markdown, expanded.range.end, Levels { min, max }, most),
        title: title.filter(|it| !it.trim().is_empty()).map(str::to_owned),
        spot: Spot::InPlaceOf {
            range: expanded.range.clone(),
            marks: expanded.marks.clone(),
        },
    }
}

/// The list of a region; none where there is nothing to list, so that what was written stays.
fn in_region(
    document: &Document,
    region: &Region,
    settings: &Settings,
    levels: Levels,
) -> Option<List> {
    let entries = stale::chosen(document, region).unwrap_or_else(|| {
        entries::fitting(
            &document.markdown,
            region.after,
            levels,
            settings.max_entries,
        )
    });
    (region.is_bare() || !entries.is_empty()).then(|| List {
        entries,
        title: region.title.clone(),
        spot: Spot::InPlaceOf {
            range: region.inner.clone(),
            marks: region.marks.clone(),
        },
    })
}
