//! The contents list.

use std::collections::BTreeSet;

use mdbook_design_docs::config::TocMode;

use crate::rendered::{Book, attribute, tags};
use crate::support::{Chapter, chapter, document, unstyled};

#[path = "../ids/corpus.rs"]
mod corpus;

/// The list's links on the rendered page.
fn links(html: &str) -> Vec<String> {
    let Some(start) = html.find("<nav class=\"design-doc-toc\"") else {
        return Vec::new();
    };
    let end = html[start..].find("</nav>").expect("the list ends");
    tags(&html[start..start + end])
        .filter(|tag| tag.starts_with("a "))
        .filter_map(|tag| attribute(tag, "href"))
        .collect()
}

fn bare(text: &str) -> Chapter {
    document(text).with(|it| it.settings.header.mode = mdbook_design_docs::config::HeaderMode::Off)
}

#[test]
fn every_link_resolves_on_the_rendered_page() {
    let tops: Vec<String> = corpus::HEADINGS
        .iter()
        .map(|text| format!("{{{{#toc min-level=1 max-level=6}}}}\n\n{text}\n"))
        .collect();
    let all = format!(
        "{{{{#toc min-level=1 max-level=6}}}}\n\n{}\n",
        corpus::HEADINGS.join("\n\n")
    );
    let texts: Vec<String> = tops
        .iter()
        .chain([&all])
        .map(|text| chapter(text).out())
        .collect();
    let book = Book::render("", &texts);
    let mut count = 0;
    for (index, text) in texts.iter().enumerate() {
        let html = book.chapter(index);
        let ids: BTreeSet<String> = tags(&html).filter_map(|tag| attribute(tag, "id")).collect();
        for link in links(&html) {
            count += 1;
            let id = link.strip_prefix('#').expect("a link within the page");
            assert!(ids.contains(id), "{id:?} in {text:?}");
        }
    }
    assert!(count > 250, "{count}");
}

#[test]
fn a_document_has_one_below_its_header() {
    let text = "# T\n\nintro\n\n## A\n\n### B *b* `c`\n\n#### D\n\n## [E](x) ![](y)\n\n## F {.toc-ignore}\n";
    assert_eq!(
        unstyled(&bare(text).with(|it| it.settings.page_title = false).out()),
        "# T\n\n<nav class=\"design-doc-toc\" aria-label=\"Table of contents\">\n<ul>\n\
         <li><a href=\"#a\">A</a>\n<ul>\n<li><a href=\"#b-b-c\">B <em>b</em> <code>c</code></a>\n</li>\n</ul>\n</li>\n\
         <li><a href=\"#e\">E</a>\n</li>\n</ul>\n</nav>\n\nintro\n\n## A\n\n### B *b* `c`\n\n#### D\n\n## [E](x) ![](y)\n\n## F {.toc-ignore}\n"
    );
    assert_eq!(
        bare(text).markdown().out(),
        "# T\n\n- [A](#a)\n  - [B *b* `c`](#b-b-c)\n- [E](#e)\n\nintro\n\n## A\n\n### B *b* `c`\n\n#### D\n\n## [E](x) ![](y)\n\n## F {.toc-ignore}\n"
    );
}

#[test]
fn short_documents_and_other_chapters_have_none() {
    let text = "# T\n\n## A\n\n## B\n";
    assert_eq!(links(&bare(text).out()), [""; 0]);
    let text = "# T\n\n## A\n\n## B\n\n## C\n";
    assert_eq!(chapter(text).out(), text);
    for mode in [TocMode::Marker, TocMode::Off] {
        let off = bare(text).with(|it| it.settings.toc.mode = mode);
        assert_eq!(links(&off.out()), [""; 0]);
    }
}

#[test]
fn several_h1_count_and_too_many_entries_lose_their_deepest_level() {
    let text = "# A\n\n# B\n\n## C\n\n# D\n";
    assert_eq!(links(&bare(text).out()), ["#b", "#c", "#d"]);
    let text = "# T\n\n## A\n\n### A1\n\n## B\n\n### B1\n\n## C\n";
    let few = bare(text).with(|it| it.settings.toc.max_entries = 4);
    assert_eq!(links(&few.out()), ["#a", "#b", "#c"]);
    let fewer = bare(text).with(|it| it.settings.toc.max_entries = 2);
    assert_eq!(links(&fewer.out()), ["#a", "#b", "#c"]);
}

#[test]
fn a_marker_holds_what_comes_after_it() {
    for marker in ["{{#toc}}", "<!-- toc -->", "<!--toc-->", "{{ #toc }}"] {
        let text = format!("# T\n\n## A\n\n{marker}\n\n## B\n\n### C\n");
        assert_eq!(links(&chapter(&text).html()), ["#b", "#c"], "{marker}");
    }
    let text = "# T\n\n{{#toc min-level=3 max-level=4 title=\"What <is> here\"}}\n\n## A\n\n### B\n\n#### C\n";
    let html = chapter(text).html();
    assert_eq!(links(&html), ["#b", "#c"]);
    assert!(
        html.contains("aria-label=\"What &lt;is&gt; here\""),
        "{html}"
    );
    assert!(html.contains("<p class=\"design-doc-toc-title\">What &lt;is&gt; here</p>"));
    let plain = "**What &lt;is&gt; here**\n\n- [B](#b)\n  - [C](#c)\n\n## A";
    assert!(chapter(text).markdown().out().contains(plain));
    assert_eq!(chapter("a\n\n{{#toc}}\n\nb\n").out(), "a\n\n\n\nb\n");
}

