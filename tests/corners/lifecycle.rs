//! The lifecycle that everybody has, and what statuses ask for.

use super::{lines, one, pair, told};
use crate::support::Shelf;
use mdbook_design_docs::lifecycle::{Lifecycle, Status};

/// The built-in lifecycle as its users are told of it, in the words of a configuration.
const DEFAULT: &str = r#"
status = "draft"
incomplete = true
version = ["<1.0.0", "prerelease"]
next = ["in-review", "withdrawn"]
max-age = "180d"

status = "in-review"
aliases = ["review", "proposed"]
next = ["approved", "draft", "withdrawn"]
max-age = "90d"

status = "approved"
aliases = ["accepted", "active"]
version = [">=1.0.0"]
versioned = true
questions = "closed"
next = ["implemented", "draft", "in-review", "withdrawn", "deprecated", "superseded"]

status = "implemented"
aliases = ["final", "done", "completed"]
version = [">=1.0.0"]
versioned = true
next = ["draft", "in-review", "withdrawn", "deprecated", "superseded"]

status = "withdrawn"
aliases = ["rejected", "abandoned"]
retired = true

status = "deprecated"
aliases = ["obsolete"]
retired = true

status = "superseded"
aliases = ["replaced"]
retired = true
requires = ["superseded_by"]
"#;

#[test]
fn the_built_in_lifecycle_is_what_its_users_are_told() {
    let mut shelf = Shelf::new().chapter("a.md", "# A\n");
    let table = "[[preprocessor.design-docs.lifecycle.told]]\nstatus =";
    shelf.config = DEFAULT.replace("status =", table);
    let book = shelf.book(None);
    let told = &book.settings.lifecycles["told"];
    let own = Lifecycle::builtin();
    assert_eq!(own.statuses.len(), told.statuses.len());
    for (own, told) in own.statuses.iter().zip(&told.statuses) {
        // How each looks and what it means is for the page alone.
        let seen = Status {
            color: own.color,
            summary: own.summary.clone(),
            ..told.clone()
        };
        assert_eq!(*own, seen);
        assert!(own.summary.is_some());
    }
}

#[test]
fn what_is_asked_for_from_a_status_on_is_not_asked_of_retired_ones() {
    let template = "---\nstatus: <status>\ndesign-docs:\n  lifecycle:\n    - {status: draft}\n    - {status: ready}\n    - {status: done}\n    - {status: gone, retired: true}\n  fields:\n    owners: {required-from: ready}\n---\n# <Title>\n";
    for (status, asked) in [
        ("draft", false),
        ("ready", true),
        ("done", true),
        ("gone", false),
    ] {
        let told = lines(template, &format!("---\nstatus: {status}\n---\n# A\n"));
        let missing: &[(&str, usize)] = &[("missing-field", 1)];
        assert_eq!(told, if asked { missing } else { &[] }, "{status}");
    }
    let from_retired = template.replace("required-from: ready", "required-from: gone");
    assert_eq!(
        lines(&from_retired, "---\nstatus: gone\n---\n# A\n"),
        [("missing-field", 1)]
    );
}

#[test]
fn a_deadline_that_is_over_is_told_with_what_may_come_next() {
    let of = |next: &str, today: &str| {
        let template = format!(
            "---\nstatus: <status>\nends: 2024-05-18\ndesign-docs:\n  lifecycle:\n    - {{status: call, deadline: ends, next: [{next}]}}\n    - {{status: done}}\n    - {{status: gone}}\n---\n# <Title>\n"
        );
        let text = format!("---\nstatus: call\nends: {today}\n---\n# A\n");
        told(&Shelf::new().template("t", &template).chapter("a.md", &text))
    };
    let start = "src/a.md:3 passed-deadline: the status `call` has expired: `ends` was 2025-12-31; decide on it and set ";
    assert_eq!(
        of("done, gone", "2025-12-31"),
        [format!(
            "{start}the next status (`done`, `gone`), or set a later day"
        )]
    );
    assert_eq!(
        of("", "2025-12-31"),
        [format!("{start}another status, or set a later day")]
    );
    assert_eq!(of("done", "2026-01-02"), [""; 0]);
}

#[test]
fn a_field_that_two_statuses_ask_for_is_told_once() {
    let template = "---\nstatus: <status>\ndesign-docs:\n  lifecycle:\n    - {status: draft}\n    - {status: ready, requires: [sponsor]}\n    - {status: done, requires: [Sponsor, room]}\n---\n# <Title>\n";
    let told = told(
        &Shelf::new()
            .template("t", template)
            .chapter("a.md", "---\nstatus: done\n---\n# A\n"),
    );
    let said = |field: &str, status: &str| {
        let start = format!(
            "src/a.md:1 missing-field: the field `{field}` is missing, which the status `{status}` asks for; "
        );
        told.iter().filter(|it| it.starts_with(&start)).count()
    };
    assert_eq!(
        (told.len(), said("sponsor", "ready"), said("room", "done")),
        (2, 1, 1),
        "{told:#?}"
    );
}

#[test]
fn a_status_that_may_come_next_is_named_once() {
    let mut shelf = Shelf::new().chapter("a.md", "# A\n");
    shelf.config = "[[preprocessor.design-docs.lifecycle.own]]\nstatus = \"draft\"\nnext = [\"review\", \"in-review\", \"done\"]\n\
        [[preprocessor.design-docs.lifecycle.own]]\nstatus = \"in-review\"\naliases = [\"review\"]\n\
        [[preprocessor.design-docs.lifecycle.own]]\nstatus = \"done\"\n".to_owned();
    let book = shelf.book(None);
    let own = &book.settings.lifecycles["own"];
    assert_eq!(own.statuses[0].next, ["in-review", "done"]);
    assert_eq!((own.next_of(0), own.next_of(1)), (vec![1, 2], vec![]));
    assert!(own.may_follow(0, 2) && own.may_follow(1, 1) && !own.may_follow(1, 0));
}

#[test]
fn what_stands_behind_a_status_of_an_example_is_no_part_of_it() {
    let template = "---\nstatus: draft | superseded by ADR-1 | replaced\n---\n# <Title>\n";
    let told = told(
        &Shelf::new()
            .template("t", template)
            .chapter("a.md", "---\nstatus: dropped\n---\n# A\n"),
    );
    assert!(
        told.len() == 1 && told[0].ends_with("legal: draft, superseded, replaced"),
        "{told:#?}"
    );
    // What stands behind it may as well be a part of its name.
    let said = one(
        "status: draft | accepted with changes | done\n",
        "status: dropped\n",
    );
    assert!(
        said.ends_with("legal: draft, accepted with changes, done"),
        "{said}"
    );
}

#[test]
fn where_statuses_have_no_order_each_asks_for_its_own() {
    let template = "---\nstatus: Idea\ndesign-docs:\n  fields:\n    owners: {required-from: Done}\n---\n# <Title>\n\n<!-- required: Done -->\n## Plan\n";
    for (front, asked) in [
        ("status: Idea", false),
        ("status: done", true),
        ("title: A", true),
    ] {
        let shelf = pair(template, &format!("---\n{front}\n---\n# A\n"));
        let found = shelf.run().diagnostics;
        let found: Vec<&str> = found.iter().map(|it| it.rule).collect();
        for rule in ["missing-section", "missing-field"] {
            assert_eq!(found.contains(&rule), asked, "{front}: {found:?}");
        }
    }
}
