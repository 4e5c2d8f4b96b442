//! The examples of the guide's chapter on annotations do what it says of them.

mod support;

use support::examples;

#[test]
fn annotations_work_as_shown() {
    let page = include_str!("../book-example/src/guide/annotations.md");
    let (bad, good) = examples::run(page, None);
    assert!(bad >= 9 && good >= 9, "{bad} bad and {good} good examples");
}
