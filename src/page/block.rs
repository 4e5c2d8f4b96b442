//! What is set into a page: blocks, and text within lines.

use super::style::Styled;
use crate::sealed;

/// A block for one of the two kinds of renderer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// One block of HTML, with its styles.
    Html(Styled),
    /// Lines of Markdown without HTML, and without the last line ending.
    Markdown(String),
}

/// Text within a line.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Inline {
    /// Markdown, and for mdBook's own renderer tags in it; no line break. Values in it are sealed.
    pub text: String,
    /// The styles that its tags look best with.
    pub rules: &'static [&'static str],
}

impl Inline {
    /// Markdown without styles.
    pub fn plain(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            rules: &[],
        }
    }

    /// A value: it is escaped for where it comes to stand.
    pub fn value(value: &str) -> Self {
        Self::plain(sealed::seal(value))
    }
}
