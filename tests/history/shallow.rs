//! Clones that have only a part of the history: better no date than a wrong one.

use std::path::PathBuf;

use mdbook_design_docs::history::{Dated, History, Terms};

use crate::support::Repo;

const FILES: [&str; 5] = ["a.md", "b.md", "c.md", "d.md", "e.md"];

fn five_commits() -> Repo {
    let repo = Repo::new();
    repo.commit(&FILES.map(|name| (name, "1")));
    for name in FILES {
        repo.commit(&[(name, "2")]);
    }
    repo
}

/// No date but git's, from the whole history; how many are unknown.
fn unknown_of(clone: &Repo, whole: &Repo) -> usize {
    let files: Vec<PathBuf> = FILES.iter().map(|name| clone.path(name)).collect();
    let history = History::read(&files, &[], &Terms::default());
    assert_eq!(history.problem(), None);
    for (name, file) in FILES.iter().zip(&files) {
        let alone = History::read(std::slice::from_ref(file), &[], &Terms::default());
        assert_eq!(alone.of(file), history.of(file), "{name}");
        match history.of(file) {
            Dated::Exact(commit) => assert_eq!(commit.id, whole.last_commit(name.as_ref()).0),
            Dated::Unknown => {}
            other => panic!("{name}: {other:?}"),
        }
    }
    history.unknown()
}

#[test]
fn only_what_lies_within_the_depth_is_known() {
    let repo = five_commits();
    for (depth, unknown) in [("1", 5), ("2", 4), ("4", 2), ("6", 0), ("50", 0)] {
        let clone = repo.cloned(&["--depth", depth]);
        assert_eq!(unknown_of(&clone, &repo), unknown, "depth {depth}");
    }
}

#[test]
fn a_merge_within_the_depth() {
    let repo = five_commits();
    repo.git(&["checkout", "-qb", "side", "HEAD~2"]);
    repo.commit(&[("a.md", "side")]);
    repo.commit(&[("b.md", "side")]);
    repo.git(&["checkout", "-q", "main"]);
    repo.git(&["merge", "-q", "--no-edit", "side"]);
    // At the second commit, both parents of the merge are cut off themselves.
    for (depth, unknown) in (1..).zip([5, 5, 3, 1, 0, 0]) {
        let clone = repo.cloned(&["--depth", &depth.to_string()]);
        assert_eq!(unknown_of(&clone, &repo), unknown, "depth {depth}");
    }
}

#[test]
fn a_worktree_of_a_shallow_clone_is_shallow() {
    let repo = five_commits();
    let clone = repo.cloned(&["--depth", "1"]);
    let tree = clone.beside("tree");
    clone.git(&[
        "worktree",
        "add",
        "-q",
        tree.to_str().expect("a plain path"),
    ]);
    let file = tree.join("a.md");
    let history = History::read(std::slice::from_ref(&file), &[], &Terms::default());
    assert_eq!(*history.of(&file), Dated::Unknown);
}

#[test]
fn a_clone_without_blobs_is_not_asked_for_any() {
    let repo = five_commits();
    repo.git(&["config", "uploadpack.allowFilter", "true"]);
    let clone = repo.cloned(&["--filter=blob:none"]);
    let missing = |clone: &Repo| {
        clone
            .ask(&["rev-list", "--objects", "--all", "--missing=print"])
            .matches('?')
            .count()
    };
    let before = missing(&clone);
    assert!(before > 0, "the clone has every blob");
    assert_eq!(unknown_of(&clone, &repo), 0);
    assert_eq!(missing(&clone), before);
}

#[test]
fn a_clone_without_trees_gives_no_date_and_fetches_nothing() {
    let repo = five_commits();
    repo.git(&["config", "uploadpack.allowFilter", "true"]);
    let clone = repo.cloned(&["--filter=tree:0"]);
    let files: Vec<PathBuf> = FILES.iter().map(|name| clone.path(name)).collect();
    let history = History::read(&files, &[], &Terms::default());
    assert!(history.problem().is_some());
    assert!(files.iter().all(|file| *history.of(file) == Dated::None));
}
