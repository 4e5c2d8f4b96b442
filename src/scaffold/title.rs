//! The heading that is a template's title slot.

use std::ops::Range;

use super::{Edits, Values};
use crate::document::metadata::written::markdown;
use crate::template::Template;
use crate::template::placeholders::{self, Ground};

/// Writes the title into the slot: in place of its gap, or of its text. A gap for the number takes
/// the number.
pub(super) fn edits(template: &Template, values: &Values, edits: &mut Edits) {
    let Some(slot) = template.title else {
        return;
    };
    let document = &template.document;
    let heading = &document.markdown.headings[document.sections.all[slot].heading];
    let content = heading.content.clone();
    let source = document.slice(content.clone());
    let gaps = gaps(source);
    let at = |gap: &Range<usize>| content.start + gap.start..content.start + gap.end;
    let (numbers, others): (Vec<_>, Vec<_>) = gaps
        .into_iter()
        .partition(|gap| is_number(&source[gap.clone()]));
    if let Some(number) = values.number {
        for gap in &numbers {
            let width = width(&source[gap.clone()]);
            edits.add(template, at(gap), format!("{number:0width$}"));
        }
    }
    let Some(title) = &values.title else {
        return;
    };
    let named = others.iter().find(|gap| is_name(&source[(**gap).clone()]));
    let line_start = |range: &Range<usize>| heading.setext && range.start == content.start;
    match (named.or(others.first()), numbers.last()) {
        (Some(gap), _) => {
            let range = at(gap);
            let first = line_start(&range);
            edits.add(template, range, markdown(title, first));
        }
        // `ADR-NNNN`, perhaps with an example of a title behind it.
        (None, Some(number)) => {
            let behind = &source[number.end..];
            let space = behind.len() - behind.trim_start_matches(is_separator).len();
            let separator = if space > 0 { &behind[..space] } else { ": " };
            let separator = match separator.ends_with(' ') {
                true => separator.to_owned(),
                false => format!("{separator} "),
            };
            let range = content.start + number.end..content.start + source.trim_end().len();
            edits.add(
                template,
                range,
                format!("{separator}{}", markdown(title, false)),
            );
        }
        (None, None) if source.trim().is_empty() => {
            let text = format!(" {}", markdown(title, false));
            edits.add(template, content.start..content.start, text);
        }
        (None, None) => edits.add(template, content, markdown(title, heading.setext)),
    }
}

fn is_separator(ch: char) -> bool {
    ch.is_whitespace() || matches!(ch, ':' | '.' | '-' | '\u{2013}' | '\u{2014}' | '|')
}

/// The gaps of a title: those that are gaps anywhere, words in capitals that name what belongs there,
/// and a number that is all zeros.
fn gaps(source: &str) -> Vec<Range<usize>> {
    let mut found = placeholders::find(source, Ground::Slot);
    let mut at = 0;
    for word in source.split(|ch: char| !ch.is_alphanumeric()) {
        let range = at..at + word.len();
        at = range.end + source[range.end..].chars().next().map_or(0, char::len_utf8);
        let zeros = word.len() > 1 && word.bytes().all(|byte| byte == b'0');
        let free = found
            .iter()
            .all(|gap| range.end <= gap.start || gap.end <= range.start);
        if free && (zeros || WORDS.contains(&word)) {
            found.push(range);
        }
    }
    found.sort_by_key(|gap| gap.start);
    found
}

/// Words that stand for what belongs in their place.
const WORDS: [&str; 6] = ["TITLE", "NAME", "NUMBER", "NNN", "XXX", "XXXX"];

fn width(gap: &str) -> usize {
    match gap {
        "NNN" | "XXX" | "NNNN" | "XXXX" => gap.len(),
        zeros if zeros.starts_with('0') => zeros.len(),
        _ => 1,
    }
}

fn is_number(gap: &str) -> bool {
    let inner = inner(gap);
    let last = inner.rsplit([' ', '-', '_']).next().unwrap_or_default();
    matches!(
        inner.as_str(),
        "n" | "nn" | "nnn" | "nnnn" | "xxx" | "xxxx" | "id" | "#" | "no"
    ) || last == "number"
        || inner.bytes().all(|byte| byte == b'0')
}

fn is_name(gap: &str) -> bool {
    let inner = inner(gap);
    inner.contains("title") || inner.contains("name")
}

fn inner(gap: &str) -> String {
    gap.trim_matches(['<', '>', '[', ']', '{', '}'])
        .trim()
        .to_lowercase()
}
