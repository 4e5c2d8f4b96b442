//! Nothing that a document or git says becomes active in the blocks about documents.

use crate::attacks::ATTACKS;
use crate::rendered::{Book, attribute, tags};
use crate::support::Shelf;
use crate::updates::{Repo, shown};
use crate::{page, shelf};

const BLOCKS: &str = "{{#documents}}\n\n{{#documents group-by=owner view=list columns=ticket,title,tags}}\n\n\
    {{#documents columns=title,ticket group-by=status}}\n\n{{#questions all}}\n\n{{#relations}}\n";

/// A book in which every document says an attack wherever something can be said.
fn attacked() -> Shelf {
    let mut all = shelf(BLOCKS);
    for (number, attack) in ATTACKS.iter().enumerate() {
        let quoted = quoted(attack);
        let name: String = attack
            .chars()
            .filter(|ch| !ch.is_control() && *ch != '/')
            .collect();
        let text = format!(
            "---\ntitle: {quoted}\nstatus: {quoted}\nversion: {quoted}\nowners: [{quoted}]\ntags: [{quoted}]\nticket: {quoted}\ncreated: {quoted}\ndepends_on: [{quoted}]\n---\n\n## Problem\n\nx\n\n## Open Questions\n\n- {}\n",
            attack.replace(['\n', '\r'], " ")
        );
        all = all.chapter(&format!("d/{number:04}{name}.md"), &text);
    }
    all
}

/// As YAML has it between double quotes.
fn quoted(text: &str) -> String {
    let escaped = text.chars().map(|ch| match ch {
        '"' | '\\' => format!("\\{ch}"),
        ch if ch.is_control() || u32::from(ch) > 0x2000 => format!("\\U{:08x}", u32::from(ch)),
        ch => ch.to_string(),
    });
    format!("\"{}\"", escaped.collect::<String>())
}

/// Looks at rendered HTML for what would run, load or reach out.
fn assert_quiet(html: &str, ours: &str) {
    for tag in tags(html) {
        let name = tag.split_whitespace().next().unwrap_or_default();
        let passive = [
            "img",
            "b",
            "iframe",
            "i",
            "form",
            "object",
            "h1",
            "blockquote",
        ];
        assert!(!passive.contains(&name), "<{tag}> in {ours}");
        for handler in [
            "onload",
            "onerror",
            "onmouseover",
            "onfocus",
            "onclick",
            "autofocus",
        ] {
            assert_eq!(attribute(tag, handler), None, "<{tag}>");
        }
        let address = attribute(tag, "href")
            .unwrap_or_default()
            .trim()
            .to_lowercase();
        let leaves = ["javascript:", "data:", "http", "//"];
        assert!(!leaves.iter().any(|it| address.starts_with(it)), "<{tag}>");
    }
    assert!(
        !html.contains("[preprocessor") && !html.contains("root:x:"),
        "something was included"
    );
    let marks = [
        '\u{202e}', '\u{2066}', '\u{2067}', '\u{7}', '\u{1b}', '\u{9b}', '\u{0}',
    ];
    assert!(
        !html.contains(marks),
        "a mark of direction or a terminal's sequence"
    );
}

#[test]
fn the_index_in_html() {
    let out = page(&attacked(), "html");
    assert!(!out.contains("{{"), "a directive is awake");
    let html = Book::render("", &[out]).chapter(0);
    let scripts = tags(&html).filter(|tag| tag.starts_with("script")).count();
    assert_eq!(scripts, 3, "ours, one for each index");
    // What a script holds is no markup.
    let plain: String = html
        .split("<script>")
        .map(|it| it.split("</script>").last().unwrap_or_default())
        .collect();
    assert_quiet(&plain, "the index");
    assert_eq!(plain.matches("<table").count(), 2);
    assert!(
        plain.contains("&lt;script&gt;alert(1)&lt;/script&gt;"),
        "it is shown as text"
    );
}

#[test]
fn the_index_in_markdown() {
    let out = page(&attacked(), "markdown");
    assert!(!out.contains("{{") && !out.contains('<'), "{out}");
    let html = Book::render("", &[out]).chapter(0);
    assert_quiet(&html, "the index");
    assert!(tags(&html).all(|tag| !tag.starts_with("script")));
    // A table for all, and one for each status.
    let statuses = html.matches("<strong>").count();
    assert!(statuses > ATTACKS.len(), "{statuses} groups");
}

#[test]
fn commits_in_html_and_markdown() {
    let mut repo = Repo::new();
    for attack in ATTACKS {
        let said: String = attack.chars().filter(|ch| *ch != '\0').collect();
        let author: String = said.chars().filter(|ch| !"<>\n".contains(*ch)).collect();
        repo.commit(&format!("x{author}"), &format!("x {said}"));
    }
    let text = "{{#history limit=100}}\n";
    let config = "[preprocessor.design-docs.footer]\nmode = \"off\"\n";
    for renderer in ["html", "markdown"] {
        let out = shown(&repo, text, config, renderer);
        assert!(!out.contains("{{"), "{out}");
        let html = Book::render("", &[out]).chapter(0);
        assert_quiet(&html, renderer);
        assert!(
            tags(&html).all(|tag| !tag.starts_with("script")),
            "{renderer}"
        );
        assert_eq!(html.matches("<li>").count(), ATTACKS.len(), "{renderer}");
    }
}

#[test]
fn a_million_characters_are_a_long_cell_and_no_more() {
    let long = "x<b>{{#include a}} ".repeat(52_632);
    let text = format!(
        "---\ntitle: {}\nstatus: draft\n---\n\n## Problem\n\nx\n",
        quoted(&long)
    );
    let out = page(&shelf("{{#documents}}\n").chapter("d/a.md", &text), "html");
    assert!(out.len() > long.len(), "{} of {}", out.len(), long.len());
    assert!(!out.contains("{{") && !out.contains("<b>"));
}
