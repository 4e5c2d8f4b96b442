//! Rules about dates, over documents in real repositories.

mod support;

use mdbook_design_docs::diagnostics::Diagnostic;
use support::shed::Shed;

/// Documents that came one by one, and a commit that changed some of them.
fn swept(documents: usize, swept: usize) -> (Shed, String) {
    let mut shed = Shed::new();
    for n in 0..documents {
        shed.write(
            &format!("{n}.md"),
            "---\nlast_updated: 2025-01-02\n---\n\n# A\n",
        );
    }
    shed.commit("Begin", "2025-01-02");
    for n in 0..swept {
        shed.write(
            &format!("{n}.md"),
            "---\nlast_updated: 2025-01-02\n---\n\n# B\n",
        );
    }
    let sweep = shed.commit("Wrap all lines", "2025-03-04");
    (shed, sweep)
}

#[test]
fn a_sweep_is_told_once_until_it_is_listed() {
    let (mut shed, sweep) = swept(20, 5);
    let found = shed.found("sweeping-commit");
    assert_eq!(found.len(), 1, "{found:#?}");
    assert!(
        found[0].message.contains("5 of 20 documents"),
        "{}",
        found[0].message
    );
    assert!(
        found[0].message.contains("Wrap all lines"),
        "{}",
        found[0].message
    );
    let help = found[0].help.as_deref().expect("a help");
    assert!(
        help.ends_with(&sweep) && help.contains(".git-blame-ignore-revs"),
        "{help}"
    );
    std::fs::write(shed.path().join("ignored"), &sweep).expect("a list");
    shed.config = "[preprocessor.design-docs.dates]\nignore-revs = \"ignored\"\n".to_owned();
    assert_eq!(shed.found("sweeping-commit"), []);
}

#[test]
fn few_documents_and_a_fifth_are_no_sweep() {
    for (documents, count) in [(20, 4), (19, 19)] {
        assert_eq!(swept(documents, count).0.found("sweeping-commit"), []);
    }
}

/// A document that declares a day.
fn declaring(day: &str) -> String {
    format!("---\nlast_updated: {day}\n---\n\n# A faster cache\n\n## Problem\n\nIt is slow.\n")
}

/// What is wrong with a document of one commit, whose author's and committer's days are these.
fn mismatch(day: &str, author: &str, committer: &str, config: &str) -> Vec<Diagnostic> {
    let mut shed = Shed::new();
    shed.config = config.to_owned();
    shed.write("a.md", &declaring(day));
    shed.git(&["add", "-A"], committer);
    let author = format!("--date={author}T12:00:00 +0000");
    shed.git(&["commit", "-qm", "Begin", &author], committer);
    shed.found("date-mismatch")
}

#[test]
fn a_day_between_author_and_committer_is_right_give_or_take_the_tolerance() {
    let found = |day, config| mismatch(day, "2025-03-10", "2025-03-20", config).len();
    for (day, expected) in [
        ("2025-03-08", 1),
        ("2025-03-09", 0),
        ("2025-03-15", 0),
        ("2025-03-21", 0),
        ("2025-03-22", 1),
        ("2025-03-22 (merged)", 1),
        ("2026-01-01", 1),
        // Other rules speak of these.
        ("2052-03-22", 0),
        ("soon", 0),
        ("YYYY-MM-DD", 0),
        ("", 0),
    ] {
        assert_eq!(found(day, ""), expected, "{day}");
    }
    let strict = "[preprocessor.design-docs.dates]\ntolerance = \"0d\"\n";
    assert_eq!(found("2025-03-21", strict), 1);
    let alone = "[preprocessor.design-docs.rules]\nfuture-date = \"off\"\n";
    assert_eq!(found("2052-03-22", alone), 1);
}

/// Writes what the only finding's mend says.
fn mend(shed: &mut Shed) {
    let found = shed.found("date-mismatch");
    assert_eq!(found.len(), 1, "{found:#?}");
    let fix = found[0].fix.as_ref().expect("a mend");
    let mut text = std::fs::read_to_string(shed.path().join("a.md")).expect("a file");
    for edit in &fix.edits {
        text.replace_range(edit.range.clone(), &edit.text);
    }
    shed.write("a.md", &text);
}

#[test]
fn the_mend_writes_the_right_day_and_ends_the_matter() {
    for quote in ["", "\"", "'"] {
        let mut shed = Shed::new();
        let day = |day: &str| declaring(&format!("{quote}{day}{quote}"));
        shed.write("a.md", &day("2024-05-18"));
        shed.commit("Begin", "2025-03-20");
        mend(&mut shed);
        let text = std::fs::read_to_string(shed.path().join("a.md")).expect("a file");
        assert_eq!(text, day("2025-03-20"));
        // Only metadata differs from what is committed.
        assert_eq!(shed.found("date-mismatch"), []);
        shed.write("a.md", &text.replace("slow", "slower"));
        mend(&mut shed);
        let text = std::fs::read_to_string(shed.path().join("a.md")).expect("a file");
        assert_eq!(text, day("2026-01-01").replace("slow", "slower"));
        assert_eq!(shed.found("date-mismatch"), []);
    }
}

