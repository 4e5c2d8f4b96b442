//! Merges, where the newest commit that names a file need not be its last change.

use crate::support::Repo;

const FILES: [&str; 5] = ["a.md", "b.md", "c.md", "d.md", "e.md"];

/// Five files; then `main` and `side`, which each changed one since.
fn two_sides() -> Repo {
    let repo = Repo::new();
    repo.commit(&FILES.map(|name| (name, "1\n2\n3\n4\n5\n6\n7\n")));
    repo.git(&["checkout", "-qb", "side"]);
    repo.commit(&[("a.md", "side")]);
    repo.git(&["checkout", "-q", "main"]);
    repo.commit(&[("b.md", "main")]);
    repo
}

#[test]
fn a_plain_merge_changes_nothing_itself() {
    let repo = two_sides();
    repo.git(&["merge", "-q", "--no-edit", "side"]);
    repo.agrees_with_git(&FILES);
}

#[test]
fn a_merge_that_combines_both_sides_of_a_file_is_its_last_change() {
    let repo = two_sides();
    repo.commit(&[("c.md", "main\n2\n3\n4\n5\n6\n7\n")]);
    repo.git(&["checkout", "-q", "side"]);
    repo.commit(&[("c.md", "1\n2\n3\n4\n5\n6\nside\n")]);
    repo.git(&["checkout", "-q", "main"]);
    repo.git(&["merge", "-q", "--no-edit", "side"]);
    let merge = repo.ask(&["rev-parse", "HEAD"]);
    assert_eq!(repo.last_commit("c.md".as_ref()).0, merge);
    repo.agrees_with_git(&FILES);
}

#[test]
fn an_evil_merge_changes_a_file_that_no_side_did() {
    let repo = two_sides();
    repo.git(&["merge", "-q", "--no-commit", "side"]);
    repo.commit(&[("e.md", "evil")]);
    repo.agrees_with_git(&FILES);
}

#[test]
fn a_side_whose_changes_were_dropped_does_not_count() {
    for (branch, other) in [("main", "side"), ("side", "main")] {
        let repo = two_sides();
        repo.git(&["checkout", "-q", branch]);
        repo.git(&["merge", "-q", "--no-edit", "-s", "ours", other]);
        repo.agrees_with_git(&FILES);
    }
}

#[test]
fn dropped_changes_two_merges_deep() {
    let repo = two_sides();
    // What `side` did to a.md is dropped by `middle`, which `main` then takes.
    repo.git(&["checkout", "-qb", "middle"]);
    repo.git(&["merge", "-q", "--no-edit", "-s", "ours", "side"]);
    repo.commit(&[("d.md", "middle")]);
    repo.git(&["checkout", "-q", "main"]);
    repo.commit(&[("a.md", "side")]);
    repo.commit(&[("a.md", "1\n2\n3\n4\n5\n6\n7\n")]);
    repo.git(&["merge", "-q", "--no-edit", "middle"]);
    repo.agrees_with_git(&FILES);
}

#[test]
fn both_sides_made_the_same_change() {
    for branch in ["main", "side"] {
        let repo = two_sides();
        repo.commit(&[("c.md", "same")]);
        repo.git(&["checkout", "-q", "side"]);
        repo.commit(&[("c.md", "other")]);
        repo.commit(&[("c.md", "same")]);
        repo.git(&["checkout", "-q", branch]);
        let other = if branch == "main" { "side" } else { "main" };
        repo.git(&["merge", "-q", "--no-edit", other]);
        repo.agrees_with_git(&FILES);
    }
}

#[test]
fn a_change_that_one_side_took_back() {
    let repo = two_sides();
    repo.git(&["checkout", "-q", "side"]);
    repo.commit(&[("d.md", "new")]);
    repo.commit(&[("d.md", "1\n2\n3\n4\n5\n6\n7\n")]);
    repo.git(&["checkout", "-q", "main"]);
    repo.git(&["merge", "-q", "--no-edit", "side"]);
    repo.commit(&[("b.md", "after")]);
    repo.agrees_with_git(&FILES);
}

#[test]
fn a_merge_of_many_branches() {
    let repo = Repo::new();
    repo.commit(&FILES.map(|name| (name, "1")));
    for (branch, name) in ["x", "y", "z"].iter().zip(FILES) {
        repo.git(&["checkout", "-qb", branch, "main"]);
        repo.commit(&[(name, branch), ("e.md", "the same on each")]);
    }
    repo.git(&["checkout", "-q", "main"]);
    repo.commit(&[("d.md", "main")]);
    repo.git(&["merge", "-q", "--no-edit", "x", "y", "z"]);
    assert_eq!(
        repo.ask(&["rev-list", "--parents", "-1", "HEAD"])
            .split(' ')
            .count(),
        5
    );
    repo.agrees_with_git(&FILES);
}

#[test]
fn histories_that_began_apart() {
    let repo = two_sides();
    repo.git(&["checkout", "-q", "--orphan", "apart"]);
    repo.git(&["rm", "-rqf", "."]);
    repo.commit(&[("f.md", "1"), ("g.md", "1")]);
    repo.git(&["checkout", "-q", "main"]);
    repo.git(&[
        "merge",
        "-q",
        "--no-edit",
        "--allow-unrelated-histories",
        "apart",
    ]);
    repo.agrees_with_git(&["a.md", "b.md", "c.md", "f.md", "g.md"]);
}

#[test]
fn clocks_that_ran_backwards() {
    let repo = two_sides();
    for n in 0..6 {
        let date = format!("{} +0000", 1_500_000_000 - n * 100_000);
        repo.write(FILES[n % 4], &format!("backwards {n}"));
        let dates = [
            ("GIT_COMMITTER_DATE", date.as_str()),
            ("GIT_AUTHOR_DATE", &date),
        ];
        repo.git_with(&["commit", "-qam", "backwards"], &dates);
        if n == 2 {
            repo.git_with(&["merge", "-q", "--no-edit", "-s", "ours", "side"], &dates);
        }
    }
    repo.agrees_with_git(&FILES);
}
