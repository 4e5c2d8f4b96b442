//! The header in HTML.

use crate::page::escape;
use crate::page::style::{self, Styled};

use super::status::{badge, border};
use super::{Banner, Header, Link, Part};

/// Banner and header, one block.
pub(in crate::page) fn html(header: &Header) -> Styled {
    let mut blocks: Vec<String> = header.banner.iter().map(banner).collect();
    if !header.parts.is_empty() {
        let parts: Vec<String> = header.parts.iter().map(part).collect();
        blocks.push(format!(
            "<header class=\"design-doc-header\">\n{}\n</header>",
            parts.join("\n")
        ));
    }
    Styled::new(blocks.join("\n"), style::HEADER)
}

fn banner(banner: &Banner) -> String {
    let links = links(&banner.links);
    let end = if links.is_empty() { "" } else { "." };
    let space = if links.is_empty() { "" } else { " " };
    format!(
        "<div class=\"design-doc-banner\" role=\"note\" style=\"{}\">{}{space}{links}{end}</div>",
        border(banner.color),
        escape::html(&banner.text)
    )
}

fn part(part: &Part) -> String {
    match part {
        Part::Status(status) => badge(status),
        Part::Text {
            label,
            field,
            value,
            date,
        } => {
            let value = escape::html(value);
            let value = if *date {
                format!("<time datetime=\"{value}\">{value}</time>")
            } else {
                value
            };
            labelled(label, field, &value)
        }
        Part::Relation { label, field, to } => labelled(label, field, &links(to)),
    }
}

fn labelled(label: &str, field: &str, value: &str) -> String {
    format!(
        "<span class=\"design-doc-field design-doc-{}\">{}: {value}</span>",
        class(field),
        escape::html(label)
    )
}

/// A field's name as part of a class.
fn class(field: &str) -> String {
    let plain = |ch: char| ch.is_ascii_alphanumeric() || ch == '-';
    field
        .chars()
        .map(|ch| if plain(ch) { ch } else { '-' })
        .collect()
}

fn links(links: &[Link]) -> String {
    let links: Vec<String> = links.iter().map(link).collect();
    links.join(", ")
}

fn link(link: &Link) -> String {
    let text = escape::html(link.text);
    match &link.address {
        Some(address) => format!("<a href=\"{}\">{text}</a>", escape::html(address)),
        None => text,
    }
}
