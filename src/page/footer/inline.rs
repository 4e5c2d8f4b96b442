//! A line of Markdown with values in it: the line is the configuration's, the values are not.
//!
//! Each value travels through the Markdown parser as a word that means nothing to it, and is escaped
//! where it comes out: as text, in an address, in an attribute.

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd};

use crate::page::escape;
use crate::sealed;

/// Keeps the line from being read as a block of another kind.
const FIRST: char = '\u{e002}';

/// The line as HTML; what reads as `date` becomes a `time` element.
pub(super) fn html(line: &str, date: &str) -> String {
    let mut out = String::new();
    let text = |text: &str| {
        sealed::open(text, escape::html, |value| {
            if !date.is_empty() && value == date {
                escape::time(value)
            } else {
                escape::html(value)
            }
        })
    };
    let mut links = Vec::new();
    for event in events(line) {
        match event {
            Event::Text(it) => out.push_str(&text(&it)),
            Event::Code(it) => {
                let code = sealed::open(&it, escape::html, escape::html);
                out.push_str(&format!("<code>{code}</code>"));
            }
            Event::InlineHtml(it) => out.push_str(&sealed::open(&it, str::to_owned, attribute)),
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
    let mut out = String::new();
    let mut links = Vec::new();
    for event in events(line) {
        match event {
            Event::Text(it) => {
                out.push_str(&sealed::open(&it, escape::markdown, escape::markdown));
            }
            Event::Code(it) => out.push_str(&escape::markdown_code(&sealed::open_plain(&it))),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let address = address(&dest_url);
                out.push_str(if address.is_some() { "[" } else { "" });
                links.push(address);
            }
            Event::End(TagEnd::Link) => {
                if let Some(Some(address)) = links.pop() {
                    out.push_str(&format!("]({address})"));
                }
            }
            Event::Start(Tag::Emphasis) | Event::End(TagEnd::Emphasis) => out.push('*'),
            Event::Start(Tag::Strong) | Event::End(TagEnd::Strong) => out.push_str("**"),
            Event::Start(Tag::Strikethrough) | Event::End(TagEnd::Strikethrough) => {
                out.push_str("~~");
            }
            _ => {}
        }
    }
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

/// Where a link of the line leads; none where that is no web address.
fn address(written: &str) -> Option<String> {
    escape::web_address(&sealed::open_plain(written))
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
