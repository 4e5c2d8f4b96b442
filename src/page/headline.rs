//! The page's H1, where the title lives in metadata that has left the page.

use crate::config::HeaderMode;
use crate::document::ids::{IdScheme, Ids};
use crate::document::markdown::{Markdown, ParseOptions};

use super::style::Styled;
use super::{Block, Format, PageInput, escape};

/// None where the settings want no header, or the chapter is no document with such a title.
///
/// In HTML it is Markdown's own heading, which mdBook's search and print page count on; only where
/// the id that this one would get is taken, so that others would be renumbered, it is raw HTML.
pub(super) fn headline(input: &PageInput) -> Option<Block> {
    if !is_wanted(input) {
        return None;
    }
    let plain: String = escape::shown(&input.facts.title).collect();
    let title = plain.trim();
    let heading = format!("# {}", escape::markdown(title));
    Some(match input.format {
        Format::Markdown => Block::Markdown(heading),
        Format::Html if changes_ids(input, &heading) => {
            let html = format!(
                "<h1 class=\"design-doc-title\">{}</h1>",
                escape::html(title)
            );
            Block::Html(Styled::new(html, &[]))
        }
        Format::Html => Block::Markdown(format!("{heading} {{.design-doc-title}}")),
    })
}

/// Whether a page that bears its title on no heading gets one.
pub(super) fn is_wanted(input: &PageInput) -> bool {
    let facts = input.facts;
    facts.document
        && facts.title_in_metadata
        && !facts.title.trim().is_empty()
        && input.settings.header.mode != HeaderMode::Off
}

/// Whether a heading's id would be one that the page has already, by the rules of any version.
fn changes_ids(input: &PageInput, heading: &str) -> bool {
    let html = &input.settings.book.html;
    let options = ParseOptions {
        smart_punctuation: html.smart_punctuation,
        definition_lists: html.definition_lists,
        admonitions: html.admonitions,
        ids: IdScheme::V05,
    };
    let markdown = Markdown::parse(heading, 0, options);
    let Some(parsed) = markdown.headings.first() else {
        return true;
    };
    let mine = [
        parsed.id.clone(),
        Ids::new(IdScheme::V04).give(&parsed.text),
    ];
    let page = &input.document.markdown;
    let mut taken = page.headings.iter().map(|it| &it.id).chain(&page.terms);
    mine.iter().any(String::is_empty) || taken.any(|id| mine.contains(id))
}
