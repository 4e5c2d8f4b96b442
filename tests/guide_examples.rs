//! The examples of the guide's chapter on annotations do what it says of them.

mod support;

use support::examples;

#[test]
fn annotations_work_as_shown() {
    let page = include_str!("../book-example/src/guide/annotations.md");
    let counts = examples::run(page, None);
    assert!(counts.bad >= 9 && counts.good >= 9, "{counts:?}");
}
