//! The page as a whole.

use mdbook_design_docs::config::{FooterMode, HeaderMode, TocMode};
use mdbook_design_docs::diagnostics::{Diagnostic, Place, Severity};

use crate::support::{chapter, document};

#[test]
fn a_chapter_with_nothing_to_inject_is_as_it_was() {
    for text in [
        "",
        "text",
        "# T\r\n\r\ntext  \r\n",
        "\u{feff}# T\n\n---\n\n## A\n",
        "---\n",
    ] {
        assert_eq!(chapter(text).out(), text);
    }
}

#[test]
fn with_everything_off_nothing_but_front_matter_goes() {
    for (text, rest) in [
        (
            "---\na: b\n---\n# T\n\n## A\n\n## B\n\n## C\n",
            "# T\n\n## A\n\n## B\n\n## C\n",
        ),
        (
            "\u{feff}+++\r\na = 1\r\n+++\r\n\r\n# T\r\n",
            "\u{feff}\r\n# T\r\n",
        ),
    ] {
        let off = document(text).dated().with(|it| {
            it.settings.toc.mode = TocMode::Off;
            it.settings.header.mode = HeaderMode::Off;
            it.settings.footer.mode = FooterMode::Off;
            it.settings.page_title = false;
        });
        assert_eq!(off.out(), rest);
        assert_eq!(chapter(text).out(), rest);
    }
}

#[test]
fn findings_are_shown_while_serving() {
    let problems = vec![
        Diagnostic::new(
            "missing-section",
            Severity::Error,
            Place::file("src/a.md"),
            "no `<Scope>`",
        )
        .help("add it"),
    ];
    let served = chapter("# T\n").with(|it| {
        it.problems = problems;
        it.serving = true;
    });
    let html = served.html();
    let item = "<li><strong>error</strong> no <code>&lt;Scope&gt;</code> <code>missing-section</code> src/a.md:1:1 (add it)</li>";
    assert!(html.contains(item), "{html}");
    assert!(
        html.find("design-doc-problems\"") < html.find("<h1"),
        "{html}"
    );
    let built = served.with(|it| it.serving = false);
    assert_eq!(built.out(), "# T\n");
}

#[test]
fn styles_stand_once_and_no_id_is_set() {
    let text = "# T\n\n## A\n\n## B\n\n## C\n";
    let out = document(text).dated().out();
    assert_eq!(out.matches("<style>").count(), 1);
    assert!(out.find("<style>") < out.find("<header"));
    assert!(!out.contains(" id="));
    assert!(!out.contains("}}") || out.starts_with("{{#title T}}"));
    assert_eq!(out.matches("}}").count(), 1);
    let html = document(text).dated().html();
    for element in ["header", "nav", "footer"] {
        assert!(
            html.contains(&format!("<{element} class=\"design-doc")),
            "{html}"
        );
    }
    assert!(!html.contains("<p><"), "{html}");
}

#[test]
fn line_endings_are_the_documents() {
    let text = "---\r\na: b\r\n---\r\n\r\n# T\r\n\r\n## A\r\n\r\n## B\r\n\r\n## C\r\n";
    for chapter in [document(text).dated(), document(text).dated().markdown()] {
        let out = chapter.out();
        assert_eq!(
            out.matches('\n').count(),
            out.matches("\r\n").count(),
            "{out:?}"
        );
    }
}
