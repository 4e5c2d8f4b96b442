//! Values that travel through a Markdown parser or writer untouched: each as a word that means
//! nothing to it, opened again where it comes out.

const OPEN: char = '\u{e000}';
const CLOSE: char = '\u{e001}';

/// The word that a value travels as: letters between two characters of private use.
pub(super) fn seal(value: &str) -> String {
    let letter = |half: u8| char::from(b'a' + half);
    let letters = value
        .bytes()
        .flat_map(|byte| [letter(byte >> 4), letter(byte & 15)]);
    std::iter::once(OPEN)
        .chain(letters)
        .chain(std::iter::once(CLOSE))
        .collect()
}

/// A text with its values opened: what stands around them by `around`, they by `inside`.
pub(super) fn open(
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
pub(super) fn open_plain(text: &str) -> String {
    open(text, str::to_owned, str::to_owned)
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
        assert_eq!(open_plain("plain"), "plain");
        assert_eq!(open_plain("cut \u{e000}zz"), open_plain("cut \u{e000}zz"));
    }
}
