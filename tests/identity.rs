//! A chapter with nothing to expand or inject comes out byte for byte as it went in, less its front
//! matter; whatever is in it, for every renderer.

#[path = "support/quiet.rs"]
mod quiet;
mod support;

use proptest::prelude::*;
use quiet::NO_INSERTIONS;
use support::Shelf;

/// What comes out for a chapter: its text where nothing was changed.
fn page(text: &str, renderer: &str) -> String {
    let mut shelf = Shelf::new().chapter("a.md", text);
    NO_INSERTIONS.clone_into(&mut shelf.config);
    let outcome = shelf.run_for(Some(renderer));
    outcome.texts[0].clone().unwrap_or_else(|| text.to_owned())
}

/// Pieces of Markdown that go wrong when text is taken apart and put together again.
fn line() -> impl Strategy<Value = String> {
    let fixed = prop::sample::select(vec![
        "# A {#id .class}",
        "## B",
        "Text\n---",
        "---",
        "***",
        "+++",
        "- item",
        "  - nested",
        "1. one",
        "> quote",
        "> [!NOTE]\n> alert",
        "```rust\nlet a = 1;",
        "```",
        "~~~",
        "    indented",
        "| a | b |\n|---|:-:|\n| 1 | \\| |",
        "<!-- toc -->",
        "<!-- comment",
        "-->",
        "<div>",
        "</div>",
        "{{#toc}}",
        "{{#include x.md}}",
        "\\{{#toc}}",
        "{{#title T}}",
        "[a]: b",
        "[^1]: note",
        "text[^1]",
        "term\n: definition",
        "- [x] done",
        "\\*escaped\\*",
        "&amp; &lt;",
        "![p](q)",
        "<https://example.org>",
        "Last updated: 2024-01-01",
        "status: draft",
        "**Status**: draft",
        "\ttab",
        "trailing  ",
        "\u{a0}",
        "日本語 🐙",
        "e\u{301}",
    ]);
    prop_oneof![4 => fixed.prop_map(str::to_owned), 1 => "[ -~äπ\t]{0,30}"]
}

fn text() -> impl Strategy<Value = String> {
    let ending = prop::sample::select(vec!["\n", "\r\n", "\n\n"]);
    (
        prop::collection::vec((line(), ending), 0..20),
        any::<bool>(),
    )
        .prop_map(|(lines, end)| {
            let mut text: String = lines
                .iter()
                .flat_map(|(line, ending)| [line.as_str(), ending])
                .collect();
            if end {
                text.truncate(text.trim_end().len());
            }
            text
        })
}

/// A text that can't open front matter: its first line is no delimiter, and no key either, which
/// would stand there for front matter that lost its opening line.
fn body() -> impl Strategy<Value = String> {
    text().prop_map(|text| format!("Words first.\n\n{text}"))
}

proptest! {
    #[test]
    fn untouched_in_untouched_out(body in body(), renderer in prop::sample::select(vec!["html", "markdown", "epub"])) {
        prop_assert_eq!(page(&body, renderer), body);
    }

    #[test]
    fn only_front_matter_goes(
        body in text(),
        matter in prop::sample::select(vec![
            "---\n---\n", "---\ntitle: T\n---\n", "---\r\ntitle: \"a --- b\"\r\n\r\ntags: [x]\r\n---\r\n",
            "---\ntext: |\n  one\n\n  ---\n  two\n---\n", "+++\ntitle = \"T\"\n+++\n", "---\n# only a comment\n---\n",
            "---\nbroken: [1\n---\n",
        ]),
    ) {
        prop_assert_eq!(page(&format!("{matter}{body}"), "html"), body);
    }
}

#[test]
fn what_only_looks_like_front_matter_stays() {
    for text in [
        "---\nnot closed\n",
        "---\n\nA thematic break, then prose.\n\n---\n\nMore.\n",
        "---\n- a\n- b\n---\n",
        "----\na: b\n----\n",
        " ---\na: b\n---\n",
        "\n---\na: b\n---\n",
        "--- \u{a0}\n",
    ] {
        assert_eq!(page(text, "html"), text);
    }
}
