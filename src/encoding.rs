//! Text that was decoded wrongly somewhere on its way: UTF-8 read as Windows-1252, or bytes given up.

use std::ops::Range;

/// A piece of damaged text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Damage {
    /// Where.
    pub range: Range<usize>,
    /// What stood there, where the way back is exact.
    pub repaired: Option<String>,
}

/// The damaged pieces of a text, in order.
pub fn damage(text: &str) -> Vec<Damage> {
    let mut found = Vec::new();
    let mut at = 0;
    // Damage begins with the first byte of a UTF-8 sequence read as Windows-1252 (C2 to F4: Â to ô),
    // or is the mark of a byte given up: in UTF-8 both begin with one of two bytes.
    while let Some(next) = memchr::memchr2(0xc3, 0xef, &text.as_bytes()[at..]) {
        at += next;
        let (len, repaired) = if text[at..].starts_with('\u{fffd}') {
            let len = text[at..]
                .find(|ch| ch != '\u{fffd}')
                .unwrap_or(text.len() - at);
            (len, None)
        } else if let Some((len, right)) = lead(&text[at..]).and_then(repair) {
            (len, Some(right))
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
            continue;
        };
        found.push(Damage {
            range: at..at + len,
            repaired,
        });
        at += len;
    }
    found
}

/// A text as it was, as far as the way back is exact.
pub fn repaired(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for damage in damage(text) {
        if let Some(right) = damage.repaired {
            out.push_str(&text[done..damage.range.start]);
            out.push_str(&right);
            done = damage.range.end;
        }
    }
    out + &text[done..]
}

/// The text, where it begins with what the first byte of a sequence reads as.
fn lead(text: &str) -> Option<&str> {
    let first = text.starts_with(|ch| matches!(ch, '\u{c2}'..='\u{f4}'));
    first.then_some(text)
}

/// Undoes reading UTF-8 as Windows-1252 at the start of `text`: how many bytes of it, and what they
/// were. Only sequences that give one character outside of ASCII are taken for damage, so that
/// words such as `Ãnderung` stay.
fn repair(text: &str) -> Option<(usize, String)> {
    let mut bytes = Vec::with_capacity(4);
    let mut len = 0;
    for ch in text.chars().take(4) {
        bytes.push(windows_1252(ch)?);
        len += ch.len_utf8();
        if let Ok(right) = std::str::from_utf8(&bytes)
            && bytes.len() > 1
        {
            return Some((len, right.to_owned()));
        }
    }
    None
}

/// The byte that Windows-1252 has for a character; the five bytes that it leaves undefined are read
/// as C1 controls, as browsers do (WHATWG Encoding Standard, index windows-1252).
fn windows_1252(ch: char) -> Option<u8> {
    const HIGH: [char; 32] = [
        '\u{20ac}', '\u{81}', '\u{201a}', '\u{192}', '\u{201e}', '\u{2026}', '\u{2020}',
        '\u{2021}', '\u{2c6}', '\u{2030}', '\u{160}', '\u{2039}', '\u{152}', '\u{8d}', '\u{17d}',
        '\u{8f}', '\u{90}', '\u{2018}', '\u{2019}', '\u{201c}', '\u{201d}', '\u{2022}', '\u{2013}',
        '\u{2014}', '\u{2dc}', '\u{2122}', '\u{161}', '\u{203a}', '\u{153}', '\u{9d}', '\u{17e}',
        '\u{178}',
    ];
    if let Some(index) = HIGH.iter().position(|&high| high == ch) {
        return u8::try_from(0x80 + index).ok();
    }
    match u32::from(ch) {
        code @ (0..0x80 | 0xa0..0x100) => u8::try_from(code).ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn repaired(text: &str) -> Vec<(&str, Option<String>)> {
        damage(text)
            .into_iter()
            .map(|found| (&text[found.range], found.repaired))
            .collect()
    }

    #[test]
    fn utf8_read_as_windows_1252_is_found_and_undone() {
        assert_eq!(repaired("a â€” b"), [("â€”", Some("—".to_owned()))]);
        assert_eq!(
            repaired("itâ€™s cafÃ©"),
            [("â€™", Some("’".to_owned())), ("Ã©", Some("é".to_owned()))]
        );
        assert_eq!(repaired("x\u{fffd}\u{fffd}y"), [("\u{fffd}\u{fffd}", None)]);
    }

    #[test]
    fn ordinary_letters_are_no_damage() {
        for text in [
            "Ärger, Größe, été, naïve, São, Öl",
            "ÃO",
            "€ 5",
            "Âme",
            "Über",
        ] {
            assert_eq!(repaired(text), [], "{text}");
        }
    }
}
