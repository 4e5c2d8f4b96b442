//! The index of a book's documents: what `{{#documents}}` gives.
//!
//! 1. [`rows`] reads a [`Row`] of each document; [`Statuses`] puts the statuses of all lifecycles in one
//!    order.
//! 2. [`Asked`] understands what people ask for, a [`Filter`] picks the rows. A [`Wanted`] says which [`Column`]s are shown, and how rows are sorted and grouped: `arrange`.
//! 3. `chart` counts the statuses; `html` and `markdown` write it all.

mod arrange;
mod asked;
mod chart;
mod column;
mod filter;
mod html;
mod list;
mod markdown;
mod row;
mod statuses;
#[cfg(test)]
mod tests;

use super::{Block, Format, links};

pub use arrange::{Group, GroupBy, Sort, groups};
pub use asked::{Asked, Unknown, values};
pub use column::Column;
pub use filter::Filter;
pub use row::{Row, rows};
pub use statuses::Statuses;

use arrange::Arranged;

/// What an index is to look like.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The columns in order; none for the usual ones, as far as some document has something there.
    pub columns: Option<Vec<Column>>,
    /// By what rows are sorted, the first of it first; the book's order otherwise.
    pub sort: Vec<Sort>,
    /// What parts the rows.
    pub group_by: Option<GroupBy>,
    /// How they are shown.
    pub view: View,
}

/// How documents are shown.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum View {
    /// A row each.
    #[default]
    Table,
    /// An item each.
    List,
}

/// Where an index stands, and what it knows.
#[derive(Debug, Clone, Copy)]
pub struct Place<'a> {
    /// The chapter's path relative to `src`; none where links can't be made.
    pub chapter: Option<&'a str>,
    /// The order of statuses.
    pub statuses: &'a Statuses,
    /// Who renders the page.
    pub format: Format,
}

impl Place<'_> {
    /// The link to a document.
    fn address(&self, row: &Row) -> Option<String> {
        let (from, to) = self.chapter.zip(row.facts.chapter.as_deref())?;
        Some(links::chapter(from, to))
    }
}

/// The index of these rows.
pub fn block(rows: &[Row], wanted: &Wanted, place: &Place<'_>) -> Block {
    let arranged = Arranged::new(rows, wanted, place.statuses);
    match place.format {
        Format::Html => Block::Html(html::html(&arranged, place)),
        Format::Markdown => Block::Markdown(markdown::markdown(&arranged, place)),
    }
}
