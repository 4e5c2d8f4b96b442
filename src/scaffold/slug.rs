//! File names from titles.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Longer names are cut at a word: with number and `.md` they must fit into 255 bytes.
const MAX_BYTES: usize = 80;

/// Names that Windows keeps for devices.
const RESERVED: [&str; 6] = ["con", "prn", "aux", "nul", "conin", "conout"];

/// A title as a file name: lower case, words joined by `-`, accents dropped where a plain letter is
/// left, letters of other scripts kept. `fallback` serves where nothing of the title is left.
pub fn slug(title: &str, fallback: &str) -> String {
    let made = [title, fallback]
        .into_iter()
        .map(words)
        .find(|slug| !slug.is_empty());
    let slug = made.unwrap_or_else(|| "document".to_owned());
    if is_device(&slug) {
        format!("{slug}-document")
    } else {
        slug
    }
}

fn words(title: &str) -> String {
    let mut slug = String::with_capacity(title.len());
    for ch in folded(title).chars() {
        if ch.is_alphanumeric() {
            slug.push(ch);
        } else if is_combining_mark(ch) && !slug.is_empty() && !slug.ends_with('-') {
            // A vowel sign of a script that needs it.
            slug.push(ch);
        } else if !matches!(ch, '\'' | '\u{2019}') && !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    if slug.len() > MAX_BYTES {
        let end = crate::text::floor_char_boundary(&slug, MAX_BYTES);
        let end = slug[..end]
            .rfind('-')
            .filter(|&at| at > MAX_BYTES / 2)
            .unwrap_or(end);
        slug.truncate(end);
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug.nfc().collect()
}

/// Lower case; Latin letters without their accents.
fn folded(title: &str) -> String {
    let mut out = String::with_capacity(title.len());
    let mut latin = false;
    for ch in title.nfkd().flat_map(char::to_lowercase) {
        if is_combining_mark(ch) {
            if !latin {
                out.push(ch);
            }
            continue;
        }
        latin = ch.is_ascii();
        match ch {
            'ß' => out.push_str("ss"),
            'æ' => out.push_str("ae"),
            'œ' => out.push_str("oe"),
            'ø' => out.push('o'),
            'đ' | 'ð' => out.push('d'),
            'þ' => out.push_str("th"),
            'ł' => out.push('l'),
            'ı' => out.push('i'),
            ch => out.push(ch),
        }
    }
    out
}

fn is_device(slug: &str) -> bool {
    let numbered = ["com", "lpt"].iter().any(|port| {
        slug.strip_prefix(port)
            .is_some_and(|rest| rest.len() == 1 && rest.bytes().all(|byte| byte.is_ascii_digit()))
    });
    numbered || RESERVED.contains(&slug)
}

/// What a file's name says of its title.
pub fn title_of(path: &str) -> String {
    let name = path
        .rsplit('/')
        .next()
        .unwrap_or(path)
        .trim_end_matches(".md");
    let bare = name.trim_start_matches(|ch: char| ch.is_ascii_digit() || matches!(ch, '-' | '_'));
    let bare = if bare.is_empty() { name } else { bare };
    let text = bare.replace(['-', '_'], " ");
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_become_file_names() {
        for (title, expected) in [
            ("Cache Layer", "cache-layer"),
            (
                "  Über-Cache: café & naïve (v2)! ",
                "uber-cache-cafe-naive-v2",
            ),
            ("Don't panic", "dont-panic"),
            ("Straße / Łódź", "strasse-lodz"),
            ("設計文書 第2版", "設計文書-第2版"),
            ("Кэш й", "кэш-й"),
            ("../../etc/passwd", "etc-passwd"),
            ("a\\b:c\0d", "a-b-c-d"),
            ("CON", "con-document"),
            ("lpt1", "lpt1-document"),
            ("!!!", "adr"),
        ] {
            assert_eq!(slug(title, "adr"), expected, "{title}");
        }
        assert_eq!(slug("", "…"), "document");
        let long = slug(&"word ".repeat(100), "");
        assert!(long.len() <= MAX_BYTES && long.ends_with("word"), "{long}");
    }
}
