//! A contents list that somebody wrote.

use std::ops::Range;

use mdbook_markdown::{MarkdownOptions, new_cmark_parser};
use pulldown_cmark::{Event, Tag, TagEnd};

use crate::document::Document;

use super::Style;

/// The list and its items.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written {
    /// From the first line of the first list to the last line of the last one.
    pub range: Range<usize>,
    /// Its items, those of lists in lists too, in order.
    pub items: Vec<Item>,
    /// How it looks.
    pub style: Style,
}

/// One item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Item {
    /// Its own text in the view, without the lists in it.
    pub range: Range<usize>,
    /// What its first link says, or all of it where it has none.
    pub text: String,
    /// Where its first link leads.
    pub link: Option<String>,
    /// It says more than the link does.
    pub more: bool,
}

/// The lists in a range; none where there is none.
pub(super) fn read(document: &Document, range: Range<usize>) -> Option<Written> {
    let text = document.slice(range.clone());
    let mut reader = Reader::default();
    let options = MarkdownOptions::default();
    for (event, at) in new_cmark_parser(text, &options).into_offset_iter() {
        reader.event(event, at.start + range.start..at.end + range.start);
    }
    let (first, last) = (reader.lists.first()?, reader.lists.last()?);
    let end = first.start + document.slice(first.start..last.end).trim_end().len();
    let marker = document.slice(first.clone()).chars().next()?;
    let items: Vec<Item> = reader.items;
    Some(Written {
        range: first.start..end,
        style: Style {
            bullet: "-*+".contains(marker).then_some(marker),
            linked: items.iter().any(|item| item.link.is_some()),
        },
        items,
    })
}

#[derive(Default)]
struct Reader {
    lists: Vec<Range<usize>>,
    items: Vec<Item>,
    /// Indices of the items that are open.
    open: Vec<usize>,
    depth: usize,
    in_link: bool,
}

impl Reader {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(Tag::List(_)) => {
                if self.depth == 0 {
                    self.lists.push(range);
                }
                self.depth += 1;
            }
            Event::End(TagEnd::List(_)) => self.depth -= 1,
            Event::Start(Tag::Item) => {
                self.open.push(self.items.len());
                self.items.push(Item {
                    range: range.start..range.start,
                    text: String::new(),
                    link: None,
                    more: false,
                });
            }
            Event::End(TagEnd::Item) => drop(self.open.pop()),
            Event::Start(Tag::Link { dest_url, .. }) => self.link(&dest_url, range),
            Event::End(TagEnd::Link) => self.in_link = false,
            Event::Text(text) | Event::Code(text) => self.text(&text, range),
            Event::SoftBreak | Event::HardBreak => self.text(" ", range),
            _ => {}
        }
    }

    fn item(&mut self) -> Option<&mut Item> {
        self.items.get_mut(*self.open.last()?)
    }

    fn link(&mut self, target: &str, range: Range<usize>) {
        let Some(item) = self.item() else {
            return;
        };
        if item.link.is_some() {
            item.more = true;
            return;
        }
        item.link = Some(target.to_owned());
        // `1.2 [Scope](#scope)`: a number before the link is no text of its own.
        item.more = item.text.chars().any(char::is_alphabetic);
        item.text.clear();
        item.range.end = range.end;
        self.in_link = true;
    }

    fn text(&mut self, text: &str, range: Range<usize>) {
        let in_link = self.in_link;
        let Some(item) = self.item() else {
            return;
        };
        item.range.end = item.range.end.max(range.end);
        if item.link.is_none() || in_link {
            item.text.push_str(text);
        } else if !text.trim().is_empty() {
            item.more = true;
        }
    }
}
