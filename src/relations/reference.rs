//! How documents name each other: paths, ids, numbers, links; several by commas or as a list.

use std::ops::Range;

use crate::document::metadata::{Entry, Item};
use crate::fields;
use crate::values;

/// One document's name for another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reference {
    /// As it is written, the markup of a link aside.
    pub written: String,
    /// Where a link leads, if it is one.
    pub target: Option<String>,
    /// Its bytes.
    pub range: Range<usize>,
}

impl Reference {
    /// A name by itself.
    pub fn plain(written: &str, range: Range<usize>) -> Self {
        Self {
            written: bare(written).to_owned(),
            target: None,
            range,
        }
    }
}

/// The references in a field, in order; what says that there are none is left out.
pub fn references(entry: &Entry, view: &str) -> Vec<Reference> {
    let mut all = Vec::new();
    for item in entry.items() {
        of_item(&item, view, &mut all);
    }
    all.retain(|reference| {
        let nothing = reference.target.is_none() && values::says_nothing(&reference.written);
        !nothing && !reference.written.is_empty()
    });
    all
}

/// The references in a piece of text, several by commas.
pub fn in_range(view: &str, range: Range<usize>) -> Vec<Reference> {
    let mut all = Vec::new();
    of_source(view, range, &mut all);
    all.retain(|reference| !reference.written.is_empty());
    all
}

/// Links are looked for in the source: what people see of one does not say where it leads.
fn of_item(item: &Item<'_>, view: &str, all: &mut Vec<Reference>) {
    let source = view.get(item.range.clone()).unwrap_or_default();
    if !source.contains("](") {
        let parts = item.split(view);
        all.extend(
            parts
                .iter()
                .map(|part| Reference::plain(&part.text, part.range.clone())),
        );
        return;
    }
    of_source(view, item.range.clone(), all);
}

fn of_source(view: &str, range: Range<usize>, all: &mut Vec<Reference>) {
    let source = view.get(range.clone()).unwrap_or_default();
    for part in parts(source) {
        let range = range.start + part.start..range.start + part.end;
        let text = &source[part];
        match link(text) {
            Some((name, target)) => all.push(Reference {
                written: bare(name).to_owned(),
                target: Some(bare(target).to_owned()),
                range,
            }),
            None => all.push(Reference::plain(text, range)),
        }
    }
}

/// The parts between commas that stand in no brackets.
fn parts(source: &str) -> Vec<Range<usize>> {
    let mut parts = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    let ends = source.char_indices().chain([(source.len(), ',')]);
    for (at, ch) in ends {
        match ch {
            '[' | '(' => depth += 1,
            ']' | ')' => depth = depth.saturating_sub(1),
            ',' if depth == 0 || at == source.len() => {
                let part = &source[start..at];
                let begin = start + part.len() - part.trim_start().len();
                if !part.trim().is_empty() {
                    parts.push(begin..begin + part.trim().len());
                }
                start = at + 1;
            }
            _ => {}
        }
    }
    parts
}

/// The text and the target of the first link in a text.
fn link(text: &str) -> Option<(&str, &str)> {
    let middle = text.find("](")?;
    let name = &text[text[..middle].rfind('[')? + 1..middle];
    let rest = &text[middle + 2..];
    let target = &rest[..rest.find(')').unwrap_or(rest.len())];
    let target = target.split_whitespace().next().unwrap_or_default();
    Some((name, target))
}

/// Without the marks around it.
fn bare(text: &str) -> &str {
    text.trim()
        .trim_matches(['`', '"', '\'', '<', '>', '*', '[', ']'])
        .trim()
}

/// An id or number in the form that compares: `ADR-0007`, `adr 7` and `ADR#7` are the same, and so are
/// `0012`, `12` and `#12`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Key {
    /// What stands before the number, folded; all of it where there is no number.
    pub word: String,
    /// The number without leading zeros; empty where there is none.
    pub number: String,
}

impl Key {
    /// The key of a text.
    pub fn of(text: &str) -> Self {
        let text = text.trim();
        let digits = text.bytes().rev().take_while(u8::is_ascii_digit).count();
        let (head, number) = text.split_at(text.len() - digits);
        let is_mark = |ch: char| ch.is_whitespace() || matches!(ch, '-' | '_' | '#' | '.' | ':');
        let word = head.trim_end_matches(is_mark).trim_start_matches('#');
        let is_word = |ch: char| ch.is_alphabetic() || matches!(ch, ' ' | '-' | '_');
        if digits == 0 || !word.chars().all(is_word) {
            return Self {
                word: fields::fold(text),
                number: String::new(),
            };
        }
        Self {
            word: fields::fold(word),
            number: without_zeros(number).to_owned(),
        }
    }

    /// The keys that a reference may have: that of all of it, and that of what stands before a remark
    /// (`RFC 12 (Faster caches)`, `ADR-7: Names`).
    pub fn candidates(text: &str) -> Vec<Key> {
        let remark = ["(", ": ", " - ", " \u{2013} ", " \u{2014} "];
        let cut = remark.iter().filter_map(|mark| text.find(mark)).min();
        let head = cut.map(|cut| text[..cut].trim());
        let head = head.filter(|head| !head.is_empty()).map(Key::of);
        let mut keys = vec![Key::of(text)];
        keys.extend(head.filter(|key| !key.number.is_empty()));
        keys
    }
}

/// A number without its leading zeros; one of them stays where there is nothing else.
fn without_zeros(digits: &str) -> &str {
    match digits.trim_start_matches('0') {
        "" => "0",
        number => number,
    }
}

/// The number in a file's name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileNumber {
    /// What stands before it, folded: `rfc` in `rfc-0012.md`.
    pub word: String,
    /// The number without leading zeros.
    pub number: String,
    /// The number as it is written.
    pub written: String,
    /// Whether it is all the numbering there is: `2024-05-18-x.md` begins with a day, `1.2-x.md` and
    /// `01-02-x.md` with a chapter's place, `2fa.md` with a word.
    pub sure: bool,
}

impl FileNumber {
    /// The number of a file name.
    pub fn of(name: &str) -> Option<Self> {
        let start = name.find(|ch: char| ch.is_ascii_digit())?;
        let word = name[..start].trim_end_matches(['-', '_', ' ', '.']);
        let is_prefix = word.chars().all(char::is_alphabetic) && word.len() < 12;
        let rest = &name[start..];
        let end = rest
            .find(|ch: char| !ch.is_ascii_digit())
            .unwrap_or(rest.len());
        let behind = &rest[end..];
        let next = behind.trim_start_matches(['-', '_', '.', ' ']);
        let digits = next.bytes().take_while(u8::is_ascii_digit).count();
        let goes_on = digits > 0 && !next[digits..].starts_with(|ch: char| ch.is_alphabetic());
        let ends = behind.starts_with(['-', '_', '.', ' ']) || behind.is_empty();
        is_prefix.then(|| Self {
            word: fields::fold(word),
            number: without_zeros(&rest[..end]).to_owned(),
            written: rest[..end].to_owned(),
            sure: start == 0 && ends && !goes_on && end < 8,
        })
    }
}
