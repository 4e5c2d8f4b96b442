//! Nothing that a document or git says becomes active.

use std::sync::Arc;

use mdbook_design_docs::diagnostics::{Diagnostic, Place, Severity};
use mdbook_design_docs::history::{Commit, Dated};
use mdbook_design_docs::lifecycle::Color;
use mdbook_design_docs::page::{Reference, StatusShown};

use crate::attacks::ATTACKS;
use crate::rendered::{Book, attribute, tags};
use crate::support::{Chapter, commit, document};

/// A document that says `attack` wherever something can be said.
fn attacked(attack: &str) -> Chapter {
    let line: String = attack.chars().filter(|ch| *ch != '\n').collect();
    let heading = line
        .replace('\\', "\\\\")
        .replace('<', "\\<")
        .replace('[', "\\[")
        .replace('{', "\\{");
    // In code an author escapes a directive for `links`.
    let code = line
        .replace(['`', '\\'], "")
        .replace("{{ #", "{{#")
        .replace("{{#", "\\{{#");
    let title = attack
        .replace('\\', "\\\\")
        .replace('"', "\\\"")
        .replace('\n', " ");
    let text = format!(
        "{{{{#toc min-level=2 title=\"{title}\"}}}}\n\n## A {heading}\n\n## `{code}`\n\nsecret\n"
    );
    document(&text).with(|it| fill(it, attack))
}

fn fill(it: &mut Chapter, attack: &str) {
    let said = || attack.to_owned();
    let reference = |target: &str| Reference {
        text: said(),
        target: Some(target.to_owned()),
    };
    it.facts.title = said();
    it.facts.title_section = None;
    it.facts.title_in_metadata = true;
    it.facts.status = Some(StatusShown {
        name: said(),
        color: Color::Caution,
        incomplete: false,
        retired: true,
    });
    it.facts.version = Some(said());
    it.facts.owners = vec![said(), said()];
    it.facts.template = Some(said());
    it.facts.superseded_by = vec![reference("c0.md"), reference(attack)];
    it.facts.fields.insert("deadline".to_owned(), said());
    it.facts.fields.insert("phase".to_owned(), said());
    it.settings.header.fields = [
        "status",
        "version",
        "owners",
        "template",
        "superseded-by",
        "deadline",
        "phase",
        attack,
    ]
    .map(str::to_owned)
    .to_vec();
    it.settings.book.title = Some(said());
    it.settings.footer.template =
        "{{ date }} {{ author }} [x]({{ author }}) <a href=\"{{ author }}\" title=\"{{ author }}\">y</a> `{{ author }}`".to_owned();
    it.dated = Dated::Exact(Arc::new(Commit {
        author: said(),
        subject: said(),
        ..(*commit()).clone()
    }));
    let place = Place::file(attack);
    it.problems = vec![Diagnostic::new("rule", Severity::Error, place, attack).help(attack)];
    it.serving = true;
}

#[test]
fn nothing_is_active_in_html() {
    let outs: Vec<String> = ATTACKS
        .iter()
        .map(|attack| attacked(attack).out())
        .collect();
    for out in &outs {
        let own = out.matches("{{#title ").count();
        let opened = out.matches("{{").count();
        // What the author wrote in code stays the author's.
        let code = out
            .split('\n')
            .filter(|line| line.starts_with("## `"))
            .collect::<String>();
        assert!(opened - code.matches("{{").count() <= own, "{out}");
    }
    let pages = Book::render("", &outs);
    for (index, attack) in ATTACKS.iter().enumerate() {
        let html = pages.chapter(index);
        for tag in tags(&html) {
            let name = tag.split_whitespace().next().unwrap_or_default();
            assert!(
                !matches!(name, "script" | "img" | "b" | "i"),
                "{attack}: <{tag}>\n{html}"
            );
            assert_eq!(attribute(tag, "onmouseover"), None, "{attack}\n{html}");
            for link in ["href", "src"]
                .into_iter()
                .filter_map(|it| attribute(tag, it))
            {
                let lower = link.trim().to_lowercase();
                assert!(!lower.starts_with("javascript:"), "{attack}: {tag}");
                assert!(
                    !lower.starts_with("http") && !lower.starts_with("//"),
                    "{attack}: {tag}"
                );
            }
        }
        assert_eq!(html.matches("secret").count(), 1, "{attack}\n{html}");
        for element in ["header", "footer", "nav"] {
            let count = html
                .matches(&format!("<{element} class=\"design-doc"))
                .count();
            assert_eq!(count, 1, "{attack}: {element}\n{html}");
        }
        let ours = html.split("<h2").next().unwrap_or_default();
        assert!(
            !ours.contains(['\u{202e}', '\u{2066}', '\u{7}']),
            "{attack}\n{html}"
        );
        let title = pages.page(index);
        assert!(!title.contains("<title>Evil"), "{attack}");
    }
}

/// What `links` looks at in a line: from a backslash to the last `}}` everything is text to it.
fn awake(line: &str) -> String {
    match (line.find("\\{{#"), line.rfind("}}")) {
        (Some(start), Some(end)) if start < end => {
            format!("{}{}", &line[..start], &line[end + 2..])
        }
        _ => line.to_owned(),
    }
}

/// Whether there is something that `links` may take for a directive.
fn holds_directive(text: &str) -> bool {
    let mut opened = text.match_indices("{{");
    opened.any(|(at, _)| text[at + 2..].trim_start().starts_with('#'))
}

#[test]
fn markdown_has_no_html_and_nothing_active() {
    for attack in ATTACKS {
        let chapter = attacked(attack).markdown();
        let out = chapter.out();
        let body = out.find("## A").expect("the author's text");
        let end = out.find("secret").expect("the author's text");
        for ours in [&out[..body], &out[end..]] {
            // In code, which is between backticks, it is text.
            let text = ours.split('`').step_by(2).collect::<String>();
            assert!(
                attack.contains('`') || !text.contains('<'),
                "{attack}\n{ours}"
            );
            let live: String = ours.lines().map(awake).collect();
            assert!(!holds_directive(&live), "{attack}\n{ours}");
        }
        let html = Book::render("", std::slice::from_ref(&out)).chapter(0);
        assert_eq!(html.matches("secret").count(), 1, "{attack}\n{html}");
        for tag in tags(&html) {
            let name = tag.split_whitespace().next().unwrap_or_default();
            assert!(
                !matches!(name, "script" | "img" | "b" | "blockquote" | "table"),
                "{attack}: {tag}\n{out}"
            );
            let link = attribute(tag, "href").unwrap_or_default();
            let lower = link.to_lowercase();
            assert!(
                !lower.contains("javascript:") && !lower.starts_with("https://evil"),
                "{attack}: {tag}\n{out}"
            );
        }
    }
}
