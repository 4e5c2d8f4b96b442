//! A contents list in HTML.

use pulldown_cmark::{Event, TagEnd};

use crate::document::markdown::{Heading, Markdown};
use crate::page::escape;
use crate::page::style::{self, Styled};

use super::{List, entries, inline};

/// The `nav` element of a list; none where it is empty.
pub(in crate::page) fn html(markdown: &Markdown, list: &List) -> Option<Styled> {
    let headings: Vec<&Heading> = list
        .entries
        .iter()
        .map(|&it| &markdown.headings[it])
        .collect();
    if headings.is_empty() {
        return None;
    }
    let title = list.title.as_deref().map(escape::html);
    let label = title.as_deref().unwrap_or("Table of contents");
    let mut out = format!("<nav class=\"design-doc-toc\" aria-label=\"{label}\">\n");
    if let Some(title) = &title {
        out.push_str(&format!("<p class=\"design-doc-toc-title\">{title}</p>\n"));
    }
    let depths = entries::depths(headings.iter().map(|heading| heading.level));
    let mut open = 0;
    for (heading, depth) in headings.into_iter().zip(depths) {
        if depth == open {
            out.push_str("<ul>\n");
            open += 1;
        } else {
            out.push_str("</li>\n");
            out.push_str(&"</ul>\n</li>\n".repeat(open - depth - 1));
            open = depth + 1;
        }
        let href = escape::html(&heading.id);
        out.push_str(&format!("<li><a href=\"#{href}\">{}</a>\n", text(heading)));
    }
    out.push_str(&"</li>\n</ul>\n".repeat(open));
    out.push_str("</nav>");
    Some(Styled::new(out, style::CONTENTS))
}

fn text(heading: &Heading) -> String {
    let mut out = String::new();
    for event in inline::events(heading) {
        match event {
            Event::Text(text) => out.push_str(&escape::html(&text)),
            Event::Code(code) => {
                out.push_str(&format!("<code>{}</code>", escape::html(&code)));
            }
            Event::Start(tag) => out.push_str(&format!("<{}>", name(&tag.to_end()))),
            Event::End(tag) => out.push_str(&format!("</{}>", name(&tag))),
            _ => {}
        }
    }
    out
}

fn name(tag: &TagEnd) -> &'static str {
    match tag {
        TagEnd::Strong => "strong",
        TagEnd::Strikethrough => "del",
        _ => "em",
    }
}
