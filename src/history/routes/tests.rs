//! Histories of every shape, small enough to be written down, and where the routes through them end.

use super::*;

/// A commit: its parents, the files it changed, and those that differ from each parent but
/// the last.
type Past<'a> = (&'a [u32], &'a [u32], &'a [&'a [u32]]);

/// Where the routes of two files end.
fn ends(history: &[Past<'_>]) -> Vec<Option<usize>> {
    ends_without(&[], history)
}

/// Where they end if some commits do not count.
fn ends_without(ignored: &[usize], history: &[Past<'_>]) -> Vec<Option<usize>> {
    let mut routes = Routes::new(2, history.len());
    for (commit, (parents, all, against)) in history.iter().enumerate() {
        let all = all.iter().map(|&file| Touched {
            file,
            added: parents.is_empty(),
            within: (!parents.is_empty()).then_some(0),
            blob: None,
        });
        let step = Step {
            all: all.collect(),
            against: against.iter().map(|files| files.to_vec()).collect(),
            moved: Vec::new(),
        };
        let counts = !ignored.contains(&commit);
        if routes.pass(commit, parents, &step, counts).is_break() {
            break;
        }
    }
    routes
        .last
        .iter()
        .map(|it| it.map(|it| it.commit))
        .collect()
}

#[test]
fn what_does_not_count_is_passed_over() {
    let history: [Past<'_>; 3] = [(&[1], &[0, 1], &[]), (&[2], &[0], &[]), (&[], &[0, 1], &[])];
    assert_eq!(ends_without(&[0], &history), [Some(1), Some(2)]);
    assert_eq!(ends_without(&[0, 1, 2], &history), [Some(2), Some(2)]);
}

#[test]
fn a_merge_that_does_not_count_leads_to_its_first_parent() {
    let history: [Past<'_>; 4] = [
        (&[1, 2], &[0], &[&[0]]),
        (&[3], &[0], &[]),
        (&[3], &[0], &[]),
        (&[], &[0, 1], &[]),
    ];
    assert_eq!(ends_without(&[0], &history), [Some(1), Some(3)]);
}

#[test]
fn a_straight_history_ends_at_the_newest_change() {
    let ends = ends(&[(&[1], &[0], &[]), (&[2], &[0], &[]), (&[], &[0, 1], &[])]);
    assert_eq!(ends, [Some(0), Some(2)]);
}

#[test]
fn each_side_of_a_merge_has_its_files() {
    let ends = ends(&[
        (&[1, 2], &[], &[&[0]]),
        (&[3], &[1], &[]),
        (&[3], &[0], &[]),
        (&[], &[0, 1], &[]),
    ]);
    assert_eq!(ends, [Some(2), Some(1)]);
}

#[test]
fn routes_that_were_parted_meet_again() {
    let ends = ends(&[
        (&[1, 2], &[], &[&[0]]),
        (&[3], &[], &[]),
        (&[3], &[], &[]),
        (&[4], &[1], &[]),
        (&[], &[0, 1], &[]),
    ]);
    assert_eq!(ends, [Some(4), Some(3)]);
}

#[test]
fn a_side_that_was_dropped_is_not_followed() {
    let ends = ends(&[
        (&[2, 1], &[], &[&[]]),
        (&[3], &[0, 1], &[]),
        (&[3], &[1], &[]),
        (&[], &[0, 1], &[]),
    ]);
    assert_eq!(ends, [Some(3), Some(2)]);
}

#[test]
fn three_parents_are_tried_in_order() {
    let ends = ends(&[
        (&[1, 2, 3], &[], &[&[0, 1], &[1]]),
        (&[4], &[], &[]),
        (&[4], &[0], &[]),
        (&[4], &[1], &[]),
        (&[], &[0, 1], &[]),
    ]);
    assert_eq!(ends, [Some(2), Some(3)]);
}
