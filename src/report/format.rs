//! What `--format` chooses from: a name, what it is for, and the function that writes it.

use std::io::{self, Write};

use super::listing::Listing;
use super::{Names, Report};

/// One way to print something; its file holds it as `FORMAT`.
#[derive(Debug)]
pub struct Format<Render> {
    /// What `--format` calls it.
    pub name: &'static str,
    /// What it is or whom it is for, as the help says it.
    pub summary: &'static str,
    /// Whether people read it as it is. A program, or a page that is made of it, gets everything.
    pub for_people: bool,
    /// Writes it.
    pub render: Render,
}

/// Writes findings.
pub type Findings = fn(&Report<'_>, &Target<'_>, &mut dyn Write) -> io::Result<()>;

/// Writes a list of documents.
pub type Documents = fn(&Listing<'_>, &Target<'_>, &mut dyn Write) -> io::Result<()>;

/// What a format may want to know of where its output goes.
#[derive(Debug, Clone, Copy)]
pub struct Target<'a> {
    /// Whether terminal colours may stand in it.
    pub styled: bool,
    /// Whether the summary is left out.
    pub brief: bool,
    /// What files are called there.
    pub names: &'a Names,
}
