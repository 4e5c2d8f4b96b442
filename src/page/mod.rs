//! What the tool adds to a page: title, header, contents, footer. Facts in, insertions out.
//!
//! 1. Front matter goes; in its place come the page's `<title>`, the panel of findings while
//!    serving, and whatever belongs on top.
//! 2. `header` and the contents list of [`contents`] stand below the title's heading.
//! 3. [`footer`] closes what the author left open and stands below all.
//!
//! `compose` puts it together; [`escape`] makes values harmless, `place` sets blocks among the
//! author's lines, `open` closes what would swallow them.

mod block;
mod compose;
pub mod contents;
pub mod escape;
mod expanded;
mod facts;
pub mod footer;
pub mod gather;
mod header;
mod headline;
pub mod index;
pub(crate) mod links;
mod open;
mod place;
mod problems;
pub mod questions;
pub mod style;
pub mod ties;
mod title;
pub mod updates;

use crate::config::Settings;
use crate::diagnostics::Diagnostic;
use crate::document::Document;
use crate::history::Dated;
use crate::splice::Insertion;

pub use block::{Block, Inline};
pub use expanded::{Expanded, Given};
pub use facts::{Facts, Format, Reference, StatusShown};
pub use footer::FooterLine;
pub use header::status_badge;

/// Everything that a chapter's page is made of.
#[derive(Debug, Clone, Copy)]
pub struct PageInput<'a> {
    /// Parsed from the text that mdBook sent.
    pub document: &'a Document,
    /// What is known of it.
    pub facts: &'a Facts,
    /// When it last changed.
    pub dated: &'a Dated,
    /// The configuration.
    pub settings: &'a Settings,
    /// The footer's line, compiled once for the run.
    pub footer: &'a FooterLine,
    /// Who renders the page.
    pub format: Format,
    /// mdBook's `links` runs after us.
    pub links_follow: bool,
    /// The chapter's findings, for the panel that shows them while serving.
    pub problems: &'a [Diagnostic],
    /// The book is being served.
    pub serving: bool,
    /// What comes in the places of directives, in order.
    pub expanded: &'a [Expanded],
    /// The styles of what stands within the page's lines already.
    pub rules_within: &'a [&'static [&'static str]],
}

/// Everything that changes on a page, in bytes of the text that mdBook sent. A chapter with nothing
/// to expand or inject has none.
pub fn insertions(input: &PageInput) -> Vec<Insertion> {
    compose::compose(input)
}
