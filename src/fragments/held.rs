//! What a fragment's variables hold, held to a bound: values that grow from one to the next would fill the
//! memory in a few dozen steps.
//!
//! MiniJinja counts steps, not what a step makes, and its operators can't be replaced. So each tag that
//! gives names to values is followed by a question about each of them, whose answer nobody needs: a
//! filter that adds up what it is asked about.

use std::sync::atomic::{AtomicUsize, Ordering};

use minijinja::value::Value;
use minijinja::{Environment, Error, ErrorKind};

use super::delimiters::{closed, word};

const FILTER: &str = "design_docs_held";

/// All values that a fragment gives names to are no larger together, in bytes.
const MOST: usize = 64 << 20;

/// What an item of a list takes beside what is in it, about.
const ITEM: usize = 24;
/// So many items are looked at one by one.
const LOOKED_AT: usize = 1_000;

/// Gives the filter to an environment.
pub(super) fn bound(environment: &mut Environment<'_>) {
    let held = AtomicUsize::new(0);
    environment.add_filter(FILTER, move |value: Value| {
        let size = size(&value);
        match held.fetch_add(size, Ordering::Relaxed).saturating_add(size) > MOST {
            true => Err(Error::new(
                ErrorKind::InvalidOperation,
                "the variables hold more than a page may hold",
            )),
            false => Ok(value),
        }
    });
}

/// About what a value takes that was not there before: what is in a list within a list was.
fn size(value: &Value) -> usize {
    if let Some(text) = value.as_str() {
        return text.len();
    }
    let items = value.len().unwrap_or(0);
    let looked_at = value.try_iter().into_iter().flatten().take(LOOKED_AT);
    let texts = looked_at.map(|item| item.as_str().map_or(0, str::len));
    items.saturating_mul(ITEM).saturating_add(texts.sum())
}

/// What follows a tag, so that what it gives a name to is counted; and what the tag becomes where that is
/// the text up to another tag.
pub(super) fn counted(tag: &str) -> (String, String) {
    let inside = tag.trim_start_matches(['{', '%', '-', '+']).trim_start();
    let rest = inside.get(word(inside).len()..).unwrap_or_default();
    let rest = rest.trim_end_matches(['}', '%', '-', '+']).trim();
    let assigned = rest.find('=').filter(|at| !rest[..*at].contains('|'));
    let names: Vec<&str> = match (word(inside), assigned) {
        ("set", Some(at)) => names(&rest[..at]),
        ("set", None) => {
            let end = tag.len() - if has_sign(tag) { 3 } else { 2 };
            let tag = format!("{} | {FILTER} {}", tag[..end].trim_end(), &tag[end..]);
            return (tag, String::new());
        }
        ("with", _) => parts(rest),
        ("macro", _) => parts(arguments(inside)),
        ("call", _) if rest.starts_with('(') => parts(arguments(inside)),
        ("for", _) if rest.ends_with("recursive") => {
            names(rest.split(" in ").next().unwrap_or_default())
        }
        _ => Vec::new(),
    };
    let sign = if has_sign(tag) {
        &tag[tag.len() - 3..tag.len() - 2]
    } else {
        ""
    };
    let asked = names.iter().enumerate().map(|(at, name)| {
        let sign = if at + 1 == names.len() { sign } else { "" };
        format!("{{% if {name} is defined and {name}|{FILTER} is none %}}{{% endif {sign}%}}")
    });
    (tag.to_owned(), asked.collect())
}

/// Whether a tag says itself what becomes of the white space behind it.
fn has_sign(tag: &str) -> bool {
    tag.ends_with("-%}") || tag.ends_with("+%}")
}

/// Names with commas and brackets between them.
fn names(text: &str) -> Vec<&str> {
    let words = text.split([',', '(', ')']).map(str::trim);
    words.filter(|name| is_name(name)).collect()
}

/// The names that parts with commas between them begin with, each perhaps with a value.
fn parts(text: &str) -> Vec<&str> {
    let (mut depth, mut quote, mut start) = (0usize, None, 0);
    let mut parts = Vec::new();
    for (at, ch) in text.char_indices() {
        match (quote, ch) {
            (Some(open), ch) if ch == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') => quote = Some(ch),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => depth = depth.saturating_sub(1),
            (None, ',') if depth == 0 => {
                parts.push(&text[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    parts.push(&text[start..]);
    let names = parts
        .iter()
        .map(|part| part.split('=').next().unwrap_or_default().trim());
    names.filter(|name| is_name(name)).collect()
}

/// What stands in the first brackets of a text that does not begin with them.
fn arguments(text: &str) -> &str {
    let found = || {
        let open = text.find('(')?;
        let (before, _) = text[..open].char_indices().next_back()?;
        let end = before + closed(&text[before..], ")")?;
        text.get(open + 1..end - 1)
    };
    found().unwrap_or_default()
}

fn is_name(text: &str) -> bool {
    !text.is_empty()
        && !text.starts_with(|ch: char| ch.is_ascii_digit())
        && text.chars().all(|ch| ch.is_alphanumeric() || ch == '_')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_tag_gives_a_name_to_is_asked_about() {
        let asked = |name: &str| {
            format!("{{% if {name} is defined and {name}|{FILTER} is none %}}{{% endif %}}")
        };
        for (tag, names) in [
            ("{% set x = x ~ x %}", &["x"][..]),
            ("{% set a, b = (1, 2) %}", &["a", "b"]),
            ("{% with a = 'x, y=', b = f(c=1) %}", &["a", "b"]),
            ("{% macro m(a, b='(', c=[1, 2]) %}", &["a", "b", "c"]),
            ("{% for a, b in c recursive %}", &["a", "b"]),
            ("{% for a in c %}", &[]),
            ("{% if a == b %}", &[]),
            ("{% endset %}", &[]),
            ("{% call m(a) %}", &[]),
            ("{% call(a) m() %}", &["a"]),
        ] {
            let all: String = names.iter().map(|name| asked(name)).collect();
            assert_eq!(counted(tag), (tag.to_owned(), all), "{tag}");
        }
        let (tag, after) = counted("{%- set x -%}");
        assert_eq!(
            (tag.as_str(), after.as_str()),
            ("{%- set x | design_docs_held -%}", "")
        );
        let (tag, _) = counted("{% set x | indent(width=2) %}");
        assert_eq!(tag, "{% set x | indent(width=2) | design_docs_held %}");
        assert!(counted("{% set x = 1 -%}").1.ends_with("{% endif -%}"));
    }
}
