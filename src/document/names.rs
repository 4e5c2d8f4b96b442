//! When two section names are the same: what people see compares, not how it is written.

use std::borrow::Cow;

/// The form of a section's name that compares: numbering dropped, case folded, white space
/// collapsed, typographic variants equal, trailing punctuation ignored.
pub fn fold(name: &str) -> String {
    let plain = match plain_start(name.as_bytes()) == name.len() {
        true => Cow::Borrowed(name),
        false => Cow::Owned(plain(name)),
    };
    let unnumbered = strip_number(&plain);
    let bare = trim_end(&unnumbered);
    let folded = if bare.is_empty() { plain.trim() } else { bare };
    match folded.is_ascii() {
        true => folded.to_ascii_lowercase(),
        false => folded.to_lowercase(),
    }
}

/// The same with its numbering and the punctuation at its end.
pub fn fold_whole(name: &str) -> String {
    plain(name).to_lowercase()
}

/// White space collapsed and typographic variants replaced, case and numbering kept.
pub fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    loop {
        let (words, behind) = rest.split_at(plain_start(rest.as_bytes()));
        out.push_str(words);
        let mut chars = behind.chars();
        let Some(ch) = chars.next() else {
            break;
        };
        rest = chars.as_str();
        let ch = match ch {
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => '-',
            '\u{2018}' | '\u{2019}' | '\u{201a}' | '\u{201b}' | '\u{2032}' => '\'',
            '\u{201c}'..='\u{201f}' | '\u{2033}' => '"',
            ch if is_unseen(ch) => continue,
            ch if ch.is_whitespace() => ' ',
            ch => ch,
        };
        if ch != ' ' || !(out.is_empty() || out.ends_with(' ')) {
            out.push(ch);
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Whether nothing is left of a text in its [`plain`] form.
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|ch| ch.is_whitespace() || is_unseen(ch))
}

/// Whether a character takes no room: a soft hyphen, a joiner, a byte order mark.
fn is_unseen(ch: char) -> bool {
    matches!(
        ch,
        '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
    )
}

/// The first letters and digits of ASCII in a text, eight at most. They are the same in its [`plain`] form,
/// so texts with other ones don't compare equal.
pub fn gist(text: &str) -> u64 {
    let said = text.bytes().filter(u8::is_ascii_alphanumeric);
    said.take(8)
        .fold(0, |gist, byte| gist << 8 | u64::from(byte))
}

/// How much of a text begins as it stays, which is most of what is written: words in ASCII with single
/// spaces between them.
fn plain_start(text: &[u8]) -> usize {
    let stays = |at: usize| match text[at] {
        b' ' => at > 0 && text.get(at + 1).is_some_and(u8::is_ascii_graphic),
        byte => byte.is_ascii_graphic(),
    };
    (0..text.len()).find(|&at| !stays(at)).unwrap_or(text.len())
}

fn trim_end(name: &str) -> &str {
    name.trim_end_matches(|ch: char| {
        ch.is_ascii_punctuation() && !matches!(ch, ')' | ']' | '}' | '>' | '*' | '+' | '#')
            || OTHER_SCRIPTS.contains(ch)
            || ch == ' '
    })
}

/// Punctuation beyond ASCII that ends a sentence or leads over to what follows: the ellipsis that smart
/// punctuation makes of three dots, and the full stop, comma, colon, semicolon, question and
/// exclamation mark of other scripts.
const OTHER_SCRIPTS: &str = "…。．，、：；？！﹕﹖﹗؟؛،۔।॥‽·";

/// `1. Scope`, `8.A. Scope`, `a. Scope`, `5) Scope` and `IV. Scope` are `Scope`; `Decision 1: Scope` is
/// `Decision Scope`.
fn strip_number(name: &str) -> Cow<'_, str> {
    if let Some(rest) = numbered(name) {
        return Cow::Borrowed(rest);
    }
    let word_end = name
        .find(|ch: char| !ch.is_alphabetic())
        .unwrap_or(name.len());
    let (word, after) = name.split_at(word_end);
    let Some(after) = after.strip_prefix(' ').filter(|_| !word.is_empty()) else {
        return Cow::Borrowed(name);
    };
    let digits = after
        .find(|ch: char| !ch.is_ascii_digit())
        .unwrap_or(after.len());
    let rest = after[digits..].trim_start();
    match rest.strip_prefix([':', '.', ')', '-']) {
        Some(rest) if digits > 0 && (rest.is_empty() || rest.starts_with(' ')) => {
            Cow::Owned(format!("{word}{rest}"))
        }
        None if digits > 0 && rest.is_empty() => Cow::Borrowed(word),
        _ => Cow::Borrowed(name),
    }
}

