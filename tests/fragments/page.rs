//! What a fragment gives.

use crate::shelf::chapter;

#[test]
fn it_is_told_of_the_document_the_book_and_the_others() {
    let text = "---\ntitle: T*\nstatus: draft\nowner: [\"@a\", \"@b\"]\ncreated: 2026-01-02\nflag: false\n---\n{{#template all.md team=\"core & co\"}}\n";
    let book = chapter(text)
        .fragment(
            "all.md",
            "{{ args.team }}; {{ document.title }}; {{ document.path }}; {{ document.fields.status }}; \
             {{ document.fields.Owners | join(' and ') }}; {{ document.dates.created }}; \
             {{ 'on' if document.fields.flag else 'off' }}; {{ book.title }}; {{ book.product }}; \
             {{ book.variables.product }}; {{ book.variables.since }}\n",
        )
        .with(|mut it| {
            it.config = format!(
                "[book]\ntitle = \"B\"\n{}\n[preprocessor.design-docs.variables]\nproduct = \"P_\"\nsince = 2026-05-18\n",
                it.config
            );
            it
        });
    assert_eq!(book.told(), [""; 0]);
    assert_eq!(
        book.page("markdown"),
        "core &amp; co; T\\*; a.md; draft; @a and @b; 2026-01-02; off; B; P\\_; P\\_; 2026-05-18\n"
    );
}

#[test]
fn the_other_documents_are_listed_with_links() {
    let document = |title: &str, status: &str| {
        format!("---\ntitle: {title}\nstatus: {status}\n---\n\n## Why\n\nBecause.\n")
    };
    let book = chapter("{{#template index.md}}\n\n{{#template index.md}}\n")
        .fragment(
            "index.md",
            "| title | status |\n|---|---|\n{% for d in documents | sort(attribute='title') %}\n| [{{ d.title }}]({{ d.link }}) | {{ d.status }} |\n{% endfor %}\n\n{{ documents | length }}\n",
        )
        .with(|it| {
            it.template("note", "---\ntitle: <Title>\nstatus: draft | approved\n---\n\n## Why\n\nWhy?\n")
                .chapter("d/b.md", &document("\"B | x\"", "approved"))
                .chapter("d/README.md", &document("A", "draft"))
                .chapter("a.md", "---\ntemplate: nothing\n---\n")
        });
    let mut book = book;
    book.shelf.chapters.rotate_right(1);
    book.shelf.chapters[0].1 = "{{#template index.md}}\n".to_owned();
    book.shelf.config.push_str(
        "[[preprocessor.design-docs.documents]]\npath = \"d/*.md\"\ntemplate = \"note\"\n",
    );
    assert_eq!(
        book.page("markdown"),
        "| title | status |\n|---|---|\n| [A](d/index.md) | draft |\n| [B \\| x](d/b.md) | approved |\n\n2\n"
    );
}

#[test]
fn it_is_set_in_at_its_indentation() {
    let text = "> {{#template two.md}}\n\n- one\n- {{#template two.md}}\n  1. {{#template two.md}}\n\nx {{#template one.md}} y\n\n| {{#template one.md}} |\n|---|\n\n# {{#template one.md}}\n";
    let book = chapter(text)
        .fragment("two.md", "a\n\n- b\n\n      c\n\n\n")
        .fragment("one.md", "**1**\n");
    assert_eq!(
        book.page("markdown"),
        "> a\n>\n> - b\n>\n>       c\n\n- one\n- a\n\n  - b\n\n        c\n  1. a\n\n     - b\n\n           c\n\nx **1** y\n\n| **1** |\n|---|\n\n# **1**\n"
    );
    assert_eq!(book.told(), [""; 0]);
}

#[test]
fn line_endings_are_the_chapters() {
    let crlf = chapter("a\r\n\r\n{{#template f.md}}\r\n").fragment("f.md", "b\nc\r\nd\n");
    assert_eq!(crlf.page("markdown"), "a\r\n\r\nb\r\nc\r\nd\r\n");
    let lf = chapter("\u{feff}{{#template f.md}}").fragment("f.md", "\u{feff}b\r\nc");
    assert_eq!(lf.page("markdown"), "\u{feff}b\nc");
}

