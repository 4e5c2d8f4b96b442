//! Repositories that are damaged or locked, and caches that are damaged, foreign, endless or too large.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::book::TestBook;
use crate::both::{BEGIN, book, findings, run};
use crate::faulty;
use crate::spent::Spent;

/// Five documents and their history.
fn committed() -> TestBook {
    let text = faulty();
    let names: Vec<String> = (0..5).map(|n| format!("d{n}.md")).collect();
    let chapters: Vec<(&str, &str)> = names
        .iter()
        .map(|it| (it.as_str(), text.as_str()))
        .collect();
    let book = book(&chapters);
    book.commit("2026-01-01");
    fs::write(
        book.path("src/d1.md"),
        format!("{BEGIN}\n\n## Solution\n\nOther.\n"),
    )
    .expect("a file");
    book.commit("2026-01-02");
    book
}

/// The same in another folder.
fn copy(book: &TestBook) -> TestBook {
    let copy = TestBook::empty();
    let copied = Command::new("cp")
        .args([
            "-a",
            "--",
            &book.path(".").display().to_string(),
            &copy.path(".").display().to_string(),
        ])
        .status();
    assert!(copied.expect("cp runs").success());
    copy
}

fn checked(what: &str, book: &TestBook) -> Spent {
    let spent = run(book, &["check", "--format", "json"]);
    assert!(
        !spent.stderr.contains("panicked"),
        "{what}: {}",
        spent.stderr
    );
    assert_eq!(spent.code, Some(0), "{what}: {}", spent.stderr);
    assert!(spent.memory < 256 << 20, "{what}: {}", spent.memory);
    assert!(
        spent.time < Duration::from_secs(10),
        "{what}: {:?}",
        spent.time
    );
    let lost = findings(&spent)
        .iter()
        .filter(|it| it.0 == "lost-text")
        .count();
    assert_eq!(lost, 4, "{what}");
    spent
}