/// What follows a numbering such as `1.`, `1.2`, `8.A.`, `(3)`, `a)` or `IV.`; none without one.
pub fn numbered(name: &str) -> Option<&str> {
    let opened = name.strip_prefix('(');
    let text = opened.unwrap_or(name);
    let end = text
        .find(|ch: char| !(ch.is_ascii_alphanumeric() || ch == '.'))
        .unwrap_or(text.len());
    let (token, rest) = text.split_at(end);
    let closed = rest.strip_prefix(')');
    let rest = closed.unwrap_or(rest);
    if !(rest.is_empty() || rest.starts_with(' ')) || (opened.is_some() && closed.is_none()) {
        return None;
    }
    let dotted = token.ends_with('.');
    let mut parts = token.trim_end_matches('.').split('.');
    let first = parts.next()?;
    let others: Vec<&str> = parts.collect();
    let number = |part: &str| {
        !part.is_empty() && part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit())
    };
    let letter = |part: &str| part.len() == 1 && part.bytes().all(|b| b.is_ascii_alphabetic());
    let roman = |part: &str| !part.is_empty() && part.bytes().all(|b| b"IVXLC".contains(&b));
    let marked = dotted || closed.is_some();
    let numbering = if others.is_empty() {
        marked && (number(first) || letter(first) || roman(first))
    } else {
        number(first) && others.iter().all(|part| number(part) || letter(part))
    };
    numbering.then(|| rest.trim_start())
}

#[cfg(test)]
mod tests {
    use super::{fold, plain};

    #[test]
    fn white_space_is_single_and_variants_are_replaced_wherever_they_stand() {
        for (text, expected) in [
            ("", ""),
            (" ", ""),
            ("a b c", "a b c"),
            ("  a  b ", "a b"),
            ("a\n\tb\r\n", "a b"),
            ("a \u{a0} b", "a b"),
            ("a \u{200b} b\u{feff}", "a b"),
            ("so\u{ad}ft", "soft"),
            (
                "\u{201c}x\u{201d} \u{2014} \u{2018}y\u{2019}",
                "\"x\" - 'y'",
            ),
            ("ä b  ö", "ä b ö"),
            ("a\u{1}b", "a\u{1}b"),
        ] {
            assert_eq!(plain(text), expected, "{text:?}");
        }
    }

    #[test]
    fn numbering_is_no_part_of_a_name() {
        for numbered in [
            "1. Scope",
            "8.A. Scope",
            "a. Scope",
            "5) Scope",
            "IV. Scope",
            "1.2 Scope",
            "(3) Scope",
            "1.2.3. Scope",
        ] {
            assert_eq!(fold(numbered), "scope", "{numbered}");
        }
        for name in [
            "1-pager",
            "2 factors",
            "A plan",
            "I think",
            "3D models",
            "2024. A year",
        ] {
            assert_eq!(fold(name), name.to_lowercase(), "{name}");
        }
    }

    #[test]
    fn a_word_before_its_number_stays() {
        assert_eq!(fold("Decision 1: Store"), "decision store");
        assert_eq!(fold("Decision 2:"), "decision");
        assert_eq!(fold("Decision 12"), "decision");
        assert_eq!(fold("Phase 2 - Rollout"), "phase rollout");
        assert_eq!(fold("Top 10 risks"), "top 10 risks");
    }

    #[test]
    fn typography_case_and_trailing_punctuation_do_not_matter() {
        assert_eq!(fold("Goals and Non\u{2011}Goals:"), "goals and non-goals");
        assert_eq!(fold("What\u{2019}s\u{a0}new?"), "what's new");
        assert_eq!(fold("  C++  "), "c++");
        assert_eq!(fold("背景："), "背景");
        assert_eq!(fold("And so on…"), "and so on");
        assert_eq!(fold("…"), "…");
        assert_eq!(fold("1."), "1.");
    }
}
