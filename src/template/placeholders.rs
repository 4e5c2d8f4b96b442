//! Marked gaps: what in a template is one, and where a document still has it.

mod notation;

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use aho_corasick::{AhoCorasick, MatchKind};

use super::optional;
use crate::document::Document;
use crate::document::markdown::{BlockKind, Markdown};
use crate::document::metadata::{Entry, Pair, Value};

pub use notation::{Ground, WORDS, find, is_gap};
use notation::{NAMED, is_word};

/// The gaps that stand in a template, for finding them in its documents.
#[derive(Debug, Clone, Default)]
pub struct Placeholders {
    strings: Vec<String>,
    words: BTreeSet<String>,
    finder: Option<AhoCorasick>,
}

impl Placeholders {
    /// All gaps of a template: in its headings, text, code and metadata.
    pub fn of_template(document: &Document, entries: &[Arc<Entry>]) -> Self {
        let mut collected = Collected {
            source: document.as_str(),
            markdown: &document.markdown,
            entries,
            strings: BTreeSet::new(),
            words: BTreeSet::new(),
        };
        for heading in &document.markdown.headings {
            collected.add(heading.content.clone(), Ground::Slot);
        }
        for block in &document.markdown.blocks {
            match &block.kind {
                BlockKind::Code(code) => collected.add(code.content.clone(), Ground::Code),
                _ if block.is_comment() => {}
                _ => collected.add(block.range.clone(), Ground::Prose),
            }
        }
        for entry in entries {
            of_value(&entry.value, &mut collected.strings);
        }
        let strings = collected.strings.into_iter();
        let mut placeholders = Self::new(strings.filter(|string| !is_word(string)).collect());
        placeholders.words = collected.words;
        placeholders
    }

    /// From the strings themselves.
    pub fn new(strings: Vec<String>) -> Self {
        let finder = (!strings.is_empty())
            .then(|| {
                AhoCorasick::builder()
                    .match_kind(MatchKind::LeftmostLongest)
                    .build(&strings)
                    .ok()
            })
            .flatten();
        Self {
            strings,
            words: BTreeSet::new(),
            finder,
        }
    }

    /// These gaps and others.
    #[must_use]
    pub fn with(&self, others: &Self) -> Self {
        let strings: BTreeSet<&String> = self.strings.iter().chain(&others.strings).collect();
        let mut both = Self::new(strings.into_iter().cloned().collect());
        both.words = self.words.union(&others.words).cloned().collect();
        both
    }

    /// The strings, bare words aside.
    pub fn strings(&self) -> &[String] {
        &self.strings
    }

    /// The bare words in its headings and text: a date's form in a field alone makes no gap of the
    /// same words in somebody's prose.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.words.iter().map(String::as_str)
    }

    /// Where the strings stand in `text`, in order.
    pub fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Range<usize>> + 'a {
        self.finder
            .iter()
            .flat_map(move |finder| finder.find_iter(text))
            .map(|found| found.range())
    }

    /// Whether `text` holds nothing but gaps: of the template's, or bare words.
    pub fn only(&self, text: &str) -> bool {
        let mut any = false;
        let mut done = 0;
        let end = text.len()..text.len();
        for gap in self.find(text).chain([end]) {
            // What stands between two gaps belongs to neither.
            let between = text[done..gap.start]
                .split(|ch: char| !(ch.is_alphanumeric() || ch == '_' || ch == '-'))
                .filter(|word| word.chars().any(char::is_alphanumeric));
            for word in between {
                if !is_word(word) && !word.starts_with(NAMED) {
                    return false;
                }
                any = true;
            }
            any |= !gap.is_empty();
            done = gap.end;
        }
        any
    }
}

/// Gaps as they are gathered.
struct Collected<'a> {
    source: &'a str,
    markdown: &'a Markdown,
    entries: &'a [Arc<Entry>],
    strings: BTreeSet<String>,
    words: BTreeSet<String>,
}

impl Collected<'_> {
    fn add(&mut self, range: Range<usize>, ground: Ground) {
        for found in find(&self.source[range.clone()], ground) {
            let found = found.start + range.start..found.end + range.start;
            let text = &self.source[found.clone()];
            let linked = text.starts_with('[') && self.markdown.in_link(found.start);
            let says_optional = ground == Ground::Slot && optional::is_mark(text);
            if linked
                || says_optional
                || !stands_alone_in_code(self.source, &found, ground, self.markdown)
            {
                continue;
            }
            let in_field = |entry: &Arc<Entry>| entry.range.contains(&found.start);
            if is_word(text) && !self.entries.iter().any(in_field) {
                self.words.insert(text.to_owned());
            }
            self.strings.insert(text.to_owned());
        }
    }
}

/// In a line of prose, code that only mentions a gap (`src/<id>/`) is no gap; code that is nothing but
/// a gap is one.
fn stands_alone_in_code(
    source: &str,
    found: &Range<usize>,
    ground: Ground,
    markdown: &Markdown,
) -> bool {
    if ground == Ground::Code {
        return true;
    }
    let after = markdown
        .code
        .partition_point(|code| code.start <= found.start);
    let Some(code) = after.checked_sub(1).map(|index| &markdown.code[index]) else {
        return true;
    };
    !code.contains(&found.start)
        || source[code.clone()].trim_matches(['`', ' ']) == &source[found.clone()]
}

fn of_value(value: &Value, strings: &mut BTreeSet<String>) {
    match value {
        Value::List(items) => items.iter().for_each(|item| of_value(&item.value, strings)),
        Value::Map(pairs) => match in_braces(pairs) {
            Some(gap) => {
                strings.insert(gap);
            }
            None => { pairs.iter() }.for_each(|pair| of_value(&pair.value.value, strings)),
        },
        other => {
            let Some(text) = other.as_text() else {
                return;
            };
            if is_gap(&text) {
                strings.insert(text.trim().to_owned());
            } else {
                strings.extend(
                    find(&text, Ground::Slot)
                        .into_iter()
                        .map(|range| text[range].to_owned()),
                );
            }
        }
    }
}

/// `{YYYY-MM-DD of the decision}` without quotes is a mapping to YAML; its author meant a gap. The gap as
/// it is written, where there is one key, of several words, with no value.
pub fn in_braces(pairs: &[Pair]) -> Option<String> {
    match pairs {
        [pair] if pair.value.value == Value::Empty && pair.key.contains([' ', '-']) => {
            Some(format!("{{{}}}", pair.key))
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_nothing_but_gaps() {
        let gaps = Placeholders::new(vec!["<Title>".to_owned(), "[area]".to_owned()]);
        assert!(gaps.only("**<Title>** – [area]"));
        assert!(gaps.only("TODO") && gaps.only("YYYY-MM-DD") && gaps.only("PLACEHOLDER_LINK"));
        assert!(!gaps.only("TODO-LIST") && !gaps.only("MY_TODO"));
        assert!(!gaps.only("Will choose [area]"));
        assert!(!gaps.only("…"));
    }
}
