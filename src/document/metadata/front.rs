//! Front matter, read.

use std::ops::Range;
use std::sync::Arc;

use super::entry::{Entry, Notation as EntryNotation, Problem};
use super::value::Pair;
use super::{line, toml, yaml};
use crate::document::front_matter::{self, FrontMatter, Notation};
use crate::fields;

/// Front matter, read. It is kept off the page even where it does not parse.
#[derive(Debug, Clone)]
pub struct FrontMatterRead {
    /// All of it, delimiters and last line ending included; behind a byte order mark.
    pub range: Range<usize>,
    /// What is between the delimiter lines.
    pub content: Range<usize>,
    /// YAML or TOML.
    pub notation: Notation,
    /// Its top-level keys, in order; of a key given twice the first.
    pub entries: Vec<Arc<Entry>>,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
}

/// What a parser made of front matter.
pub(super) enum Outcome {
    /// A mapping, perhaps an empty one, and what is wrong with it.
    Mapping(Vec<Pair>, Vec<Problem>),
    /// A scalar or a list.
    Other,
    /// It does not parse, or is too large to try.
    Broken(Problem),
    /// A mapping that holds more than is read.
    Excess(Problem),
}

/// The most bytes of front matter that are read.
const MAX_BYTES: usize = 1 << 20;
/// How many lines of TOML that may close it are tried.
const MAX_CLOSINGS: usize = 16;

/// Reads the front matter that opens a file. None where there is none: nothing between delimiter
/// lines at the very start, not closed, or not a mapping; then it stays on the page.
pub fn read_front_matter(text: &str) -> Option<FrontMatterRead> {
    let mut first: Option<(FrontMatter, Problem)> = None;
    for found in front_matter::closings(text).take(MAX_CLOSINGS) {
        match outcome(text, &found) {
            Outcome::Mapping(pairs, problems) => return Some(read(text, found, pairs, problems)),
            Outcome::Other => break,
            Outcome::Excess(problem) => return Some(read(text, found, Vec::new(), vec![problem])),
            Outcome::Broken(problem) => {
                let content = &text[found.content.clone()];
                let in_string = content.contains("\"\"\"") || content.contains("'''");
                first.get_or_insert((found, problem));
                if !in_string {
                    break;
                }
            }
        }
    }
    let (found, problem) = first?;
    meant_as_fields(&text[found.content.clone()], found.notation)
        .then(|| read(text, found, Vec::new(), vec![problem]))
}

fn outcome(text: &str, found: &FrontMatter) -> Outcome {
    if found.content.len() > MAX_BYTES {
        return Outcome::Broken(Problem {
            range: found.range.start..found.content.start,
            message: "the front matter is larger than 1 MiB and was not read".to_owned(),
            help: "keep only fields between the delimiter lines".to_owned(),
            also: None,
        });
    }
    match found.notation {
        Notation::Yaml => yaml::read(text, found.content.clone()),
        Notation::Toml => toml::read(text, found.content.clone()),
    }
}

fn read(
    text: &str,
    found: FrontMatter,
    pairs: Vec<Pair>,
    problems: Vec<Problem>,
) -> FrontMatterRead {
    FrontMatterRead {
        entries: entries(text, found.notation, pairs),
        range: found.range,
        content: found.content,
        notation: found.notation,
        problems,
    }
}

/// The top-level keys as entries, in the order of place.
pub(super) fn entries(text: &str, notation: Notation, pairs: Vec<Pair>) -> Vec<Arc<Entry>> {
    let mut entries: Vec<Arc<Entry>> = pairs
        .into_iter()
        .map(|pair| Entry {
            range: lines_of(text, &pair),
            key: pair.key,
            key_range: pair.key_range,
            value: pair.value.value,
            value_range: pair.value.range,
            notation: EntryNotation::FrontMatter(notation),
        })
        .map(Arc::new)
        .collect();
    entries.sort_by_key(|entry| entry.range.start);
    entries
}

/// The lines of an entry, without the last line ending; only the entry where others share its line.
fn lines_of(text: &str, pair: &Pair) -> Range<usize> {
    let blank = [' ', '\t'];
    let before = text[..pair.key_range.start].trim_end_matches(blank);
    let before = before.trim_end_matches(['[', '?']).trim_end_matches(blank);
    let alone = before.is_empty() || before.ends_with(['\n', '\u{feff}']);
    let start = if alone {
        before.len()
    } else {
        pair.key_range.start
    };
    let end = pair.value.range.end.max(pair.key_range.end);
    let rest = text[end..].trim_start_matches(blank);
    if rest.starts_with([',', '}']) {
        return start..end;
    }
    let rest = text[end..].lines().next().unwrap_or_default();
    start..end + rest.trim_end().len()
}

/// Whether something that does not parse was meant as front matter, and is no prose between two
/// thematic breaks: it opens with a key, or most of its lines do.
fn meant_as_fields(content: &str, notation: Notation) -> bool {
    let opens_at_once = content
        .lines()
        .next()
        .is_some_and(|line| !line.trim().is_empty());
    let mut lines = content
        .lines()
        .filter(|line| !line.trim().is_empty() && !line.starts_with('#'));
    let Some(first) = lines.next() else {
        return false;
    };
    let max_words = if opens_at_once { 4 } else { 1 };
    if first.starts_with('{') || begins_with_key(first.trim_start(), notation, max_words) {
        return true;
    }
    let (mut keys, mut others) = (0, 1);
    for line in lines {
        if begins_with_key(line, notation, 1) {
            keys += 1;
        } else if !line.starts_with([' ', '\t', '-', '*']) {
            others += 1;
        }
    }
    keys > others
}

fn begins_with_key(text: &str, notation: Notation, max_words: usize) -> bool {
    let key = match notation {
        Notation::Yaml => line::split(text).map(|(key, _)| &text[key]),
        Notation::Toml if text.starts_with('[') => return true,
        Notation::Toml => text.split_once('=').map(|(key, _)| key),
    };
    let Some(key) = key else {
        return false;
    };
    let key = key.trim().trim_matches(['"', '\'']);
    let words = key.split_whitespace().count();
    let plain = key
        .chars()
        .all(|ch| ch.is_alphanumeric() || matches!(ch, '_' | '-' | '.' | ' '));
    plain
        && (1..=5).contains(&words)
        && (words <= max_words || fields::canonical(key, &Default::default()).is_some())
}
