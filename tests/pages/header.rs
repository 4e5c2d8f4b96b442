//! Title, header and banner.

use mdbook_design_docs::config::HeaderMode;
use mdbook_design_docs::lifecycle::Color;
use mdbook_design_docs::page::{Reference, StatusShown};

use crate::rendered::Book;
use crate::support::{Chapter, document, unstyled};

fn plain(text: &str) -> Chapter {
    document(text).with(|it| it.settings.page_title = false)
}

fn status(name: &str, incomplete: bool, retired: bool) -> Option<StatusShown> {
    Some(StatusShown {
        name: name.to_owned(),
        color: Color::Tip,
        incomplete,
        retired,
    })
}

const BADGE: &str =
    "<span class=\"design-doc-status\" data-status=\"approved\" data-color=\"tip\">approved</span>";

#[test]
fn it_stands_below_the_title() {
    let chapter = plain("# T\ntext\n").with(|it| {
        it.facts.status = status("approved", false, false);
        it.facts.owners = vec!["@ada".to_owned(), "b@c.org".to_owned()];
        it.facts
            .fields
            .insert("last_updated".to_owned(), "2026-01-02".to_owned());
    });
    let header = format!(
        "<header class=\"design-doc-header\">\n{BADGE}\n\
         <span class=\"design-doc-field design-doc-version\">Version: 0.1.0</span>\n\
         <span class=\"design-doc-field design-doc-owners\">Owners: @ada, b@c.org</span>\n\
         <span class=\"design-doc-field design-doc-last-updated\">Last updated: <time datetime=\"2026-01-02\">2026-01-02</time></span>\n</header>"
    );
    assert_eq!(
        unstyled(&chapter.out()),
        format!("# T\n\n{header}\n\ntext\n")
    );
    assert!(chapter.html().contains(&header));
    assert_eq!(
        chapter.markdown().out(),
        "# T\n\n**Status:** approved · **Version:** 0.1.0 · **Owners:** @ada, b@c.org · **Last updated:** 2026-01-02\n\ntext\n"
    );
}

#[test]
fn the_badge_stands_alone_where_the_metadata_is_on_the_page() {
    let text = "# T\n\n**Status**: approved\n";
    let chapter = || {
        plain(text).with(|it| {
            it.facts.metadata_left = false;
            it.facts.status = status("approved", false, false);
        })
    };
    let badge = format!(
        "# T\n\n<header class=\"design-doc-header\">\n{BADGE}\n</header>\n\n**Status**: approved\n"
    );
    assert_eq!(unstyled(&chapter().out()), badge);
    let full = chapter().with(|it| it.settings.header.mode = HeaderMode::Full);
    assert!(full.out().contains("Version: 0.1.0"));
    let off = chapter().with(|it| it.settings.header.mode = HeaderMode::Off);
    assert_eq!(off.out(), text);
    let no_status = chapter().with(|it| it.facts.status = None);
    assert_eq!(no_status.out(), text);
}

#[test]
fn a_banner_says_what_a_reader_may_not_assume() {
    let banner = |name: &str, incomplete, retired, change: fn(&mut Chapter)| {
        let chapter = plain("# T\n").with(|it| it.facts.status = status(name, incomplete, retired));
        let html = chapter.with(change).out();
        let start = html.find("<div class=\"design-doc-banner\"")?;
        let text = html[start..].split('>').nth(1).unwrap_or_default();
        Some(text.trim_end_matches("</div").to_owned())
    };
    let nothing = |_: &mut Chapter| {};
    assert_eq!(banner("approved", false, false, nothing), None);
    assert_eq!(
        banner("draft", true, false, nothing).as_deref(),
        Some("This document is a draft: it may change.")
    );
    assert_eq!(
        banner("withdrawn", false, true, nothing).as_deref(),
        Some("This document is withdrawn and no longer in force.")
    );
    assert_eq!(
        banner("approved", false, false, |it| it.facts.expired =
            Some("2026-01-01".to_owned()))
        .as_deref(),
        Some("This document&#39;s status has expired: its deadline was 2026-01-01.")
    );
}

