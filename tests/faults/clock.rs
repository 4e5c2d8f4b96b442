//! Clocks that are wrong: that of the machine, and those that dated the commits.

use crate::book::TestBook;
use crate::both::{BEGIN, findings};
use crate::spent;

fn book() -> TestBook {
    crate::both::book(&[("a.md", &format!("{BEGIN}None.\n\n## Solution\n\nNone.\n"))])
}

#[test]
fn a_clock_that_is_far_off_breaks_nothing() {
    for epoch in [
        "0",
        "1",
        "-1",
        "-99999999999",
        "253402300799",
        "99999999999999999999",
        "soon",
        "",
    ] {
        let book = book();
        book.commit("2026-01-01");
        let mut command = book.command();
        let command = command
            .args(["check", "--format", "json"])
            .env("SOURCE_DATE_EPOCH", epoch);
        let spent = spent::run(command, b"");
        assert!(
            matches!(spent.code, Some(0..=2)),
            "{epoch}: {}",
            spent.stderr
        );
        assert!(
            !spent.stderr.contains("panicked"),
            "{epoch}: {}",
            spent.stderr
        );
        if spent.code != Some(2) {
            assert_eq!(findings(&spent), [], "{epoch}");
        }
    }
}

#[test]
fn commits_of_the_future_and_of_long_ago_are_as_git_has_them() {
    for (day, shown) in [("2090-01-02", "2090"), ("1971-03-04", "1971")] {
        let book = book();
        book.commit(day);
        let said = book.run(&["list", "--format", "json"]);
        assert_eq!(said.code, 0, "{}", said.stderr);
        let list: serde_json::Value = serde_json::from_str(&said.stdout).expect("JSON");
        let updated = list["documents"][0].to_string();
        assert!(updated.contains(shown), "{updated}");
    }
}
