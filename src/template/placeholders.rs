//! Marked gaps: what in a template is one, and where a document still has it.

use std::collections::BTreeSet;
use std::ops::Range;

use aho_corasick::{AhoCorasick, MatchKind};

use super::optional;
use crate::document::Document;
use crate::document::html;
use crate::document::markdown::{BlockKind, Markdown};
use crate::document::metadata::{Entry, Pair, Value};

/// Words that are a gap wherever they stand in prose.
pub const WORDS: &[&str] = &["TODO", "TBD", "FIXME"];
/// Words that are a gap where a template has them.
const TEMPLATE_WORDS: &[&str] = &["TODO", "TBD", "NNNN", "YYYY-MM-DD"];
/// What a marked gap with a name of its own begins with.
const NAMED: &str = "PLACEHOLDER_";
/// Longer brackets are text in brackets.
const MAX_LEN: usize = 160;

/// What kind of text a scan goes over: each allows other gaps.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ground {
    /// Paragraphs, tables, terms.
    Prose,
    /// A heading or a field's value: braces count too.
    Slot,
    /// Code: only what can be no code.
    Code,
}

/// The gaps in a piece of a template, in order; ranges count in `text`.
pub fn find(text: &str, ground: Ground) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    while at < bytes.len() {
        let len = match bytes[at] {
            b'<' => angle(text, at, ground),
            b'[' if ground != Ground::Code => square(text, at),
            b'{' if ground == Ground::Slot => braces(text, at),
            b'T' | b'N' | b'Y' | b'P' => word(text, at, ground),
            _ => None,
        };
        match len {
            Some(len) => {
                found.push(at..at + len);
                at += len;
            }
            None => at += 1,
        }
    }
    found
}

/// `<Your Name>`, but no HTML element, autolink, comment or comparison.
fn angle(text: &str, at: usize, ground: Ground) -> Option<usize> {
    let rest = &text[at + 1..];
    let end = rest.find(['>', '<', '\n'])?;
    let inner = &rest[..end];
    let fits = rest[end..].starts_with('>')
        && end <= MAX_LEN
        && !inner.trim().is_empty()
        && !inner.starts_with(['/', '!', '?', '=', '-', ' ', '#'])
        && inner.chars().any(char::is_alphabetic)
        && !is_autolink(inner)
        && !html::is_element(inner);
    // Outside of code people escape the bracket, in a gap and in a type alike.
    let before = text[..at].strip_suffix('\\').unwrap_or(&text[..at]);
    let before = before.chars().next_back();
    let generic = before.is_some_and(|ch| ch.is_alphanumeric() || ch == '_' || ch == ':');
    let plain_in_code = ground == Ground::Code
        && !inner.contains(' ')
        && !inner
            .chars()
            .all(|ch| ch.is_uppercase() || ch.is_numeric() || matches!(ch, '-' | '_'));
    (fits && !generic && !plain_in_code).then_some(end + 2)
}

fn is_autolink(inner: &str) -> bool {
    let scheme = inner.find(':').map(|colon| &inner[..colon]);
    let has_scheme = scheme.is_some_and(|scheme| {
        scheme.len() >= 2
            && scheme
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    });
    !inner.contains(' ') && (has_scheme || (inner.contains('@') && inner.contains('.')))
}

/// `[Decision area]`, but no link, reference, footnote or task box.
fn square(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at + 1..];
    let end = rest.find([']', '[', '\n'])?;
    let inner = &rest[..end];
    let after = rest[end..].strip_prefix(']')?;
    let fits = end <= MAX_LEN
        && !matches!(inner, "x" | "X")
        && inner.chars().any(char::is_alphabetic)
        && !inner.starts_with(['^', '!', '@', '#'])
        && !after.starts_with(['(', '[', ':'])
        && !text[..at].ends_with(['!', ']', '\\', '`'])
        && !text[..at].ends_with(|ch: char| ch.is_alphanumeric());
    fits.then_some(end + 2)
}

fn braces(text: &str, at: usize) -> Option<usize> {
    let rest = &text[at + 1..];
    let end = rest.find(['}', '{', '\n'])?;
    let inner = &rest[..end];
    let fits = rest[end..].starts_with('}')
        && inner.chars().any(char::is_alphabetic)
        && !inner.starts_with(['#', '.', '{'])
        && !text[..at].ends_with('{');
    fits.then_some(end + 2)
}

