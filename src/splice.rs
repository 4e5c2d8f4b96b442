//! Text and insertions in, text out: the author's bytes are copied, never written anew.
//!
//! ```
//! use mdbook_design_docs::splice::{Insertion, splice};
//!
//! let insert = |range, text: &str| Insertion { range, text: text.to_owned() };
//! let new = splice("# A\r\nb\r\n", vec![insert(5..5, "> note\r\n"), insert(5..6, "c")]);
//! assert_eq!(new.as_deref(), Ok("# A\r\n> note\r\nc\r\n"));
//! assert!(splice("abc", vec![insert(0..2, ""), insert(1..3, "")]).is_err());
//! ```

use std::ops::Range;

/// What goes in place of a byte range; of an empty one, what is set in there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Insertion {
    /// What goes, in bytes of the text that is edited.
    pub range: Range<usize>,
    /// What comes.
    pub text: String,
}

/// Two insertions want the same bytes, or one wants bytes that the text does not have: then both are that one.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("edits overlap at bytes {}..{} and {}..{}", .first.start, .first.end, .second.start, .second.end)]
pub struct Overlap {
    /// The one that comes first in the text.
    pub first: Range<usize>,
    /// The one that reaches into it.
    pub second: Range<usize>,
}

/// Applies insertions. Those at the same place come in the order given.
///
/// # Errors
/// Where two of them replace the same bytes, or one reaches beyond the text or into a character.
pub fn splice(text: &str, mut insertions: Vec<Insertion>) -> Result<String, Overlap> {
    insertions.sort_by_key(|insertion| (insertion.range.start, insertion.range.end));
    let added: usize = insertions
        .iter()
        .map(|insertion| insertion.text.len())
        .sum();
    let mut out = String::with_capacity(text.len() + added);
    let mut done = 0..0;
    for Insertion { range, text: new } in insertions {
        let between = (range.start <= range.end)
            .then(|| text.get(done.end..range.start))
            .flatten();
        let (Some(between), true) = (between, text.is_char_boundary(range.end)) else {
            return Err(Overlap {
                first: done,
                second: range,
            });
        };
        out.push_str(between);
        out.push_str(&new);
        done = range;
    }
    out.push_str(&text[done.end..]);
    Ok(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn insertion(range: Range<usize>, text: &str) -> Insertion {
        Insertion {
            range,
            text: text.to_owned(),
        }
    }

    #[test]
    fn insertions_land_where_they_were_meant() {
        let out = splice(
            "abcdef",
            vec![
                insertion(6..6, "!"),
                insertion(2..4, "X"),
                insertion(2..2, "1"),
                insertion(0..0, ">"),
            ],
        );
        assert_eq!(out.as_deref(), Ok(">ab1Xef!"));
    }

    #[test]
    fn overlaps_and_ranges_outside_are_refused() {
        assert!(splice("abcdef", vec![insertion(1..3, ""), insertion(2..4, "")]).is_err());
        assert!(splice("abc", vec![insertion(2..9, "")]).is_err());
        assert!(splice("ä", vec![insertion(1..1, "")]).is_err());
    }
}
