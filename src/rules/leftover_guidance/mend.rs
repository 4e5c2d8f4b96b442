//! Guidance taken out, with the lines, bullets and quote marks that it had for itself.

use std::ops::Range;

use crate::diagnostics::{Fix, Safety};
use crate::rules::{DocumentContext, blocks};

/// None where taking it out would change what stands around it.
pub(super) fn fix(cx: &DocumentContext<'_>, range: &Range<usize>) -> Option<Fix> {
    let text = cx.document().as_str();
    let range = match lines(text, range, cx.document().body) {
        Some(lines) if holds_what_follows(text, &lines) => return None,
        Some(lines) => lines,
        None => words(text, range),
    };
    cx.fix(Safety::Unsafe, range, "")
}

/// The lines, where there is nothing else on them than marks.
fn lines(text: &str, range: &Range<usize>, body: usize) -> Option<Range<usize>> {
    blocks::lines(text, body, range, |before, behind| {
        let marks = before.trim().trim_end_matches(['*', '_']);
        let rest = behind.trim().trim_start_matches(['*', '_']);
        is_marks(marks) && rest.is_empty()
    })
}

/// Bullets, numbers, quote marks and boxes to tick.
fn is_marks(text: &str) -> bool {
    let is_mark = |word: &str| {
        let number = word.strip_suffix(['.', ')']);
        let number = number.is_some_and(|it| it.bytes().all(|byte| byte.is_ascii_digit()));
        number || matches!(word, "-" | "*" | "+" | ">" | ">>" | "[ ]" | "[" | "]" | "")
    };
    text.split_whitespace().all(is_mark)
}

/// Whether what follows is indented, so that the bullet that goes holds it.
fn holds_what_follows(text: &str, lines: &Range<usize>) -> bool {
    let first = &text[lines.clone()];
    let mut following = text[lines.end..]
        .lines()
        .skip_while(|line| line.trim().is_empty());
    let next = following.next().unwrap_or_default();
    let bulleted = first
        .trim_start()
        .starts_with(|ch: char| !ch.is_alphabetic());
    bulleted && indent(next) > indent(first)
}

fn indent(line: &str) -> usize {
    line.len() - line.trim_start_matches([' ', '\t']).len()
}

/// A sentence among others, with the white space behind it, or that before it at the end of a line.
fn words(text: &str, range: &Range<usize>) -> Range<usize> {
    let behind = &text[range.end..];
    let space = behind.len() - behind.trim_start_matches([' ', '\t']).len();
    let more = behind[space..].starts_with(|ch: char| ch != '\n' && ch != '\r');
    match more {
        true => range.start..range.end + space,
        false => text[..range.start].trim_end_matches([' ', '\t']).len()..range.end,
    }
}
