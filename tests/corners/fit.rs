//! What counts as broken by most documents.

use super::told;
use crate::support::Shelf;
use mdbook_design_docs::rules;

/// Five finished documents of one text, with a book's other files.
fn five(template: &str, text: &str) -> Shelf {
    let shelf = Shelf::new().template("t", template);
    (1..=5).fold(shelf, |shelf, number| {
        shelf.chapter(
            &format!("{number}.md"),
            &text.replace("NUMBER", &number.to_string()),
        )
    })
}

#[test]
fn a_gap_that_most_keep_is_the_templates() {
    let template = "# <Title>\n\n## Plan\n\n## Licence\n\nHeld by <Holder> for good.\n";
    let kept = "# A NUMBER\n\n## Plan\n\nWe go on.\n\n## Licence\n\nBoth of us. Held by <Holder> and others.\n";
    assert_eq!(
        told(&five(template, kept)),
        [
            "templates/t.md:7 template-fit: 5 of 5 documents keep the text \"<Holder>\"; put `<!-- keep -->` above the heading"
        ]
    );
    // A word of their own is none.
    let open = kept.replace("<Holder> and", "TODO and");
    let told = told(&five(template, &open));
    assert_eq!(told.len(), 5, "{told:#?}");
    assert!(
        told.iter().all(|it| it.contains(" placeholder: ")),
        "{told:#?}"
    );
}

#[test]
fn a_section_that_most_have_elsewhere_is_told_with_where_it_may_be() {
    let template = "# <Title>\n\n## Problem\n\n## Costs\n\n## Plan\n\n## Risks\n";
    let other = "# A NUMBER\n\n## Problem\n\nIt is slow.\n\n## Plan\n\nWe go on.\n\n## Risks\n\nFew.\n\n## Costs\n\nNone.\n";
    assert_eq!(
        told(&five(template, other)),
        [
            "templates/t.md:5 template-fit: 5 of 5 documents have \"Costs\" in another place; move it in the template, or put `<!-- any-order -->` above the heading of the section that it stands in"
        ]
    );
}

#[test]
fn levels_fields_and_columns_that_most_have_otherwise_are_told() {
    let template = "---\nteam: <Team>\nowner: <Owner>\n---\n# <Title>\n\n## Plan\n\n| Step | Day |\n|---|---|\n\n## Risks\n";
    let text = "---\nowner: Ann\n---\n# A NUMBER\n\n## Plan\n\n| Step | Week |\n|---|---|\n| a | b |\n\n### Risks\n\nNone.\n";
    assert_eq!(
        told(&five(template, text)),
        [
            "templates/t.md:2 template-fit: 5 of 5 documents have no field `team`; leave the example of `team` empty, or write `optional` into it",
            "templates/t.md:9 template-fit: 5 of 5 documents have no column \"Plan: Day\"; take the column out of the template's table",
            "templates/t.md:12 template-fit: 5 of 5 documents have \"Risks\" at another level; give the template's heading the level that documents use",
        ]
    );
}

#[test]
fn statuses_in_use_are_those_of_the_templates_own_documents() {
    let template = "---\nstatus: Ongoing\n---\n# <Title>\n";
    let text = |status: &str| format!("---\nstatus: {status}\n---\n# A\n");
    let mut shelf = Shelf::new()
        .template("one", template)
        .template("two", template)
        .chapter("one/a.md", &text("Ongoing"))
        .chapter("one/b.md", &text(""))
        .chapter("two/a.md", &text("Over"))
        .chapter("two/b.md", &text("Over"));
    shelf.config =
        "[[preprocessor.design-docs.documents]]\npath = \"one/*.md\"\ntemplate = \"one\"\n\
        [[preprocessor.design-docs.documents]]\npath = \"two/*.md\"\ntemplate = \"two\"\n"
            .into();
    let mut told = told(&shelf);
    told.retain(|it| it.contains("template-fit"));
    assert_eq!(
        told,
        [
            "templates/one.md:2 template-fit: the template lists no statuses; in use are Ongoing (1); list those that are meant: `Ongoing`",
            "templates/two.md:2 template-fit: the template lists no statuses; in use are Over (2); list those that are meant: `Over`",
        ]
    );
}

