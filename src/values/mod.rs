//! What the values of fields say: days, choices, people.
//!
//! ```
//! use mdbook_design_docs::values::{day, is_somebody};
//!
//! assert_eq!(day::of("2026-01-31"), Some(jiff::civil::date(2026, 1, 31)));
//! assert_eq!(day::of("soon"), None);
//! assert!(is_somebody("Ada Lovelace") && !is_somebody("???"));
//! ```

pub mod day;

use crate::fields;

/// The choice that `text` means: it is one, case and separators aside, or begins with one and goes on
/// after a space, a colon or a bracket; the longest such choice.
pub fn choice<'a>(text: &str, choices: &'a [String]) -> Option<&'a str> {
    let text = text.trim();
    let ends = std::iter::once(text.len()).chain(
        text.char_indices()
            .rev()
            .filter(|&(_, ch)| ch.is_whitespace() || ":([{<".contains(ch))
            .map(|(at, _)| at),
    );
    for end in ends {
        let head = fields::fold(&text[..end]);
        let found = choices.iter().find(|choice| fields::fold(choice) == head);
        if let Some(found) = found.filter(|_| !head.is_empty()) {
            return Some(found);
        }
    }
    None
}

/// Whether a text names somebody: an address, an `@handle` or a name has a letter in it, and is no
/// address of a page.
pub fn is_somebody(text: &str) -> bool {
    text.chars().any(char::is_alphabetic) && !matches!(text, "true" | "false")
}

/// Whether a text says that there is nothing to say: `n/a`, `none`, a dash.
pub fn says_nothing(text: &str) -> bool {
    const WORDS: &[&str] = &["n/a", "na", "none", "nil", "not applicable", "never"];
    let bare = text
        .trim()
        .trim_matches(|ch| matches!(ch, '(' | ')' | '.' | '*' | '_'));
    let dash = |ch| matches!(ch, '-' | '\u{2010}'..='\u{2015}');
    (!bare.is_empty() && bare.chars().all(dash)) || WORDS.contains(&bare.to_lowercase().as_str())
}

/// A text for a message: on one line, and at most 60 characters of it.
pub fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    match line.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", line[..end].trim_end()),
        None => line,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_may_go_on() {
        let choices = ["in".to_owned(), "In Progress".to_owned()];
        for text in [
            "in progress",
            "In_Progress",
            "In Progress (since May)",
            "in-progress: half",
        ] {
            assert_eq!(choice(text, &choices), Some("In Progress"), "{text}");
        }
        assert_eq!(choice("in time", &choices), Some("in"));
        assert_eq!(choice("inprogress", &choices), None);
        assert_eq!(choice("(in)", &choices), None);
    }

    #[test]
    fn nothing_is_said_in_several_ways() {
        for text in ["n/a", "N/A", "None", "-", "—", "(none)"] {
            assert!(says_nothing(text), "{text}");
        }
        for text in ["", "no", "soon", "2024-05-18"] {
            assert!(!says_nothing(text), "{text}");
        }
    }

    #[test]
    fn long_texts_are_cut() {
        assert_eq!(short("a\n b"), "a b");
        assert_eq!(short(&"ä".repeat(61)).chars().count(), 61);
    }
}
