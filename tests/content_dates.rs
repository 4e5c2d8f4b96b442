//! Dates hold for what documents say: commits that changed nothing but metadata or white space are
//! passed over.

mod support;

use support::shed::Shed;
use tempfile::TempDir;

/// A document whose text came on one day, committed in that state.
fn written(declared: &str, text: &str) -> Shed {
    let mut shed = Shed::new();
    shed.write("a.md", &stating(declared, "ann", text));
    shed.commit("Begin", "2025-03-20");
    shed
}

fn stating(declared: &str, owner: &str, text: &str) -> String {
    format!("---\nlast_updated: {declared}\nowner: {owner}\n---\n\n# A\n\n{text}\n")
}

#[test]
fn commits_that_changed_only_metadata_or_white_space_are_passed_over() {
    let text = "Some words in a\nline, and more.";
    for (declared, expected) in [("2025-03-20", 0), ("2025-01-15", 1)] {
        let mut shed = written(declared, text);
        shed.write("a.md", &stating(declared, "ben", text));
        shed.commit("Another owner", "2025-06-01");
        assert_eq!(shed.found("date-mismatch").len(), expected, "{declared}");
        shed.write(
            "a.md",
            &stating(
                declared,
                "ben",
                &text
                    .replace("a\nline,", "\n\na line,\n")
                    .replace("in \n\n", "in\n"),
            ),
        );
        shed.commit("Wrap lines", "2025-07-01");
        let found = shed.found("date-mismatch");
        assert_eq!(found.len(), expected, "{found:#?}");
        for finding in found {
            let first = shed.git(&["rev-parse", "HEAD~2"], "2025-01-01");
            assert!(
                finding
                    .message
                    .contains("what the document says last changed on 2025-03-20"),
                "{}",
                finding.message
            );
            assert!(
                finding.message.contains(&first[..12]),
                "{}",
                finding.message
            );
            let fix = finding.fix.expect("a mend");
            assert_eq!(fix.edits[0].text, "2025-03-20");
        }
        // What is not committed passes over the same.
        shed.write("a.md", &stating(declared, "eve", text));
        assert_eq!(shed.found("date-mismatch").len(), expected, "{declared}");
    }
}

#[test]
fn one_word_is_a_change_of_content() {
    let mut shed = written("2025-03-20", "```c\nint a;\n```");
    shed.write("a.md", &stating("2025-03-20", "ann", "```c\nint b;\n```"));
    shed.commit("Rename a variable", "2025-06-01");
    let found = shed.found("date-mismatch");
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(
        found[0]
            .message
            .contains("the document last changed on 2025-06-01"),
        "{found:#?}"
    );
    shed.write("a.md", &stating("2025-03-20", "ben", "```c\nint b;\n```"));
    shed.commit("Another owner", "2025-07-01");
    let found = shed.found("date-mismatch");
    assert!(
        found[0].message.contains("last changed on 2025-06-01"),
        "{found:#?}"
    );
}

#[test]
fn a_file_that_moved_as_it_was_did_not_change() {
    let mut shed = written("2025-03-20", "Words.");
    shed.git(&["mv", "a.md", "b.md"], "2025-06-01");
    shed.commit("Rename", "2025-06-01");
    shed.chapters = vec!["b.md".to_owned()];
    assert_eq!(shed.found("date-mismatch"), []);
    shed.write("b.md", &stating("2025-01-15", "ann", "Words."));
    shed.commit("Another day", "2025-06-02");
    let found = shed.found("date-mismatch");
    assert!(
        found[0].message.contains("changed on 2025-03-20"),
        "{found:#?}"
    );
}

/// A day that a later commit wrote which changed nothing else is no lie either.
#[test]
fn the_day_of_a_commit_that_is_passed_over_is_right_too() {
    let mut shed = written("2025-03-20", "Words.");
    shed.write("a.md", &stating("2025-06-01", "ann", "Words."));
    shed.commit("Write the day", "2025-06-01");
    shed.write("a.md", &stating("2025-06-01", "ben", "Words."));
    shed.commit("Another owner", "2025-07-01");
    assert_eq!(shed.found("date-mismatch"), []);
}

