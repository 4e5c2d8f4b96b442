//! Files that are not as HEAD has them.

use std::path::PathBuf;

use mdbook_design_docs::history::{Dated, History, Terms};

use crate::support::{Repo, dated};

#[test]
fn what_was_changed_since_and_what_was_never_committed() {
    let repo = Repo::new();
    repo.commit(&[
        (".gitignore", "ignored.md\n"),
        ("kept.md", "1"),
        ("modified.md", "1"),
        ("staged.md", "1"),
        ("deleted.md", "1"),
        ("unstaged-again.md", "1"),
        ("touched.md", "1"),
        ("removed-from-index.md", "1"),
    ]);
    repo.commit(&[("other.md", "1")]);
    repo.write("modified.md", "2");
    repo.write("staged.md", "2");
    repo.write("unstaged-again.md", "2");
    repo.write("added.md", "1");
    repo.git(&["add", "staged.md", "added.md", "unstaged-again.md"]);
    repo.git(&["rm", "-q", "--cached", "removed-from-index.md"]);
    repo.write("unstaged-again.md", "1");
    repo.write("touched.md", "1");
    repo.write("untracked.md", "1");
    repo.write("new/folder/untracked.md", "1");
    repo.write("ignored.md", "1");
    std::fs::remove_file(repo.path("deleted.md")).expect("removed");
    let cases = [
        ("kept.md", "exact"),
        ("touched.md", "exact"),
        ("modified.md", "changed"),
        ("staged.md", "changed"),
        ("deleted.md", "changed"),
        ("unstaged-again.md", "changed"),
        ("removed-from-index.md", "changed"),
        ("added.md", "new"),
        ("untracked.md", "new"),
        ("new/folder/untracked.md", "new"),
        ("ignored.md", "new"),
        ("missing.md", "new"),
        ("no/folder/missing.md", "new"),
    ];
    let files: Vec<PathBuf> = cases.iter().map(|(name, _)| repo.path(name)).collect();
    let history = History::read(&files, &[], &Terms::default());
    assert_eq!(history.problem(), None);
    let first = repo.ask(&["rev-parse", "HEAD~1"]);
    for ((name, expected), file) in cases.iter().zip(&files) {
        for answer in [history.of(file), &dated(file)] {
            let (state, id) = match answer {
                Dated::Exact(commit) => ("exact", Some(&commit.id)),
                Dated::Uncommitted(Some(commit)) => ("changed", Some(&commit.id)),
                Dated::Uncommitted(None) => ("new", None),
                other => panic!("{name}: {other:?}"),
            };
            assert_eq!(state, *expected, "{name}");
            assert!(id.is_none_or(|id| *id == first), "{name}");
        }
    }
}

#[test]
fn a_file_that_head_no_longer_has_is_new() {
    let repo = Repo::new();
    repo.commit(&[("a.md", "1"), ("b.md", "1")]);
    repo.git(&["rm", "-q", "a.md"]);
    repo.commit(&[]);
    repo.write("a.md", "1");
    assert_eq!(dated(&repo.path("a.md")), Dated::Uncommitted(None));
}

#[test]
fn before_the_first_commit_every_file_is_new() {
    let repo = Repo::new();
    repo.write("a.md", "1");
    repo.write("b.md", "1");
    repo.git(&["add", "a.md"]);
    let files = [repo.path("a.md"), repo.path("b.md")];
    let history = History::read(&files, &[], &Terms::default());
    assert_eq!(history.problem(), None);
    assert!(
        files
            .iter()
            .all(|file| *history.of(file) == Dated::Uncommitted(None))
    );
}

#[test]
fn line_endings_that_git_converts_are_no_change() {
    let repo = Repo::new();
    repo.commit(&[
        (".gitattributes", "*.md text eol=crlf\n"),
        ("a.md", "1\n2\n"),
    ]);
    std::fs::remove_file(repo.path("a.md")).expect("removed");
    repo.git(&["checkout", "-q", "a.md"]);
    repo.write("a.md", "1\r\n2\r\n");
    assert!(matches!(dated(&repo.path("a.md")), Dated::Exact(_)));
}

#[test]
fn nothing_in_the_repository_is_written() {
    let repo = Repo::new();
    repo.commit(&[("a.md", "1")]);
    repo.write("a.md", "1");
    let index = std::fs::read(repo.path(".git/index")).expect("an index");
    assert!(matches!(dated(&repo.path("a.md")), Dated::Exact(_)));
    assert_eq!(
        std::fs::read(repo.path(".git/index")).expect("an index"),
        index
    );
    assert!(!repo.path(".git/index.lock").exists());
}
