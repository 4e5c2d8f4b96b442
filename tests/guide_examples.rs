//! The examples of the guide's chapters on annotations and lifecycles do what these say of them.

mod support;

use support::examples;

#[test]
fn annotations_work_as_shown() {
    let page = include_str!("../book-example/src/guide/annotations.md");
    let counts = examples::run(page, None);
    assert!(counts.bad >= 9 && counts.good >= 9, "{counts:?}");
}

#[test]
fn lifecycles_work_as_shown() {
    let page = include_str!("../book-example/src/guide/lifecycle.md");
    let counts = examples::run(page, None);
    assert!(counts.bad >= 4 && counts.good >= 4, "{counts:?}");
}
