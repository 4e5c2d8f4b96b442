//! What is kept for the next time: never an answer that history would not give.

use std::path::{Path, PathBuf};

use mdbook_design_docs::history::{Dated, History, Terms, Zone};
use regex::Regex;

use crate::support::Repo;

const FILES: [&str; 5] = ["a.md", "b.md", "c.md", "d.md", "new.md"];

fn terms() -> Terms {
    Terms {
        ignore_revs: Some("ignored".to_owned()),
        remember: true,
        ..Terms::default()
    }
}

/// Four files, of which two changed since.
fn filled() -> Repo {
    let repo = Repo::new();
    repo.commit(&[("a.md", "1"), ("b.md", "1"), ("c.md", "1"), ("d.md", "1")]);
    repo.commit(&[("a.md", "2")]);
    repo.commit(&[("b.md", "2")]);
    repo.write("new.md", "1");
    repo
}

fn read(repo: &Repo, terms: &Terms) -> Vec<Dated> {
    let files = FILES.map(|name| repo.path(name));
    let history = History::read(&files, &[], terms);
    assert_eq!(history.problem(), None);
    files.iter().map(|file| history.of(file).clone()).collect()
}

/// The answers are those that are found without memory, twice over.
fn holds(repo: &Repo, terms: &Terms) {
    let forgetful = Terms {
        remember: false,
        ..terms.clone()
    };
    let right = read(repo, &forgetful);
    assert_eq!(read(repo, terms), right);
    assert_eq!(read(repo, terms), right);
}

fn memory(repo: &Repo) -> PathBuf {
    repo.path(".git/mdbook-design-docs/dates")
}

/// Takes the commit before the last one away, so that nobody can walk through history.
fn cut(repo: &Repo) {
    let id = repo.ask(&["rev-parse", "HEAD~1"]);
    let object = format!(".git/objects/{}/{}", &id[..2], &id[2..]);
    std::fs::remove_file(repo.path(object)).expect("a loose object");
}

#[test]
fn with_head_unchanged_no_history_is_walked() {
    let repo = filled();
    let right = read(&repo, &terms());
    cut(&repo);
    assert_eq!(read(&repo, &terms()), right);
    repo.write("a.md", "3");
    let now = read(&repo, &terms());
    assert!(matches!(now[0], Dated::Uncommitted(Some(_))), "{now:?}");
    assert_eq!(now[1..], right[1..]);
    let files = FILES.map(|name| repo.path(name));
    assert!(
        History::read(&files, &[], &Terms::default())
            .problem()
            .is_some(),
        "history is whole"
    );
}

#[test]
fn another_head_or_other_settings_are_asked_for_anew() {
    let repo = filled();
    holds(&repo, &terms());
    repo.commit(&[("c.md", "2")]);
    holds(&repo, &terms());
    repo.git(&["checkout", "-q", "HEAD~2"]);
    holds(&repo, &terms());
    repo.git(&["checkout", "-q", "main"]);
    repo.write("ignored", &repo.ask(&["rev-parse", "HEAD"]));
    holds(&repo, &terms());
    repo.write(".mailmap", "Another <a@example.org>\n");
    holds(&repo, &terms());
    for zone in ["<+12>-12", "<-12>12"] {
        let zone = jiff::tz::TimeZone::posix(zone).expect("a zone");
        let terms = Terms {
            zone: Zone::Named(zone),
            ..terms()
        };
        holds(&repo, &terms);
    }
    let messages = vec![Regex::new("change").expect("a pattern")];
    let terms = Terms {
        ignore_messages: messages,
        ..terms()
    };
    holds(&repo, &terms);
}

#[test]
fn files_that_are_asked_for_later_are_added() {
    let repo = filled();
    let first = repo.path("a.md");
    History::read(std::slice::from_ref(&first), &[], &terms());
    let right = read(&repo, &terms());
    History::read(&[first], &[], &terms());
    cut(&repo);
    assert_eq!(read(&repo, &terms()), right);
}