#[test]
fn sweeps_and_changes_without_content_are_passed_over_together() {
    let mut shed = written("2025-03-20", "Words.");
    shed.write("a.md", &stating("2025-03-20", "ann", "Words, words."));
    let sweep = shed.commit("Double all words", "2025-05-01");
    shed.write("a.md", &stating("2025-03-20", "ben", "Words, words."));
    shed.commit("Another owner", "2025-06-01");
    assert_eq!(shed.found("date-mismatch").len(), 1);
    std::fs::write(
        shed.path().join(".git-blame-ignore-revs"),
        format!("{sweep}\n"),
    )
    .expect("a list");
    assert_eq!(shed.found("date-mismatch"), []);
}

#[test]
fn what_a_merge_brought_is_looked_at_on_its_side() {
    let mut shed = written("2025-04-01", "Words.");
    shed.git(&["checkout", "-qb", "side"], "2025-04-01");
    shed.write("a.md", &stating("2025-04-01", "ann", "Other words."));
    shed.commit("Say it better", "2025-04-01");
    shed.write("a.md", &stating("2025-04-01", "ben", "Other words."));
    shed.commit("Another owner", "2025-05-01");
    shed.git(&["checkout", "-q", "main"], "2025-04-01");
    shed.write("b.md", "# B\n");
    shed.commit("More", "2025-05-02");
    shed.git(
        &["merge", "-q", "--no-ff", "-m", "a merge", "side"],
        "2025-06-01",
    );
    assert_eq!(shed.found("date-mismatch"), []);
}

#[test]
fn changing_metadata_is_no_review() {
    let mut shed = Shed::new();
    shed.template = "---\nstatus: draft\n---\n\n# <Title>\n\n## Problem\n".to_owned();
    let document =
        |more: &str, text: &str| format!("---\nstatus: draft\n{more}---\n\n# A\n\n{text}\n");
    shed.write("a.md", &document("", "Words."));
    shed.commit("Begin", "2025-01-01");
    shed.write("a.md", &document("owner: ann\n", "Words."));
    shed.commit("An owner", "2025-12-01");
    let found = shed.found("review-due");
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(found[0].message.contains("since 2025-01-01"), "{found:#?}");
    shed.write(
        "a.md",
        &document("owner: ann\nreviewed: 2025-12-02\n", "Words."),
    );
    shed.commit("Review", "2025-12-02");
    assert_eq!(shed.found("review-due"), []);
    shed.write("a.md", &document("owner: ann\n", "Better words."));
    shed.commit("Say it better", "2025-12-03");
    assert_eq!(shed.found("review-due"), []);
}

/// Where the boundary of a shallow clone lies between, nobody knows.
#[test]
fn beyond_the_boundary_no_day_is_right() {
    let mut shed = written("2025-01-15", "Words.");
    for (owner, day) in [("ben", "2025-06-01"), ("eve", "2025-07-01")] {
        shed.write("a.md", &stating("2025-01-15", owner, "Words."));
        shed.commit("Another owner", day);
    }
    assert_eq!(shed.found("date-mismatch").len(), 1);
    let boundary = shed.git(&["rev-parse", "HEAD~1"], "2025-01-01");
    std::fs::write(shed.path().join(".git/shallow"), boundary + "\n").expect("a boundary");
    assert_eq!(shed.found("date-mismatch"), []);
}

/// A partial clone is asked for contents only where a date hangs on them.
#[test]
fn a_clone_without_blobs_fetches_them_only_for_a_day_that_is_contradicted() {
    for (declared, fetched, told) in [
        ("2025-06-01", 0, 0),
        ("2025-03-20", 2, 0),
        ("2025-01-15", 2, 1),
    ] {
        let mut shed = written("2025-01-01", "Words.");
        shed.write("a.md", &stating("2025-01-02", "ann", "Other words."));
        shed.commit("Say it better", "2025-03-20");
        shed.write("a.md", &stating(declared, "ben", "Other words."));
        shed.commit("Another owner", "2025-06-01");
        shed.git(&["config", "uploadpack.allowFilter", "true"], "2025-01-01");
        let folder = TempDir::new().expect("a folder");
        let from = format!("file://{}", shed.path().display());
        let clone = Shed { folder, ..shed };
        clone.git(
            &["clone", "-q", "--filter=blob:none", &from, "."],
            "2025-01-01",
        );
        let missing = || {
            let all = ["rev-list", "--objects", "--all", "--missing=print"];
            clone.git(&all, "2025-01-01").matches('?').count()
        };
        assert_eq!(missing(), 2);
        assert_eq!(clone.found("review-due"), []);
        assert_eq!(clone.found("date-mismatch").len(), told, "{declared}");
        assert_eq!(2 - missing(), fetched, "{declared}");
    }
}
