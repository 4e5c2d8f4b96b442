//! Links, submodules, worktrees, odd names, and no repository.

use std::path::{Path, PathBuf};

use mdbook_design_docs::history::{Dated, History, Terms};

use crate::support::{Repo, commit_of, dated};

#[test]
fn a_file_in_no_repository_has_no_date() {
    let repo = Repo::new();
    let outside = repo.beside("outside.md");
    std::fs::write(&outside, "1").expect("a file");
    repo.commit(&[("a.md", "1")]);
    let files = [repo.path("a.md"), outside.clone(), PathBuf::from("/")];
    let history = History::read(&files, &[], &Terms::default());
    assert_eq!(*history.of(&outside), Dated::None);
    assert!(matches!(history.of(&files[0]), Dated::Exact(_)));
    assert_eq!(history.problem(), Some("2 files are in no git repository"));
    assert_eq!(*history.of(Path::new("never asked for")), Dated::None);
    let nothing = History::read(&[], &[], &Terms::default());
    assert_eq!((nothing.problem(), nothing.unknown()), (None, 0));
}

#[test]
fn a_submodule_has_a_history_of_its_own() {
    let inner = Repo::new();
    inner.commit(&[("chapter.md", "1")]);
    let repo = Repo::new();
    repo.commit(&[("a.md", "1")]);
    let url = inner.path("");
    repo.git(&[
        "submodule",
        "--quiet",
        "add",
        url.to_str().expect("a plain path"),
        "sub",
    ]);
    repo.commit(&[("b.md", "1")]);
    let files = [
        repo.path("a.md"),
        repo.path("b.md"),
        repo.path("sub/chapter.md"),
    ];
    let history = History::read(&files, &[], &Terms::default());
    assert_eq!(history.problem(), None);
    let id = |n: usize| commit_of(history.of(&files[n])).id.clone();
    assert_eq!(id(0), repo.ask(&["rev-parse", "HEAD~1"]));
    assert_eq!(id(1), repo.ask(&["rev-parse", "HEAD"]));
    assert_eq!(id(2), inner.ask(&["rev-parse", "HEAD"]));
}

#[test]
fn a_linked_worktree_has_its_own_head() {
    let repo = Repo::new();
    repo.commit(&[("a.md", "1"), ("b.md", "1")]);
    let tree = repo.beside("tree");
    repo.git(&[
        "worktree",
        "add",
        "-q",
        tree.to_str().expect("a plain path"),
        "-b",
        "other",
    ]);
    let first = repo.ask(&["rev-parse", "HEAD"]);
    repo.commit(&[("a.md", "2")]);
    std::fs::write(tree.join("b.md"), "changed").expect("a file");
    assert_eq!(commit_of(&dated(&tree.join("a.md"))).id, first);
    assert!(matches!(
        dated(&tree.join("b.md")),
        Dated::Uncommitted(Some(_))
    ));
    assert_ne!(commit_of(&dated(&repo.path("a.md"))).id, first);
}

#[test]
fn a_working_tree_that_is_elsewhere_gives_no_date() {
    let repo = Repo::new();
    repo.commit(&[("a.md", "1")]);
    let elsewhere = repo.beside("elsewhere");
    std::fs::create_dir(&elsewhere).expect("a folder");
    repo.git(&[
        "config",
        "core.worktree",
        elsewhere.to_str().expect("a plain path"),
    ]);
    let file = repo.path("a.md");
    let history = History::read(std::slice::from_ref(&file), &[], &Terms::default());
    assert_eq!(*history.of(&file), Dated::None);
    assert!(
        history
            .problem()
            .is_some_and(|said| said.contains("elsewhere"))
    );
}

#[test]
fn a_damaged_repository_gives_no_date() {
    let repo = Repo::new();
    repo.commit(&[("a.md", "1"), ("b.md", "1"), ("c.md", "1"), ("d.md", "1")]);
    let files: Vec<PathBuf> = ["a.md", "b.md", "c.md", "d.md"]
        .map(|name| repo.path(name))
        .into();
    let tree = repo.ask(&["rev-parse", "HEAD^{tree}"]);
    let object = repo.path(format!(".git/objects/{}/{}", &tree[..2], &tree[2..]));
    std::fs::remove_file(object).expect("removed");
    let history = History::read(&files, &[], &Terms::default());
    assert!(files.iter().all(|file| *history.of(file) == Dated::None));
    assert!(history.problem().is_some());
    repo.write(".git/HEAD", "nonsense\u{1b}[31m");
    let history = History::read(&files, &[], &Terms::default());
    assert!(files.iter().all(|file| *history.of(file) == Dated::None));
    assert!(
        history
            .problem()
            .is_some_and(|said| !said.contains(char::is_control))
    );
}

#[cfg(unix)]
#[test]
fn links_are_followed_to_the_real_file() {
    use std::os::unix::fs::symlink;
    let inner = Repo::new();
    inner.commit(&[("real.md", "1")]);
    let repo = Repo::new();
    repo.commit(&[("docs/a.md", "1")]);
    let first = repo.ask(&["rev-parse", "HEAD"]);
    symlink("docs/a.md", repo.path("link.md")).expect("a link");
    symlink("docs", repo.path("folder")).expect("a link");
    symlink(inner.path("real.md"), repo.path("abroad.md")).expect("a link");
    symlink("nowhere", repo.path("broken.md")).expect("a link");
    repo.commit(&[]);
    assert_eq!(commit_of(&dated(&repo.path("link.md"))).id, first);
    assert_eq!(commit_of(&dated(&repo.path("folder/a.md"))).id, first);
    let abroad = inner.ask(&["rev-parse", "HEAD"]);
    assert_eq!(commit_of(&dated(&repo.path("abroad.md"))).id, abroad);
    let second = repo.ask(&["rev-parse", "HEAD"]);
    assert_eq!(commit_of(&dated(&repo.path("broken.md"))).id, second);
    symlink("round.md", repo.path("round.md")).expect("a link");
    assert_eq!(dated(&repo.path("round.md")), Dated::Uncommitted(None));
}

#[cfg(unix)]
#[test]
fn names_of_any_bytes() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    let names: Vec<&OsStr> = [
        b"line\nbreak.md".as_slice(),
        b"quote\"d'.md",
        b":(glob)**.md",
        b":colon.md",
        b"*.md",
        b"back\\slash.md",
        b" blanks .md",
        b"Case.md",
        b"case.md",
        b"-dash.md",
        "größe.md".as_bytes(),
        b"tab\t.md",
    ]
    .map(OsStr::from_bytes)
    .into();
    let mut names = names;
    // Some systems have no names that are not UTF-8.
    if cfg!(target_os = "linux") {
        names.push(OsStr::from_bytes(b"\xff\xfe.md"));
    }
    let repo = Repo::new();
    for name in &names {
        repo.write(name, "1");
    }
    repo.commit(&[("plain.md", "1")]);
    for name in &names {
        repo.write(name, "2");
        repo.commit(&[]);
    }
    repo.agrees_with_git(&names);
}