#[test]
fn a_damaged_or_foreign_file_is_written_anew() {
    let repo = filled();
    holds(&repo, &terms());
    let whole = std::fs::read(memory(&repo)).expect("a memory");
    let mut damaged = vec![
        Vec::new(),
        b"{}".to_vec(),
        b"something else\n{}".to_vec(),
        vec![0xff; 4096],
        whole[..whole.len() / 2].to_vec(),
        [&whole[..], b" "].concat(),
    ];
    for at in (0..whole.len()).step_by(97) {
        let mut flipped = whole.clone();
        flipped[at] ^= 1;
        damaged.push(flipped);
    }
    for bytes in damaged.iter().take(12) {
        std::fs::write(memory(&repo), bytes).expect("damage");
        holds(&repo, &terms());
        assert_eq!(std::fs::read(memory(&repo)).expect("a memory"), whole);
    }
}

#[test]
fn a_memory_of_another_repository_does_not_count() {
    let (one, other) = (filled(), filled());
    holds(&one, &terms());
    other.commit(&[("a.md", "5")]);
    let folder = other.path(".git/mdbook-design-docs");
    std::fs::create_dir(folder).expect("a folder");
    std::fs::copy(memory(&one), memory(&other)).expect("a copy");
    holds(&other, &terms());
}

#[test]
fn where_the_git_directory_is_closed_the_cache_folder_serves() {
    let repo = filled();
    std::fs::write(repo.path(".git/mdbook-design-docs"), "in the way").expect("a file");
    let none = terms();
    holds(&repo, &none);
    let cache = repo.beside("cache");
    let terms = Terms {
        cache_folder: Some(cache.clone()),
        ..none
    };
    let right = read(&repo, &terms);
    cut(&repo);
    assert_eq!(read(&repo, &terms), right);
    assert_eq!(entries(&cache.join("mdbook-design-docs")), 1);
}

fn entries(folder: &Path) -> usize {
    std::fs::read_dir(folder).expect("a folder").count()
}

#[test]
fn several_at_once_do_no_harm() {
    let repo = filled();
    let right = read(&repo, &Terms::default());
    std::thread::scope(|scope| {
        for n in 0..6 {
            let terms = Terms {
                zone: if n % 2 == 0 { Zone::Utc } else { Zone::Commit },
                ..terms()
            };
            let (files, right) = (FILES.map(|name| repo.path(name)), &right);
            scope.spawn(move || {
                for _ in 0..3 {
                    let history = History::read(&files, &[], &terms);
                    assert!(files.iter().map(|file| history.of(file)).eq(right));
                }
            });
        }
    });
    assert_eq!(entries(&repo.path(".git/mdbook-design-docs")), 1);
}

#[test]
fn a_clone_that_is_deepened_knows_more() {
    let repo = filled();
    repo.git(&["add", "-A"]);
    repo.commit(&[]);
    let clone = repo.cloned(&["--depth", "2"]);
    holds(&clone, &terms());
    clone.git(&["fetch", "-q", "--unshallow"]);
    holds(&clone, &terms());
    assert!(
        read(&clone, &terms())
            .iter()
            .all(|it| matches!(it, Dated::Exact(_)))
    );
}

#[test]
fn where_commits_are_replaced_nothing_is_remembered() {
    for pack in [false, true] {
        let repo = filled();
        holds(&repo, &terms());
        let old = repo.ask(&["rev-parse", "HEAD~1"]);
        let tree = repo.ask(&["rev-parse", "HEAD~1^{tree}"]);
        let new = repo.ask(&["commit-tree", &tree, "-m", "replacement"]);
        repo.git(&["replace", &old, &new]);
        if pack {
            repo.git(&["pack-refs", "--all", "--prune"]);
        }
        holds(&repo, &terms());
    }
}

#[test]
fn a_linked_worktree_has_its_own_memory() {
    let repo = filled();
    let tree = repo.beside("tree");
    let name = tree.to_str().expect("a plain path");
    repo.git(&["worktree", "add", "-q", name, "HEAD~1"]);
    holds(&repo, &terms());
    let file = tree.join("b.md");
    let remembered = History::read(std::slice::from_ref(&file), &[], &terms());
    let right = History::read(std::slice::from_ref(&file), &[], &Terms::default());
    assert_eq!(remembered.of(&file), right.of(&file));
    assert!(
        repo.path(".git/worktrees/tree/mdbook-design-docs/dates")
            .exists()
    );
    holds(&repo, &terms());
}
