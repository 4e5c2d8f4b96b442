//! What a document says of others in words, as records of decisions have it: `Superseded by
//! [7. Caches](0007-caches.md)` for a status, `Supersedes [2. Files](0002-files.md)` below it or in a list
//! of links.

use std::ops::Range;

use super::Kind;
use super::reference::{Reference, in_range};
use crate::document::Document;
use crate::document::metadata::{Entry, Notation};

/// How each tie is put in words; one tool spells them with a `c`.
fn words(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Supersedes => &["supersedes", "supercedes", "replaces"],
        Kind::SupersededBy => &["superseded by", "superceded by", "replaced by"],
        Kind::DependsOn => &[],
    }
}

/// The documents that are named so in the status, in the section that holds it, or in one called Links.
pub fn references(kind: Kind, document: &Document, status: Option<&Entry>) -> Vec<Reference> {
    let mut places: Vec<Range<usize>> = Vec::new();
    for section in &document.sections.all {
        let holds_status = |entry: &&Entry| {
            entry.notation == Notation::Heading && section.own.contains(&entry.value_range.start)
        };
        if section.key == "links" || status.as_ref().is_some_and(holds_status) {
            places.push(section.own.clone());
        }
    }
    let elsewhere = status.filter(|entry| entry.notation != Notation::Heading);
    places.extend(elsewhere.map(|entry| entry.value_range.clone()));
    places.sort_by_key(|place| place.start);
    let mut found = Vec::new();
    for place in places {
        in_lines(kind, document.as_str(), place, &mut found);
    }
    found
}

fn in_lines(kind: Kind, view: &str, place: Range<usize>, found: &mut Vec<Reference>) {
    let mut start = place.start;
    for line in view.get(place).unwrap_or_default().split_inclusive('\n') {
        let text = line.trim_start_matches([' ', '\t', '-', '*', '+', '_', '"', '\'']);
        let said = words(kind).iter().find_map(|words| behind(text, words));
        if let Some(said) = said {
            let end = start
                + line
                    .trim_end_matches(['\n', '\r', ' ', '*', '_', '"', '\'', '.'])
                    .len();
            let from = start + line.len() - said.len();
            found.extend(in_range(view, from..end.max(from)));
        }
        start += line.len();
    }
}

/// What follows words at the beginning of a line, in whatever case.
fn behind<'a>(text: &'a str, words: &str) -> Option<&'a str> {
    let head = text.get(..words.len())?;
    let rest = &text[words.len()..];
    let ends = rest.starts_with([' ', ':', '\t']);
    (ends && head.eq_ignore_ascii_case(words)).then(|| rest.trim_start_matches([' ', ':', '\t']))
}
