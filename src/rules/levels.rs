//! Headings at another level, with as few bytes changed as will do.

use crate::document::markdown::Heading;
use crate::splice::Insertion;

/// What gives a heading of a text another level; none where there is no such level, or the heading
/// can't be written at it.
pub(super) fn at_level(text: &str, heading: &Heading, level: u8) -> Option<Insertion> {
    if !(1..=6).contains(&level) {
        return None;
    }
    let marks = "#".repeat(usize::from(level));
    let source = text.get(heading.range.clone())?;
    let start = heading.range.start;
    if !heading.setext {
        let old = source.bytes().take_while(|it| *it == b'#').count();
        return Some(Insertion {
            range: start..start + old,
            text: marks,
        });
    }
    let source = source.trim_end();
    let (words, line) = source.rsplit_once('\n')?;
    if level > 2 {
        let words = words.trim();
        // More lines than one can't be marked, and `#` at the end would be taken for a mark.
        let fits = !words.contains('\n') && !words.ends_with('#');
        return fits.then(|| Insertion {
            range: start..start + source.len(),
            text: format!("{marks} {words}"),
        });
    }
    let under = line.trim();
    let at = start + source.len() - under.len();
    // Three hyphens might be taken for a rule that lost its blank line.
    let (mark, least) = if level == 1 { ("=", 1) } else { ("-", 4) };
    Some(Insertion {
        range: at..at + under.len(),
        text: mark.repeat(under.len().max(least)),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::markdown::{Markdown, ParseOptions};
    use crate::splice::splice;

    #[test]
    fn only_the_marks_change() {
        for (text, level, expected) in [
            ("  ### A {#a} ##\n", 1, Some("  # A {#a} ##\n")),
            ("## A\r\n", 6, Some("###### A\r\n")),
            ("A\n===\n", 2, Some("A\n----\n")),
            ("A\r\n-----\r\n", 1, Some("A\r\n=====\r\n")),
            ("A *b*\n-\n", 3, Some("### A *b*\n")),
            ("A\nb\n---\n", 3, None),
            ("C #\n---\n", 3, None),
            ("# A\n", 7, None),
        ] {
            let markdown = Markdown::parse(text, 0, ParseOptions::default());
            let edit = at_level(text, &markdown.headings[0], level);
            let new = edit.map(|edit| splice(text, vec![edit]).expect("one edit"));
            assert_eq!(new.as_deref(), expected, "{text}");
        }
    }
}
