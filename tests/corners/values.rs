//! What fields hold, and what is said where they hold something else.

use super::{lines, one, pair, told};

#[test]
fn text_is_a_list_outside_of_front_matter_and_where_it_refers() {
    let template = "---\ntags: [a, b]\ndepends_on: [b.md]\n---\n# <Title>\n";
    let of = |text: &str| {
        let shelf =
            pair(template, text).chapter("b.md", "---\ntags: [a]\ndepends_on: []\n---\n# B\n");
        let findings = shelf.run().diagnostics;
        let told = findings.iter().filter(|it| &*it.place.path == "src/a.md");
        told.map(|it| (it.rule, it.place.start.line))
            .collect::<Vec<_>>()
    };
    assert_eq!(of("---\ntags: [core]\ndepends_on: b.md\n---\n# A\n"), []);
    assert_eq!(
        of("---\ntags: core\ndepends_on: [b.md]\n---\n# A\n"),
        [("invalid-field", 2)]
    );
    assert_eq!(of("# A\n\n- Tags: core\n- Depends on: b.md\n"), []);
}

#[test]
fn a_version_close_by_that_the_status_allows_is_named() {
    let of = |status: &str, version: &str| {
        let said = one(
            "status: draft\nversion: 0.1.0\n",
            &format!("status: {status}\nversion: {version}\n"),
        );
        let help = said.split_once("such as `").map(|it| it.1);
        help.and_then(|it| it.split('`').next())
            .unwrap_or_default()
            .to_owned()
    };
    assert_eq!(of("draft", "1.2.0"), "1.2.0-draft.1");
    assert_eq!(of("approved", "1.0.0-draft.2"), "1.0.0");
    assert_eq!(of("approved", "0.3.1"), "1.0.0");
}

#[test]
fn a_day_that_a_status_asks_for_is_said_with_an_example() {
    let template = "---\nstatus: <status>\ndesign-docs:\n  lifecycle:\n    - {status: draft}\n    - {status: call, requires: [deadline]}\n---\n# <Title>\n";
    assert_eq!(
        told(&pair(template, "---\nstatus: call\n---\n# A\n")),
        [
            "src/a.md:1 missing-field: the field `deadline` is missing, which the status `call` asks for; write a day as YYYY-MM-DD, such as `deadline: 2026-01-01`"
        ]
    );
}

#[test]
fn a_slip_stands_for_the_field_that_it_means_and_for_no_other() {
    let template = "---\nstatus: draft\nteam: <Team>\nroom: <Room>\n---\n# <Title>\n";
    let of = |fields: &str| lines(template, &format!("---\n{fields}\n---\n# A\n"));
    assert_eq!(
        of("stauts: draft\nteam: Core\nroom: 7"),
        [("unknown-field", 2)]
    );
    assert_eq!(
        of("stauts: draft\nroom: 7"),
        [("missing-field", 1), ("unknown-field", 2)]
    );
    assert_eq!(
        of("status: draft\ntema: Core"),
        [("missing-field", 1), ("unknown-field", 3)]
    );
}
