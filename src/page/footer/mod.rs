//! The footer: when the chapter last changed.
//!
//! 1. [`line`] renders the configured line with what git says.
//! 2. [`inline`] turns it into HTML or Markdown, each value escaped for where it stands.
//! 3. It takes the place of the author's own ([`crate::document::hand_written_footer`]).

mod inline;
mod line;

use crate::config::FooterMode;
use crate::history::Dated;

use super::style::{self, Styled};
use super::{Format, PageInput};

pub use line::{BadLine, FooterLine};

use line::Values;

/// A footer for the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Footer {
    Html(Styled),
    Markdown(String),
}

/// None where the settings want none here, or nothing certain is known.
pub(super) fn footer(input: &PageInput) -> Option<Footer> {
    let wanted = match input.settings.footer.mode {
        FooterMode::All => true,
        FooterMode::Documents => input.facts.document,
        FooterMode::Off => false,
    };
    let (commit, uncommitted) = match input.dated {
        Dated::Exact(commit) => (Some(commit.as_ref()), false),
        Dated::Uncommitted(commit) => (commit.as_deref(), true),
        Dated::Unknown | Dated::None => return None,
    };
    if !wanted {
        return None;
    }
    let values = Values::new(input, commit, uncommitted);
    let line = input.footer.render(&values)?;
    Some(match input.format {
        Format::Html => {
            let line = inline::html(&line, &values.date);
            let html = format!("<footer class=\"design-doc-footer\">{line}</footer>");
            Footer::Html(Styled::new(html, style::FOOTER))
        }
        Format::Markdown => Footer::Markdown(inline::markdown(&line)),
    })
}
