//! Which tags HTML knows, and its comments.

use std::ops::Range;

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";

/// Whether what stands between angle brackets is a tag of an HTML element, in lower case, with or
/// without attributes.
pub fn is_element(inner: &str) -> bool {
    HTML_ELEMENTS.binary_search(&name(inner)).is_ok()
}

/// Whether a tag, angle brackets included, is one that no page shows and no browser knows: no
/// element, no comment, and no custom element, which is in lower case and has a hyphen.
pub fn is_unknown_tag(tag: &str) -> bool {
    let inner = tag.trim_start_matches('<').trim_start_matches('/');
    let name = name(inner);
    let custom = name.contains('-') && !name.bytes().any(|byte| byte.is_ascii_uppercase());
    !name.is_empty() && !custom && !HTML_ELEMENTS.contains(&name)
}

/// The comments in raw HTML, in order, each from `<!--` to `-->`; one that is never closed is left out,
/// and nothing can follow it.
pub fn comments(html: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let closed = move |at: &mut usize| {
        let open = *at + html[*at..].find(OPEN)?;
        let close = html[open + OPEN.len()..].find(CLOSE)?;
        *at = open + OPEN.len() + close + CLOSE.len();
        Some(open..*at)
    };
    let mut at = 0;
    std::iter::from_fn(move || closed(&mut at))
}

/// What of raw HTML is comment: the same, and one that is never closed up to the end.
pub fn commented(html: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut at = 0;
    let mut all = comments(html);
    std::iter::from_fn(move || {
        if let Some(comment) = all.next() {
            at = comment.end;
            return Some(comment);
        }
        let open = at + html[at..].find(OPEN)?;
        at = html.len();
        Some(open..at)
    })
}

fn name(inner: &str) -> &str {
    let end = inner
        .find(|ch: char| !(ch.is_ascii_alphanumeric() || ch == '-'))
        .unwrap_or(inner.len());
    &inner[..end]
}

/// The elements of HTML, sorted, as the standard's index of elements lists them, with the obsolete
/// ones that pages still have.
const HTML_ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "acronym",
    "address",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "circle",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "datalist",
    "dd",
    "defs",
    "del",
    "details",
    "dfn",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "ellipse",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "frame",
    "frameset",
    "g",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hgroup",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "line",
    "link",
    "main",
    "map",
    "mark",
    "marquee",
    "math",
    "menu",
    "meta",
    "meter",
    "nav",
    "nobr",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "output",
    "p",
    "param",
    "path",
    "picture",
    "polygon",
    "polyline",
    "pre",
    "progress",
    "q",
    "rect",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "script",
    "search",
    "section",
    "select",
    "slot",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "symbol",
    "table",
    "tbody",
    "td",
    "template",
    "text",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "track",
    "tspan",
    "tt",
    "u",
    "ul",
    "use",
    "var",
    "video",
    "wbr",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_of_elements_is_sorted() {
        assert!(HTML_ELEMENTS.is_sorted());
    }

    #[test]
    fn comments_end_where_they_are_closed_first() {
        let slices = |html: &'static str| {
            let closed: Vec<&str> = comments(html).map(|it| &html[it]).collect();
            let all: Vec<&str> = commented(html).map(|it| &html[it]).collect();
            (closed, all)
        };
        let two = vec!["<!-- <!-- b -->", "<!---->"];
        assert_eq!(slices("a<!-- <!-- b --> --> <!---->"), (two.clone(), two));
        let open = vec!["<!--a-->", "<!-- <!--"];
        assert_eq!(slices("<!--a--> <!-- <!--"), (vec!["<!--a-->"], open));
        assert_eq!(slices("a --> b"), (vec![], vec![]));
    }

    #[test]
    fn tags_are_known_or_not() {
        for tag in [
            "<br>",
            "</div>",
            "<a href=x>",
            "<my-element>",
            "<!-- x -->",
            "<?php ?>",
        ] {
            assert!(!is_unknown_tag(tag), "{tag}");
        }
        for tag in ["<Title>", "<T>", "</T>", "<Your Name>", "<placeholder>"] {
            assert!(is_unknown_tag(tag), "{tag}");
        }
    }
}
