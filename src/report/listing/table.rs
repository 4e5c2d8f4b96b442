//! Documents as a table for people: columns that stand below each other, whatever the letters.

use std::io::{self, Write};

use anstyle::{AnsiColor, Style};
use unicode_width::UnicodeWidthStr;

use super::{Column, Item, Listing};
use crate::lifecycle::Color;
use crate::report::format::{Documents, Format};
use crate::report::neutral_line;

/// A cell has no more columns of the terminal than this; the rest of it is left out. Paths are whole.
const WIDEST: usize = 48;

/// Its line in the table of formats.
pub(super) const FORMAT: Format<Documents> = Format {
    name: "table",
    summary: "Columns below each other",
    for_people: true,
    render: |listing, to, out| render(listing, to.styled, out),
};

/// Writes a table, or one for each group under its name.
///
/// # Errors
/// Where the output can't be written.
fn render(listing: &Listing<'_>, styled: bool, out: &mut dyn Write) -> io::Result<()> {
    if listing.items().next().is_none() {
        return writeln!(out, "no documents");
    }
    let columns = listing.columns();
    let widths: Vec<usize> = columns
        .iter()
        .map(|column| {
            let cells = listing.items().map(|item| cell(*column, item).width());
            cells
                .max()
                .unwrap_or_default()
                .max(column.heading().width())
        })
        .collect();
    let styles = Styles { styled };
    for (at, group) in listing.groups.iter().enumerate() {
        if at > 0 {
            writeln!(out)?;
        }
        if let Some(name) = group.name {
            let name = format!("{} ({})", neutral_line(name), group.items.len());
            writeln!(out, "{}", styles.paint(Style::new().bold(), &name))?;
        }
        let headings = columns.iter().map(|column| column.heading().to_owned());
        let dim = |_: &Column| Style::new().dimmed();
        line(
            &columns,
            headings,
            &widths,
            |column| styles.of(dim(column)),
            out,
        )?;
        for item in &group.items {
            let cells = columns.iter().map(|column| cell(*column, item));
            line(
                &columns,
                cells,
                &widths,
                |column| styles.of(style(*column, item)),
                out,
            )?;
        }
    }
    Ok(())
}

fn line(
    columns: &[Column],
    cells: impl Iterator<Item = String>,
    widths: &[usize],
    style: impl Fn(&Column) -> Style,
    out: &mut dyn Write,
) -> io::Result<()> {
    let last = columns.len().saturating_sub(1);
    for (at, ((column, cell), width)) in columns.iter().zip(cells).zip(widths).enumerate() {
        let style = style(column);
        write!(out, "{style}{cell}{style:#}")?;
        if at < last {
            write!(out, "{:1$}", "", width - cell.width() + 2)?;
        }
    }
    writeln!(out)
}

fn cell(column: Column, item: &Item<'_>) -> String {
    let text = column.text(item);
    let text = neutral_line(&text);
    if column == Column::Path || text.width() <= WIDEST {
        return text.into_owned();
    }
    let mut short = String::new();
    for ch in text.chars() {
        let mut longer = short.clone();
        longer.push(ch);
        if longer.width() >= WIDEST {
            break;
        }
        short = longer;
    }
    short.push('…');
    short
}

fn style(column: Column, item: &Item<'_>) -> Style {
    let color = |color: AnsiColor| color.on_default();
    match column {
        Column::Status => match item.row.facts.status.as_ref().map(|it| it.color) {
            Some(Color::Note) => color(AnsiColor::Blue),
            Some(Color::Tip) => color(AnsiColor::Green),
            Some(Color::Important) => color(AnsiColor::Magenta),
            Some(Color::Warning) => color(AnsiColor::Yellow),
            Some(Color::Caution) => color(AnsiColor::Red),
            None => Style::new(),
        },
        Column::Findings if item.findings.error > 0 => color(AnsiColor::Red),
        Column::Findings if item.findings.warning > 0 => color(AnsiColor::Yellow),
        Column::Due => color(AnsiColor::Yellow),
        _ => Style::new(),
    }
}

/// Styles, where they are wanted.
#[derive(Clone, Copy)]
struct Styles {
    styled: bool,
}

impl Styles {
    fn of(self, style: Style) -> Style {
        if self.styled { style } else { Style::new() }
    }

    fn paint(self, style: Style, text: &str) -> String {
        let style = self.of(style);
        format!("{style}{text}{style:#}")
    }
}
