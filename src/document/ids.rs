//! The `id` that mdBook gives to each heading, so that a link written before the page is rendered
//! resolves in it.
//!
//! The rules are those of `mdbook-html` (its functions are not public): `id_from_content` and
//! `unique_id` in `src/utils.rs`, `text_in_node` and `add_header_links` in `src/html/tree.rs`; for
//! 0.4 those of `mdbook::utils`. The differential test in `tests/ids.rs` holds them to the renderer.

use std::collections::{HashMap, HashSet};

use semver::Version;

/// Which mdBook's rules apply.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum IdScheme {
    /// 0.4: ASCII lower case, clashes counted per name, definition terms without an id.
    V04,
    /// 0.5.0 to 0.5.4: Unicode lower case, clashes numbered until free, an empty id where the
    /// heading has no letter or digit.
    #[default]
    V05,
    /// After 0.5.4: as before, but `section` in place of an empty id.
    Later,
}

impl IdScheme {
    /// The rules of an mdBook version.
    pub fn of(version: &Version) -> Self {
        if *version < Version::new(0, 5, 0) {
            Self::V04
        } else if *version <= Version::new(0, 5, 4) {
            Self::V05
        } else {
            Self::Later
        }
    }
}

/// Hands out the ids of one chapter, in the order of its headings and definition terms.
#[derive(Debug)]
pub struct Ids {
    scheme: IdScheme,
    used: HashSet<String>,
    /// How often each id was asked for (0.4), or the number to try next for it (later): a thousand
    /// headings of one text stay linear.
    next: HashMap<String, u32>,
}

impl Ids {
    /// For one chapter.
    pub fn new(scheme: IdScheme) -> Self {
        Self {
            scheme,
            used: HashSet::new(),
            next: HashMap::new(),
        }
    }

    /// The id of the next heading without one of its own, from its concatenated text.
    pub fn give(&mut self, text: &str) -> String {
        let id = self.plain(text);
        if self.scheme == IdScheme::V04 {
            let count = self.next.entry(id.clone()).or_insert(0);
            *count += 1;
            return match *count {
                1 => id,
                count => format!("{id}-{}", count - 1),
            };
        }
        if self.used.insert(id.clone()) {
            return id;
        }
        let next = self.next.entry(id.clone()).or_insert(1);
        loop {
            let candidate = format!("{id}-{next}");
            *next += 1;
            if self.used.insert(candidate.clone()) {
                return candidate;
            }
        }
    }

    /// The id of the next definition term; none in 0.4.
    pub fn give_term(&mut self, text: &str) -> Option<String> {
        (self.scheme != IdScheme::V04).then(|| self.give(text))
    }

    fn plain(&self, text: &str) -> String {
        let text = text.trim();
        match self.scheme {
            IdScheme::V04 => kept(text.trim_start_matches('#').trim()).to_ascii_lowercase(),
            IdScheme::V05 => lower(text),
            IdScheme::Later => match lower(text) {
                id if id.is_empty() => "section".to_owned(),
                id => id,
            },
        }
    }
}

/// What an id keeps of a text, in lower case.
fn lower(text: &str) -> String {
    if !text.is_ascii() {
        return kept(&text.to_lowercase());
    }
    let mut id = String::with_capacity(text.len());
    id.extend(text.bytes().filter_map(|byte| match byte {
        b'_' | b'-' => Some(char::from(byte)),
        byte if byte.is_ascii_alphanumeric() => Some(char::from(byte.to_ascii_lowercase())),
        byte if char::from(byte).is_whitespace() => Some('-'),
        _ => None,
    }));
    id
}

/// What an id keeps of a text.
fn kept(text: &str) -> String {
    let mut id = String::with_capacity(text.len());
    id.extend(text.chars().filter_map(|ch| match ch {
        ch if ch.is_alphanumeric() || ch == '_' || ch == '-' => Some(ch),
        ch if ch.is_whitespace() => Some('-'),
        _ => None,
    }));
    id
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(scheme: IdScheme, texts: &[&str]) -> Vec<String> {
        let mut ids = Ids::new(scheme);
        texts.iter().map(|text| ids.give(text)).collect()
    }

    #[test]
    fn clashes_are_numbered_until_free() {
        assert_eq!(
            ids(IdScheme::V05, &["Foo", "Foo-1", "Foo", "Foo"]),
            ["foo", "foo-1", "foo-2", "foo-3"]
        );
        assert_eq!(
            ids(IdScheme::V04, &["Foo", "Foo-1", "Foo"]),
            ["foo", "foo-1", "foo-1"]
        );
    }

    #[test]
    fn punctuation_alone_depends_on_the_version() {
        assert_eq!(ids(IdScheme::V05, &["!", "?"]), ["", "-1"]);
        assert_eq!(ids(IdScheme::Later, &["!", "?"]), ["section", "section-1"]);
        assert_eq!(IdScheme::of(&Version::new(0, 5, 4)), IdScheme::V05);
        assert_eq!(IdScheme::of(&Version::new(0, 5, 5)), IdScheme::Later);
        assert_eq!(IdScheme::of(&Version::new(0, 4, 52)), IdScheme::V04);
    }
}
