//! The few styles that go with what is added: mdBook's own variables, so that every theme fits.
//!
//! Text and links have the page's text colour, since the link colour of some of mdBook's themes is
//! too faint on their ground for WCAG AA; colours of the theme's alerts appear in borders alone. In
//! print, where grounds are white, text is black.

use std::collections::BTreeSet;
use std::sync::LazyLock;

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
    COLORS,
    ".design-doc-banner{margin-block:1em;padding:.5em 1em;border-inline-start:.3em solid var(--design-doc-color,var(--fg));background:var(--bg);color:var(--fg)}",
    LINKS,
    PRINT,
];

/// For a badge within a line.
pub(super) const BADGE: &[&str] = &[STATUS, COLORS, PRINT];

const STATUS: &str = ".design-doc-status{border:2px solid var(--design-doc-color,var(--fg));border-radius:1em;padding:.05em .7em;font-weight:600}";

/// The colours of statuses, by the attribute that `header::colored` writes.
const COLORS: &str = "\
[data-color=note]{--design-doc-color:var(--blockquote-note-color)}\
[data-color=tip]{--design-doc-color:var(--blockquote-tip-color)}\
[data-color=important]{--design-doc-color:var(--blockquote-important-color)}\
[data-color=warning]{--design-doc-color:var(--blockquote-warning-color)}\
[data-color=caution]{--design-doc-color:var(--blockquote-caution-color)}";

/// For the index of documents. Where there is little room, rows become cards.
pub(super) const INDEX: &[&str] = &[
    ".design-doc-documents{container-type:inline-size;margin-block:1.5em;color:var(--fg)}",
    STATUS,
    COLORS,
    ".design-doc-chart{display:block;width:100%;height:12px;border-radius:6px}",
    ".design-doc-chart rect{fill:var(--design-doc-color,color-mix(in srgb,var(--fg) 55%,var(--bg)))}",
    ".design-doc-documents .design-doc-legend{display:flex;flex-wrap:wrap;gap:.2em 1.4em;margin:.6em 0 1.4em;padding:0;list-style:none;font-size:.85em}",
    ".design-doc-legend li::before{content:\"\";display:inline-block;width:.7em;height:.7em;margin-inline-end:.5em;border-radius:50%;background:var(--design-doc-color,color-mix(in srgb,var(--fg) 55%,var(--bg)))}",
    ".design-doc-tools{display:flex;flex-wrap:wrap;gap:.4em 1em;align-items:center;margin-block:1em .4em;font-size:.9em}",
    ".design-doc-filter{display:flex;flex:0 1 24em;gap:.6em;align-items:center}",
    ".design-doc-count{margin-inline-start:auto}",
    ".design-doc-input{flex:1;min-width:0;padding:.35em .6em;border:1px solid var(--searchbar-border-color);border-radius:4px;background:var(--bg);color:var(--fg);font:inherit}",
    "table.design-doc-index{display:block;margin:0;font-size:.85em;line-height:1.4}",
    ".design-doc-index :is(thead,tbody,caption){display:block}",
    ".design-doc-index caption{padding-block-end:.4em;text-align:start}",
    ".design-doc-index tr{display:grid;grid-template-columns:var(--design-doc-columns);gap:0 .8em;align-items:start;padding-block:.45em;border:0;border-block-end:1px solid var(--quote-border);overflow-wrap:anywhere}",
    ".design-doc-index tbody tr{content-visibility:auto;contain-intrinsic-size:auto 2.4em}",
    ".design-doc-index thead,.design-doc-index tbody tr:nth-child(n){background:none}",
    ".design-doc-index thead tr{align-items:end;border:0;border-block-end:2px solid var(--fg)}",
    ".design-doc-index :is(th,td){padding:0;border:0;text-align:start;font-weight:400}",
    ".design-doc-index :is(th,.design-doc-title){font-weight:600}",
    ".design-doc-index .design-doc-title a:any-link{text-decoration-thickness:1px;text-underline-offset:.2em;text-decoration-color:color-mix(in srgb,currentcolor 35%,transparent)}",
    ".design-doc-index .design-doc-title a:is(:hover,:focus-visible){text-decoration-color:currentcolor}",
    ".design-doc-index time{white-space:nowrap}",
    ".design-doc-index .design-doc-status{display:inline-block;padding:0 .6em;border-width:1.5px;font-weight:400}",
    ".design-doc-index .design-doc-group{padding-block:1.4em .4em}",
    ".design-doc-group th{grid-column:1/-1}",
    ".design-doc-index .design-doc-sort{padding:0;border:0;background:none;color:inherit;font:inherit;text-align:inherit;cursor:pointer}",
    ".design-doc-sort::after{content:\"\\a0\\2195\" / \"\";opacity:.6}",
    "[aria-sort=ascending] .design-doc-sort::after{content:\"\\a0\\2191\" / \"\";opacity:1}",
    "[aria-sort=descending] .design-doc-sort::after{content:\"\\a0\\2193\" / \"\";opacity:1}",
    ".design-doc-index [hidden],.design-doc-list [hidden]{display:none!important}",
    "@container (max-width:40em){.design-doc-index thead{position:absolute;overflow:hidden;width:1px;height:1px;clip-path:inset(50%)} .design-doc-index thead:has(button){position:static;width:auto;height:auto;clip-path:none} .design-doc-index tr{display:flex;flex-wrap:wrap;gap:.15em 1em;padding-block:.7em} .design-doc-index :is(td.design-doc-title,.design-doc-group th){flex-basis:100%} .design-doc-index td:empty{display:none} .design-doc-index td[data-label]::before{content:attr(data-label) \": \"} }",
    LINKS,
    PRINT,
    "@media print{.design-doc-tools,.design-doc-sort::after{display:none} .design-doc-index tbody tr{break-inside:avoid;content-visibility:visible} }",
];