#[test]
fn a_remark_is_not_thrown_away() {
    let found = mismatch("2024-05-18 (merged)", "2025-03-20", "2025-03-20", "");
    assert!(found[0].fix.is_none());
    assert_eq!(found[0].place.start.line, 2);
}

#[test]
fn a_new_document_should_bear_today() {
    let mut shed = Shed::new();
    shed.write("b.md", "# B\n");
    shed.commit("Begin", "2025-03-20");
    for (day, expected) in [("2025-03-20", 1), ("2025-12-31", 0), ("2026-01-01", 0)] {
        shed.write("a.md", &declaring(day));
        assert_eq!(shed.found("date-mismatch").len(), expected, "{day}");
    }
}

#[test]
fn where_the_day_is_unknown_nothing_is_said() {
    let mut shed = Shed::new();
    let status = "---\nstatus: draft\nlast_updated: 2001-01-01\n---\n\n# A\n";
    shed.write("a.md", status);
    shed.commit("Begin", "2025-03-20");
    shed.write("b.md", "# B\n");
    shed.commit("More", "2025-03-21");
    assert_eq!(shed.found("date-mismatch").len(), 1);
    let head = shed.git(&["rev-parse", "HEAD~1"], "2025-01-01");
    std::fs::write(shed.path().join(".git/shallow"), head + "\n").expect("a boundary");
    assert_eq!(shed.found("date-mismatch"), []);
    assert_eq!(shed.found("review-due"), []);
    std::fs::remove_dir_all(shed.path().join(".git")).expect("removed");
    assert_eq!(shed.found("date-mismatch"), []);
}

/// What is said of a document in a status, last changed on a day.
fn due(status: &str, more: &str, day: &str, config: &str) -> Vec<Diagnostic> {
    let mut shed = Shed::new();
    shed.template = "---\nstatus: draft\n---\n\n# <Title>\n\n## Problem\n".to_owned();
    shed.config = config.to_owned();
    shed.write("a.md", &format!("---\n{status}{more}---\n\n# A\n"));
    shed.commit("Begin", day);
    shed.found("review-due")
}

#[test]
fn what_rested_longer_than_its_status_allows_is_due() {
    let draft = "status: draft\n";
    let found = due(draft, "", "2025-07-04", "");
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].place.start.line, 2);
    assert!(
        found[0].message.contains("180 days that `draft` allows"),
        "{}",
        found[0].message
    );
    // 180 days before today.
    assert_eq!(due(draft, "", "2025-07-05", ""), []);
    assert_eq!(due("status: in-review\n", "", "2025-10-02", "").len(), 1);
    assert_eq!(due(draft, "reviewed: 2025-12-01\n", "2025-01-01", ""), []);
    assert_eq!(
        due(draft, "reviewed: 2025-02-01\n", "2025-01-01", "").len(),
        1
    );
    assert_eq!(due(draft, "reviewed: 2001-02-01\n", "2025-12-01", ""), []);
    assert_eq!(due("status: approved\n", "", "2001-01-01", ""), []);
}

#[test]
fn the_option_serves_where_the_status_says_nothing() {
    let config = "[preprocessor.design-docs.rules]\nreview-due = { max-age = \"1y\" }\n";
    assert_eq!(due("status: approved\n", "", "2024-12-31", config).len(), 1);
    assert_eq!(due("status: approved\n", "", "2025-01-01", config), []);
    assert_eq!(due("", "title: A\n", "2024-12-31", config).len(), 1);
    assert_eq!(due("status: superseded\n", "", "2001-01-01", config), []);
    assert_eq!(due("status: draft\n", "", "2025-03-01", config).len(), 1);
}

#[test]
fn a_draft_that_is_being_worked_on_is_not_due() {
    let mut shed = Shed::new();
    shed.template = "---\nstatus: draft\n---\n\n# <Title>\n\n## Problem\n".to_owned();
    shed.write("a.md", "---\nstatus: draft\n---\n\n# A\n");
    shed.commit("Begin", "2025-01-01");
    shed.write("a.md", "---\nstatus: draft\n---\n\n# A\n\nMore.\n");
    assert_eq!(shed.found("review-due"), []);
    shed.write("a.md", "---\nstatus: draft\nid: 5\n---\n\n# A\n");
    assert_eq!(shed.found("review-due").len(), 1);
}
