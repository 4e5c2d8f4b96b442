//! Clocks that are wrong: that of the machine, and those that dated the commits.

use std::fs;

use crate::book::TestBook;
use crate::spent;

const TEMPLATE: &str = "\
---
status: draft
last_updated: YYYY-MM-DD
created: YYYY-MM-DD
deadline: YYYY-MM-DD
---
# <Title>

## Problem
";

const BOOK_TOML: &str = "\
[preprocessor.design-docs]
before = [\"links\"]
fail-on = \"never\"
[[preprocessor.design-docs.documents]]
path = \"**/*.md\"
template = \"t\"
lifecycle = \"timed\"
[[preprocessor.design-docs.lifecycle.timed]]
status = \"draft\"
max-age = \"180d\"
deadline = \"deadline\"
";

/// A document of 2026-01-01 that is right on that day.
const DOCUMENT: &str = "---\nstatus: draft\nlast_updated: 2026-01-01\ncreated: 2026-01-01\ndeadline: 2026-06-01\n---\n# T\n\n## Problem\n\nIt is slow.\n";

fn book(day: &str) -> TestBook {
    let book = TestBook::new("- [A](a.md)\n")
        .file("book.toml", BOOK_TOML)
        .file("templates/t.md", TEMPLATE)
        .file("src/a.md", DOCUMENT);
    book.commit(day);
    book
}

/// The rules that fire, and what is said on standard error.
fn rules(book: &TestBook, arguments: &[&str], epoch: &str) -> (Option<i32>, Vec<String>, String) {
    let mut command = book.command();
    command.args(["check", "--format", "short"]).args(arguments);
    let spent = spent::run(command.env("SOURCE_DATE_EPOCH", epoch), b"");
    assert!(!spent.stderr.contains("panicked"), "{}", spent.stderr);
    let stdout = String::from_utf8(spent.stdout).expect("UTF-8");
    let rule = |line: &str| Some(line.split_once('[')?.1.split_once(']')?.0.to_owned());
    (
        spent.code,
        stdout.lines().filter_map(rule).collect(),
        spent.stderr,
    )
}

/// What is told is what follows from the day that it is said to be, however far off.
#[test]
fn each_day_has_its_own_findings() {
    let book = book("2026-01-01");
    let early = ["future-date", "future-date"].as_slice();
    let late = ["passed-deadline", "review-due"].as_slice();
    for (day, right) in [
        ("-009999-01-01", early),
        ("0000-01-01", early),
        ("1970-01-01", early),
        ("2025-12-31", early),
        ("2026-01-01", &[]),
        ("2026-06-01", &[]),
        ("2026-06-02", &["passed-deadline"]),
        ("2026-07-01", late),
        ("2038-01-20", late),
        ("2100-01-01", late),
        ("9999-12-31", late),
    ] {
        let today = format!("--today={day}");
        let (code, mut found, stderr) = rules(&book, &[&today], "");
        found.sort_unstable();
        assert_eq!(code, Some(0), "{day}: {stderr}");
        assert_eq!(found, right, "{day}");
    }
}

#[test]
fn each_second_is_of_a_day_or_is_refused() {
    let book = book("2026-01-01");
    for (epoch, right) in [
        ("-62135596800", Some("future-date")),
        ("-1", Some("future-date")),
        ("0", Some("future-date")),
        ("2147483647", Some("review-due")),
        ("2147483648", Some("review-due")),
        ("4294967296", Some("review-due")),
        ("253402200000", Some("review-due")),
        ("99999999999999", None),
        ("-99999999999999", None),
        ("99999999999999999999", None),
        ("1e9", None),
        ("soon", None),
        ("\u{1b}[31m", None),
    ] {
        let (code, found, stderr) = rules(&book, &[], epoch);
        match right {
            Some(rule) => {
                assert_eq!(code, Some(0), "{epoch}: {stderr}");
                assert!(found.iter().any(|it| it == rule), "{epoch}: {found:?}");
            }
            None => {
                assert_eq!(code, Some(2), "{epoch}: {found:?}");
                assert!(stderr.contains("error: SOURCE_DATE_EPOCH is `"), "{stderr}");
                let active = stderr.find(|ch: char| ch.is_control() && ch != '\n');
                assert_eq!(active, None, "{stderr:?}");
            }
        }
    }
}

/// `fix` writes today where content is not committed yet, and the commit's day elsewhere: under a clock
/// that is wrong, the first as the clock says, the second as it is.
#[test]
fn a_wrong_clock_moves_no_date_that_git_knows() {
    for today in ["1970-01-01", "2100-01-01"] {
        let book = book("2026-02-02");
        let wrong = DOCUMENT.replacen("2026-01-01", "1960-01-01", 1);
        let book = book.file("src/a.md", &wrong);
        book.commit("2026-02-02");
        let said = book.run(&["fix", "--rule", "date-mismatch", "--today", today]);
        assert_eq!(said.code, 0, "{}", said.stderr);
        let now = fs::read_to_string(book.path("src/a.md")).expect("a text");
        let mended = DOCUMENT.replacen("2026-01-01", "2026-02-02", 1);
        assert_eq!(now, mended, "{today}");
    }
}

/// Whoever made the commits had a wrong clock: git has what they wrote, and so has the page.
#[test]
fn commits_of_the_future_and_of_long_ago_are_as_git_has_them() {
    for day in ["2090-01-02", "1971-03-04", "2038-01-20"] {
        let book = book(day);
        let said = book.run(&["list", "--format", "json", "--today", "2026-01-01"]);
        assert_eq!(said.code, 0, "{}", said.stderr);
        let list: serde_json::Value = serde_json::from_str(&said.stdout).expect("JSON");
        let document = list["documents"][0].to_string();
        assert!(document.contains(day), "{document}");
    }
}
