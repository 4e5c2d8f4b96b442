//! The contents list: which headings are in it, where it stands, and what a hand-written one lacks.
//!
//! 1. [`entries`] chooses headings.
//! 2. [`region`] finds where the author wants a list: markers, pairs of markers, a Contents section.
//! 3. [`written`] reads the list that stands there, [`stale`] holds it against the headings.
//! 4. [`html`] and [`markdown`] write lists.

mod entries;
mod html;
mod inline;
mod markdown;
mod region;
mod stale;
mod written;

use std::ops::Range;

use crate::config::{Toc as Settings, TocMode};
use crate::directives::{Found, toc::Toc};
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

/// The lists of a page. `after` is where its title's heading ends in the view.
pub(super) fn lists(input: &PageInput, found: &[Found], after: usize) -> Vec<List> {
    let settings = &input.settings.toc;
    if settings.mode == TocMode::Off {
        return Vec::new();
    }
    let document = input.document;
    let regions = region::find(document, input.facts.title_section);
    let governed = input.facts.document;
    let mut lists = directives(document, found, settings);
    for region in &regions {
        let wanted = match region.kind {
            Kind::Marker | Kind::TocPair => true,
            Kind::DoctocPair => governed,
            Kind::Section => governed && settings.mode == TocMode::Auto,
        };
        if wanted && (lists.is_empty() || region.kind != Kind::Section) {
            lists.extend(in_region(document, region, settings));
        }
    }
    // A place of the author's choosing stays the only one, even where there is nothing to list.
    let chosen = regions
        .iter()
        .any(|region| governed || matches!(region.kind, Kind::Marker | Kind::TocPair))
        || found
            .iter()
            .any(|found| found.directive == Some(&crate::directives::toc::TOC));
    if governed && settings.mode == TocMode::Auto && !chosen {
        lists.extend(automatic(document, settings, after));
    }
    lists
}

fn automatic(document: &Document, settings: &Settings, after: usize) -> Option<List> {
    let levels = Levels::of(settings, &document.markdown);
    let entries = entries::fitting(&document.markdown, after, levels, settings.max_entries);
    (entries.len() >= settings.min_entries.max(1)).then_some(List {
        entries,
        title: None,
        spot: Spot::BelowHeader,
    })
}

/// The lists at `{{#toc}}`. One without entries takes the directive off the page all the same.
fn directives(document: &Document, found: &[Found], settings: &Settings) -> Vec<List> {
    found
        .iter()
        .filter(|found| found.directive == Some(&crate::directives::toc::TOC))
        .filter(|found| !found.is_invalid())
        .filter_map(|found| {
            let toc = Toc::of(found);
            let levels = Levels::of(settings, &document.markdown);
            let chosen = toc.max_level.is_some();
            let levels = Levels {
                min: toc.min_level.unwrap_or(levels.min),
                max: toc.max_level.unwrap_or(levels.max),
            };
            let most = if chosen {
                usize::MAX
            } else {
                settings.max_entries
            };
            Some(List {
                entries: entries::fitting(&document.markdown, found.range.end, levels, most),
                title: toc.title.filter(|title| !title.trim().is_empty()),
                spot: Spot::InPlaceOf {
                    range: found.range.clone(),
                    marks: found.alone.clone()?,
                },
            })
        })
        .collect()
}

/// The list of a region; none where there is nothing to list, so that what was written stays.
fn in_region(document: &Document, region: &Region, settings: &Settings) -> Option<List> {
    let entries = stale::chosen(document, region).unwrap_or_else(|| {
        let levels = Levels::of(settings, &document.markdown);
        entries::fitting(
            &document.markdown,
            region.after,
            levels,
            settings.max_entries,
        )
    });
    let bare = region.kind == Kind::Marker && region.list.is_none();
    (bare || !entries.is_empty()).then(|| List {
        entries,
        title: region.title.clone(),
        spot: Spot::InPlaceOf {
            range: region.inner.clone(),
            marks: region.marks.clone(),
        },
    })
}
