//! The index in Markdown.

use super::arrange::{Arranged, Group};
use super::column::Cell;
use super::{Column, Place, Row, View, chart};
use crate::page::{escape, links};

/// A line of counts, then a table or a list for each group.
pub(super) fn markdown(arranged: &Arranged<'_>, place: &Place<'_>) -> String {
    if arranged.count == 0 {
        return "No documents.".to_owned();
    }
    let mut parts = vec![escape::markdown(&chart::in_words(arranged)) + "."];
    for group in &arranged.groups {
        if let Some(name) = group.name {
            let name = escape::markdown(name);
            parts.push(format!("**{name}** ({})", group.rows.len()));
        }
        parts.push(match arranged.view {
            View::Table => table(&arranged.columns, group, place),
            View::List => list(&arranged.columns, group, place),
        });
    }
    parts.join("\n\n")
}

fn table(columns: &[Column], group: &Group<'_>, place: &Place<'_>) -> String {
    let headings = columns.iter().map(|it| escape::markdown(&it.heading()));
    let mut lines = vec![
        line(headings),
        line(columns.iter().map(|_| "---".to_owned())),
    ];
    for row in &group.rows {
        lines.push(line(columns.iter().map(|it| content(it, row, place))));
    }
    lines.join("\n")
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let cells: Vec<String> = cells.collect();
    format!("| {} |", cells.join(" | "))
}

fn list(columns: &[Column], group: &Group<'_>, place: &Place<'_>) -> String {
    let items = group.rows.iter().map(|row| {
        let parts = columns.iter().filter_map(|column| {
            let content = content(column, row, place);
            let label = match column.needs_heading() {
                true => format!("{}: ", escape::markdown(&column.heading())),
                false => String::new(),
            };
            (!content.is_empty()).then(|| label + &content)
        });
        let parts: Vec<String> = parts.collect();
        format!("- {}", escape::at_start(&parts.join(" · ")))
    });
    items.collect::<Vec<_>>().join("\n")
}

fn content(column: &Column, row: &Row, place: &Place<'_>) -> String {
    match column.cell(row) {
        Cell::Empty => String::new(),
        Cell::Title => title(row, place),
        Cell::Status => {
            let status = row.facts.status.as_ref();
            status.map_or(String::new(), |status| escape::markdown(&status.name))
        }
        Cell::Text(text) => escape::markdown(&text),
        Cell::Day(day) => escape::markdown(&day),
        Cell::Since(day) => format!("since {}", escape::markdown(&day)),
        Cell::Count(count) => count.to_string(),
    }
}

fn title(row: &Row, place: &Place<'_>) -> String {
    links::markdown(row.facts.title.trim(), place.address(row).as_deref())
}
