//! The header in Markdown.

use crate::page::{escape, links};

use super::{Header, Link, Part};

/// Banner and header, a paragraph each, parted by `\n\n`.
pub(in crate::page) fn markdown(header: &Header) -> String {
    let mut paragraphs = Vec::new();
    if let Some(banner) = &header.banner {
        let text = escape::markdown(&banner.text);
        paragraphs.push(if banner.links.is_empty() {
            format!("**Note:** {text}")
        } else {
            format!("**Note:** {text} {}.", links(&banner.links))
        });
    }
    if !header.parts.is_empty() {
        let parts: Vec<String> = header.parts.iter().map(part).collect();
        paragraphs.push(parts.join(" · "));
    }
    paragraphs.join("\n\n")
}

fn part(part: &Part) -> String {
    match part {
        Part::Status(status) => labelled("Status", &escape::markdown(&status.name)),
        Part::Text { label, value, .. } => labelled(label, &escape::markdown(value)),
        Part::Relation { label, to, .. } => labelled(label, &links(to)),
    }
}

fn labelled(label: &str, value: &str) -> String {
    format!("**{}:** {value}", escape::markdown(label))
}

fn links(links: &[Link]) -> String {
    let link = |link: &Link| links::markdown(link.text, link.address.as_deref());
    links.iter().map(link).collect::<Vec<_>>().join(", ")
}
