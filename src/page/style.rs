//! The few styles that go with what is added: mdBook's own variables, so that every theme fits.
//!
//! Text and links have the page's text colour, since the link colour of some of mdBook's themes is
//! too faint on their ground for WCAG AA; colours of the theme's alerts appear in borders alone. In
//! print, where grounds are white, text is black.

/// A block's HTML, and the rules that it looks best with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Styled {
    /// One block of HTML: lines, none of them blank.
    pub html: String,
    /// Rules, a line each.
    pub rules: &'static [&'static str],
}

impl Styled {
    /// HTML with rules of [`crate::page::style`].
    pub fn new(html: String, rules: &'static [&'static str]) -> Self {
        Self { html, rules }
    }
}

/// For the header and the banner.
pub(super) const HEADER: &[&str] = &[
    ".design-doc-header{display:flex;flex-wrap:wrap;gap:.4em 1.2em;align-items:center;margin-block:1em;color:var(--fg);font-size:.9em}",
    STATUS,
    ".design-doc-banner{margin-block:1em;padding:.5em 1em;border-inline-start:.3em solid var(--fg);background:var(--bg);color:var(--fg)}",
    LINKS,
    PRINT,
];

/// For a badge within a line.
pub(super) const BADGE: &[&str] = &[STATUS, PRINT];

const STATUS: &str = ".design-doc-status{border:2px solid var(--fg);border-radius:1em;padding:.05em .7em;font-weight:600}";

/// For the contents list.
pub(super) const CONTENTS: &[&str] = &[
    ".design-doc-toc{margin-block:1em;font-size:.95em}",
    ".design-doc-toc ul{margin-block:0}",
    ".design-doc-toc-title{margin-block:0;font-weight:600}",
    LINKS,
    PRINT,
];

/// For the footer.
pub(super) const FOOTER: &[&str] = &[
    ".design-doc-footer{margin-block-start:2em;padding-block-start:.5em;border-block-start:1px solid var(--quote-border);color:var(--fg);font-size:.85em}",
    LINKS,
    PRINT,
];

/// For the panel of findings.
pub(super) const PROBLEMS: &[&str] = &[
    ".design-doc-problems{margin-block:1em;padding:.5em 1em;border:2px solid var(--blockquote-caution-color);color:var(--fg);font-size:.9em}",
    ".design-doc-problems ul{margin-block:.3em}",
    PRINT,
];

/// Links in the text's colour, told by their underline; not those that mdBook makes of headings.
const LINKS: &str = ":is(div,footer,header,nav)[class^=design-doc] a:any-link{color:inherit;text-decoration:underline}";

const PRINT: &str = "@media print{:is(div,footer,header,nav)[class^=design-doc]{color:#000} }";

/// One element with the rules of all that comes onto a page, each once; empty without rules.
pub(super) fn element(all: impl IntoIterator<Item = &'static [&'static str]>) -> String {
    let mut rules: Vec<&str> = Vec::new();
    for rule in all.into_iter().flatten() {
        if !rules.contains(rule) {
            rules.push(rule);
        }
    }
    if rules.is_empty() {
        return String::new();
    }
    // The ones for print come last, since they undo others.
    rules.sort_by_key(|rule| rule.starts_with("@media"));
    format!("<style>{}</style>", rules.concat())
}
