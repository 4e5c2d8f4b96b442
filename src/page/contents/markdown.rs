//! A contents list in Markdown, for renderers that read no HTML and for mending a hand-written one.

use pulldown_cmark::{Event, LinkType, Options, Tag, TagEnd};
use pulldown_cmark_to_cmark::{Options as Written, cmark_with_options};

use crate::document::markdown::{Heading, Markdown};
use crate::page::escape;
use crate::sealed;

use super::{List, entries, inline};

/// How a list looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Style {
    /// The bullet; none for numbers.
    pub bullet: Option<char>,
    /// Entries are links.
    pub linked: bool,
}

impl Default for Style {
    fn default() -> Self {
        Self {
            bullet: Some('-'),
            linked: true,
        }
    }
}

/// A list with its title above it; none where it is empty.
pub(in crate::page) fn titled_markdown(parsed: &Markdown, list: &List) -> Option<String> {
    let items = markdown(parsed, &list.entries, Style::default());
    if items.is_empty() {
        return None;
    }
    let title = list.title.as_deref().map(escape::markdown);
    Some(title.map_or(items.clone(), |title| format!("**{title}**\n\n{items}")))
}

/// The list of these headings: lines, without the last line ending.
pub(super) fn markdown(markdown: &Markdown, entries: &[usize], style: Style) -> String {
    let headings: Vec<&Heading> = entries.iter().map(|&it| &markdown.headings[it]).collect();
    // A heading's own emphasis may be of a kind that can't be written among other text.
    serialized(&headings, style, true)
        .or_else(|| serialized(&headings, style, false))
        .unwrap_or_default()
}

fn serialized(headings: &[&Heading], style: Style, emphasis: bool) -> Option<String> {
    let options = Written {
        list_token: style.bullet.unwrap_or('-'),
        increment_ordered_list_bullets: true,
        ..Written::default()
    };
    let events = events(headings, style)
        .into_iter()
        .filter(|event| emphasis || !is_emphasis(event));
    let mut out = String::new();
    let parsed_with = Options::ENABLE_STRIKETHROUGH;
    cmark_with_options(events, &mut out, parsed_with, options).ok()?;
    Some(sealed::open_plain(out.trim_end()))
}

fn is_emphasis(event: &Event<'_>) -> bool {
    matches!(
        event,
        Event::Start(Tag::Emphasis | Tag::Strong | Tag::Strikethrough)
            | Event::End(TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough)
    )
}

fn events(headings: &[&Heading], style: Style) -> Vec<Event<'static>> {
    let start = || Event::Start(Tag::List(style.bullet.is_none().then_some(1)));
    let end = || Event::End(TagEnd::List(style.bullet.is_none()));
    let depths = entries::depths(headings.iter().map(|heading| heading.level));
    let mut out = Vec::new();
    let mut open = 0;
    for (heading, depth) in headings.iter().zip(depths) {
        if depth == open {
            out.push(start());
            open += 1;
        } else {
            out.push(Event::End(TagEnd::Item));
            for _ in depth + 1..open {
                out.extend([end(), Event::End(TagEnd::Item)]);
            }
            open = depth + 1;
        }
        out.push(Event::Start(Tag::Item));
        entry(heading, style, &mut out);
    }
    for _ in 0..open {
        out.extend([Event::End(TagEnd::Item), end()]);
    }
    out
}

fn entry(heading: &Heading, style: Style, out: &mut Vec<Event<'static>>) {
    if style.linked {
        out.push(Event::Start(Tag::Link {
            link_type: LinkType::Inline,
            dest_url: sealed::seal(&format!("#{}", escape::fragment(&heading.id))).into(),
            title: "".into(),
            id: "".into(),
        }));
    }
    for event in inline::events(heading) {
        out.push(match event {
            // What is escaped already goes through as it is.
            Event::Text(text) => Event::Text(sealed::seal(&escape::markdown(&text)).into()),
            Event::Code(code) => Event::Text(sealed::seal(&escape::markdown_code(&code)).into()),
            event => event,
        });
    }
    if style.linked {
        out.push(Event::End(TagEnd::Link));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::markdown::ParseOptions;

    #[test]
    fn lists_come_from_events() {
        let text = "## A *b* `c|{{#toc}}`\n\n#### [D](x) <b>![e](f)\n\n### G\n\n## \\<i> 1_2_3\n";
        let parsed = Markdown::parse(text, 0, ParseOptions::default());
        let all: Vec<usize> = (0..parsed.headings.len()).collect();
        assert_eq!(
            markdown(&parsed, &all, Style::default()),
            "- [A *b* `c|\\{{#toc}}`](#a-b-ctoc)\n  - [D](#d)\n  - [G](#g)\n- [&lt;i&gt; 1\\_2\\_3](#i-1_2_3)"
        );
        let style = Style {
            bullet: None,
            linked: false,
        };
        assert_eq!(
            markdown(&parsed, &all[..3], style),
            "1. A *b* `c|\\{{#toc}}`\n   1. D\n   2. G"
        );
    }
}
