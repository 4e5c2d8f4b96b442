//! Rows in their order, and how they are written.

use super::*;
use crate::lifecycle::{Color, Lifecycle};
use crate::page::{Facts, StatusShown};

fn row(title: &str, status: &str, version: &str, owners: &[&str]) -> Row {
    let shown = (!status.is_empty()).then(|| StatusShown {
        name: status.to_owned(),
        color: Color::Tip,
        incomplete: false,
        retired: false,
    });
    Row {
        facts: Facts {
            title: title.to_owned(),
            chapter: Some(format!("designs/{title}.md")),
            status: shown,
            version: (!version.is_empty()).then(|| version.to_owned()),
            owners: owners.iter().map(|it| (*it).to_owned()).collect(),
            ..Facts::default()
        },
        ..Row::default()
    }
}

fn rows() -> Vec<Row> {
    vec![
        row("b10", "implemented", "1.0.0", &["@ada"]),
        row("b9", "draft", "1.0.0-rc.1", &["@bob", "@ada"]),
        row("a", "", "0.10.0", &[]),
        row("c", "elsewhere", "0.9.0", &["@bob"]),
    ]
}

fn statuses() -> Statuses {
    let mut statuses = Statuses::default();
    statuses.add(&Lifecycle::builtin());
    statuses
}

fn sort(name: &str, descending: bool) -> Sort {
    Sort {
        column: Column::named(name, |_| None),
        descending,
    }
}

fn titles(wanted: &Wanted) -> Vec<(String, String)> {
    let rows = rows();
    let statuses = statuses();
    let arranged = Arranged::new(&rows, wanted, &statuses);
    let groups = arranged.groups.iter().map(|group| {
        let titles = group.rows.iter().map(|row| row.facts.title.as_str());
        let name = group.name.unwrap_or_default().to_owned();
        (name, titles.collect::<Vec<_>>().join(" "))
    });
    groups.collect()
}

#[test]
fn rows_are_sorted_as_people_sort() {
    let by = |sorts: &[(&str, bool)]| {
        let wanted = Wanted {
            sort: sorts.iter().map(|(name, down)| sort(name, *down)).collect(),
            ..Wanted::default()
        };
        titles(&wanted).remove(0).1
    };
    assert_eq!(by(&[]), "b10 b9 a c", "the book's order");
    assert_eq!(by(&[("title", false)]), "a b9 b10 c");
    assert_eq!(by(&[("title", true)]), "c b10 b9 a");
    assert_eq!(
        by(&[("status", false)]),
        "b9 b10 c a",
        "its lifecycle's order"
    );
    assert_eq!(by(&[("status", true)]), "c b10 b9 a", "nothing comes last");
    assert_eq!(by(&[("version", false)]), "c a b9 b10");
    assert_eq!(by(&[("owners", true), ("title", true)]), "b9 c b10 a");
}

#[test]
fn rows_are_grouped_in_order() {
    let by = |name| {
        let wanted = Wanted {
            group_by: GroupBy::named(name),
            sort: vec![sort("title", false)],
            ..Wanted::default()
        };
        let pairs = titles(&wanted).into_iter();
        pairs
            .map(|(name, titles)| format!("{name}: {titles}"))
            .collect::<Vec<_>>()
    };
    assert_eq!(by("owner"), ["@ada: b9 b10", "@bob: b9 c", "No owner: a"]);
    assert_eq!(
        by("status"),
        [
            "draft: b9",
            "implemented: b10",
            "elsewhere: c",
            "No status: a"
        ]
    );
}

#[test]
fn statuses_of_several_lifecycles_have_one_order() {
    let mut statuses = statuses();
    let other = |names: &[&str]| Lifecycle {
        name: "other".to_owned(),
        statuses: names
            .iter()
            .map(|name| crate::lifecycle::Status {
                name: (*name).to_owned(),
                ..crate::lifecycle::Status::default()
            })
            .collect(),
        free: true,
    };
    statuses.add(&std::sync::Arc::new(other(&[
        "idea",
        "draft",
        "agreed",
        "implemented",
    ])));
    let names: Vec<&str> = statuses.names().collect();
    assert_eq!(
        names[..5],
        ["idea", "draft", "agreed", "in-review", "approved"]
    );
    assert_eq!(statuses.meant("Accepted"), ["approved"]);
    assert!(statuses.meant("nothing").is_empty());
}

