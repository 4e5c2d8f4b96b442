//! The footer, and what would swallow it.

use mdbook_design_docs::config::FooterMode;
use mdbook_design_docs::history::Dated;

use crate::rendered::Book;
use crate::support::{Chapter, chapter, commit, unstyled};

const DATE: &str = "<time datetime=\"2026-05-18\">2026-05-18</time>";

fn template(template: &str) -> Chapter {
    let template = template.to_owned();
    chapter("# T\n")
        .dated()
        .with(|it| it.settings.footer.template = template)
}

fn line(chapter: &Chapter) -> String {
    let out = chapter.out();
    let start = out
        .find("<footer class=\"design-doc-footer\">")
        .expect("a footer");
    out[start + 34..]
        .trim_end()
        .trim_end_matches("</footer>")
        .to_owned()
}

#[test]
fn it_says_what_is_certain_and_no_more() {
    let text = "# T\n\ntext\n";
    let dated = |dated| chapter(text).with(|it| it.dated = dated);
    assert_eq!(
        line(&dated(Dated::Exact(commit()))),
        format!("Last updated {DATE}")
    );
    assert_eq!(
        line(&dated(Dated::Uncommitted(Some(commit())))),
        format!("Last updated {DATE}, with uncommitted changes")
    );
    assert_eq!(line(&dated(Dated::Uncommitted(None))), "Not yet committed");
    assert_eq!(dated(Dated::Unknown).out(), text);
    assert_eq!(dated(Dated::None).out(), text);
    let exact = dated(Dated::Exact(commit()));
    assert_eq!(
        exact.markdown().out(),
        "# T\n\ntext\n\nLast updated 2026-05-18\n"
    );
}

#[test]
fn it_stands_below_documents_alone_or_nowhere() {
    let text = "# T\n";
    let with = |mode| {
        chapter(text)
            .dated()
            .with(|it| it.settings.footer.mode = mode)
    };
    assert!(with(FooterMode::All).out().contains("<footer"));
    assert_eq!(with(FooterMode::Documents).out(), text);
    assert_eq!(with(FooterMode::Off).out(), text);
}

#[test]
fn its_line_is_a_template() {
    let full = "{{ state }} [{{ commit[:7] }}]({{ commit_url }}) {{ author }} [edit]({{ edit_url }}) <a href=\"{{ history_url }}\">history</a> {{ nothing.at.all }}";
    let chapter = template(full).with(|it| {
        it.settings.footer.repository_url = Some("https://github.com/a/b".to_owned());
        it.settings.book.html.edit_url_template =
            Some("https://github.com/a/b/edit/main/{path}".to_owned());
        it.facts.repository_path = Some("book/src/c0.md".to_owned());
    });
    assert_eq!(
        line(&chapter),
        "exact <a href=\"https://github.com/a/b/commit/1f2e3d4c5b6a79880123456789abcdef01234567\">1f2e3d4</a> Ada Lovelace \
         <a href=\"https://github.com/a/b/edit/main/src/c0.md\">edit</a> \
         <a href=\"https://github.com/a/b/commits/HEAD/book/src/c0.md\">history</a>"
    );
    assert_eq!(
        chapter.markdown().out(),
        "# T\n\nexact [1f2e3d4](https://github.com/a/b/commit/1f2e3d4c5b6a79880123456789abcdef01234567) Ada Lovelace \
         [edit](https://github.com/a/b/edit/main/src/c0.md) history\n"
    );
    assert_eq!(
        line(&template("on {{ date }}, **by** {{ author|upper }}")),
        format!("on {DATE}, <strong>by</strong> ADA LOVELACE")
    );
    assert_eq!(
        line(&template("{% if commit_url %}x{% else %}- y{% endif %}")),
        "- y"
    );
    assert_eq!(template("{{ nothing }}").out(), "# T\n");
    let told = template("{{ date }}{% if state == 'uncommitted' %}*{% endif %}")
        .with(|it| it.dated = Dated::Uncommitted(Some(commit())));
    assert_eq!(line(&told), format!("{DATE}*"));
}

#[test]
fn the_html_renderers_repository_serves_too() {
    let chapter = template("[c]({{ commit_url }})").with(|it| {
        it.settings.book.html.git_repository_url = Some("https://gitlab.com/a/b".to_owned());
    });
    assert!(line(&chapter).contains("https://gitlab.com/a/b/-/commit/1f2e"));
    let none = template("[c]({{ commit_url }})");
    assert_eq!(line(&none), "c");
}

#[test]
fn a_hand_written_one_is_replaced() {
    for (text, rest) in [
        ("# T\n\ntext\n\nLast updated: May\n", "# T\n\ntext\n\n"),
        (
            "# T\n\ntext\n\n---\n\n_Last updated: May_\n",
            "# T\n\ntext\n\n",
        ),
        ("# T\n\ntext\n\n*Last Updated: 2024*", "# T\n\ntext\n\n"),
        ("# T\n\ntext\nLast updated: 2024\n", "# T\n\ntext\n\n"),
    ] {
        let out = unstyled(&chapter(text).dated().out());
        let footer = format!("<footer class=\"design-doc-footer\">Last updated {DATE}</footer>\n");
        assert_eq!(out, format!("{rest}{footer}"), "{text}");
        assert_eq!(chapter(text).out(), text);
    }
    let text = "# T\r\n\r\ntext\r\n\r\nLast updated: May\r\n";
    assert_eq!(
        chapter(text).dated().markdown().out(),
        "# T\r\n\r\ntext\r\n\r\nLast updated 2026-05-18\r\n"
    );
}

