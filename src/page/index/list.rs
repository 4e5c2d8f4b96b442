//! The index as a list: in each item the title, and what else is known of the document.

use super::arrange::Arranged;
use super::html::{class, content};
use super::{Column, Place, Row};
use crate::page::escape;

/// One list, or a list of groups.
pub(super) fn html(arranged: &Arranged<'_>, place: &Place<'_>) -> String {
    let mut out = String::new();
    for group in &arranged.groups {
        let items: String = group
            .rows
            .iter()
            .map(|row| item(row, &arranged.columns, place))
            .collect();
        match group.name {
            Some(name) => out.push_str(&format!(
                "<li class=\"design-doc-group\">{} ({})\n<ul>\n{items}</ul>\n</li>\n",
                escape::html(name),
                group.rows.len()
            )),
            None => out.push_str(&items),
        }
    }
    format!("<ul class=\"design-doc-list\">\n{out}</ul>")
}

fn item(row: &Row, columns: &[Column], place: &Place<'_>) -> String {
    let parts = columns.iter().filter_map(|column| {
        let content = content(column, row, place);
        let label = match column.needs_heading() {
            true => format!("{}: ", escape::html(&column.heading())),
            false => String::new(),
        };
        let class = class(column);
        (!content.is_empty()).then(|| format!("<span class=\"{class}\">{label}{content}</span>"))
    });
    let parts: Vec<String> = parts.collect();
    format!("<li class=\"design-doc-item\">{}</li>\n", parts.join(" "))
}
