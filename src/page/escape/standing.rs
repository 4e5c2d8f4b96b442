//! Values for where they stand in Markdown that somebody wrote around them, as a fragment's author does.

use super::{disarmed, encode, html, markdown, shown};

/// Where a value stands in Markdown that somebody wrote around it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stands {
    /// Among text.
    Text,
    /// In a code block.
    CodeBlock,
    /// In an address, an info string, an attribute.
    Elsewhere,
}

/// A value for where it stands.
pub fn at(value: &str, stands: Stands) -> String {
    match stands {
        Stands::Text => markdown(value),
        Stands::CodeBlock => code_line(value),
        Stands::Elsewhere => destination(value),
    }
}

/// As one line of a code block. What would end the block is moved to where it does not.
fn code_line(value: &str) -> String {
    let value: String = shown(value).collect();
    let fence = value.trim_start();
    let value = if fence.starts_with("```") || fence.starts_with("~~~") {
        format!("    {fence}")
    } else {
        value
    };
    disarmed(&value).unwrap_or_else(|| value.replace("{{", "{ {"))
}

/// Inside HTML of which `before` stands before it. In scripts and styles, and in attributes that hold such, nothing but words comes; in
/// addresses nothing that runs.
pub fn within_html(value: &str, before: &str) -> String {
    let lower = before.to_ascii_lowercase();
    let inside = |name: &str| lower.rfind(&format!("<{name}")) > lower.rfind(&format!("</{name}"));
    let in_tag = lower.rfind('<') > lower.rfind('>');
    if !in_tag {
        return match inside("script") || inside("style") {
            true => words_only(value),
            false => html(value),
        };
    }
    let tag = &lower[lower.rfind('<').unwrap_or_default()..];
    let Some((name, written)) = tag.rsplit_once('=') else {
        return words_only(value).replace(' ', "-");
    };
    let name = name.rsplit(char::is_whitespace).next().unwrap_or_default();
    let quoted = written.starts_with(['"', '\'']);
    if !quoted {
        return words_only(value).replace(' ', "-");
    }
    if name.starts_with("on") || matches!(name, "style" | "srcdoc") {
        return words_only(value);
    }
    match name {
        "href" | "src" | "action" | "formaction" | "data" | "poster" | "cite" | "srcset"
        | "xlink:href" | "background" | "ping" => destination(value),
        _ => html(value),
    }
}

fn words_only(value: &str) -> String {
    let plain = |ch: &char| ch.is_alphanumeric() || matches!(ch, ' ' | '-' | '_' | '.' | ',');
    shown(value).filter(plain).collect()
}

/// As a link's destination, or a part of one, in Markdown or in an attribute: an address of the web or
/// of mail, or a relative path.
pub fn destination(value: &str) -> String {
    let value: String = shown(value).collect();
    let value = value.trim();
    let lower = value.to_ascii_lowercase();
    let web = ["http://", "https://", "mailto:"]
        .iter()
        .any(|scheme| lower.starts_with(scheme));
    let kept = encode(value, |ch| {
        !ch.is_ascii() && !ch.is_whitespace()
            || ch.is_ascii_alphanumeric()
            || "-._~/?#%+@,;!*$&=".contains(ch)
            || ch == ':' && web
    });
    kept.replace('&', "&amp;")
}

/// As a part of a link's title in Markdown, between quotes.
pub fn title(value: &str) -> String {
    html(value).replace('\\', "&#92;")
}

/// Between `<` and `>`: an address of the web or of mail, or plain text that is no tag's name.
pub fn autolink(value: &str) -> String {
    let lower = value.trim().to_ascii_lowercase();
    if ["http://", "https://", "mailto:"]
        .iter()
        .any(|it| lower.starts_with(it))
    {
        return destination(value);
    }
    let text = markdown(value.trim());
    let mut chars = text.chars();
    match chars.next() {
        Some(first) if first.is_ascii_alphabetic() || matches!(first, '/' | '!' | '?') => {
            format!("&#{};{}", u32::from(first), chars.as_str())
        }
        _ => text,
    }
}

/// Between the quotes of a directive's argument: every sign behind a backslash.
pub fn argument(value: &str) -> String {
    let mut out = String::with_capacity(value.len());
    for ch in shown(value) {
        if ch.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(ch);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_fit_where_they_stand() {
        let html = within_html;
        for (out, expected) in [
            (html("<b>\"", "<p>"), "&lt;b&gt;&quot;"),
            (html("a\" onclick=x", "<p title=\""), "a&quot; onclick=x"),
            (html("alert(1)//'", "<p onclick=\""), "alert1"),
            (html("x y=z", "<p title="), "x-yz"),
            (html("javascript:x", "<a href=\""), "javascript%3Ax"),
            (html("</script>", "<script>a"), "script"),
            (html("a:b", "<script></script><p>"), "a:b"),
            (at("```", Stands::CodeBlock), "    ```"),
            (at("{{#toc}}", Stands::CodeBlock), "\\{{#toc}}"),
            (at("{{#toc", Stands::CodeBlock), "{ {#toc"),
            (
                destination("javascript&colon;a b"),
                "javascript&amp;colon;a%20b",
            ),
            (
                destination("https://a.org/?b=1&c=(2)"),
                "https://a.org/?b=1&amp;c=%282%29",
            ),
            (destination("../a.md#b"), "../a.md#b"),
            (autolink("https://a.org"), "https://a.org"),
            (autolink("script"), "&#115;cript"),
            (argument("a\"}}{{#b"), "a\\\"\\}\\}\\{\\{\\#b"),
        ] {
            assert_eq!(out, expected);
        }
    }
}