#[test]
fn markers_stand_in_quotes_and_lists_and_directly_at_text() {
    for text in [
        "# T\n\n> {{#toc}}\n> text\n\n## A\n\n## B\n",
        "# T\n\n- {{#toc}}\n- text\n\n## A\n\n## B\n",
        "# T\n\n1. item\n\n   {{#toc}}\n\n   more\n\n## A\n\n## B\n",
        "# T\ntext\n{{#toc}}\ntext\n## A\n## B\n",
        "# T\r\ntext\r\n{{#toc}}\r\ntext\r\n## A\r\n## B\r\n",
        "# T\n\n- <!-- toc -->\n\n  text\n\n## A\n\n## B\n",
    ] {
        let html = chapter(text).html();
        assert_eq!(links(&html), ["#a", "#b"], "{text}\n{html}");
        assert!(!html.contains("&lt;"), "{text}\n{html}");
        let out = chapter(text).markdown().out();
        let again = chapter(&out).html();
        assert!(again.contains("<li><a href=\"#a\">A</a>"), "{out}\n{again}");
        assert_eq!(text.contains('\r'), out.contains('\r'));
        assert_eq!(
            out.matches('\n').count() > out.matches("\r\n").count(),
            !text.contains('\r')
        );
    }
}

#[test]
fn what_is_wrong_or_no_marker_stays() {
    for text in [
        "# T\n\n{{#toc depth=2}}\n\n## A\n",
        "# T\n\ntext {{#toc}}\n\n## A\n",
        "# T\n\n`{{#toc}}`\n\n## A\n",
        "# T\n\n\\{{#toc}}\n\n## A\n",
        "# T\n\n```\n{{#toc}}\n<!-- toc -->\n```\n\n## A\n",
        "# T\n\ntext <!-- toc -->\n\n## A\n",
        "# T\n\n{{#tok}}\n\n## A\n",
    ] {
        assert_eq!(chapter(text).out(), text);
    }
    let text = "# T\n\n{{#toc}}\n\n<!-- toc -->\n\n## A\n";
    let off = chapter(text).with(|it| it.settings.toc.mode = TocMode::Off);
    assert_eq!(off.out(), text);
}

#[test]
fn a_contents_section_has_it_in_place_of_what_was_written() {
    let text = "# T\n\n## Table of Contents\n\n1. One\n2. [Two](#old)\n\nmore\n\n---\n\n[ref]: x\n\n## One\n\n## Two\n\n### Three\n";
    let out = unstyled(&bare(text).out());
    assert_eq!(links(&out), ["#one", "#two"]);
    assert_eq!(out.matches("<nav").count(), 1);
    assert!(!out.contains("1. One") && !out.contains("more"), "{out}");
    assert!(out.contains("</nav>\n\n---\n\n[ref]: x\n\n## One"), "{out}");
    // Neither in a chapter that is no document, nor where only markers count.
    assert_eq!(chapter(text).out(), text);
    let marker = bare(text).with(|it| {
        it.settings.toc.mode = TocMode::Marker;
        it.settings.page_title = false;
    });
    assert_eq!(marker.out(), text);
    // An empty section, and a short document.
    let text = "# T\n\n## Contents\n\n## One\n";
    assert_eq!(links(&bare(text).html()), ["#one"]);
    // Nothing to list: what was written stays.
    let text = "# T\n\n## Contents\n\nby hand\n";
    assert!(bare(text).out().ends_with(text));
}

#[test]
fn markers_of_other_tools_are_kept_and_what_is_between_them_is_not() {
    let doctoc = "# T\n\n<!-- START doctoc generated TOC please keep comment here to allow auto update -->\n<!-- DON'T EDIT THIS SECTION, INSTEAD RE-RUN doctoc TO UPDATE -->\n**Table of Contents**  *generated with [DocToc](https://github.com/thlorenz/doctoc)*\n\n- [Old](#old)\n\n<!-- END doctoc generated TOC please keep comment here to allow auto update -->\n\n## A\n\n## B\n";
    let out = unstyled(&bare(doctoc).out());
    assert_eq!(links(&out), ["#a", "#b"]);
    assert!(!out.contains("#old") && out.contains("END doctoc"), "{out}");
    assert!(
        out.contains("<p class=\"design-doc-toc-title\">Table of Contents</p>"),
        "{out}"
    );
    assert_eq!(chapter(doctoc).out(), doctoc);
    for (open, close) in [("toc", "/toc"), ("toc", "tocstop"), ("TOC", "/TOC")] {
        let text = format!("# T\n\n<!-- {open} -->\n- [Old](#old)\n<!-- {close} -->\n\n## A\n");
        let html = chapter(&text).html();
        assert_eq!(links(&html), ["#a"], "{html}");
        assert!(!html.contains("#old"), "{html}");
    }
}

#[test]
fn the_depth_of_a_hand_written_list_is_its_authors() {
    let text = "# T\n\n## Contents\n\n- [A](#a)\n  - [A1](#a1)\n    - [A2](#a2)\n\n## A\n\n### A1\n\n#### A2\n\n#### A3\n\n##### A4\n";
    assert_eq!(links(&bare(text).out()), ["#a", "#a1", "#a2", "#a3"]);
}
