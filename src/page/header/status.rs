//! A status as a badge.

use crate::lifecycle::Color;
use crate::page::style;
use crate::page::{Format, Inline, StatusShown, escape};

/// The badge within a line: an element with the status's colour, or its name alone.
pub fn status_badge(status: &StatusShown, format: Format) -> Inline {
    match format {
        Format::Html => Inline {
            text: badge(status),
            rules: style::BADGE,
        },
        Format::Markdown => Inline::value(&status.name),
    }
}

/// The element.
pub(in crate::page) fn badge(status: &StatusShown) -> String {
    let name = escape::html(&status.name);
    format!(
        "<span class=\"design-doc-status\" data-status=\"{name}\"{}>{name}</span>",
        colored(status.color)
    )
}

/// The attribute that gives an element the status's colour in the theme: on borders and surfaces, never
/// on text.
pub(in crate::page) fn colored(color: Color) -> String {
    format!(" data-color=\"{}\"", color.as_str())
}
