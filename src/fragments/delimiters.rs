//! Where the tags, expressions, directives and arguments of a fragment end.

use std::ops::Range;

/// The name, the default and the end of the `[[#…]]` that a text begins with.
pub(super) fn argument(text: &str) -> Option<(Range<usize>, Range<usize>, usize)> {
    let line = text.split('\n').next().unwrap_or_default();
    let inside = line.strip_prefix("[[")?.trim_start().strip_prefix('#')?;
    let start = line.len() - inside.len();
    let close = inside.find("]]")?;
    let content = inside[..close].trim_end();
    let name_len = content.find(char::is_whitespace).unwrap_or(content.len());
    if name_len == 0 {
        return None;
    }
    let name = start..start + name_len;
    let default = content[name_len..].trim_start().len();
    let end = start + content.len();
    Some((name, end - default..end, start + close + 2))
}

/// The word that a text begins with, white space and `-` or `+` before it passed over.
pub(super) fn word(text: &str) -> &str {
    let text = text.trim_start_matches(['-', '+']).trim_start();
    let end = text
        .find(|ch: char| !(ch.is_ascii_alphanumeric() || matches!(ch, '_' | '-')))
        .unwrap_or(text.len());
    &text[..end]
}

/// Behind the `{% endraw %}` of the `{% raw %}` that a text begins with.
pub(super) fn raw_end(text: &str) -> Option<usize> {
    let mut at = 2;
    loop {
        let open = at + text[at..].find("{%")?;
        if word(&text[open + 2..]) == "endraw" {
            return Some(open + closed(&text[open..], "%}")?);
        }
        at = open + 2;
    }
}

/// Behind the delimiter that closes what a text begins with, strings and brackets passed over.
pub(super) fn closed(text: &str, close: &str) -> Option<usize> {
    let mut depth = 0usize;
    let mut quote = None;
    let mut chars = text.char_indices().skip(2);
    while let Some((at, ch)) = chars.next() {
        match (quote, ch) {
            (Some(_), '\\') => drop(chars.next()),
            (Some(open), ch) if ch == open => quote = None,
            (Some(_), _) => {}
            (None, _) if depth == 0 && text[at..].starts_with(close) => {
                return Some(at + close.len());
            }
            (None, '"' | '\'') => quote = Some(ch),
            (None, '{' | '[' | '(') => depth += 1,
            (None, '}' | ']' | ')') => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    None
}

/// Behind the `}}` of the directive that a text begins with; expressions and strings in its arguments
/// are passed over. A blank line ends the search.
pub(super) fn directive_end(text: &str) -> Option<usize> {
    let limit = text.find("\n\n").unwrap_or(text.len());
    let text = &text[..limit];
    let mut quoted = false;
    let mut at = 2;
    while at < text.len() {
        let rest = &text[at..];
        if rest.starts_with("{{") {
            at += closed(rest, "}}")?;
        } else if !quoted && rest.starts_with("}}") {
            return Some(at + 2);
        } else {
            let ch = rest.chars().next()?;
            quoted ^= ch == '"';
            let escaped = if quoted && ch == '\\' {
                rest.chars().nth(1)
            } else {
                None
            };
            at += ch.len_utf8() + escaped.map_or(0, char::len_utf8);
        }
    }
    None
}
