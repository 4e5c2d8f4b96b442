//! A line of Markdown with values in it: the line is the configuration's, the values are not.
//!
//! Each value travels through the Markdown parser as a word that means nothing to it, and is escaped
//! where it comes out: as text, in an address, in an attribute.

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};
use pulldown_cmark_to_cmark::cmark;

use crate::page::escape;

const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';
/// Keeps the line from being read as a block of another kind.
const FIRST: char = '\u{e002}';

/// The word that a value travels as.
pub(super) fn value(text: &str) -> String {
    let letter = |half: u8| char::from(b'a' + half);
    let letters = text
        .bytes()
        .flat_map(|byte| [letter(byte >> 4), letter(byte & 15)]);
    std::iter::once(OPEN)
        .chain(letters)
        .chain(std::iter::once(CLOSE))
        .collect()
}

/// The line as HTML; what reads as `date` becomes a `time` element.
pub(super) fn html(line: &str, date: &str) -> String {
    let mut out = String::new();
    let text = |text: &str| {
        filled(text, escape::html, |value| {
            let escaped = escape::html(value);
            if !date.is_empty() && value == date {
                format!("<time datetime=\"{escaped}\">{escaped}</time>")
            } else {
                escaped
            }
        })
    };
    let mut links = Vec::new();
    for event in events(line) {
        match event {
            Event::Text(it) => out.push_str(&text(&it)),
            Event::Code(it) => {
                let code = filled(&it, escape::html, escape::html);
                out.push_str(&format!("<code>{code}</code>"));
            }
            Event::InlineHtml(it) => out.push_str(&filled(&it, str::to_owned, attribute)),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let address = address(&dest_url);
                if let Some(address) = &address {
                    let href = escape::html(address);
                    out.push_str(&format!("<a href=\"{href}\">"));
                }
                links.push(address.is_some());
            }
            Event::End(TagEnd::Link) if links.pop() == Some(true) => out.push_str("</a>"),
            Event::Start(tag) => out.push_str(&element(&tag.to_end(), "<")),
            Event::End(tag) => out.push_str(&element(&tag, "</")),
            _ => {}
        }
    }
    out
}

fn element(tag: &TagEnd, open: &str) -> String {
    let name = match tag {
        TagEnd::Emphasis => "em",
        TagEnd::Strong => "strong",
        TagEnd::Strikethrough => "del",
        _ => return String::new(),
    };
    format!("{open}{name}>")
}

/// The line as Markdown without HTML.
pub(super) fn markdown(line: &str) -> String {
    let mut links = Vec::new();
    let events = events(line).into_iter().filter_map(|event| match event {
        Event::Text(it) => {
            let text = filled(&it, escape::markdown, escape::markdown);
            Some(Event::InlineHtml(text.into()))
        }
        Event::Code(it) => {
            let code = filled(&it, str::to_owned, str::to_owned);
            Some(Event::InlineHtml(escape::markdown_code(&code).into()))
        }
        Event::SoftBreak | Event::HardBreak => Some(Event::InlineHtml(" ".into())),
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            id,
            ..
        }) => {
            let address = address(&dest_url);
            links.push(address.is_some());
            Some(Event::Start(Tag::Link {
                link_type,
                dest_url: address?.into(),
                title: "".into(),
                id,
            }))
        }
        Event::End(TagEnd::Link) => (links.pop() == Some(true)).then_some(event),
        Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
        | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough) => Some(event),
        _ => None,
    });
    let mut out = String::new();
    let events: Vec<_> = events.collect();
    // Writing into a `String` does not fail, and the events are balanced.
    let _ = cmark(events.iter(), &mut out, Options::ENABLE_STRIKETHROUGH);
    out.trim().to_owned()
}

/// The inline events of a line.
fn events(line: &str) -> Vec<Event<'static>> {
    let line = format!(
        "{FIRST}{}",
        line.split_whitespace().collect::<Vec<_>>().join(" ")
    );
    let mut depth = 0;
    Parser::new_ext(&line, Options::ENABLE_STRIKETHROUGH)
        .filter(|event| {
            // Pictures have no place in a footer.
            match event {
                Event::Start(Tag::Image { .. }) => depth += 1,
                Event::End(TagEnd::Image) => depth -= 1,
                _ => {}
            }
            depth == 0
        })
        .map(|event| match event {
            Event::Text(text) => Event::Text(CowStr::from(text.replace(FIRST, ""))),
            event => event.into_static(),
        })
        .collect()
}

/// A text with its values put in: what stands around them by `around`, they by `inside`.
fn filled(text: &str, around: impl Fn(&str) -> String, inside: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let (word, after) = after.split_once(CLOSE).unwrap_or((after, ""));
        out.push_str(&around(before));
        out.push_str(&inside(&decoded(word)));
        rest = after;
    }
    out.push_str(&around(rest));
    out
}

fn decoded(word: &str) -> String {
    let half = |letter: u8| letter.wrapping_sub(b'a') & 15;
    let bytes = word.as_bytes().chunks_exact(2);
    let bytes = bytes
        .map(|pair| half(pair[0]) << 4 | half(pair[1]))
        .collect();
    String::from_utf8(bytes).unwrap_or_default()
}

/// Where a link of the line leads; none where that is no web address.
fn address(written: &str) -> Option<String> {
    escape::web_address(&filled(written, str::to_owned, str::to_owned))
}

/// A value within a tag: one that would be an active address is left out.
fn attribute(value: &str) -> String {
    let scheme = value.split_once(':').map(|(scheme, _)| scheme.trim());
    let web = escape::web_address(value).is_some();
    match scheme {
        Some(scheme) if !web && scheme.chars().all(|ch| ch.is_ascii_alphanumeric()) => {
            String::new()
        }
        _ => escape::html(value),
    }
}
