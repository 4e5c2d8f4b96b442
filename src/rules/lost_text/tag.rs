//! Tags in raw HTML.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::document::html;

/// A tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag<'t> {
    /// Its name, as written.
    pub name: &'t str,
    /// From `<` to `>`.
    pub range: Range<usize>,
    /// `</name>`.
    pub closing: bool,
    /// `<name/>`.
    pub closes_itself: bool,
    /// It has attributes with values.
    pub has_values: bool,
    /// A word stands directly before it: `Array<T>`.
    pub joined: bool,
}

/// The tags in a range of a text, comments and declarations left out.
pub(super) fn read(text: &str, range: Range<usize>) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut at = range.start;
    while let Some(open) = text[at..range.end].find('<').map(|found| at + found) {
        let rest = &text[open..range.end];
        if let Some(end) = comment(rest) {
            at = open + end;
            continue;
        }
        let Some(begun) = begin(text, open, range.end) else {
            at = open + 1;
            continue;
        };
        // What is never closed takes everything behind it along.
        let Some(tag) = begun.close(text, range.end) else {
            break;
        };
        at = tag.range.end;
        tags.push(tag);
    }
    tags
}

fn comment(rest: &str) -> Option<usize> {
    let inner = rest.strip_prefix("<!--")?;
    Some(inner.find("-->").map_or(rest.len(), |end| end + 7))
}

/// A tag up to its name.
struct Begun<'t> {
    open: usize,
    closing: bool,
    name: &'t str,
}

fn begin(text: &str, open: usize, limit: usize) -> Option<Begun<'_>> {
    let inside = &text[open + 1..limit];
    let closing = inside.starts_with('/');
    let name = &inside[usize::from(closing)..];
    let name_len = name
        .find(|ch: char| !(ch.is_ascii_alphanumeric() || ch == '-'))
        .unwrap_or(name.len());
    let name = &name[..name_len];
    let begun = Begun {
        open,
        closing,
        name,
    };
    name.starts_with(|ch: char| ch.is_ascii_alphabetic())
        .then_some(begun)
}

impl<'t> Begun<'t> {
    /// The tag as far as its `>`.
    fn close(self, text: &'t str, limit: usize) -> Option<Tag<'t>> {
        let start = self.open + 1;
        let end = end_of(&text[start..limit])?;
        let inside = &text[start..start + end];
        let before = text[..self.open].chars().next_back();
        Some(Tag {
            name: self.name,
            range: self.open..start + end + 1,
            closing: self.closing,
            closes_itself: inside.ends_with('/'),
            has_values: inside.contains('='),
            joined: before.is_some_and(|ch| ch.is_alphanumeric() || ch == '_'),
        })
    }
}

/// Where the `>` stands that no quote holds.
fn end_of(inside: &str) -> Option<usize> {
    let mut quote = None;
    for (at, ch) in inside.char_indices() {
        match (quote, ch) {
            (None, '>') => return Some(at),
            (None, '"' | '\'') => quote = Some(ch),
            (Some(open), ch) if ch == open => quote = None,
            _ => {}
        }
    }
    None
}

/// Where elements of a single letter are closed last in a text: `</B>`.
pub(super) struct Closed {
    last: BTreeMap<u8, usize>,
}

impl Closed {
    pub fn of(text: &str) -> Self {
        let ends = memchr::memmem::find_iter(text.as_bytes(), "</");
        let letter = |at: usize| match text.as_bytes().get(at + 2..at + 4)? {
            [letter, b'>'] => Some((*letter, at)),
            _ => None,
        };
        Self {
            last: ends.filter_map(letter).collect(),
        }
    }

    fn behind(&self, tag: &Tag<'_>) -> bool {
        let last = tag.name.bytes().next().and_then(|it| self.last.get(&it));
        last.is_some_and(|at| tag.range.end <= *at)
    }
}

impl Tag<'_> {
    /// Whether it is one that a script may define: in lower case, with a hyphen.
    pub fn is_custom(&self) -> bool {
        self.name.contains('-') && !self.name.contains(|ch: char| ch.is_ascii_uppercase())
    }

    /// Whether it is an element of HTML, which people write in lower or in upper case: `<br>`,
    /// `<BR>`. A single upper-case letter behind a word is a type, as in `List<A>`, unless the
    /// element is closed further on in the text; so is a word such as `Option`.
    pub fn is_element(&self, closed: &Closed) -> bool {
        if self.name.contains(|ch: char| ch.is_ascii_lowercase()) {
            return html::is_element(self.name);
        }
        let is_type = self.name.len() == 1 && self.joined && !self.closing;
        let stands = !is_type || closed.behind(self);
        stands && html::is_element(&self.name.to_ascii_lowercase())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read_with_what_tells_them_apart() {
        let text = "A<T> </Foo> <x y=\"a > b\"/> <!-- <z> --> <Your Name> < b <1>";
        let tags = read(text, 0..text.len());
        let names: Vec<_> = tags.iter().map(|tag| &text[tag.range.clone()]).collect();
        assert_eq!(names, ["<T>", "</Foo>", "<x y=\"a > b\"/>", "<Your Name>"]);
        assert!(read("<a <b <c>", 0..6).is_empty());
        assert!(tags[0].joined && tags[1].closing && tags[2].has_values && tags[2].closes_itself);
    }

    #[test]
    fn elements_in_either_case() {
        let is = |text: &str| {
            let tags = read(text, 0..text.len());
            tags[0].is_element(&Closed::of(text))
        };
        assert!(is("<br>") && is("<BR>") && is("<B>") && is("</P>") && is("<details>"));
        assert!(is("x<I>a</I>") && !is("x<I>a</B>"));
        assert!(!is("<Option>") && !is("<T>") && !is("List<A>") && !is("<string>"));
    }
}
