//! Commits that are no updates.

use mdbook_design_docs::history::{Dated, History, Terms};
use regex::Regex;

use crate::support::Repo;

const FILES: [&str; 5] = ["a.md", "b.md", "c.md", "d.md", "e.md"];
const LIST: &str = ".git-blame-ignore-revs";

fn terms(messages: &[&str]) -> Terms {
    let pattern = |it: &&str| Regex::new(it).expect("a pattern");
    Terms {
        ignore_revs: Some(LIST.to_owned()),
        ignore_messages: messages.iter().map(pattern).collect(),
        ..Terms::default()
    }
}

/// The commits that count, by the files' order: asked for together and one by one.
fn commits(repo: &Repo, terms: &Terms) -> Vec<String> {
    let files = FILES.map(|name| repo.path(name));
    let together = History::read(&files, &[], terms);
    assert_eq!(together.problem(), None);
    let id = |file| {
        let alone = History::read(std::slice::from_ref(file), &[], terms);
        assert_eq!(alone.of(file), together.of(file));
        match together.of(file) {
            Dated::Exact(commit) => commit.id.clone(),
            other => panic!("{other:?}"),
        }
    };
    files.iter().map(id).collect()
}

fn head(repo: &Repo) -> String {
    repo.ask(&["rev-parse", "HEAD"])
}

/// Five files; a.md changed; all changed; b.md changed. The ids of those four.
fn swept() -> (Repo, [String; 4]) {
    let repo = Repo::new();
    repo.commit(&FILES.map(|name| (name, "1")));
    let first = head(&repo);
    repo.commit(&[("a.md", "2")]);
    let second = head(&repo);
    for name in FILES {
        repo.write(name, "swept");
    }
    repo.git(&["commit", "-qam", "chore: format all"]);
    let sweep = head(&repo);
    repo.commit(&[("b.md", "3")]);
    let last = head(&repo);
    (repo, [first, second, sweep, last])
}

#[test]
fn a_commit_in_the_list_is_passed_over() {
    let (repo, [first, second, sweep, last]) = swept();
    let of = |ids: [&String; 5]| ids.map(String::clone).to_vec();
    assert_eq!(
        commits(&repo, &terms(&[])),
        of([&sweep, &last, &sweep, &sweep, &sweep])
    );
    let expected = of([&second, &last, &first, &first, &first]);
    repo.write(
        LIST,
        &format!("# Sweeps\r\n\n  {sweep} # formatting\r\nabc\n#{first}\n"),
    );
    assert_eq!(commits(&repo, &terms(&[])), expected);
    std::fs::remove_file(repo.path(LIST)).expect("removed");
    assert_eq!(commits(&repo, &terms(&["^never", "^chore: "])), expected);
}

#[test]
fn a_file_with_no_other_commit_has_its_oldest() {
    let (repo, [first, second, sweep, last]) = swept();
    repo.write(LIST, &[first.as_str(), &second, &sweep, &last].join("\n"));
    assert_eq!(commits(&repo, &terms(&[])), vec![first; 5]);
}

#[test]
fn a_file_that_a_sweep_brought_back_is_not_older_than_that() {
    let (repo, _) = swept();
    repo.git(&["rm", "-q", "c.md"]);
    repo.commit(&[]);
    repo.write("c.md", "back");
    repo.git(&["add", "-A"]);
    repo.git(&["commit", "-qm", "chore: bring back"]);
    let back = head(&repo);
    assert_eq!(commits(&repo, &terms(&["^chore: "]))[2], back);
}

#[test]
fn a_merge_that_is_no_update_leads_to_what_it_merged() {
    let (repo, [.., last]) = swept();
    repo.git(&["checkout", "-qb", "side", "HEAD~1"]);
    repo.commit(&[("c.md", "side")]);
    let side = head(&repo);
    repo.git(&["checkout", "-q", "main"]);
    repo.git(&["merge", "-q", "--no-commit", "--no-ff", "side"]);
    repo.write("b.md", "4");
    repo.git(&["add", "-A"]);
    repo.git(&["commit", "-qm", "Merge"]);
    let found = commits(&repo, &terms(&["^Merge"]));
    assert_eq!(found[1..3], [last, side]);
}

#[test]
fn a_shallow_clone_does_not_know_what_lies_behind_a_sweep() {
    let (repo, [.., sweep, last]) = swept();
    let clone = repo.cloned(&["--depth", "2"]);
    clone.write(LIST, &sweep);
    let files = FILES.map(|name| clone.path(name));
    let history = History::read(&files, &[], &terms(&[]));
    assert_eq!(history.unknown(), 4);
    assert!(matches!(history.of(&files[1]), Dated::Exact(commit) if commit.id == last));
}
