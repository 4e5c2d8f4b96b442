//! The page's `<title>`, through mdBook's own `{{#title …}}`.

use crate::document::include;

use super::{Format, PageInput, escape};

/// The directive; none where mdBook would not read it, or the author wrote one.
pub(super) fn directive(input: &PageInput) -> Option<String> {
    let facts = input.facts;
    let wanted = facts.document || facts.title_in_metadata;
    if !wanted || !input.settings.page_title || input.format != Format::Html || !input.links_follow
    {
        return None;
    }
    let own = input.document.text().as_str();
    let mut directives = include::find(own, input.document.body).into_iter();
    if directives.any(|directive| directive.include.is_none()) {
        return None;
    }
    let title = sanitized(&facts.title)?;
    let book = input.settings.book.title.as_deref().unwrap_or_default();
    if book.trim().is_empty() {
        return Some(format!("{{{{#title {title}}}}}"));
    }
    let book = sanitized(book)?;
    Some(format!("{{{{#title {title} - {book}}}}}"))
}

/// None for what can't stand in the directive.
fn sanitized(title: &str) -> Option<String> {
    let broken = title.trim().contains(['}', '\n', '\r']) || title.contains("{{");
    let title: String = escape::shown(title).collect();
    let title = title.trim();
    (!broken && !title.is_empty()).then(|| title.to_owned())
}
