//! Decision records as other tools write them: comments within headings and behind values, statuses that
//! name their successor, relations that stand in words.

mod support;

use support::Shelf;

const TEMPLATE: &str = "\
# [short title]

- Status: [proposed | accepted | … | superseded by [xxx](yyyymmdd-xxx.md)] <!-- optional -->
- Deciders: [list everyone] <!-- optional -->
- Date: [YYYY-MM-DD when it was last updated]

## Context

[Describe it.]

## Drivers <!-- optional -->

- [driver 1]

## Links <!-- not optional, and no annotation -->
";

fn record(fields: &str, links: &str) -> String {
    format!(
        "# A queue\n\n{fields}- Date: 2025-05-18\n\n## Context\n\nIt is slow.\n\n## Links\n\n{links}\n"
    )
}

/// Rule and message of what is told, of which files too.
fn told(shelf: &Shelf) -> Vec<(String, &'static str, String)> {
    let findings = shelf.run().diagnostics;
    { findings.into_iter() }
        .map(|it| (it.place.path.to_string(), it.rule, it.message))
        .collect()
}

#[test]
fn comments_in_headings_and_behind_values_say_what_is_optional() {
    let shelf = Shelf::new().template("adr", TEMPLATE);
    assert_eq!(
        told(&shelf.clone().chapter("a.md", &record("", "None."))),
        []
    );
    // A comment is no part of the name, on either side.
    let text = record("- Deciders: Ann\n", "None.").replace(
        "## Links",
        "## Drivers <!-- optional -->\n\n- Money.\n\n## Links",
    );
    assert_eq!(told(&shelf.clone().chapter("a.md", &text)), []);
    let lacking = "# A queue\n\n## Context\n\nIt is slow.\n";
    let found = told(&shelf.chapter("a.md", lacking));
    let messages: Vec<&str> = found.iter().map(|it| it.2.as_str()).collect();
    assert_eq!(
        messages,
        [
            "the document has no metadata; the template asks for `Date`",
            "the section \"Links\" is missing"
        ],
        "{found:#?}"
    );
}

#[test]
fn a_comment_in_front_matter_says_what_is_optional() {
    let template = "---\nticket: <Ticket> # optional, where there is one\nteam: <Team> # who does it\n---\n\n# <Title>\n";
    let shelf = Shelf::new().template("t", template);
    let found = told(&shelf.chapter("a.md", "---\ncreated: 2026-01-01\n---\n\n# A\n\nText.\n"));
    let messages: Vec<&str> = found.iter().map(|it| it.2.as_str()).collect();
    assert_eq!(messages, ["the field `team` is missing"]);
}

#[test]
fn a_status_with_its_successor_is_that_status() {
    let shelf = Shelf::new().template("adr", TEMPLATE);
    let old = record("- Status: superseded by [new](new.md)\n", "None.");
    let new = record("- Status: accepted\n", "- Supersedes [old](old.md)");
    let both = shelf.chapter("old.md", &old).chapter("new.md", &new);
    assert_eq!(told(&both), []);
    let without = both.chapter("new.md", &record("- Status: implemented\n", "None."));
    let messages: Vec<String> = told(&without).into_iter().map(|it| it.2).collect();
    assert_eq!(messages, ["no status is called `implemented`"]);
}

const NYGARD: &str = "# 2. Redis\n\nDate: 2025-02-03\n\n## Status\n\nSTATUS\n\n## Context\n\nC.\n\n## Decision\n\nD.\n\n## Consequences\n\nE.\n";

fn nygard(old: &str, new: &str) -> Shelf {
    let config = "[[preprocessor.design-docs.documents]]\npath = \"*.md\"\ntemplate = \"adr\"\n";
    let mut shelf = Shelf::new()
        .chapter("0002-redis.md", &NYGARD.replace("STATUS", old))
        .chapter(
            "0003-postgres.md",
            &NYGARD
                .replace("2. Redis", "3. Postgres")
                .replace("STATUS", new),
        );
    shelf.config = config.to_owned();
    shelf
}

/// The page of the older of two records.
fn page(shelf: &Shelf) -> String {
    let outcome = shelf.run_for(Some("html"));
    outcome.texts[0].clone().unwrap_or_default()
}

#[test]
fn what_a_status_says_in_words_is_on_the_page() {
    let old = "superseded by [3. Postgres](0003-postgres.md)";
    let new = "Accepted\n\nSupercedes [2. Redis](0002-redis.md)";
    let shelf = nygard(old, new);
    assert_eq!(told(&shelf), []);
    let page = page(&shelf);
    let banner = "This document is superseded by <a href=\"0003-postgres.md\">3. Postgres</a>.";
    assert!(page.contains(banner), "{page}");
    // By number as well; what names no document of the book is nobody's business.
    let shelf = nygard("Superseded by ADR-0003.", new);
    assert_eq!(told(&shelf), []);
    assert!(self::page(&shelf).contains(banner));
    for words in [
        "superseded by [a wiki](gone.md)",
        "superseded by 99",
        "superseded by the team",
    ] {
        assert_eq!(told(&nygard(words, new)), [], "{words}");
    }
}

#[test]
fn a_status_spelled_wrongly_before_its_successor_is_mended() {
    let shelf = nygard("Superceded by [3. Postgres](0003-postgres.md)", "Accepted");
    let findings = shelf.run().diagnostics;
    let [finding] = findings.as_slice() else {
        panic!("{findings:#?}");
    };
    assert_eq!(finding.rule, "unknown-status");
    let edit = &finding.fix.as_ref().expect("a mend").edits[0];
    let text = &shelf.chapters[0].1;
    assert_eq!(
        (&text[edit.range.clone()], edit.text.as_str()),
        ("Superceded", "superseded")
    );
}

/// The successor that the built-in lifecycle asks for may stand in words.
#[test]
fn a_successor_in_words_is_a_successor() {
    let template = "---\nstatus: draft\n---\n\n# <Title>\n";
    let text = |status: &str| format!("---\nstatus: {status}\n---\n\n# A\n\nText.\n");
    let shelf = Shelf::new()
        .template("t", template)
        .chapter("b.md", &text("implemented"));
    let told = |status: &str| told(&shelf.clone().chapter("a.md", &text(status)));
    assert_eq!(told("superseded by [b](b.md)"), []);
    let [(_, rule, _)] = told("superseded").try_into().expect("one finding");
    assert_eq!(rule, "missing-field");
}
