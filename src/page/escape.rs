//! Values made harmless for where they go. A value is anything that a document, its metadata or git
//! says; nothing of it may become markup, and nothing may wake mdBook's `links`, which runs after us
//! and expands `{{#include …}}` anywhere in a chapter.
//!
//! [`standing`] does it for values in Markdown that somebody else wrote around them.

pub mod standing;

/// For HTML, as text or in an attribute between double quotes. Every brace that opens becomes an
/// entity, so that no two values that touch make a directive between them.
pub fn html(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + value.len() / 8);
    for ch in shown(value) {
        match ch {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '{' => out.push_str("&#123;"),
            ch => out.push(ch),
        }
    }
    out
}

/// A day as an HTML element.
pub fn time(day: &str) -> String {
    let day = html(day);
    format!("<time datetime=\"{day}\">{day}</time>")
}

/// For Markdown's text, behind something else on its line.
pub fn markdown(value: &str) -> String {
    let mut out = String::with_capacity(value.len() + value.len() / 8);
    for ch in shown(value) {
        match ch {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '{' => out.push_str("&#123;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '#' | '$' | '^' => {
                out.push('\\');
                out.push(ch);
            }
            ch => out.push(ch),
        }
    }
    out
}

/// Escaped Markdown where a line or a list's item begins: there a mark would make a block.
pub fn at_start(text: &str) -> String {
    let text = text.trim();
    let digits = text.trim_start_matches(|ch: char| ch.is_ascii_digit());
    let behind = digits.strip_prefix(['.', ')']);
    let ends = behind.is_some_and(|it| it.is_empty() || it.starts_with(char::is_whitespace));
    let number = digits.len() < text.len() && ends;
    let at = if number {
        text.len() - digits.len()
    } else if text.starts_with(['-', '+', '=', ':']) {
        0
    } else {
        return text.to_owned();
    };
    let (before, mark) = text.split_at(at);
    format!("{before}\\{mark}")
}

/// As a code span of Markdown. What looks like a directive gets the backslash that `links` takes
/// away; where `links` would not, for want of a closing `}}`, the value comes as text.
pub fn markdown_code(value: &str) -> String {
    let value: String = shown(value).collect();
    let value = value.trim();
    let Some(value) = disarmed(value).filter(|value| !value.is_empty()) else {
        return markdown(value);
    };
    let longest = value
        .split(|ch| ch != '`')
        .map(str::len)
        .max()
        .unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    let space = if value.starts_with('`') || value.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{space}{value}{space}{fence}")
}

/// The value with `{{#` behind a backslash; none where that would not do. From the backslash to the
/// line's last `}}` everything is text to `links`, so that the first one is enough; what opens behind
/// that would be live.
fn disarmed(value: &str) -> Option<String> {
    let mut opened = (0..value.len()).filter(|&at| is_directive(value, at));
    let Some(first) = opened.next() else {
        return Some(value.to_owned());
    };
    let last = value.rfind("}}").unwrap_or_default();
    let hidden = first < last && opened.all(|at| at < last);
    let (before, directive) = value.split_at(first);
    let name = directive[2..].trim_start();
    hidden.then(|| format!("{before}\\{{{{{name}"))
}

/// Whether `links` may take what stands at a byte for a directive.
fn is_directive(value: &str, at: usize) -> bool {
    value
        .get(at..)
        .and_then(|rest| rest.strip_prefix("{{"))
        .is_some_and(|rest| rest.trim_start().starts_with('#'))
}

/// A value as one line: white space and line breaks are spaces; control characters and those that
/// turn the direction of the text around them are left out.
pub fn shown(value: &str) -> impl Iterator<Item = char> + '_ {
    value.chars().filter_map(|ch| match ch {
        '\n' | '\r' | '\t' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => Some(' '),
        ch if ch.is_control() || turns(ch) => None,
        ch => Some(ch),
    })
}

