//! Lifecycles: those that are written, the built-in one, those listed by example.

use std::collections::BTreeMap;

use mdbook_design_docs::lifecycle::{Color, Lifecycle, Match};

use super::settings;

fn lifecycle(toml: &str) -> std::sync::Arc<Lifecycle> {
    let it = settings(toml);
    it.lifecycles["x"].clone()
}

/// `[[…lifecycle.x]]` entries, each of the given lines.
fn entries(entries: &[&str]) -> String {
    entries
        .iter()
        .map(|entry| format!("[[preprocessor.design-docs.lifecycle.x]]\n{entry}\n"))
        .collect()
}

#[test]
fn a_lifecycle_of_its_own() {
    let it = lifecycle(&entries(&[
        r#"status = "draft"
incomplete = true
version = ["<1.0.0", "prerelease"]
next = ["in-review", "gone"]
max-age = "180d""#,
        r#"status = "in-review"
aliases = ["review"]
next = ["Approved"]"#,
        r#"status = "approved"
version = ">=1.0.0"
versioned = true
requires = ["approvers"]
questions = "closed"
approvals = 1
deadline = "valid-until"
color = "tip"
summary = "Agreed"
next = []"#,
        "status = \"gone\"\nretired = true",
    ]));
    assert!(!it.free);
    assert_eq!(
        it.names().collect::<Vec<_>>(),
        ["draft", "in-review", "approved", "gone"]
    );
    assert_eq!(it.next_of(0), [1, 3]);
    assert_eq!(it.next_of(1), [2]);
    assert!(it.next_of(2).is_empty());
    let approved = &it.statuses[2];
    assert!(approved.versioned && approved.questions_closed);
    assert_eq!((approved.approvals, approved.color), (1, Color::Tip));
    assert_eq!(approved.deadline.as_deref(), Some("valid-until"));
    assert_eq!(
        it.statuses[0].max_age.map(|it| it.to_string()).as_deref(),
        Some("180 days")
    );
    let asked = |rank| -> Vec<&str> { it.requires_at(rank).into_iter().map(|it| it.0).collect() };
    assert_eq!(
        (asked(1), asked(2), asked(3)),
        (vec![], vec!["approvers"], vec![])
    );
    let free = lifecycle(&entries(&["status = \"a\"", "status = \"b\""]));
    assert!(free.free && free.may_follow(1, 0));
}

#[test]
fn a_lifecycle_that_changes_another() {
    let it = lifecycle(&entries(&[
        "extends = \"default\"\nstatus = \"approved\"\nrequires = [\"approvers\"]",
        "status = \"In Review\"\nmax-age = \"2w\"",
        "status = \"on-hold\"\nnext = [\"draft\"]",
    ]));
    let builtin = Lifecycle::builtin();
    assert_eq!(
        it.names().collect::<Vec<_>>(),
        builtin.names().chain(["on-hold"]).collect::<Vec<_>>()
    );
    assert_eq!(it.statuses[2].requires, ["approvers"]);
    assert_eq!(it.statuses[2].next, builtin.statuses[2].next);
    assert_eq!(
        it.statuses[1].max_age.map(|it| it.to_string()).as_deref(),
        Some("2 weeks")
    );
    assert_eq!(it.statuses[1].aliases, builtin.statuses[1].aliases);
    assert_eq!(it.next_of(7), [0]);
    assert!(!it.free);

    let toml = format!(
        "[[preprocessor.design-docs.lifecycle.a]]\nextends = \"x\"\n{}",
        entries(&[
            "extends = \"default\"",
            "status = \"draft\"\nmax-age = \"1w\""
        ])
    );
    let both = settings(&toml);
    assert_eq!(both.lifecycles["a"].statuses, both.lifecycles["x"].statuses);

    let toml = "[[preprocessor.design-docs.lifecycle.default]]\nextends = \"default\"\nstatus = \"draft\"\nmax-age = \"1w\"\n";
    let shadowed = settings(toml);
    assert_eq!(shadowed.lifecycles["default"].statuses.len(), 7);
    assert_ne!(*shadowed.lifecycles["default"], *builtin);
}

