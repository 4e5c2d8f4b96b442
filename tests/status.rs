//! `status`: what is in a document's way, and the step to another status.

mod book;

use std::fs;
use std::process::Command;

use book::{NO_INSERTIONS, Said, TestBook};

const ENTRY: &str = "[[preprocessor.design-docs.documents]]\npath = \"d/*.md\"\ntemplate = \"t\"\n";
const SUMMARY: &str = "- [A](d/a.md)\n- [B](d/b.md)\n- [I](i.md)\n";
const TEMPLATE: &str = "\
---
status: draft
version: 0.1.0
last_updated: YYYY-MM-DD
superseded_by:
---

# <Title>

## Problem
";

/// A book with the template and one document.
fn with(template: &str, text: impl AsRef<[u8]>) -> TestBook {
    TestBook::new(SUMMARY)
        .file("book.toml", format!("{NO_INSERTIONS}{ENTRY}"))
        .file("templates/t.md", template)
        .file("src/i.md", "# I\n")
        .file("src/d/a.md", text)
}

fn document(status: &str, version: &str) -> String {
    format!(
        "---\nstatus: {status}\nversion: {version}\nlast_updated: 2026-01-05\n---\n\n# A\n\n## Problem\n\nIt is slow.\n"
    )
}

fn commit(test: &TestBook, day: &str) {
    for arguments in [&["add", "-A"] as &[&str], &["commit", "-qm", "a change"]] {
        let mut git = Command::new("git");
        git.args(["-c", "user.name=A", "-c", "user.email=a@example.org"]);
        git.args(arguments).current_dir(test.path(""));
        git.env("GIT_AUTHOR_DATE", day)
            .env("GIT_COMMITTER_DATE", day);
        assert!(git.status().expect("git runs").success());
    }
}

/// The document's text after a step on 2026-02-01, which must succeed.
#[track_caller]
fn after(test: &TestBook, arguments: &[&str]) -> String {
    let read = || fs::read_to_string(test.path("src/d/a.md")).expect("the document");
    let before = read();
    let said = step(test, arguments);
    let went = (said.code, said.stderr.as_str());
    assert_eq!(went, (0, ""), "{}\n{before}", said.stdout);
    read()
}

fn step(test: &TestBook, arguments: &[&str]) -> Said {
    let mut all = vec!["status", "src/d/a.md", "--today", "2026-02-01"];
    all.extend(arguments);
    test.run(&all)
}

const REVIEWED: &str = "\
---
status: draft
version: 0.1.0
last_updated: YYYY-MM-DD
approvers:
depends_on:
design-docs:
  lifecycle:
    - extends: default
      status: approved
      requires: [approvers]
      approvals: 1
---

# <Title>

## Problem

## Solution

## Open Questions

## Approvals
";

const UNREADY: &str = "\
---
status: in-review
version: 0.3.0
last_updated: 2026-01-05
depends_on: b.md
---

# A

## Problem

It is TODO slow.

## Open Questions

- [ ] Which one?

## Approvals

- [ ] Ann
";

fn unready() -> TestBook {
    let settled =
        "## Solution\n\nx\n\n## Open Questions\n\n- [x] None\n\n## Approvals\n\n- [x] Ann\n";
    with(REVIEWED, UNREADY).file(
        "src/d/b.md",
        format!("{}\n{settled}", document("draft", "0.1.0")),
    )
}

/// The places and rules of what is in the way.
fn in_the_way(said: &Said) -> Vec<&str> {
    let lines = said.stdout.lines();
    let found = lines.filter_map(|line| line.strip_prefix("  src/"));
    let until = |line: &'_ str| line.find("]:").expect("a rule");
    found.map(|line| &line[..=until(line)]).collect()
}

const SIX: [&str; 6] = [
    "d/a.md:1:1: error[missing-field]",
    "d/a.md:5:13: warning[dependency-not-ready]",
    "d/a.md:10:1: error[missing-section]",
    "d/a.md:12:7: error[placeholder]",
    "d/a.md:16:7: warning[unresolved-question]",
    "d/a.md:18:1: error[missing-approval]",
];

