//! Values that travel through a Markdown parser or writer untouched: each as a word that means
//! nothing to it, opened again where it comes out.

use std::ops::Range;

/// Unicode keeps these for use inside programs: no text that people write has them.
const OPEN: char = '\u{fdd0}';
const CLOSE: char = '\u{fdd1}';
/// What programs keep to themselves is no part of a value.
const INNER: std::ops::RangeInclusive<char> = '\u{fdd0}'..='\u{fdef}';

/// The word that a value travels as: letters between two such characters.
pub(crate) fn seal(value: &str) -> String {
    let letter = |half: u8| char::from(b'a' + half);
    let kept: String = value.chars().filter(|ch| !INNER.contains(ch)).collect();
    let letters = kept
        .bytes()
        .flat_map(|byte| [letter(byte >> 4), letter(byte & 15)]);
    std::iter::once(OPEN)
        .chain(letters)
        .chain(std::iter::once(CLOSE))
        .collect()
}

/// A text with its values opened: what stands around them by `around`, they by `inside`.
pub(crate) fn open(
    text: &str,
    around: impl Fn(&str) -> String,
    inside: impl Fn(&str) -> String,
) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let (word, after) = after.split_once(CLOSE).unwrap_or((after, ""));
        out.push_str(&around(before));
        out.push_str(&inside(&value(word)));
        rest = after;
    }
    out.push_str(&around(rest));
    out
}

/// A text with its values opened as they are.
pub(crate) fn open_plain(text: &str) -> String {
    open(text, str::to_owned, str::to_owned)
}

/// Where the words stand in a text, in order.
pub(crate) fn words(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = text[at..].find(OPEN).map(|open| at + open) {
        let end = text[open..]
            .find(CLOSE)
            .map_or(text.len(), |close| open + close + CLOSE.len_utf8());
        found.push(open..end);
        at = end;
    }
    found
}

fn value(word: &str) -> String {
    let half = |letter: u8| letter.wrapping_sub(b'a') & 15;
    let pairs = word.as_bytes().chunks_exact(2);
    let bytes = pairs
        .map(|pair| (half(pair[0]) << 4) | half(pair[1]))
        .collect();
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_goes_in_comes_out() {
        let text = format!("a {} b{}", seal("<ü{{#"), seal(""));
        assert!(!text.contains('<'));
        assert_eq!(
            open(&text, str::to_uppercase, |value| format!("({value})")),
            "A (<ü{{#) B()"
        );
        let found: Vec<_> = words(&text)
            .into_iter()
            .map(|it| open_plain(&text[it]))
            .collect();
        assert_eq!(found, ["<ü{{#", ""]);
        assert_eq!(open_plain("plain"), "plain");
        assert_eq!(open_plain("cut \u{fdd0}zz"), open_plain("cut \u{fdd0}zz"));
    }
}