#[test]
fn what_half_of_them_lack_is_told_in_each() {
    let template = "# <Title>\n\n## Plan\n\n## Risks\n";
    let with = "# A\n\n## Plan\n\nWe go on.\n\n## Risks\n\nNone.\n";
    let without = "# A\n\n## Plan\n\nWe go on.\n";
    let of = |lacking: usize| {
        let shelf = (0..6).fold(Shelf::new().template("t", template), |shelf, number| {
            let text = if number < lacking { without } else { with };
            shelf.chapter(&format!("{number}.md"), text)
        });
        let told = told(&shelf);
        told.iter().filter(|it| it.contains("template-fit")).count()
    };
    assert_eq!((of(3), of(4)), (0, 1));
}

#[test]
fn the_worst_are_named_first_and_nothing_without_a_figure() {
    let template = "---\nstatus: Ongoing\nteam: <Team>\n---\n# <Title>\n\n## Plan\n\n## Risks\n\n## Costs\n\n## Days\n";
    let parts = ["Days", "Costs", "Risks", "Plan"];
    // One lacks no section, the next one, and so on: all but the first lack days.
    let shelf = (0..10_usize).fold(Shelf::new().template("t", template), |shelf, number| {
        let mut text = "---\nstatus: Ongoing\nteam: Core\n---\n# A\n".to_owned();
        for part in parts[number.min(3)..].iter().rev() {
            text.push_str(&format!("\n## {part}\n\n10 of them.\n"));
        }
        shelf.chapter(&format!("{number}.md"), &text)
    });
    assert_eq!(
        rules::worst_fit(&shelf.run().diagnostics).as_deref(),
        Some(
            "most documents break their template: 9 of 10 documents have no \"Days\"; 8 of 10 documents have no \"Costs\"; 7 of 10 documents have no \"Risks\""
        )
    );
    let fine = five(
        template,
        "---\nstatus: Ongoing\nteam: Core\n---\n# A\n\n## Plan\n\na\n\n## Risks\n\na\n\n## Costs\n\na\n\n## Days\n\na\n",
    );
    assert_eq!(rules::worst_fit(&fine.run().diagnostics), None);
}

#[test]
fn another_name_that_more_than_half_of_them_use_is_offered() {
    let template = "# <Title>\n\n## Plan\n\n## Costs\n\n## Risks\n";
    let of = |renamed: usize| {
        let shelf = (0..6).fold(Shelf::new().template("t", template), |shelf, number| {
            let name = if number < renamed {
                "Dangers"
            } else {
                "Risks of it"
            };
            let other = if number < renamed { "" } else { "#" };
            let text = format!("# A\n\n## Plan\n\na\n\n## Costs\n\nb\n\n{other}## {name}\n\nc\n");
            shelf.chapter(&format!("{number}.md"), &text)
        });
        let told = told(&shelf);
        assert_eq!(told.len(), 1, "{told:#?}");
        told[0].clone()
    };
    let start = "templates/t.md:7 template-fit: 6 of 6 documents have no \"Risks\"; ";
    let plain = format!("{start}(Optional)? put `<!-- optional -->` above the heading");
    let also = "of them have \"Dangers\" here: put `<!-- also: Dangers -->` above the heading, or `<!-- optional -->`";
    assert_eq!(of(1), plain);
    assert_eq!(of(3), plain);
    assert_eq!(of(4), format!("{start}4 {also}"));
}

#[test]
fn of_two_that_are_lacking_each_has_the_other_name_at_its_level() {
    let template = "# <Title>\n\n## Plan\n\n### Days\n\n## Risks\n";
    let text = "# A NUMBER\n\n## Plan\n\na\n\n### Weeks\n\nb\n\n## Dangers\n\nc\n";
    let told = told(&five(template, text));
    let offered = |name: &str| {
        let also = format!("put `<!-- also: {name} -->` above the heading");
        told.iter().filter(|it| it.contains(&also)).count()
    };
    assert_eq!(
        (told.len(), offered("Weeks"), offered("Dangers")),
        (2, 1, 1),
        "{told:#?}"
    );
}
