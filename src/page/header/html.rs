//! The header in HTML.

use crate::page::style::{self, Styled};
use crate::page::{escape, links};

use super::status::{badge, colored};
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
        "<div class=\"design-doc-banner\" role=\"note\"{}>{}{space}{links}{end}</div>",
        colored(banner.color),
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
            let value = match date {
                true => escape::time(value),
                false => escape::html(value),
            };
            labelled(label, field, &value)
        }
        Part::Relation { label, field, to } => labelled(label, field, &links(to)),
    }
}

fn labelled(label: &str, field: &str, value: &str) -> String {
    format!(
        "<span class=\"design-doc-field {}\">{}: {value}</span>",
        class(field),
        escape::html(label)
    )
}

/// The class of what a field says; one that our styles mean for something else is no field's.
pub(in crate::page) fn class(field: &str) -> String {
    let plain = |ch: char| ch.is_ascii_alphanumeric() || ch == '-';
    let name = field.chars().map(|ch| if plain(ch) { ch } else { '-' });
    let name: String = name.collect();
    match style::is_taken(&name) {
        true => format!("design-doc-field-{name}"),
        false => format!("design-doc-{name}"),
    }
}

fn links(links: &[Link]) -> String {
    let link = |link: &Link| links::html(link.text, link.address.as_deref());
    links.iter().map(link).collect::<Vec<_>>().join(", ")
}