#[test]
fn six_things_in_the_way_are_listed_at_their_places() {
    let test = unready();
    let said = step(&test, &["approved"]);
    assert_eq!(said.code, 1, "{}", said.stderr);
    assert!(
        said.stdout.starts_with("approved (version 0.3.0 → 1.0.0"),
        "{}",
        said.stdout
    );
    assert!(said.stdout.contains("): 6 in the way\n"), "{}", said.stdout);
    assert_eq!(in_the_way(&said), SIX);
    let text = fs::read_to_string(test.path("src/d/a.md")).expect("the document");
    assert_eq!(text, UNREADY);
}

#[test]
fn without_a_status_each_that_may_come_next_is_told() {
    let said = step(&unready(), &[]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let stands = "src/d/a.md stands at `in-review`, version 0.3.0, last_updated 2026-01-05\n";
    assert!(said.stdout.starts_with(stands), "{}", said.stdout);
    assert_eq!(in_the_way(&said), SIX);
    for free in ["\ndraft (", "\nwithdrawn ("] {
        let at = said.stdout.find(free).expect(free);
        let line = said.stdout[at..].lines().nth(1).expect("a line");
        assert!(line.ends_with(": nothing is in the way"), "{line}");
    }
    assert!(!said.stdout.contains("\nimplemented"), "{}", said.stdout);
}

#[test]
fn with_the_six_settled_the_step_is_taken() {
    let settled = UNREADY
        .replace("depends_on: b.md", "approvers: [ann@example.org]")
        .replace("TODO ", "")
        .replace("## Open", "## Solution\n\nA cache.\n\n## Open")
        .replace("[ ]", "[x]");
    let test = with(REVIEWED, &settled);
    let expected = settled
        .replace("in-review", "approved")
        .replace("0.3.0", "1.0.0")
        .replace("2026-01-05", "2026-02-01");
    assert_eq!(after(&test, &["approved"]), expected);
}

/// A document in each notation; `<S>`, `<V>` and `<D>` stand for status, version and date.
const NOTATIONS: &[&str] = &[
    "---\nstatus: <S>  # as of now\nversion: <V>\nlast_updated: <D>\n---\n\n# A\n\n## Problem\n\nx\n",
    "---\nstatus: \"<S>\"\nversion: '<V>'\nlast_updated: \"<D>\"\n---\n# A\n## Problem\nx",
    "---\n{status: <S>, version: \"<V>\", last_updated: <D>}\n---\n\n# A\n\n## Problem\n\nx\n",
    "---\n\"status\" : '<S>'\nversion:    <V>   \nlast_updated:   <D>\n---\n\n# A\n\n## Problem\n\nx\n",
    "+++\nstatus = \"<S>\" # as of now\nversion = '<V>'\nlast_updated = <D>\n+++\n\n# A\n\n## Problem\n\nx\n",
    "+++\nlast_updated = \"<D>\"\nversion=\"<V>\"\nstatus='<S>'\n+++\n\n# A\n\n## Problem\n\nx\n",
    "# A\n\n**Status**: <S>\\\n**Version**: `<V>`  \n**Last Updated:** <D>\n\n## Problem\n\nx\n",
    "# A\n\n- **Status:** <S>\n- **Version**: **<V>**\n* Last-Updated: <D>\n\n## Problem\n\nx\n",
    "# A\n\nStatus: <S>\nVersion: <V>\nLast updated: <D>\n\n## Problem\n\nx\n",
    "# A\n\n**Status**: <S> **Version**: <V> **Last updated**: <D>\n\n## Problem\n\nx\n",
    "# A\n\n| Field | Value |\n|---|---|\n| Status | <S>   |\n| Version | `<V>` |\n|Last updated|<D>|\n\n## Problem\n\nx\n",
    "# A\n\n| Status | Version | Last updated |\n|---|---|---|\n| **<S>** | <V> | <D> |\n\n## Problem\n\nx\n",
    "# A\n\n* Version: <V>\n* Last updated: <D>\n\n## Status\n\n_<S>_\n\n## Problem\n\nx\n",
    "# A\n\n```\nStatus: <S>\n- Version: <V>\nLast updated:   <D>\n```\n\n## Problem\n\nx\n",
];

fn filled(text: &str, status: &str, version: &str, date: &str) -> String {
    let text = text.replace("<S>", status).replace("<V>", version);
    text.replace("<D>", date)
}

#[test]
fn nothing_but_status_version_and_date_changes_in_any_notation() {
    for text in NOTATIONS {
        let with_bom = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
        for form in [str::to_owned, with_bom] {
            let before = form(&filled(text, "in-review", "0.3.0", "2026-01-05"));
            let expected = form(&filled(text, "approved", "1.0.0", "2026-02-01"));
            assert_eq!(
                after(&with(TEMPLATE, &before), &["approved"]),
                expected,
                "{before}"
            );
        }
    }
}

fn crlf(text: &str) -> String {
    text.replace('\n', "\r\n")
}

#[test]
fn a_dry_run_shows_the_diff_and_writes_nothing() {
    let text = document("in-review", "0.3.0");
    let test = with(TEMPLATE, crlf(&text));
    let said = step(&test, &["approved", "--dry-run"]);
    let expected = "\
--- a/src/d/a.md
+++ b/src/d/a.md
@@ -1,7 +1,7 @@
 ---
-status: in-review
-version: 0.3.0
-last_updated: 2026-01-05
+status: approved
+version: 1.0.0
+last_updated: 2026-02-01
 ---
 
 # A
";
    let shown = said.stdout.replace("\r\n", "\n");
    assert_eq!((said.code, shown.as_str()), (0, expected));
    assert!(
        said.stdout.contains("+status: approved\r\n"),
        "line endings stay"
    );
    assert_eq!(
        fs::read_to_string(test.path("src/d/a.md")).expect("the document"),
        crlf(&text)
    );
}

#[test]
fn versions_follow_the_lifecycle_or_the_choice() {
    for (from, version, arguments, expected) in [
        ("approved", "1.2.0", &["draft"] as &[&str], "1.2.1-draft.1"),
        (
            "approved",
            "1.2.0",
            &["draft", "--bump", "minor"],
            "1.3.0-draft.1",
        ),
        (
            "approved",
            "1.2.0",
            &["draft", "--bump", "major"],
            "2.0.0-draft.1",
        ),
        ("in-review", "1.2.1-draft.1", &["approved"], "1.2.1"),
        ("approved", "1.2.0", &["implemented"], "1.2.0"),
        ("draft", "0.3.0", &["review"], "0.3.0"),
        ("draft", "0.3.0", &["in review", "--bump", "patch"], "0.3.1"),
    ] {
        let test = with(TEMPLATE, document(from, version));
        let text = after(&test, arguments);
        assert!(text.contains(&format!("\nversion: {expected}\n")), "{text}");
    }
    let test = with(TEMPLATE, document("in-review", "0.3.0"));
    let said = step(&test, &["approved", "--bump", "minor"]);
    assert_eq!(said.code, 1);
    assert_eq!(
        in_the_way(&said),
        ["d/a.md:3:10: error[version-out-of-range]"]
    );
    let test = with(
        TEMPLATE,
        "---\nstatus: draft\n---\n\n# A\n\n## Problem\n\nx\n",
    );
    let said = step(&test, &["in-review", "--bump", "minor"]);
    assert_eq!(said.code, 2);
    assert!(
        said.stderr.contains("no semantic version"),
        "{}",
        said.stderr
    );
}

#[test]
fn other_names_of_a_status_are_accepted_and_unknown_ones_are_not() {
    let text = after(
        &with(TEMPLATE, document("in-review", "1.0.0")),
        &["Accepted"],
    );
    assert!(text.contains("\nstatus: approved\n"), "{text}");
    let test = with(TEMPLATE, document("in-review", "1.0.0"));
    let said = step(&test, &["aproved"]);
    assert_eq!(said.code, 2);
    let help = "no status is called `aproved`; did you mean `approved`? legal: draft, in-review, approved, implemented, withdrawn, deprecated, superseded";
    assert!(said.stderr.contains(help), "{}", said.stderr);
}

#[test]
fn a_step_that_does_not_follow_is_in_the_way() {
    let test = with(TEMPLATE, document("draft", "0.1.0"));
    let said = step(&test, &["approved"]);
    assert_eq!(said.code, 1);
    assert_eq!(in_the_way(&said), ["d/a.md:2:9: error[illegal-transition]"]);
    assert!(
        said.stdout.contains("it may go to in-review, withdrawn"),
        "{}",
        said.stdout
    );
    let free = TEMPLATE.replace("status: draft", "status: draft | open | done");
    let text = after(&with(&free, document("draft", "0.1.0")), &["done"]);
    assert!(text.contains("\nstatus: done\n"), "{text}");
}

#[test]
fn the_status_that_it_has_is_no_step() {
    let text = document("proposed", "0.1.0");
    let test = with(TEMPLATE, &text);
    let said = step(&test, &["in-review"]);
    assert_eq!(said.code, 0);
    assert_eq!(
        said.stdout,
        "src/d/a.md: has the status `in-review` already\n"
    );
    assert_eq!(after(&test, &["in-review", "-q"]), text);
}

#[test]
fn what_is_no_document_has_no_status() {
    let test = with(TEMPLATE, "# A\n\n## Problem\n\nx\n");
    for (path, expected) in [
        (
            "src/i.md",
            "`src/i.md` is no document: no template governs it",
        ),
        ("src/SUMMARY.md", "`src/SUMMARY.md` is no chapter"),
        ("templates/t.md", "`templates/t.md` is no chapter"),
        ("src", "`src` is a folder; name one document"),
        ("src/d/none.md", "none.md` can't be read"),
        (
            "src/d/a.md",
            "`src/d/a.md` has no status; write one into its metadata; a new document has `draft`",
        ),
    ] {
        let said = test.run(&["status", path, "in-review"]);
        assert_eq!((said.code, said.stdout.as_str()), (2, ""), "{path}");
        assert!(said.stderr.contains(expected), "{path}: {}", said.stderr);
    }
    let test = with(
        TEMPLATE,
        "---\nstatus: [draft, approved]\n---\n# A\n## Problem\nx\n",
    );
    let said = step(&test, &["in-review"]);
    assert!(
        said.code == 2 && said.stderr.contains("more than one status in `status`"),
        "{said:?}"
    );
    let test = with(TEMPLATE, b"---\nstatus: draft\n---\n\xff\n");
    assert_eq!(step(&test, &["in-review"]).code, 2);
}

#[test]
fn a_document_is_found_from_the_book_too_and_needs_no_entry_in_the_summary() {
    let test = with(TEMPLATE, document("draft", "0.1.0"));
    let said = test.run(&["status", "d/a.md"]);
    assert!(
        said.stdout.starts_with("src/d/a.md stands at `draft`"),
        "{said:?}"
    );
    let test = test.file("src/d/new.md", document("draft", "0.1.0"));
    let said = test.run(&["status", "src/d/new.md", "in-review"]);
    assert_eq!(said.code, 0, "{said:?}");
}

#[test]
fn an_empty_status_is_filled_in() {
    for (before, expected) in [
        ("---\nstatus:\n---\n", "---\nstatus: draft\n---\n"),
        ("---\nstatus: ''\n---\n", "---\nstatus: 'draft'\n---\n"),
        (
            "+++\nstatus = \"\"\n+++\n",
            "+++\nstatus = \"draft\"\n+++\n",
        ),
        ("---\nstatus: <status>\n---\n", "---\nstatus: draft\n---\n"),
        ("---\nstatus: dratf\n---\n", "---\nstatus: draft\n---\n"),
    ] {
        let body = "\n# A\n\n## Problem\n\nx\n";
        let template = TEMPLATE.replace("version: 0.1.0\nlast_updated: YYYY-MM-DD\n", "");
        let test = with(&template, format!("{before}{body}"));
        assert_eq!(after(&test, &["draft"]), format!("{expected}{body}"));
    }
}

#[test]
fn what_stands_behind_a_value_stays() {
    let text =
        document("in-review (since May)", "1.0.0").replace("2026-01-05", "2026-01-05 (typos)");
    let expected = text
        .replace("in-review", "approved")
        .replace("2026-01-05", "2026-02-01");
    assert_eq!(after(&with(TEMPLATE, &text), &["approved"]), expected);
    let text = document("in-review", "1.0.0").replace("2026-01-05", "2026-01-05T10:00:00Z");
    let expected = document("approved", "1.0.0").replace("2026-01-05", "2026-02-01");
    assert_eq!(after(&with(TEMPLATE, &text), &["approved"]), expected);
}

#[test]
fn two_notations_that_agree_go_on_agreeing() {
    let table = "\n| Status | Version |\n|---|---|\n| In Review | 0.3.0 |\n\n## Problem";
    let text = document("in-review", "0.3.0").replace("\n## Problem", table);
    let expected = text
        .replace("in-review", "approved")
        .replace("In Review", "approved")
        .replace("0.3.0", "1.0.0")
        .replace("2026-01-05", "2026-02-01");
    assert_eq!(after(&with(TEMPLATE, &text), &["approved"]), expected);
}

#[test]
fn what_comes_from_another_file_is_not_changed() {
    let test = with(
        TEMPLATE,
        "# A\n\n{{#include status.txt}}\n\n## Problem\n\nx\n",
    )
    .file("src/d/status.txt", "**Status**: draft\n");
    let said = step(&test, &["in-review"]);
    assert_eq!(said.code, 2);
    assert!(
        said.stderr.contains("comes from an included file"),
        "{}",
        said.stderr
    );
}

#[test]
fn comments_that_allow_a_finding_let_the_step_pass() {
    let allowed =
        "<!-- design-docs: allow placeholder: the field is called so -->\n\nThe TODO field.";
    let text = document("draft", "0.1.0").replace("It is slow.", allowed);
    after(&with(TEMPLATE, text), &["in-review"]);
}

#[test]
fn the_date_that_was_set_is_right_before_and_after_the_commit() {
    let test = with(TEMPLATE, document("in-review", "1.0.0"));
    let found = || {
        let said = test.run(&["check", "--today", "2026-02-01", "--format", "short"]);
        said.stdout
            .lines()
            .filter(|line| line.contains("[date-mismatch]"))
            .count()
    };
    commit(&test, "2026-01-05T12:00:00Z");
    assert_eq!(found(), 0);
    after(&test, &["approved"]);
    assert_eq!(found(), 0);
    commit(&test, "2026-02-01T12:00:00Z");
    assert_eq!(found(), 0);
}

#[cfg(unix)]
#[test]
fn a_file_that_is_read_only_stays_as_it_is() {
    use std::os::unix::fs::PermissionsExt;
    let test = with(TEMPLATE, document("draft", "0.1.0"));
    let path = test.path("src/d/a.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o444)).expect("permissions");
    let said = step(&test, &["in-review"]);
    assert_eq!(said.code, 2);
    assert!(said.stderr.contains("read-only"), "{}", said.stderr);
    assert_eq!(
        fs::read_to_string(path).expect("the document"),
        document("draft", "0.1.0")
    );
}

#[test]
fn whoever_moves_forward_is_held_to_todays_template() {
    let test = with(TEMPLATE, document("in-review", "1.0.0"));
    commit(&test, "2026-01-05T12:00:00Z");
    let test = test.file("templates/t.md", format!("{TEMPLATE}\n## Rollout\n"));
    commit(&test, "2026-01-20T12:00:00Z");
    // What the template asks for only since then is a note until the document moves on.
    let said = test.run(&["check", "src/d/a.md", "--today", "2026-02-01"]);
    assert!(
        said.code == 0 && said.stdout.contains("note[missing-section]"),
        "{said:?}"
    );
    let said = step(&test, &["approved"]);
    assert_eq!(in_the_way(&said), ["d/a.md:9:1: error[missing-section]"]);
    assert_eq!(step(&test, &["draft"]).code, 0);
}

#[test]
fn a_document_goes_by_its_number_and_its_id_too() {
    let text = |id: &str| document("draft", "0.1.0").replacen("---\n", &format!("---\n{id}"), 1);
    let test = with(TEMPLATE, text("id: cache\n"))
        .file("src/d/0007-b.md", text(""))
        .file(
            "src/SUMMARY.md",
            "- [A](d/a.md)\n- [B](d/0007-b.md)\n- [C](d/0008-c.md)\n- [D](d/0008-d.md)\n",
        )
        .file("src/d/0008-c.md", text(""))
        .file("src/d/0008-d.md", text(""));
    for (named, path) in [
        ("7", "src/d/0007-b.md"),
        ("0007", "src/d/0007-b.md"),
        ("cache", "src/d/a.md"),
    ] {
        let said = test.run(&["status", named]);
        assert!(said.stdout.contains(path), "{named}: {said:?}");
    }
    let several = test.run(&["status", "8"]);
    assert_eq!(several.code, 2);
    assert!(
        several.stderr.contains("several documents have the number 8: `d/0008-c.md`, `d/0008-d.md`; name one by its path"),
        "{several:?}"
    );
    assert_eq!(test.run(&["status", "9"]).code, 2);
}