/// For the lists of updates, questions and relations.
pub(super) const LISTS: &[&str] = &[
    ".design-doc-history,.design-doc-questions,.design-doc-relations{color:var(--fg)}",
    ".design-doc-history li{margin-block:.3em}",
    ".design-doc-author{font-size:.9em}",
    LINKS,
    PRINT,
];

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
const LINKS: &str = ":is(div,footer,header,nav,ul)[class^=design-doc] a:any-link{color:inherit;text-decoration:underline}";

const PRINT: &str = "@media print{:is(div,footer,header,nav,ul)[class^=design-doc]{color:#000} }";

/// The rules of everything that comes onto pages.
const ALL: [&[&str]; 6] = [HEADER, INDEX, LISTS, CONTENTS, FOOTER, PROBLEMS];

const PREFIX: &str = ".design-doc-";

/// What stands behind `design-doc-` in the classes that the rules speak of, but for that of a title: it is
/// meant for the column of titles.
static TAKEN: LazyLock<BTreeSet<&str>> = LazyLock::new(|| {
    let rules = ALL.into_iter().flatten();
    let classes = rules.flat_map(|rule| rule.split(PREFIX).skip(1));
    let is_name = |ch: char| ch.is_ascii_alphanumeric() || ch == '-';
    let names = classes.filter_map(|rest| rest.split(|ch| !is_name(ch)).next());
    names.filter(|name| *name != "title").collect()
});

/// Whether the rules mean something else by `design-doc-` and this name than a field that is called so.
pub(super) fn is_taken(name: &str) -> bool {
    TAKEN.contains(name)
}

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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_field_looks_like_a_block() {
        for block in [
            "banner",
            "documents",
            "footer",
            "toc-title",
            "author",
            "group",
        ] {
            assert!(is_taken(block), "{block}");
        }
        for field in ["title", "version", "owners", "columns", "color", ""] {
            assert!(!is_taken(field), "{field}");
        }
    }
}
