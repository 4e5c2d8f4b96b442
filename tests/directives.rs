//! What directives give, on pages that mdBook renders, and what is said of those that are wrong.

#[path = "support/rendered.rs"]
mod rendered;
mod support;

use rendered::Book;
use support::Shelf;

const TEMPLATE: &str = "---\ntitle: <Title>\nstatus: draft | approved\nticket: optional\n---\n\n## Problem\n\nWhat is wrong?\n";

const QUIET: &str = "[preprocessor.design-docs]\npage-title = false\n\
    [preprocessor.design-docs.header]\nmode = \"off\"\n\
    [preprocessor.design-docs.toc]\nmode = \"marker\"\n";

fn shelf(text: &str) -> Shelf {
    let mut shelf = Shelf::new()
        .template("note", TEMPLATE)
        .chapter("a.md", text);
    QUIET.clone_into(&mut shelf.config);
    shelf
}

/// The body of a page as it leaves us.
fn page(shelf: &Shelf, renderer: &str) -> String {
    let texts = shelf.run_for(Some(renderer)).texts;
    let sent = &shelf.chapters[0].1;
    texts[0].clone().unwrap_or_else(|| sent.clone())
}

/// What mdBook's own renderer makes of it.
fn html(shelf: &Shelf) -> String {
    Book::render("", &[page(shelf, "html")]).chapter(0)
}

/// What is found about directives: line, column, rule, message.
fn told(shelf: &Shelf) -> Vec<String> {
    let findings = shelf.run().diagnostics.into_iter();
    findings
        .filter(|it| it.rule.ends_with("directive"))
        .map(|it| {
            let start = it.place.start;
            format!(
                "{}:{} {}: {}",
                start.line, start.column, it.rule, it.message
            )
        })
        .collect()
}

fn document(fields: &str, body: &str) -> Shelf {
    shelf(&format!(
        "---\ntitle: T\nstatus: draft\n{fields}---\n\n{body}"
    ))
}

#[test]
fn a_badge_and_a_date_stand_within_lines() {
    let shelf = document(
        "last_updated: 2026-05-18\n",
        "## Problem\n\nIt is {{#status}} since {{#last-updated}}.\n",
    );
    assert_eq!(
        page(&shelf, "markdown"),
        "\n## Problem\n\nIt is draft since 2026-05-18.\n"
    );
    let html = html(&shelf);
    let badge = "It is <span class=\"design-doc-status\" data-status=\"draft\" data-color=\"note\">draft</span> since <time datetime=\"2026-05-18\">2026-05-18</time>.";
    assert!(html.contains(badge), "{html}");
    assert_eq!(html.matches("<style>").count(), 1, "{html}");
    assert!(html.contains(".design-doc-status{"), "{html}");
}

#[test]
fn a_field_is_text_wherever_it_stands() {
    let shelf = document(
        "ticket: \"*A* | <b> {{#include /etc/passwd}} [x](y)\"\n",
        "## Problem\n\n{{#field ticket}}\n\n| a | b |\n|---|---|\n| {{#field Ticket}} | c |\n\n> - {{#field ticket}}\n\n{{#field nobody default=\"no `one`\"}}\n",
    );
    let html = html(&shelf);
    let value = "*A* | &lt;b&gt; {{#include /etc/passwd}} [x](y)";
    assert!(html.contains(&format!("<p>{value}</p>")), "{html}");
    assert!(
        html.contains(&format!("<td>{value}</td><td>c</td>")),
        "{html}"
    );
    assert!(html.contains(&format!("<li>{value}</li>")), "{html}");
    assert!(html.contains("<p>no `one`</p>"), "{html}");
}

#[test]
fn what_is_wrong_is_told_and_stays() {
    let body = "{{#field}} {{#field tiket}} {{#field a b}} {{#status x}} {{#last-updated day=1}} {{#field title defualt=x}} {{#statuss}}\n";
    let shelf = document("ticket: X-1\n", body);
    assert_eq!(page(&shelf, "html"), format!("\n{body}"));
    assert_eq!(
        told(&shelf),
        [
            "7:1 invalid-directive: `{{#field}}` needs the name of a field",
            "7:21 invalid-directive: this document has no field `tiket`; did you mean `ticket`?",
            "7:40 invalid-directive: `{{#field}}` has no use for `b`",
            "7:54 invalid-directive: `{{#status}}` has no use for `x`",
            "7:74 invalid-directive: `{{#last-updated}}` has no argument `day`",
            "7:97 invalid-directive: `{{#field}}` has no argument `defualt`; did you mean `default`?",
            "7:112 unknown-directive: there is no directive `statuss`",
        ]
    );
}

#[test]
fn a_chapter_that_is_no_document_has_no_status() {
    let mut shelf = Shelf::new().chapter(
        "a.md",
        "---\nowner: me\n---\n{{#status}} {{#field owner}}\n",
    );
    QUIET.clone_into(&mut shelf.config);
    assert_eq!(page(&shelf, "html"), "{{#status}} me\n");
    assert_eq!(
        told(&shelf),
        ["4:1 invalid-directive: the chapter is no document, so that it has no status to show"]
    );
}

#[test]
fn what_is_text_stays_text() {
    let body = "## Problem\n\n\\{{#status}} `{{#status}}` {{#other x}} {{#title x}}\n\n    {{#status}}\n\n```\n{{#status}}\n```\n\n<div>\n{{#status}}\n</div>\n\n<!-- {{#status}} -->\n";
    let shelf = document("", body);
    assert_eq!(page(&shelf, "html"), format!("\n{body}"));
    assert_eq!(told(&shelf), [""; 0]);
}