/// Whether a character turns the direction of the text around it, or is not seen at all.
fn turns(ch: char) -> bool {
    matches!(ch, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Whether a character of a path or an id may stay as it is, beyond those of ASCII.
fn is_letter(ch: char) -> bool {
    !ch.is_ascii() && !ch.is_whitespace() && !ch.is_control() && !turns(ch)
}

/// A web address from the configuration, for an `href` or a Markdown link; none where it is not one.
pub fn web_address(address: &str) -> Option<String> {
    let lower = address.to_ascii_lowercase();
    if !(lower.starts_with("https://") || lower.starts_with("http://")) {
        return None;
    }
    Some(encode(address, |ch| {
        ch.is_ascii_graphic() && !"\"'<>()[]\\`{}|^".contains(ch)
    }))
}

/// A relative path as a link's destination.
pub fn path(path: &str) -> String {
    encode(path, |ch| {
        ch.is_ascii_alphanumeric() || "-._~/!$&*+,;=@".contains(ch) || is_letter(ch)
    })
}

/// An id as the fragment of a Markdown link.
pub fn fragment(id: &str) -> String {
    encode(id, |ch| {
        is_letter(ch) || ch.is_ascii_graphic() && !"<>()[]\\\"{}`%|".contains(ch)
    })
}

fn encode(text: &str, keep: impl Fn(char) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    for ch in text.chars() {
        if keep(ch) {
            out.push(ch);
        } else {
            let mut bytes = [0; 4];
            for byte in ch.encode_utf8(&mut bytes).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn html_takes_the_edge_off() {
        assert_eq!(
            html("<b a=\"'\">{{#include x}}\n\u{202e}\u{0}&"),
            "&lt;b a=&quot;&#39;&quot;&gt;&#123;&#123;#include x}} &amp;"
        );
    }

    #[test]
    fn markdown_text_is_text() {
        assert_eq!(
            markdown("[a](b) *c* <d> {{#title e}} `f`"),
            "\\[a\\](b) \\*c\\* &lt;d&gt; &#123;&#123;\\#title e}} \\`f\\`"
        );
    }

    #[test]
    fn what_begins_an_item_is_no_mark() {
        for (value, item) in [
            ("- a", "\\- a"),
            ("12. a", "12\\. a"),
            ("1) a", "1\\) a"),
            ("+ a", "\\+ a"),
            ("=== ", "\\==="),
            ("# a", "\\# a"),
            ("> a", "&gt; a"),
            ("1 a", "1 a"),
            ("1.0.0", "1.0.0"),
            ("a - b", "a - b"),
        ] {
            assert_eq!(at_start(&markdown(value)), item);
        }
    }

    #[test]
    fn code_keeps_its_directives_asleep() {
        for (value, code) in [
            ("a", "`a`"),
            ("a`b", "``a`b``"),
            ("`a`", "`` `a` ``"),
            ("{{#toc}}", "`\\{{#toc}}`"),
            ("{{ #include x }}", "`\\{{#include x }}`"),
            ("{{{#a b}} {{#c d}}", "`{\\{{#a b}} {{#c d}}`"),
            ("{{x}}", "`{{x}}`"),
            ("{{#a b", "&#123;&#123;\\#a b"),
            ("{{#a b}} {{#c d", "&#123;&#123;\\#a b}} &#123;&#123;\\#c d"),
            ("", ""),
        ] {
            assert_eq!(markdown_code(value), code, "{value}");
        }
    }

    #[test]
    fn addresses_are_addresses() {
        assert_eq!(web_address("javascript:alert(1)"), None);
        assert_eq!(
            web_address("https://x.org/a b\"{{#c").as_deref(),
            Some("https://x.org/a%20b%22%7B%7B#c")
        );
        assert_eq!(path("a b/ü.md"), "a%20b/ü.md");
        assert_eq!(path("a\u{202e}b.md"), "a%E2%80%AEb.md");
        assert_eq!(fragment("a(b)ü"), "a%28b%29ü");
    }
}
