//! Marks that travel through MiniJinja with a fragment's text and tell where it comes from.

use super::Rendered;

const MARK: char = '\u{fdd2}';
const MARK_END: char = '\u{fdd3}';
/// Text that must not be read as MiniJinja's: letters for its bytes.
const RAW: char = '\u{fdd4}';
const RAW_END: char = '\u{fdd5}';

/// Writes the mark of an offset.
pub(super) fn write(out: &mut String, offset: usize) {
    out.push(MARK);
    out.push_str(&offset.to_string());
    out.push(MARK_END);
}

/// Writes text from an offset that passes through MiniJinja as it is.
pub(super) fn write_raw(out: &mut String, offset: usize, text: &str) {
    write(out, offset);
    out.push(RAW);
    for byte in text.bytes() {
        out.push(char::from(b'a' + (byte >> 4)));
        out.push(char::from(b'a' + (byte & 15)));
    }
    out.push(RAW_END);
}

/// What MiniJinja made, without the marks.
pub(super) fn read(text: &str) -> Rendered {
    let mut out = Rendered::default();
    let mut rest = text;
    while let Some(at) = rest.find([MARK, RAW]) {
        out.text.push_str(&rest[..at]);
        let is_mark = rest[at..].starts_with(MARK);
        let inside = &rest[at + MARK.len_utf8()..];
        let close = if is_mark { MARK_END } else { RAW_END };
        let (word, after) = inside.split_once(close).unwrap_or((inside, ""));
        if is_mark {
            if let Ok(offset) = word.parse() {
                out.from.push((out.text.len(), offset));
            }
        } else {
            out.text.push_str(&raw(word));
        }
        rest = after;
    }
    out.text.push_str(rest);
    out.text.retain(|ch| ch != MARK_END && ch != RAW_END);
    out
}

/// The same for a value that passed through a filter: what was marked in it is plain text.
pub(super) fn strip(text: &str) -> String {
    if text.contains([MARK, RAW]) {
        read(text).text
    } else {
        text.to_owned()
    }
}

fn raw(word: &str) -> String {
    let half = |letter: u8| letter.to_ascii_lowercase().wrapping_sub(b'a') & 15;
    let pairs = word.as_bytes().chunks_exact(2);
    let bytes: Vec<u8> = pairs
        .map(|pair| (half(pair[0]) << 4) | half(pair[1]))
        .collect();
    String::from_utf8_lossy(&bytes).into_owned()
}