fn written(wanted: &Wanted, format: Format) -> String {
    let place = Place {
        chapter: Some("index.md"),
        statuses: &statuses(),
        format,
    };
    match block(&rows(), wanted, &place) {
        Block::Html(styled) => styled.html,
        Block::Markdown(text) => text,
    }
}

#[test]
fn a_table_in_markdown() {
    let wanted = Wanted {
        sort: vec![sort("title", false)],
        ..Wanted::default()
    };
    assert_eq!(
        written(&wanted, Format::Markdown),
        "4 documents: 1 draft, 1 implemented, 1 elsewhere, 1 without a status.\n\n\
         | Document | Status | Version | Owners |\n\
         | --- | --- | --- | --- |\n\
         | [a](designs/a.md) |  | 0.10.0 |  |\n\
         | [b9](designs/b9.md) | draft | 1.0.0-rc.1 | @bob, @ada |\n\
         | [b10](designs/b10.md) | implemented | 1.0.0 | @ada |\n\
         | [c](designs/c.md) | elsewhere | 0.9.0 | @bob |"
    );
}

#[test]
fn a_list_in_markdown() {
    let wanted = Wanted {
        view: View::List,
        columns: Some(vec![Column::named("version", |_| None), Column::Title]),
        group_by: GroupBy::named("owner"),
        ..Wanted::default()
    };
    let text = written(&wanted, Format::Markdown);
    let (_, groups) = text.split_once("\n\n").expect("the counts");
    assert_eq!(
        groups,
        "**@ada** (2)\n\n- 1.0.0 · [b10](designs/b10.md)\n- 1.0.0-rc.1 · [b9](designs/b9.md)\n\n\
         **@bob** (2)\n\n- 1.0.0-rc.1 · [b9](designs/b9.md)\n- 0.9.0 · [c](designs/c.md)\n\n\
         **No owner** (1)\n\n- 0.10.0 · [a](designs/a.md)"
    );
}

#[test]
fn a_table_in_html_says_what_can_not_be_read_off() {
    let wanted = Wanted {
        sort: vec![sort("status", true)],
        ..Wanted::default()
    };
    let html = written(&wanted, Format::Html);
    assert!(
        html.contains(
            "<th role=\"columnheader\" scope=\"col\" aria-sort=\"descending\">Status</th>"
        ),
        "{html}"
    );
    let draft = "<td role=\"cell\" class=\"design-doc-standing\" data-sort=\"1\"><span class=\"design-doc-status\" data-status=\"draft\" data-color=\"tip\">draft</span></td>";
    assert!(html.contains(draft), "{html}");
    // A prerelease comes before its release.
    assert!(html.contains("data-sort=\"3\">1.0.0-rc.1<"), "{html}");
    assert!(html.contains("data-sort=\"4\">1.0.0<"), "{html}");
    assert!(
        html.contains(
            "aria-label=\"4 documents: 1 draft, 1 implemented, 1 elsewhere, 1 without a status\""
        ),
        "{html}"
    );
    assert!(!html.contains("\n\n") && !html.contains(" id="), "{html}");
    assert!(
        !html.contains("<button") && !html.contains("<input"),
        "no dead controls"
    );
}

#[test]
fn without_documents_there_is_a_word_and_no_table() {
    let place = Place {
        chapter: None,
        statuses: &Statuses::default(),
        format: Format::Html,
    };
    let Block::Html(styled) = block(&[], &Wanted::default(), &place) else {
        panic!("HTML was asked for");
    };
    assert_eq!(
        styled.html,
        "<div class=\"design-doc-documents\">No documents.</div>"
    );
}
