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
use crate::directives::Found;
use crate::directives::toc::{TOC, Toc};
use crate::document::Document;

use super::PageInput;
use entries::Levels;
use region::{Kind, Region};

pub use stale::{Difference, Stale, expected_toc, stale};

pub(super) use html::html;
pub(super) use markdown::titled_markdown;
use markdown::{Style, markdown};

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
pub(super) fn lists(input: &PageInput, found: &[Found], after: usize, headline: bool) -> Vec<List> {
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
    let mut lists: Vec<List> = directives(document, found, settings, levels)
        .take_while(&mut fits)
        .collect();
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
        || found.iter().any(|found| found.directive == Some(&TOC));
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
fn directives(
    document: &Document,
    found: &[Found],
    settings: &Settings,
    levels: Levels,
) -> impl Iterator<Item = List> {
    found
        .iter()
        .filter(|found| found.directive == Some(&TOC) && !found.is_invalid())
        .filter_map(move |found| directive(document, found, settings, levels))
}

fn directive(
    document: &Document,
    found: &Found,
    settings: &Settings,
    levels: Levels,
) -> Option<List> {
    let toc = Toc::of(found);
    let min = toc.min_level.unwrap_or(levels.min);
    let max = toc.max_level.unwrap_or(levels.max.max(min));
    let most = match toc.max_level {
        Some(_) => usize::MAX,
        None => settings.max_entries,
    };
    let levels = Levels { min, max };
    Some(List {
        entries: entries::fitting(&document.markdown, found.range.end, levels, most),
        title: toc.title.filter(|title| !title.trim().is_empty()),
        spot: Spot::InPlaceOf {
            range: found.range.clone(),
            marks: found.alone.clone()?,
        },
    })
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
