//! Which heading an item of a hand-written list stands for.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::document::Document;
use crate::document::names::fold;

use super::written::Item;

/// What an item stands for.
pub(super) enum Meaning {
    Heading(usize),
    Dead(String, Option<usize>),
    Unknown,
    /// Something else, which is none of our business: another page, an anchor of the author's own.
    Other,
}

impl Meaning {
    pub(super) fn heading(&self) -> Option<usize> {
        match self {
            Meaning::Heading(heading) => Some(*heading),
            Meaning::Dead(_, meant) => *meant,
            Meaning::Unknown | Meaning::Other => None,
        }
    }
}

/// The headings by id and by name.
pub(super) struct Index<'a> {
    ids: HashMap<&'a str, usize>,
    /// The anchors of the author's own, and those of definition terms.
    anchors: HashSet<&'a str>,
    names: HashMap<String, Vec<usize>>,
}

impl<'a> Index<'a> {
    pub(super) fn new(document: &'a Document, candidates: &[usize]) -> Self {
        let headings = &document.markdown.headings;
        let mut ids = HashMap::new();
        for (index, heading) in headings.iter().enumerate() {
            ids.entry(heading.id.as_str()).or_insert(index);
        }
        let mut names: HashMap<String, Vec<usize>> = HashMap::new();
        for &index in candidates {
            names
                .entry(fold(&headings[index].text))
                .or_default()
                .push(index);
        }
        let terms = document.markdown.terms.iter().map(String::as_str);
        Self {
            anchors: anchors(document).chain(terms).collect(),
            ids,
            names,
        }
    }

    /// What an item stands for; `seen` has the headings that earlier ones stood for.
    pub(super) fn meaning(&self, item: &Item, seen: &mut BTreeSet<usize>) -> Meaning {
        let meaning = match item.link.as_deref() {
            Some(link) => match link.strip_prefix('#') {
                Some(anchor) => self.anchor(anchor, item, seen),
                None => Meaning::Other,
            },
            None if item.text.trim().is_empty() => Meaning::Other,
            None => self
                .named(&item.text, seen)
                .map_or(Meaning::Unknown, Meaning::Heading),
        };
        seen.extend(meaning.heading());
        meaning
    }

    fn anchor(&self, anchor: &str, item: &Item, seen: &BTreeSet<usize>) -> Meaning {
        let decoded = percent_decoded(anchor);
        if let Some(&heading) = self
            .ids
            .get(anchor)
            .or_else(|| self.ids.get(decoded.as_str()))
        {
            return Meaning::Heading(heading);
        }
        if self.anchors.contains(decoded.as_str()) {
            return Meaning::Other;
        }
        Meaning::Dead(decoded, self.named(&item.text, seen))
    }

    /// The first heading of that name that no item stands for yet; the first of that name otherwise.
    fn named(&self, text: &str, seen: &BTreeSet<usize>) -> Option<usize> {
        let named = self.names.get(&fold(text))?;
        let free = named.iter().find(|heading| !seen.contains(heading));
        free.or(named.first()).copied()
    }
}

/// What raw HTML names by `id` and `name`.
fn anchors(document: &Document) -> impl Iterator<Item = &str> {
    let html = document.markdown.html.iter();
    html.flat_map(|html| {
        let text = document.slice(html.range.clone());
        ["id=", "name="].into_iter().flat_map(move |name| {
            text.match_indices(name).filter_map(move |(at, _)| {
                let value = &text[at + name.len()..];
                let quote = value.chars().next().filter(|ch| matches!(ch, '"' | '\''))?;
                value[1..].split(quote).next()
            })
        })
    })
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let [first, after @ ..] = rest {
        let hex = after
            .get(..2)
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match hex {
            Some(byte) if *first == b'%' => {
                bytes.push(byte);
                rest = &after[2..];
            }
            _ => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
