//! Configuration that changes what git says, or would make it run programs.

use std::path::PathBuf;

use mdbook_design_docs::history::{Dated, History, Terms};

use crate::support::Repo;

const FILES: [&str; 4] = ["a.md", "b.md", "c.md", "ü.md"];

fn filled() -> Repo {
    let repo = Repo::new();
    repo.commit(&FILES.map(|name| (name, "1")));
    repo.commit(&[("b.md", "2")]);
    repo.commit(&[("ü.md", "2")]);
    repo
}

#[test]
fn settings_that_change_output() {
    let repo = filled();
    let settings = [
        ("log.showSignature", "true"),
        ("log.follow", "true"),
        ("log.date", "relative"),
        ("log.decorate", "full"),
        ("log.diffMerges", "on"),
        ("log.abbrevCommit", "true"),
        ("core.abbrev", "5"),
        ("core.quotePath", "true"),
        ("color.ui", "always"),
        ("color.status", "always"),
        ("diff.renames", "copies"),
        ("diff.relative", "true"),
        ("diff.mnemonicPrefix", "true"),
        ("diff.orderFile", "nowhere"),
        ("diff.ignoreSubmodules", "all"),
        ("format.pretty", "raw"),
        ("status.branch", "true"),
        ("status.short", "false"),
        ("status.showStash", "true"),
        ("status.relativePaths", "true"),
        ("status.showUntrackedFiles", "no"),
        ("i18n.logOutputEncoding", "UTF-16"),
    ];
    for (key, value) in settings {
        repo.git(&["config", key, value]);
    }
    let files: Vec<PathBuf> = FILES.iter().map(|name| repo.path(name)).collect();
    let history = History::read(&files, &[], &Terms::default());
    assert_eq!(history.problem(), None);
    let ids = ["HEAD~2", "HEAD~1", "HEAD~2", "HEAD"].map(|rev| repo.ask(&["rev-parse", rev]));
    for (file, id) in files.iter().zip(ids) {
        match history.of(file) {
            Dated::Exact(commit) => {
                assert_eq!(
                    (commit.id.as_str(), commit.subject.as_str()),
                    (&*id, "a change")
                );
            }
            other => panic!("{other:?}"),
        }
    }
}

/// Every setting that names a program names one that leaves a mark.
#[cfg(unix)]
#[test]
fn no_program_is_run() {
    let repo = filled();
    let mark = repo.beside("mark");
    let program = repo.beside("program");
    let script = format!("#!/bin/sh\necho \"$0 $*\" >> '{}'\ncat\n", mark.display());
    std::fs::write(&program, script).expect("a script");
    make_executable(&program);
    let program = program.to_str().expect("a plain path");
    repo.commit(&[(
        ".gitattributes",
        "*.md filter=evil diff=evil merge=evil\na.md filter=e=v.il\n",
    )]);
    for name in [
        "post-index-change",
        "fsmonitor-watchman",
        "post-checkout",
        "pre-commit",
    ] {
        let hook = repo.path(format!(".git/hooks/{name}"));
        std::fs::create_dir_all(hook.parent().expect("a folder")).expect("a folder");
        std::fs::copy(program, &hook).expect("a hook");
        make_executable(&hook);
    }
    let settings = [
        "core.fsmonitor",
        "core.pager",
        "core.editor",
        "core.askPass",
        "core.sshCommand",
        "core.alternateRefsCommand",
        "pager.log",
        "pager.status",
        "gpg.program",
        "gpg.ssh.program",
        "credential.helper",
        "diff.external",
        "diff.evil.command",
        "diff.evil.textconv",
        "merge.evil.driver",
        "filter.evil.clean",
        "filter.evil.smudge",
        "filter.evil.process",
        "filter.e=v.il.clean",
        "filter.e=v.il.process",
    ];
    for key in settings {
        // `git config` refuses no key that a file may hold.
        repo.git(&["config", key, program]);
    }
    repo.git(&["config", "filter.evil.required", "true"]);
    repo.git(&["config", "log.showSignature", "true"]);
    let files: Vec<PathBuf> = FILES.iter().map(|name| repo.path(name)).collect();
    // A file that looks touched has to be compared, by size or by content.
    for (name, content) in [("a.md", "1"), ("b.md", "3"), ("c.md", "longer")] {
        repo.write(name, content);
    }
    let history = History::read(&files, &[], &Terms::default());
    assert_eq!(history.problem(), None);
    let ran = std::fs::read_to_string(&mark).unwrap_or_default();
    assert_eq!(ran, "", "a program was run");
    assert!(matches!(history.of(&files[0]), Dated::Exact(_)));
    assert!(matches!(history.of(&files[1]), Dated::Uncommitted(Some(_))));
    assert!(matches!(history.of(&files[2]), Dated::Uncommitted(Some(_))));
    // The trap is a real one: git by itself falls into it.
    repo.try_git(&["status"]);
    assert!(mark.exists(), "the settings run nothing at all");
}

#[cfg(unix)]
fn make_executable(path: impl AsRef<std::path::Path>) {
    use std::os::unix::fs::PermissionsExt;
    let mode = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(path, mode).expect("a mode");
}

#[test]
fn replaced_commits_count_as_git_log_has_them() {
    let repo = filled();
    let old = repo.ask(&["rev-parse", "HEAD~1"]);
    let tree = repo.ask(&["rev-parse", "HEAD~1^{tree}"]);
    let new = repo.ask(&["commit-tree", &tree, "-m", "replacement"]);
    repo.git(&["replace", &old, &new]);
    repo.agrees_with_git(&FILES);
}

/// All in the same second, in branches that were merged, so that no date tells which came first.
#[test]
fn two_thousand_commits_in_one_second() {
    let repo = Repo::new();
    repo.import_at_once(2000, "1700000000 +0000");
    let names: Vec<String> = (0..7).map(|n| format!("f{n}.md")).collect();
    repo.agrees_with_git(&names);
}

#[test]
fn days_before_1970_and_after_2100() {
    for (date, day) in [
        ("-86400 +0000", "1969-12-31"),
        ("4133980800 +0000", "2101-01-01"),
    ] {
        let repo = Repo::new();
        repo.import_at_once(20, "1700000000 +0000");
        let tree = repo.ask(&["rev-parse", "HEAD^{tree}"]);
        let parent = repo.ask(&["rev-parse", "HEAD"]);
        repo.write("f0.md", "of another time");
        repo.git(&["add", "-A"]);
        let new = repo.ask(&["write-tree"]);
        assert_ne!(new, tree);
        let commit = repo.hash_commit(&format!(
            "tree {new}\nparent {parent}\nauthor A <a@b> {date}\ncommitter A <a@b> {date}\n\nx\n"
        ));
        repo.git(&["reset", "-q", "--hard", &commit]);
        let files: Vec<PathBuf> = (0..5).map(|n| repo.path(format!("f{n}.md"))).collect();
        let history = History::read(&files, &[], &Terms::default());
        // What can't be read is no date, and it is said; never another one.
        match history.of(&files[0]) {
            Dated::Exact(commit) => assert_eq!(commit.day.to_string(), day),
            other => assert!(
                *other == Dated::None && history.problem().is_some(),
                "{other:?}"
            ),
        }
        assert!(
            matches!(history.of(&files[1]), Dated::Exact(it) if it.day.to_string() == "2023-11-14")
        );
    }
}