#[test]
fn statuses_are_found_as_people_write_them() {
    let it = Lifecycle::builtin();
    let found = |written: &str| {
        it.find(written)
            .map(|it| (it.status.name.clone(), it.by, it.rest.to_owned()))
    };
    let cases = [
        ("draft", "draft", Match::Name, ""),
        ("In Review", "in-review", Match::Folded, ""),
        ("in_review", "in-review", Match::Folded, ""),
        ("Proposed", "in-review", Match::Alias, ""),
        (
            "Implemented (Swift 5.9)",
            "implemented",
            Match::Folded,
            "(Swift 5.9)",
        ),
        ("Accepted: 2024", "approved", Match::Alias, ": 2024"),
        (
            "in review by the core team",
            "in-review",
            Match::Folded,
            "by the core team",
        ),
        ("done[1]", "implemented", Match::Alias, "[1]"),
    ];
    for (written, name, by, rest) in cases {
        assert_eq!(
            found(written),
            Some((name.to_owned(), by, rest.to_owned())),
            "{written}"
        );
    }
    for written in ["", "drafty", "draft-ish", "not accepted", "(draft)"] {
        assert_eq!(found(written), None, "{written}");
    }
    let nearest = |written| it.nearest(written).map(|it| it.name.as_str());
    assert_eq!(nearest("Implmented"), Some("implemented"));
    assert_eq!(nearest("acepted"), Some("approved"));
    assert_eq!(nearest("Aproved (2024-05-18)"), Some("approved"));
    assert_eq!(nearest("something"), None);
}

#[test]
fn the_built_in_lifecycle() {
    let it = Lifecycle::builtin();
    let steps: BTreeMap<&str, Vec<&str>> = it
        .statuses
        .iter()
        .enumerate()
        .map(|(rank, status)| {
            let next = it
                .next_of(rank)
                .into_iter()
                .map(|to| it.statuses[to].name.as_str());
            (status.name.as_str(), next.collect())
        })
        .collect();
    let leaving = ["withdrawn", "deprecated", "superseded"];
    assert_eq!(steps["draft"], ["in-review", "withdrawn"]);
    assert_eq!(steps["in-review"], ["draft", "approved", "withdrawn"]);
    assert_eq!(
        steps["approved"][..3],
        ["draft", "in-review", "implemented"]
    );
    assert_eq!(steps["approved"][3..], leaving);
    assert_eq!(steps["implemented"][..2], ["draft", "in-review"]);
    assert_eq!(steps["implemented"][2..], leaving);
    let allows = |rank: usize, version: &str| {
        it.statuses[rank].allows(&semver::Version::parse(version).expect("a version"))
    };
    assert!(allows(0, "0.9.0") && allows(0, "1.2.1-draft.1") && !allows(0, "1.0.0"));
    assert!(allows(2, "1.0.0") && !allows(2, "1.0.0-rc.1") && !allows(3, "0.9.0"));
    let retired: Vec<&str> = it
        .statuses
        .iter()
        .filter(|it| it.retired)
        .map(|it| it.name.as_str())
        .collect();
    assert_eq!(retired, leaving);
    assert_eq!(it.requires_at(6).len(), 1);
    assert!(it.reached(3, 2) && it.reached(6, 6) && !it.reached(6, 2) && !it.reached(1, 2));
}

#[test]
fn statuses_listed_by_example() {
    let listed = [
        "Proposed",
        "In Progress",
        "Accepted",
        "Superseded",
        "accepted",
    ]
    .map(str::to_owned);
    let it = Lifecycle::by_example("adr", &listed);
    assert_eq!(it.names().collect::<Vec<_>>(), listed[..4]);
    assert!(it.free && it.statuses[0].incomplete && !it.statuses[1].incomplete);
    assert_eq!(it.statuses[1].color, Color::Note);
    assert!(it.statuses[2].questions_closed && it.statuses[3].retired);
    assert_eq!(it.statuses[2].version[0].to_string(), ">=1.0.0");
    assert!(it.statuses[3].requires.is_empty());
    assert!(it.may_follow(3, 0));
}
