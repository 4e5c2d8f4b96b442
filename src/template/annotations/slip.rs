//! Comments that were meant as annotations.

use crate::diagnostics::one_edit_away;

use super::{Malformed, NAMES, split};

/// What somebody probably meant by a comment above a heading that is no annotation by a slip of the
/// keyboard: `requird: approved`, `Phase two: Production`, `any order`.
pub fn slip(comment: &str) -> Option<Malformed> {
    const SHORT: usize = 4;
    let open = comment.find("<!--")? + 4;
    let close = comment[open..].find("-->")? + open;
    let first = comment[open..close].split([';', '|']).next()?;
    let start = open + first.len() - first.trim_start().len();
    let (name, argument) = split(first);
    let lower = name.to_lowercase();
    let mut words = lower.split_whitespace();
    let message = match (words.next()?, words.next(), words.next()) {
        ("phase", Some(number), None) if argument.is_some() || is_count(number) => {
            format!("`{name}` is no phase; write its number: `Phase 2`")
        }
        ("phase", None, None) if argument.is_some() => {
            "`Phase` wants a number: `Phase 2: Production`".to_owned()
        }
        (word, None, None) if word.len() > SHORT => {
            let meant = one_edit_away(word, NAMES)?;
            format!("`{name}` is no annotation; did you mean `{meant}`?")
        }
        ("any", Some("order"), None) => {
            format!("`{name}` is no annotation; did you mean `any-order`?")
        }
        _ => return None,
    };
    Some(Malformed {
        range: start..start + first.trim().len(),
        message,
    })
}

/// Whether a word counts: `two`, `II`.
fn is_count(word: &str) -> bool {
    matches!(
        word,
        "zero" | "one" | "two" | "three" | "four" | "five" | "i" | "ii" | "iii" | "iv"
    )
}