#[test]
fn what_supersedes_a_document_is_linked() {
    let chapter = plain("# T\n").with(|it| {
        it.facts.chapter = Some("a/b.md".to_owned());
        it.facts.status = status("superseded", false, true);
        it.facts.superseded_by = vec![
            Reference {
                text: "New & <better>".to_owned(),
                target: Some("c d/README.md".to_owned()),
            },
            Reference {
                text: "RFC 7".to_owned(),
                target: None,
            },
        ];
    });
    let out = chapter.out();
    let links = "This document is superseded by <a href=\"../c%20d/index.md\">New &amp; &lt;better&gt;</a>, RFC 7.</div>";
    assert!(out.contains(links), "{out}");
    assert!(chapter.html().contains("<a href=\"../c%20d/index.html\">"));
    let plain = "**Note:** This document is superseded by [New &amp; &lt;better&gt;](../c%20d/index.md), RFC 7.";
    assert!(chapter.markdown().out().contains(plain));
}

#[test]
fn a_title_that_left_the_page_comes_back_as_its_h1() {
    let text = "---\ntitle: The *T*\n---\n\n## A\n";
    let chapter = || {
        plain(text).with(|it| {
            it.facts.title = "The *T*".to_owned();
            it.facts.title_section = None;
            it.facts.title_in_metadata = true;
        })
    };
    let html = chapter().html();
    assert!(
        html.contains("<h1 class=\"design-doc-title\" id=\"the-t\">"),
        "{html}"
    );
    assert!(
        html.find("design-doc-title") < html.find("<header"),
        "{html}"
    );
    assert!(html.find("<header") < html.find("<h2 id=\"a\">"), "{html}");
    assert!(
        chapter()
            .markdown()
            .out()
            .starts_with("# The \\*T\\*\n\n**Note:**")
    );
    let off = chapter().with(|it| it.settings.header.mode = HeaderMode::Off);
    assert_eq!(off.out(), "\n## A\n");
    // One that would take the id of another heading has none.
    let clash = chapter().with(|it| it.facts.title = "a".to_owned());
    let html = clash.html();
    assert!(
        html.contains("<h1 class=\"design-doc-title\">a</h1>"),
        "{html}"
    );
    assert!(html.contains("<h2 id=\"a\">"), "{html}");
}

#[test]
fn the_pages_title_is_set_where_it_can_be() {
    let titled = |title: &str, book: Option<&str>| {
        document("# T\n\ntext\n").with(|it| {
            it.facts.title = title.to_owned();
            it.settings.book.title = book.map(str::to_owned);
            it.settings.header.mode = HeaderMode::Off;
        })
    };
    assert_eq!(
        titled("T & U", Some("B")).out(),
        "{{#title T & U - B}}\n\n# T\n\ntext\n"
    );
    assert_eq!(titled("T", None).out(), "{{#title T}}\n\n# T\n\ntext\n");
    let page = Book::render("", &[titled("T & <U>", Some("B")).out()]).page(0);
    assert!(
        page.contains("<title>T &amp; &lt;U&gt; - B</title>"),
        "{page}"
    );
    for title in ["a } b", "a\nb", "{{#include x", ""] {
        assert_eq!(titled(title, Some("B")).out(), "# T\n\ntext\n", "{title}");
    }
    assert_eq!(titled("T", Some("{B}")).out(), "# T\n\ntext\n");
    let off = titled("T", None).with(|it| it.links_follow = false);
    assert_eq!(off.out(), "# T\n\ntext\n");
    assert_eq!(titled("T", None).markdown().out(), "# T\n\ntext\n");
    let own = titled("T", None).with(|it| it.text = "{{#title Mine}}\n# T\n".to_owned());
    assert_eq!(own.out(), "{{#title Mine}}\n# T\n");
}

#[test]
fn whoever_is_superseded_is_said_to_be_whatever_the_status_says() {
    let out = |name, incomplete| {
        let chapter = plain("# T\n").with(|it| {
            it.facts.status = status(name, incomplete, false);
            it.facts.superseded_by = vec![Reference {
                text: "RFC 7".to_owned(),
                target: None,
            }];
        });
        chapter.out()
    };
    let banner = "This document is superseded by RFC 7.";
    assert!(out("implemented", false).contains(banner));
    // What has not come into force is not superseded yet.
    assert!(!out("draft", true).contains(banner));
}