fn word(text: &str, at: usize, ground: Ground) -> Option<usize> {
    let rest = &text[at..];
    let bounded = |len: usize| {
        let before = text[..at].chars().next_back();
        let after = rest[len..].chars().next();
        let joins = |ch: Option<char>| ch.is_some_and(|ch| ch.is_alphanumeric() || ch == '_');
        !joins(before) && !joins(after)
    };
    if rest.starts_with(NAMED) {
        let len = rest
            .find(|ch: char| !(ch.is_ascii_alphanumeric() || ch == '_'))
            .unwrap_or(rest.len());
        return (len > NAMED.len() && bounded(len)).then_some(len);
    }
    if ground == Ground::Code {
        return None;
    }
    TEMPLATE_WORDS
        .iter()
        .find(|word| rest.starts_with(**word) && bounded(word.len()))
        .map(|word| word.len())
}

/// Whether a gap is a bare word, which code may well hold for a reason.
fn is_word(placeholder: &str) -> bool {
    WORDS.contains(&placeholder) || TEMPLATE_WORDS.contains(&placeholder)
}

/// The gaps that stand in a template, for finding them in its documents.
#[derive(Debug, Clone, Default)]
pub struct Placeholders {
    strings: Vec<String>,
    words: BTreeSet<String>,
    finder: Option<AhoCorasick>,
}

impl Placeholders {
    /// All gaps of a template: in its headings, text, code and metadata.
    pub fn of_template(document: &Document, entries: &[Entry]) -> Self {
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
                BlockKind::Rule => {}
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
    entries: &'a [Entry],
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
            let in_field = |entry: &Entry| entry.range.contains(&found.start);
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

/// Whether a field's value as a whole is a gap: in brackets, or one marked gap.
pub fn is_gap(value: &str) -> bool {
    let value = value.trim();
    if value.starts_with('(') && value.ends_with(')') && value.chars().any(char::is_alphabetic) {
        return true;
    }
    let found = find(value, Ground::Slot);
    found.len() == 1 && found[0] == (0..value.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, ground: Ground) -> Vec<&str> {
        find(text, ground)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn what_a_template_marks_as_a_gap() {
        for gap in [
            "<Title>",
            "<Your Name>",
            "<MVP / In Progress>",
            "[Major Decision Area]",
            "TODO",
            "TBD",
            "PLACEHOLDER_LINK",
            "YYYY-MM-DD",
            "NNNN",
            "<What’s currently broken>",
            "<YYYY-MM-DD>",
        ] {
            assert_eq!(found(&format!("a {gap} b"), Ground::Prose), [gap]);
        }
        assert_eq!(
            found("{name} and {#id} and {{x}}", Ground::Slot),
            ["{name}"]
        );
    }

    #[test]
    fn what_looks_like_a_gap_and_is_none() {
        for text in [
            "<details>",
            "<br/>",
            "<a href=\"x\">",
            "</Title>",
            "<!-- x -->",
            "<https://example.org>",
            "<me@example.org>",
            "a < b > c",
            "Vec<String>",
            "Vec\\<String\\>",
            "[text](url)",
            "[text][ref]",
            "[ref]: url",
            "[^1]",
            "[ ] task",
            "[x] done",
            "![alt](x)",
            "MYTODO",
            "TODOS",
            "{brace}",
            "[1]",
        ] {
            assert_eq!(found(text, Ground::Prose), Vec::<&str>::new(), "{text}");
        }
        assert_eq!(
            found("f<T>(x) <T> <Step 1> [a]", Ground::Code),
            ["<T>", "<Step 1>"]
        );
    }

    #[test]
    fn text_of_nothing_but_gaps() {
        let gaps = Placeholders::new(vec!["<Title>".to_owned(), "[area]".to_owned()]);
        assert!(gaps.only("**<Title>** – [area]"));
        assert!(gaps.only("TODO"));
        assert!(!gaps.only("Will choose [area]"));
        assert!(!gaps.only("…"));
    }

    #[test]
    fn a_value_in_brackets_is_a_gap_as_a_whole() {
        assert!(is_gap("(fill me in with today's date, YYYY-MM-DD)"));
        assert!(is_gap("<pull request URL>"));
        assert!(!is_gap("draft"));
        assert!(!is_gap("<A> and <B>"));
    }
}
