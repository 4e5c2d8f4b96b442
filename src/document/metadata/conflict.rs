//! The same field in two notations with different values.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::entry::{Conflict, Entry, Notation};
use super::fields::Name;

/// Fields given in two notations with different values. What is empty disagrees with nothing.
pub(super) fn find(entries: &[Arc<Entry>], names: &[Name]) -> Vec<Conflict> {
    let mut found = Vec::new();
    let mut notations = entries.iter().map(|entry| entry.notation);
    let first = notations.next();
    if notations.all(|notation| Some(notation) == first) {
        return found;
    }
    let mut first_of: BTreeMap<(bool, &str), Vec<usize>> = BTreeMap::new();
    for (index, (entry, name)) in entries.iter().zip(names).enumerate() {
        if entry.is_blank() {
            continue;
        }
        let own = (false, name.folded.as_str());
        let meaning = name.meaning.map(|meaning| (true, meaning));
        let other = [Some(own), meaning].into_iter().flatten().find_map(|key| {
            let earlier = first_of.get(&key)?;
            let other = |&&other: &&usize| {
                // Where the template shows several keys of one meaning, each is a field.
                let apart = name.shown && names[other].shown && name.folded != names[other].folded;
                entries[other].notation != entry.notation && !apart
            };
            earlier.iter().find(other).copied()
        });
        match other {
            Some(first) if !agree(&entries[first], entry) => found.push(Conflict {
                first,
                second: index,
            }),
            _ => {}
        }
        for key in [Some(own), meaning].into_iter().flatten() {
            let places = first_of.entry(key).or_default();
            // The first of each notation: more would only cost time.
            if places
                .iter()
                .all(|&other| entries[other].notation != entry.notation)
            {
                places.push(index);
            }
        }
    }
    found
}

/// Whether two values say the same: case and white space aside, lists by commas or as lists.
fn agree(first: &Entry, second: &Entry) -> bool {
    let below_heading = match (first.notation, second.notation) {
        (Notation::Heading, _) => goes_on(first, second),
        (_, Notation::Heading) => goes_on(second, first),
        _ => false,
    };
    below_heading || words(first) == words(second)
}

/// Whether the line below a heading does not disagree with a value given elsewhere: it goes on after
/// the value (`Accepted (2024)`), or is a sentence and no value.
fn goes_on(heading: &Entry, other: &Entry) -> bool {
    let (Some(line), Some(value)) = (heading.text(), other.text()) else {
        return false;
    };
    let (line, value) = (folded(&line), folded(&value));
    let rest = line.strip_prefix(&value);
    rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
        || line.split(' ').count() > MAX_HEADING_WORDS
}

/// More words than this below a heading are a sentence.
const MAX_HEADING_WORDS: usize = 3;

/// The items of a value in the form that compares.
fn words(entry: &Entry) -> Vec<String> {
    entry
        .items()
        .iter()
        .flat_map(|item| {
            let parts: Vec<String> = item.text.split(',').map(folded).collect();
            parts
        })
        .filter(|word| !word.is_empty())
        .collect()
}

fn folded(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}
