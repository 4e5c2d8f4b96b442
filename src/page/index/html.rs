//! The index in HTML.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::arrange::{Arranged, Group};
use super::column::{Cell, Key};
use super::{Column, Place, Row, View, chart, list};
use crate::page::style::{self, Styled};
use crate::page::{escape, header, links};

/// Makes tables sortable and all of it searchable; without it every row is there all the same. As it
/// stands in a page: without comments, and without blank lines, which end a block of HTML.
static SCRIPT: LazyLock<String> = LazyLock::new(|| {
    let lines = include_str!("script.js").lines().map(str::trim);
    let kept = lines.filter(|line| !line.is_empty() && !line.starts_with("//"));
    kept.collect::<Vec<_>>().join("\n")
});

/// Chart and rows, one block.
pub(super) fn html(arranged: &Arranged<'_>, place: &Place<'_>) -> Styled {
    if arranged.count == 0 {
        let none = "<div class=\"design-doc-documents\">No documents.</div>";
        return Styled::new(none.to_owned(), style::INDEX);
    }
    let rows = match arranged.view {
        View::Table => table(arranged, place),
        View::List => list::html(arranged, place),
    };
    let html = format!(
        "<div class=\"design-doc-documents\">\n{}{rows}\n</div>\n<script>\n{}\n</script>",
        chart::html(arranged),
        *SCRIPT
    );
    Styled::new(html, style::INDEX)
}

/// The table. Its rows are laid out each for itself, so that one that is far from being seen takes no
/// time; since browsers may then see no table in it, every part says what it is.
fn table(arranged: &Arranged<'_>, place: &Place<'_>) -> String {
    let orders: Vec<Order> = arranged
        .columns
        .iter()
        .map(|column| Order::of(column, arranged, place))
        .collect();
    let headings: Vec<String> = arranged
        .columns
        .iter()
        .map(|column| heading(column, arranged))
        .collect();
    let widths: Vec<&str> = arranged.columns.iter().map(Column::width).collect();
    let mut out = format!(
        "<table class=\"design-doc-index\" role=\"table\" style=\"--design-doc-badge:{}em;--design-doc-columns:{}\">\n<caption>{}</caption>\n<thead role=\"rowgroup\">\n<tr role=\"row\">{}</tr>\n</thead>\n",
        badge_width(arranged),
        widths.join(" "),
        chart::documents(arranged.count),
        headings.concat()
    );
    for group in &arranged.groups {
        out.push_str("<tbody role=\"rowgroup\">\n");
        out.push_str(&group_heading(group, arranged.columns.len()));
        for row in &group.rows {
            let cells = arranged.columns.iter().zip(&orders);
            out.push_str("<tr role=\"row\">");
            out.extend(cells.map(|(column, order)| cell(column, row, order, place)));
            out.push_str("</tr>\n");
        }
        out.push_str("</tbody>\n");
    }
    out + "</table>"
}

/// How wide the longest badge is, in em: about six tenths for a letter, and its padding. Longer ones than
/// any usual status are broken.
fn badge_width(arranged: &Arranged<'_>) -> f32 {
    let names = arranged.tally.iter().filter_map(|(status, _)| *status);
    let longest = names.map(|status| status.name.chars().count()).max();
    let letters = longest.unwrap_or_default().clamp(6, 16);
    1.5 + 0.6 * f32::from(u8::try_from(letters).unwrap_or_default())
}

fn heading(column: &Column, arranged: &Arranged<'_>) -> String {
    let sorted = arranged.sorted.filter(|sort| sort.column == *column);
    let sorted = sorted.map_or("", |sort| match sort.descending {
        true => " aria-sort=\"descending\"",
        false => " aria-sort=\"ascending\"",
    });
    let heading = escape::html(&column.heading());
    format!("<th role=\"columnheader\" scope=\"col\"{sorted}>{heading}</th>")
}

fn group_heading(group: &Group<'_>, columns: usize) -> String {
    let Some(name) = group.name else {
        return String::new();
    };
    format!(
        "<tr class=\"design-doc-group\" role=\"row\"><th role=\"rowheader\" scope=\"rowgroup\" colspan=\"{columns}\">{} ({})</th></tr>\n",
        escape::html(name),
        group.rows.len()
    )
}

fn cell(column: &Column, row: &Row, order: &Order, place: &Place<'_>) -> String {
    let content = content(column, row, place);
    if content.is_empty() {
        return "<td role=\"cell\"></td>".to_owned();
    }
    let label = match column.needs_heading() {
        true => format!(" data-label=\"{}\"", escape::html(&column.heading())),
        false => String::new(),
    };
    let class = class(column);
    let order = order.attribute(column, row, place);
    format!("<td role=\"cell\" class=\"{class}\"{order}{label}>{content}</td>")
}

/// The class of what a column shows.
pub(super) fn class(column: &Column) -> String {
    match column {
        // `design-doc-status` is the badge in it.
        Column::Status => "design-doc-standing".to_owned(),
        column => header::class(&column.name()),
    }
}

/// What stands in a cell; empty where there is nothing.
pub(super) fn content(column: &Column, row: &Row, place: &Place<'_>) -> String {
    match column.cell(row) {
        Cell::Empty => String::new(),
        Cell::Title => title(row, place),
        Cell::Status => row
            .facts
            .status
            .as_ref()
            .map_or(String::new(), header::badge),
        Cell::Text(text) => escape::html(&text),
        Cell::Day(day) => escape::time(&day),
        Cell::Since(day) => format!("since {}", escape::time(&day)),
        Cell::Count(count) => count.to_string(),
    }
}

fn title(row: &Row, place: &Place<'_>) -> String {
    links::html(row.facts.title.trim(), place.address(row).as_deref())
}

/// The order of what does not sort by what it reads.
struct Order(BTreeMap<Key, usize>);

impl Order {
    fn of(column: &Column, arranged: &Arranged<'_>, place: &Place<'_>) -> Self {
        if !Self::is_needed(column) {
            return Self(BTreeMap::new());
        }
        let rows = arranged.groups.iter().flat_map(|group| &group.rows);
        let keys = rows.filter_map(|row| column.key(row, place.statuses));
        let mut order: BTreeMap<Key, usize> = keys.map(|key| (key, 0)).collect();
        order.values_mut().zip(1..).for_each(|(at, nth)| *at = nth);
        Self(order)
    }

    fn is_needed(column: &Column) -> bool {
        matches!(column, Column::Status) || column.name() == "version"
    }

    fn attribute(&self, column: &Column, row: &Row, place: &Place<'_>) -> String {
        if self.0.is_empty() {
            return String::new();
        }
        let key = column.key(row, place.statuses);
        let nth = key.and_then(|key| self.0.get(&key));
        nth.map_or(String::new(), |nth| format!(" data-sort=\"{nth}\""))
    }
}
