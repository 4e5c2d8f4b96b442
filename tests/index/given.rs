//! What is given, and what is said of arguments that are wrong.

use crate::{page, shelf, support::Shelf};

fn designs(text: &str) -> Shelf {
    let document = |title: &str, fields: &str, questions: &str| {
        format!("---\ntitle: {title}\n{fields}---\n\n## Problem\n\nNone left.\n{questions}")
    };
    shelf(text)
        .chapter(
            "d/0001-cache.md",
            &document(
                "Cache",
                "status: approved\nversion: 1.0.0\nowners: [\"@ada\", \"@bob\"]\n",
                "\n## Open Questions\n\n- [x] Settled?\n",
            ),
        )
        .chapter(
            "d/0002-queue.md",
            &document(
                "Queue",
                "status: draft\nversion: 0.2.0\nowners: [\"@bob\"]\nteam: core\ntags: [fast, new]\ndepends_on: 1\n",
                "\n## Open Questions\n\n- Is it *fast*?\n- [ ] Is it fair?\n- [x] Done?\n",
            ),
        )
        .chapter(
            "d/0003-log.md",
            &document("Log", "status: draft\nowners: [\"<Owner>\"]\nsupersedes: 0001-cache.md\n", ""),
        )
}

/// The table's rows below its head, as Markdown.
fn rows(arguments: &str) -> Vec<String> {
    let text = page(
        &designs(&format!("{{{{#documents {arguments}}}}}\n")),
        "markdown",
    );
    let rows = text
        .lines()
        .filter(|line| line.starts_with("| [") || line.starts_with("**"));
    rows.map(str::to_owned).collect()
}

#[test]
fn an_index_has_the_documents_that_are_asked_for() {
    assert_eq!(
        rows("columns=title,status"),
        [
            "| [Cache](d/0001-cache.md) | approved |",
            "| [Queue](d/0002-queue.md) | draft |",
            "| [Log](d/0003-log.md) | draft |",
        ]
    );
    let one = |arguments: &str| rows(&format!("columns=title {arguments}"));
    let [cache, queue, log] =
        ["0001-cache", "0002-queue", "0003-log"].map(|it| it.split_once('-').expect("a number"));
    let link = |(number, name): (&str, &str)| {
        let title = format!("{}{}", name[..1].to_uppercase(), &name[1..]);
        format!("| [{title}](d/{number}-{name}.md) |")
    };
    let (cache, queue, log) = (link(cache), link(queue), link(log));
    assert_eq!(
        one("status=accepted"),
        std::slice::from_ref(&cache),
        "by its alias"
    );
    assert_eq!(one("owner=bob status=draft"), std::slice::from_ref(&queue));
    assert_eq!(one("tag=\"FAST, other\""), std::slice::from_ref(&queue));
    assert_eq!(
        one("template=note sort=-title"),
        [queue.clone(), log.clone(), cache.clone()]
    );
    assert_eq!(one("template=adr"), [""; 0]);
    assert_eq!(
        rows("columns=title group-by=owner sort=title"),
        [
            "**@ada** (1)".to_owned(),
            cache.clone(),
            "**@bob** (2)".to_owned(),
            cache,
            queue,
            "**No owner** (1)".to_owned(),
            log,
        ]
    );
}

#[test]
fn a_placeholder_is_nobody_and_a_column_that_is_empty_is_left_out() {
    let text = page(&designs("{{#documents status=draft}}\n"), "markdown");
    assert!(
        !text.contains("Owner>") && !text.contains("&lt;Owner"),
        "{text}"
    );
    assert!(
        text.contains("| Document | Status | Version | Owners | Open questions |"),
        "{text}"
    );
    assert!(
        text.contains("| [Queue](d/0002-queue.md) | draft | 0.2.0 | @bob | 2 |"),
        "{text}"
    );
}

#[test]
fn what_is_wrong_names_what_would_be_right() {
    let told = |arguments: &str| {
        let text = format!("{{{{#documents {arguments}}}}}\n");
        let findings = designs(&text).run().diagnostics.into_iter();
        let ours: Vec<String> = findings
            .filter(|it| it.rule == "invalid-directive")
            .map(|it| {
                format!(
                    "{}: {} ({})",
                    it.place.start.column,
                    it.message,
                    it.help.unwrap_or_default()
                )
            })
            .collect();
        assert_eq!(
            page(&designs(&text), "html").trim(),
            text.trim(),
            "it stays as it is"
        );
        ours.join("; ")
    };
    let said = told("status=aproved");
    assert!(said.starts_with("21: no lifecycle has the status `aproved`; did you mean `approved`? (there are `draft`, "), "{said}");
    let said = told("template=nota columns=title");
    assert!(
        said.starts_with("23: there is no template `nota`; did you mean `note`?"),
        "{said}"
    );
    let said = told("columns=titel,team");
    assert!(
        said.starts_with("22: there is no column `titel`; did you mean `title`?"),
        "{said}"
    );
    let said = told("sort=-verson");
    assert!(
        said.contains("there is no column `verson`; did you mean `version`?"),
        "{said}"
    );
    let said = told("group-by=tags");
    assert!(
        said.contains("`group-by` is one of `owner`, `status`, `tag`, `template`, not `tags`"),
        "{said}"
    );
    let said = told("status=\" , \"");
    assert!(said.contains("names nothing"), "{said}");
}

#[test]
fn questions_of_a_document_and_of_the_book() {
    let all = page(&designs("{{#questions all}}\n"), "markdown");
    assert_eq!(
        all,
        "- [Queue](d/0002-queue.md#open-questions)\n    - Is it fast?\n    - Is it fair?\n"
    );
    let all = page(&designs("{{#questions status=all all}}\n"), "html");
    for part in [
        "<li><a href=\"d/0001-cache.md#open-questions\">Cache</a>\n<ul>\n<li>Settled? (closed)</li>\n</ul>\n</li>",
        "<li>Is it fair?</li>\n<li>Done? (closed)</li>",
    ] {
        assert!(all.contains(part), "{all}");
    }
    let own = page(
        &designs("# T\n\n{{#questions}}\n\n## Open questions\n\n- Why?\n"),
        "markdown",
    );
    assert_eq!(own, "# T\n\n- Why?\n\n## Open questions\n\n- Why?\n");
    let none = page(&designs("> {{#questions status=closed}}\n"), "markdown");
    assert_eq!(none, "> No closed questions.\n");
    let wrong = designs("{{#questions al}}\n").run().diagnostics;
    assert!(
        wrong
            .iter()
            .any(|it| it.message == "`{{#questions}}` has no use for `al`; did you mean `all`?"),
        "{wrong:#?}"
    );
}

#[test]
fn relations_are_told_from_both_sides() {
    let mut shelf = designs("x\n");
    for (_, text) in &mut shelf.chapters {
        text.push_str("\n{{#relations}}\n");
    }
    let texts = shelf.run_for(Some("markdown")).texts;
    let last = |at: usize| {
        let text: &str = texts[at].as_deref().expect("a page");
        text.trim_end()
            .rsplit("\n\n")
            .next()
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(last(0), "No relations to other documents.");
    assert_eq!(
        last(1),
        "- Superseded by: [Log](0003-log.md)\n- Needed by: [Queue](0002-queue.md)"
    );
    assert_eq!(last(2), "- Depends on: [Cache](0001-cache.md)");
    assert_eq!(last(3), "- Supersedes: [Cache](0001-cache.md)");
}