/// Texts that leave something open at their end, and some that do not.
const ENDS: &[&str] = &[
    "",
    "# T",
    "text",
    "```rust\nfn a() {}\n",
    "```rust\nfn a() {}",
    "~~~~\n```\n~~~\n",
    "   ```\n   code",
    "````\n```\n",
    "```\n",
    "```",
    "- item\n  ```\n  code\n",
    "> ```\n> code\n",
    "    indented\n",
    "<!-- open\n",
    "<!-- open\n\nmore\n",
    "text\n\n<!--",
    "a <!-- inline open\n",
    "<script>\nlet a = 1;\n",
    "<script>\nlet a = '</div>';\n\nlet b;\n",
    "<style>\n.a { }\n",
    "<pre>\n\nkept\n",
    "<pre><code>\nkept\n",
    "<textarea>\n\n",
    "<?php\n\necho\n",
    "<![CDATA[\n\ndata\n",
    "<!DOCTYPE\n\nx",
    "<div>\n\ntext\n",
    "<div>\n",
    "<div><div class=\"a>b\">\n\n</div>\n\ntext\n",
    "<details>\n<summary>S</summary>\n\ntext\n",
    "<details><summary>S\n\ntext\n",
    "<div><script>\n\ntext\n",
    "<div><!-- a\n\ntext\n",
    "<custom-tag>\n\ntext\n",
    "<div>\n\n```\ncode\n",
    "<div>\n\n<!-- open\n",
    "<div></span>\n\ntext\n",
    "<p>\n\ntext\n",
    "<table><tr><td>\n\ntext\n",
    "<span>inline\n",
    "text <b>open\n",
    "# T <b>open\n",
    "- item <div>\n\n  <div>\n",
    "> <div>\n",
    "[^a]: note\n\ntext[^a]\n",
    "text[^a]\n\n[^a]: note\n",
    "text[^a]\n\n[^a]: ```\n    code\n",
    "Term\n: definition\n",
    "| a |\n|---|\n| b |",
    "[ref]: https://example.org",
    "Setext\n",
    "text\\",
    "`open code\n",
    "**open\n",
    "<a href=\"open\n",
];

/// The footer is an element of the page itself: not text, and in no other element.
#[test]
fn nothing_swallows_it() {
    let outs: Vec<String> = ENDS
        .iter()
        .map(|text| chapter(text).dated().out())
        .collect();
    let book = Book::render("", &outs);
    for (index, (text, out)) in ENDS.iter().zip(&outs).enumerate() {
        let html = book.chapter(index);
        let start = html.find("<footer class=\"design-doc-footer\">Last updated");
        assert!(start.is_some(), "{text:?}\n{out}\n{html}");
        let open = open_elements(&html[..start.unwrap_or_default()]);
        assert_eq!(open, [""; 0], "{text:?}\n{out}\n{html}");
    }
}

/// The elements that are open at the end of HTML.
fn open_elements(html: &str) -> Vec<String> {
    const VOID: [&str; 6] = ["br", "hr", "img", "input", "wbr", "link"];
    let mut open: Vec<String> = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        rest = &rest[at + 1..];
        if let Some(comment) = rest.strip_prefix("!--") {
            rest = comment.split_once("-->").map_or("", |(_, after)| after);
            continue;
        }
        let name: String = rest
            .trim_start_matches('/')
            .chars()
            .take_while(|ch| ch.is_ascii_alphanumeric() || *ch == '-')
            .collect();
        if rest.starts_with('/') {
            let last = open.pop();
            assert_eq!(last.as_deref(), Some(name.as_str()), "{html}");
        } else if !name.is_empty() && !VOID.contains(&name.as_str()) {
            if name == "script" || name == "style" {
                rest = rest.find(&format!("</{name}")).map_or("", |at| &rest[at..]);
            }
            open.push(name);
        }
    }
    open
}

#[test]
fn what_is_open_is_closed_right_below_it() {
    let out = |text: &str| unstyled(&chapter(text).dated().markdown().out());
    assert_eq!(
        out("```\ncode"),
        "```\ncode\n```\n\nLast updated 2026-05-18\n"
    );
    assert_eq!(
        out("~~~~\r\ncode\r\n"),
        "~~~~\r\ncode\r\n~~~~\r\n\r\nLast updated 2026-05-18\r\n"
    );
    assert_eq!(
        out("```\ncode\n```\n"),
        "```\ncode\n```\n\nLast updated 2026-05-18\n"
    );
    assert_eq!(out("<!-- a\n"), "<!-- a\n-->\n\nLast updated 2026-05-18\n");
}
