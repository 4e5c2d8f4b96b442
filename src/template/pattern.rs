//! What a template's heading asks a document's heading to be: its name, with or without gaps.

use std::ops::Range;

use crate::document::names;

use super::placeholders::{self, Ground};

/// Stands for a gap while a name is folded: a letter, so that folding leaves it alone.
const GAP: char = '\u{e000}';

/// A section's name, or a pattern of names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern {
    /// The fixed pieces, folded; a gap between each two, and at an end where the piece is empty.
    pieces: Vec<String>,
}

impl Pattern {
    /// From a heading: `source` is its Markdown, `text` what people see of it.
    pub fn of_heading(source: &str, text: &str) -> Self {
        let gaps = gaps(source);
        if gaps.is_empty() {
            return match Self::stub(text) {
                Some(stub) => stub,
                None => Self::exact(text),
            };
        }
        let mut marked = String::with_capacity(source.len());
        let mut done = 0;
        for gap in gaps {
            marked.push_str(&source[done..gap.start]);
            marked.push(GAP);
            done = gap.end;
        }
        marked.push_str(&source[done..]);
        let bare = marked.replace(['*', '`', '~'], "");
        let folded = names::fold(bare.trim_matches('_'));
        Self {
            pieces: folded
                .split(GAP)
                .map(|piece| piece.trim().to_owned())
                .collect(),
        }
    }

    /// A heading with nothing in it, or with a word and its number (`Decision 1:`), which waits for
    /// more to be written behind it.
    fn stub(text: &str) -> Option<Self> {
        let plain = names::plain(text);
        let fixed = match plain.split_once(' ') {
            None if plain.is_empty() => String::new(),
            Some((word, number)) => {
                let digits = number.trim_end_matches([':', '.', ')', '-']);
                let counts = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
                let is_word = word.chars().all(char::is_alphabetic);
                (counts && is_word).then(|| word.to_lowercase())?
            }
            None => return None,
        };
        Some(Self {
            pieces: vec![fixed, String::new()],
        })
    }

    /// The pattern of one name.
    pub fn exact(name: &str) -> Self {
        Self {
            pieces: vec![names::fold(name)],
        }
    }

    /// The folded name, where there is no gap.
    pub fn name(&self) -> Option<&str> {
        match self.pieces.as_slice() {
            [name] => Some(name),
            _ => None,
        }
    }

    /// How much fixed text there is, in bytes: patterns with more of it match first.
    pub fn fixed(&self) -> usize {
        self.pieces.iter().map(String::len).sum()
    }

    /// Whether a folded name fits. A gap may match nothing.
    pub fn matches(&self, key: &str) -> bool {
        let [first, middle @ .., last] = self.pieces.as_slice() else {
            return self.pieces.first().is_some_and(|name| name == key);
        };
        let Some(mut rest) = key.strip_prefix(first.as_str()) else {
            return false;
        };
        for piece in middle {
            match rest.find(piece.as_str()) {
                Some(at) => rest = &rest[at + piece.len()..],
                None => return false,
            }
        }
        rest.ends_with(last.as_str())
    }
}

/// The gaps in a heading, in order. What a directive brings is a document's own, and so one as well.
fn gaps(source: &str) -> Vec<Range<usize>> {
    let mut done = 0;
    let directive = || {
        let start = done + source[done..].find("{{#")?;
        done = start + source[start..].find("}}")? + 2;
        Some(start..done)
    };
    let mut gaps: Vec<Range<usize>> = std::iter::from_fn(directive).collect();
    let mut marked = placeholders::find(source, Ground::Slot);
    marked.retain(|gap| {
        gaps.iter()
            .all(|it| gap.end <= it.start || it.end <= gap.start)
    });
    gaps.append(&mut marked);
    gaps.sort_by_key(|gap| gap.start);
    gaps
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn gaps_match_anything_and_nothing() {
        let pattern = Pattern::of_heading("[Component] details", "[Component] details");
        assert!(pattern.matches("cache details") && pattern.matches("details"));
        assert!(!pattern.matches("cache"));
        let any = Pattern::of_heading("1. [Major Decision Area]", "1. [Major Decision Area]");
        assert!(any.matches("storage") && any.fixed() == 0);
        let from = Pattern::of_heading("From <A> to <B> to", "From <A> to <B> to");
        assert!(from.matches("from here to there to") && !from.matches("from here to"));
        let any = Pattern::of_heading("*<Short hypothesis>*", "");
        assert!(any.matches("what we believe"));
        let titled = Pattern::of_heading("`1-pager` <Project Name> – MVP", "1-pager  – MVP");
        assert!(titled.matches("1-pager rocket - mvp") && !titled.matches("rocket - mvp"));
    }

    #[test]
    fn what_a_directive_brings_is_a_gap() {
        let heading = "{{#field team}} on {{#field ticket default=\"<T>\"}}";
        let pattern = Pattern::of_heading(heading, heading);
        assert!(pattern.matches("docs on 1") && !pattern.matches("docs"));
        let both = Pattern::of_heading("{{#field team}} by <Name>", "{{#field team}} by <Name>");
        assert!(both.matches("docs by ann") && !both.matches("docs"));
        let unclosed = Pattern::of_heading("On {{#field", "On {{#field");
        assert_eq!(unclosed.name(), Some("on {{#field"));
        let inside = "On {{#fie {{#field ticket}} and {{#toc";
        let pattern = Pattern::of_heading(inside, inside);
        assert!(pattern.matches("on 1 and {{#toc") && !pattern.matches("on 1"));
    }

    #[test]
    fn a_word_and_its_number_wait_for_more() {
        let stub = Pattern::of_heading("Decision 1:", "Decision 1:");
        assert!(stub.matches("decision use a disk") && stub.matches("decision"));
        assert!(Pattern::of_heading("", "").matches("cache"));
        assert_eq!(
            Pattern::of_heading("Top 10 risks", "Top 10 risks").name(),
            Some("top 10 risks")
        );
    }

    #[test]
    fn a_name_matches_itself_alone() {
        let pattern = Pattern::of_heading("Goals & *Scope*", "Goals & Scope");
        assert_eq!(pattern.name(), Some("goals & scope"));
        assert!(pattern.matches("goals & scope") && !pattern.matches("goals"));
    }
}
