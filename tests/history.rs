//! Dates against what git itself says of each file, in repositories built for each test.

#[path = "history/hostile.rs"]
mod hostile;
#[path = "history/ignored.rs"]
mod ignored;
#[path = "history/merges.rs"]
mod merges;
#[path = "history/remembered.rs"]
mod remembered;
#[path = "history/shallow.rs"]
mod shallow;
#[path = "history/support.rs"]
mod support;
#[path = "history/uncommitted.rs"]
mod uncommitted;
#[path = "history/where_files_are.rs"]
mod where_files_are;

use jiff::tz::TimeZone;
use mdbook_design_docs::history::{Dated, History, Terms, Zone};
use support::{Repo, commit_of};

/// Days as they are in a zone.
fn in_zone(zone: &Zone) -> Terms {
    Terms {
        zone: zone.clone(),
        ..Terms::default()
    }
}

#[test]
fn the_last_commit_of_each_file_in_a_straight_history() {
    let repo = Repo::new();
    repo.commit(&[("a.md", "1"), ("b.md", "1"), ("docs/c.md", "1")]);
    repo.commit(&[("b.md", "2"), ("docs/d.md", "1")]);
    repo.commit(&[("docs/c.md", "2"), ("README.md", "read")]);
    repo.commit(&[("b.md", "1")]);
    repo.git(&["mv", "a.md", "renamed.md"]);
    repo.commit(&[]);
    repo.git(&["update-index", "--chmod=+x", "docs/d.md"]);
    repo.set_executable("docs/d.md");
    repo.commit(&[]);
    repo.agrees_with_git(&["renamed.md", "b.md", "docs/c.md", "docs/d.md", "README.md"]);
}

#[test]
fn a_history_longer_than_what_one_process_gets() {
    let repo = Repo::new();
    repo.import_straight(700);
    let names: Vec<String> = (0..7).map(|n| format!("f{n}.md")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    repo.agrees_with_git(&names);
}

#[test]
fn a_file_that_went_and_came_back() {
    let repo = Repo::new();
    repo.commit(&[("a.md", "1"), ("b.md", "1"), ("c.md", "1"), ("d.md", "1")]);
    repo.git(&["rm", "-q", "a.md"]);
    repo.commit(&[]);
    repo.commit(&[("a.md", "1")]);
    repo.commit(&[("b.md", "2")]);
    repo.agrees_with_git(&["a.md", "b.md", "c.md", "d.md"]);
}

#[test]
fn days_are_taken_in_the_zone() {
    let repo = Repo::new();
    repo.write("a.md", "1");
    repo.git(&["add", "-A"]);
    // 23:30 in UTC, on the next day where it was committed.
    let dates = [
        ("GIT_AUTHOR_DATE", "2023-05-01T12:00:00 -0800"),
        ("GIT_COMMITTER_DATE", "2023-06-02T01:30:00 +0200"),
    ];
    repo.git_with(&["commit", "-qm", "zones"], &dates);
    let new_york = TimeZone::posix("EST5EDT,M3.2.0,M11.1.0").expect("a POSIX zone");
    let zones = [
        (Zone::Utc, "2023-06-01", "2023-05-01"),
        (Zone::Commit, "2023-06-02", "2023-05-01"),
        (Zone::Named(new_york), "2023-06-01", "2023-05-01"),
        (
            Zone::Named(TimeZone::fixed(jiff::tz::offset(12))),
            "2023-06-02",
            "2023-05-02",
        ),
    ];
    for (zone, day, author_day) in zones {
        let file = repo.path("a.md");
        let history = History::read(std::slice::from_ref(&file), &[], &in_zone(&zone));
        let commit = commit_of(history.of(&file));
        assert_eq!(commit.day.to_string(), day, "{zone:?}");
        assert_eq!(commit.author_day.to_string(), author_day, "{zone:?}");
        assert_eq!(commit.committed.to_string(), "2023-06-01T23:30:00Z");
    }
}

#[test]
fn author_and_subject_are_told() {
    let repo = Repo::new();
    repo.write("a.md", "1");
    repo.git(&["add", "-A"]);
    let author = [
        ("GIT_AUTHOR_NAME", "Ægir <b>\u{1b}[31m"),
        ("GIT_AUTHOR_EMAIL", "x@y"),
    ];
    let message = "One \u{1b}]0;x\u{7}<script>&amp;\nline two\n\n:100644 body";
    repo.git_with(&["commit", "-qm", message], &author);
    let file = repo.path("a.md");
    let history = History::read(std::slice::from_ref(&file), &[], &Terms::default());
    let commit = commit_of(history.of(&file));
    assert_eq!(commit.author, repo.ask(&["log", "-1", "--format=%an"]));
    assert_eq!(commit.subject, repo.ask(&["log", "-1", "--format=%s"]));
    assert!(commit.subject.contains("<script>&amp; line two"));
}

#[test]
fn dates_that_no_clock_shows() {
    let dates = [
        ("4102444800 +0000", Some("2100-01-01")),
        ("99999999999 +0000", Some("5138-11-16")),
        ("1700000000 +9900", Some("2023-11-14")),
        ("99999999999999 +0000", None),
        ("99999999999999999999 +0000", None),
        ("-1000 +0000", None),
        ("never", None),
    ];
    for (date, day) in dates {
        let repo = Repo::new();
        repo.commit(&[("a.md", "1")]);
        let tree = repo.ask(&["rev-parse", "HEAD^{tree}"]);
        let commit = format!("tree {tree}\nauthor A <a@b> {date}\ncommitter A <a@b> {date}\n\nM\n");
        let id = repo.hash_commit(&commit);
        repo.git(&["update-ref", "HEAD", &id]);
        let file = repo.path("a.md");
        for zone in [Zone::Utc, Zone::Commit] {
            let history = History::read(std::slice::from_ref(&file), &[], &in_zone(&zone));
            match (history.of(&file), day) {
                (Dated::Exact(commit), Some(day)) if zone == Zone::Utc => {
                    assert_eq!(commit.day.to_string(), day, "{date}");
                }
                (Dated::Exact(_), Some(_)) => {}
                (Dated::None, None) => {
                    let problem = history.problem().expect("a problem");
                    assert!(problem.contains(&id), "{problem}");
                }
                (other, _) => panic!("{date}: {other:?}"),
            }
        }
    }
}