/// The days that a list has, in the order of the documents, and how sure they are.
fn days(book: &TestBook) -> Vec<(Option<String>, String)> {
    let said = book.run(&["list", "--format", "json"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    let list: serde_json::Value = serde_json::from_str(&said.stdout).expect("JSON");
    let documents = list["documents"].as_array().expect("documents").iter();
    documents
        .map(|it| {
            let state = it["state"].as_str().expect("a state").to_owned();
            (it["date"].as_str().map(str::to_owned), state)
        })
        .collect()
}

/// What is in the repository of a new one, and the file that holds what HEAD names.
fn object(book: &TestBook, revision: &str) -> PathBuf {
    let id = book.git("2026-01-03", &["rev-parse", revision]);
    book.path(&format!(".git/objects/{}/{}", &id[..2], &id[2..]))
}

/// Wherever a repository is damaged, all that needs none is found; days that can't be had are none, and
/// that is said.
#[test]
fn a_damaged_repository_gives_no_wrong_day() {
    let whole = committed();
    let right = days(&whole);
    let _ = fs::remove_dir_all(whole.path(".git/mdbook-design-docs"));
    assert!(
        right.iter().all(|it| it.0.is_some() && it.1 == "exact"),
        "{right:?}"
    );
    for path in [
        ".git/HEAD",
        ".git/config",
        ".git/index",
        ".git/refs/heads/main",
        ".git/packed-refs",
        ".git/shallow",
        ".git/objects/info/alternates",
        ".git/info/grafts",
        ".git/commondir",
        "HEAD:",
        "HEAD~1",
        "HEAD:src/d0.md",
        "HEAD:templates/t.md",
    ] {
        let damages: [(&str, Option<&[u8]>); 3] = [
            ("gone", None),
            ("words", Some(b"ref: nonsense \x1b[31m\n")),
            ("zeros", Some(&[0; 4096])),
        ];
        for (damage, content) in damages {
            let what = format!("{path} {damage}");
            let book = copy(&whole);
            let file = match path.starts_with(".git") {
                true => book.path(path),
                false => object(&book, path),
            };
            // Objects are read-only.
            let _ = fs::remove_file(&file);
            if let Some(content) = content {
                fs::write(&file, content).expect("a file");
            }
            let spent = checked(&what, &book);
            let found = findings(&spent);
            let active = spent.stderr.find(|ch: char| ch.is_control() && ch != '\n');
            assert_eq!(active, None, "{what}: {:?}", spent.stderr);
            let days = days(&book);
            for (day, right) in days.iter().zip(&right) {
                assert!(day.0.is_none() || day.0 == right.0, "{what}: {days:?}");
            }
            // What a branch without commits has, or an index that was lost, is not committed.
            let unknown = days
                .iter()
                .any(|it| it.0.is_none() && it.1 != "uncommitted");
            let told = found.iter().any(|it| it.0 == "unknown-history");
            assert!(!unknown || told, "{what}: {days:?} {found:?}");
            let compared = run(&book, &["check", "--base", "HEAD~1"]);
            assert!(
                matches!(compared.code, Some(0 | 2)),
                "{what}: {}",
                compared.stderr
            );
        }
    }
}

/// Somebody else is at work in the repository, or was, and left a lock.
#[test]
fn a_locked_repository_is_read() {
    let book = committed();
    let right = days(&book);
    for lock in [
        "index.lock",
        "HEAD.lock",
        "config.lock",
        "packed-refs.lock",
        "shallow.lock",
    ] {
        File::create(book.path(&format!(".git/{lock}"))).expect("a lock");
    }
    let _ = fs::remove_dir_all(book.path(".git/mdbook-design-docs"));
    checked("locked", &book);
    assert_eq!(days(&book), right);
    assert!(book.path(".git/index.lock").exists());
}

/// Puts something in the place of a file of the cache.
fn put(damage: &str, file: &Path, whole: &[u8]) {
    match damage {
        "empty" => fs::write(file, "").expect("a file"),
        "half" => fs::write(file, &whole[..whole.len() / 2]).expect("a file"),
        "bytes" => fs::write(file, [0xff; 4096]).expect("a file"),
        "brackets" => fs::write(file, "[".repeat(1 << 20)).expect("a file"),
        "folder" => fs::create_dir(file).expect("a folder"),
        "pipe" => {
            let made = Command::new("mkfifo").arg(file).status();
            assert!(made.expect("mkfifo runs").success());
        }
        "endless" => std::os::unix::fs::symlink("/dev/zero", file).expect("a link"),
        "nowhere" => std::os::unix::fs::symlink("nowhere", file).expect("a link"),
        // So large that nobody has the memory; it takes no room on the disk.
        "huge" => File::create(file)
            .and_then(|it| it.set_len(1 << 40))
            .expect("a file"),
        _ => {
            let mut bent = whole.to_vec();
            bent[whole.len() / 2] ^= 1;
            fs::write(file, bent).expect("a file");
        }
    }
}

#[test]
fn a_cache_that_is_none_gives_the_same() {
    let book = committed();
    // Whoever declares a wrong day has all changes of the file looked at, which the cache keeps too.
    let declared = faulty().replacen("---\n", "---\nlast_updated: 2020-01-01\n", 1);
    fs::write(book.path("src/d0.md"), declared).expect("a file");
    book.commit("2026-01-03");
    let right = (checked("no cache", &book).stdout, days(&book));
    assert!(String::from_utf8_lossy(&right.0).contains("date-mismatch"));
    let cache = book.path(".git/mdbook-design-docs");
    let files: Vec<PathBuf> = fs::read_dir(&cache)
        .expect("a cache")
        .map(|it| it.expect("a file").path())
        .collect();
    assert!(!files.is_empty());
    for file in &files {
        let whole = fs::read(file).expect("a file");
        for damage in [
            "empty", "half", "bytes", "bent", "brackets", "folder", "pipe", "endless", "nowhere",
            "huge",
        ] {
            let what = format!("{} {damage}", file.display());
            let _ = fs::remove_file(file);
            put(damage, file, &whole);
            assert!(
                (checked(&what, &book).stdout, days(&book)) == right,
                "{what}"
            );
            // What can be replaced is, so that the next run is quick again.
            if damage == "folder" {
                fs::remove_dir(file).expect("a folder");
            } else {
                let now = fs::read(file).expect("a file");
                assert!(now.starts_with(b"mdbook-design-docs dates "), "{what}");
            }
        }
    }
    fs::remove_dir_all(&cache).expect("a folder");
    fs::write(&cache, "a file in its place").expect("a file");
    assert!((checked("a file in its place", &book).stdout, days(&book)) == right);
}