#[test]
fn its_own_directives_work_and_others_stay() {
    let text = "---\ntitle: T\nticket: X-1\n---\n{{#template outer.md who=\"M & \\\"N\\\"\"}}\n\n## Last\n";
    let book = chapter(text)
        .fragment("outer.md", "## Contact {#contact}\n\n{{#template inner.md name=\"{{ args.who }}\" at=\"[[#who]]!\"}}\n\n{{#toc}}\n\n{{#include a.rs}} {{#other x}} \\{{#toc}} `{{#toc}}`\n")
        .fragment("inner.md", "{{ args.name }}, {{ args.at }}, {{#field ticket}}, {{#last-updated}}.\n");
    assert_eq!(
        book.page("markdown"),
        "## Contact {#contact}\n\nM &amp; \"N\", M &amp; \"N\"!, X-1, .\n\n- [Last](#last)\n\n{{#include a.rs}} {{#other x}} \\{{#toc}} `{{#toc}}`\n\n## Last\n"
    );
    assert_eq!(book.told(), [""; 0]);
}

#[test]
fn fragments_lie_beside_or_on_the_shelf() {
    let book = chapter("{{#template f.md}} {{#template sub/g.md}} {{#template ../shared.md}}\n")
        .file("src/f.md", "beside")
        .fragment("f.md", "on the shelf")
        .fragment("sub/g.md", "{{#template h.md}} {{#template f.md}}")
        .fragment("sub/h.md", "h")
        .file("shared.md", "shared");
    assert_eq!(book.page("html"), "beside h on the shelf shared\n");
}

#[test]
fn includes_that_bring_directives_are_expanded() {
    let text = "---\nticket: X-1\n---\n{{#include part.md}}\n\n{{#include plain.md}}\n\n## B\n";
    let book = chapter(text)
        .file(
            "src/part.md",
            "## {{#field ticket}} {{#template f.md}}\n\n{{#toc}}\n\n{{#include sub/more.md}}\n",
        )
        .file("src/f.md", "f")
        .file("src/sub/more.md", "more {{#template g.md}}\n")
        .file("src/sub/g.md", "g")
        .file("src/plain.md", "## Plain\n");
    assert_eq!(book.told(), [""; 0]);
    assert_eq!(
        book.page("markdown"),
        "## X-1 f\n\n- [Plain](#plain)\n- [B](#b)\n\nmore g\n\n{{#include plain.md}}\n\n## B\n"
    );
}

#[test]
fn ids_are_those_of_what_stands_there() {
    let text =
        "---\nticket: X *1*\n---\n{{#toc}}\n\n## On {{#field ticket}}\n\n{{#template f.md}}\n";
    let book = chapter(text).fragment(
        "f.md",
        "## F `{{ document.fields.ticket }}`\n\n## Own {#own}\n",
    );
    let html = book.html();
    for id in ["on-x-1", "f-x-1", "own"] {
        assert!(html.contains(&format!("href=\"#{id}\"")), "{id}: {html}");
        assert!(html.contains(&format!("id=\"{id}\"")), "{id}: {html}");
    }
}

#[test]
fn directives_over_several_lines() {
    let text = "{{#template\n    f.md\n    a=1\n    b=\"2 3\"\n}}\n\n{{#toc\ntext {{#template f.md a=4 b=5}}\n";
    let book = chapter(text).fragment("f.md", "{{ args.a }}-{{ args.b }}");
    assert_eq!(book.page("markdown"), "1-2 3\n\n{{#toc\ntext 4-5\n");
}

#[test]
fn a_chapter_without_any_is_as_it_was() {
    let text = "a {{b}} {{#title x}} `{{#template f.md}}`\n\n    {{#template f.md}}\n\n<!-- {{#template f.md}} -->\n\n\\{{#template f.md}}\n";
    let book = chapter(text);
    assert_eq!(book.shelf.run_for(Some("html")).texts, [None]);
    assert_eq!(book.told(), [""; 0]);
}
