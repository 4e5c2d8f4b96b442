//! A heading's text as an entry shows it: code and emphasis kept, links, pictures and footnotes
//! dropped.

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::document::markdown::Heading;

/// The events that remain, line breaks as spaces. Where none holds text, the id stands for it.
pub(super) fn events(heading: &Heading) -> Vec<Event<'static>> {
    let mut kept: Vec<Event<'static>> = heading.events().iter().filter_map(keep).collect();
    if let Some(Event::Text(first)) = kept.first_mut() {
        *first = first.trim_start().to_owned().into();
    }
    if let Some(Event::Text(last)) = kept.last_mut() {
        *last = last.trim_end().to_owned().into();
    }
    let seen = kept.iter().any(|event| match event {
        Event::Text(text) | Event::Code(text) => !text.trim().is_empty(),
        _ => false,
    });
    if seen {
        kept
    } else {
        vec![Event::Text(heading.id.clone().into())]
    }
}

fn keep(event: &Event<'static>) -> Option<Event<'static>> {
    match event {
        Event::Text(_) => Some(event.clone()),
        Event::Code(code) => Some(Event::Code(as_shown(code).into())),
        Event::InlineMath(text) | Event::DisplayMath(text) => Some(Event::Text(text.clone())),
        Event::SoftBreak | Event::HardBreak => Some(Event::Text(" ".into())),
        Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
        | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => {
            Some(event.clone())
        }
        _ => None,
    }
}

/// Code as it is shown once mdBook's `links` has taken the backslash from `\{{#…}}`.
fn as_shown(code: &str) -> String {
    match code.split_once("\\{{#") {
        Some((before, after)) if after.contains("}}") => format!("{before}{{{{#{after}"),
        _ => code.to_owned(),
    }
}
