//! Words of a document, a message or git, for a cell of a Markdown table. Nothing in them becomes markup, a
//! link, or the mention of a person who would get a message.

use crate::page::escape;

/// A text. What it has between backticks is code, and so is every word that would become a link or a mention
/// by itself.
pub fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut parts = text.split('`').peekable();
    let mut inside = false;
    while let Some(part) = parts.next() {
        match (inside, parts.peek().is_some()) {
            (true, true) => out.push_str(&code(part)),
            // The last backtick opens nothing.
            (true, false) => out.push_str(&format!("\\`{}", words(part))),
            (false, _) => out.push_str(&words(part)),
        }
        inside = !inside;
    }
    out
}

/// A value as code.
pub fn code(value: &str) -> String {
    let span = escape::markdown_code(value);
    if span.starts_with('`') {
        // Even in code a table's cell ends at a bar.
        return span.replace('|', "\\|");
    }
    // What can't be code for the directive in it must be no mention either.
    span.replace('@', "@\u{2060}")
}

fn words(text: &str) -> String {
    let word = |word: &str| match wakes(word) {
        true => code(word),
        false => escape::markdown(word),
    };
    let words: Vec<String> = text.split([' ', '\n', '\t', '\r']).map(word).collect();
    words.join(" ")
}

/// Whether a bare word becomes a link, a mention or a reference where GitHub shows it.
fn wakes(word: &str) -> bool {
    let mut letters = word.chars().peekable();
    let mut reference = false;
    while let Some(letter) = letters.next() {
        reference |= letter == '#' && letters.peek().is_some_and(char::is_ascii_digit);
    }
    reference
        || word.contains('@')
        || word.contains("://")
        || word.to_ascii_lowercase().contains("www.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_wakes_up() {
        for (written, expected) in [
            ("plain words", "plain words"),
            ("a `b|c` d", "a `b\\|c` d"),
            ("a ` b", "a \\` b"),
            ("ask @ann, see #12", "ask `@ann,` see `#12`"),
            ("https://evil.test a|b", "`https://evil.test` a\\|b"),
            ("[x](javascript:y) <b>", "\\[x\\](javascript:y) &lt;b&gt;"),
            ("two\nlines\u{1b}[31m", "two lines\\[31m"),
            ("` @ann {{#include `", "&#123;&#123;"),
        ] {
            let made = text(written);
            match written.contains("{{#") {
                true => assert!(made.contains(expected) && !made.contains("@ann"), "{made}"),
                false => assert_eq!(made, expected, "{written}"),
            }
        }
    }
}
