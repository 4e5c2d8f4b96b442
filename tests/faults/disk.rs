//! Disks that are full: with any room that is left, every file is as it was or as it should be.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use serde_json::json;
use tempfile::TempDir;

use crate::book::{TestBook, chapter};
use crate::both::BEGIN;
use crate::{faulty, files, leftovers, mended};

/// A disk of one's own: the book is copied to it, all but so many kilobytes are taken away, the command
/// runs, and what it left is copied back.
const SCRIPT: &str = r#"
mount -t tmpfs -o size=256m none "$DISK" && cp -a "$BOOK/." "$DISK" && cd "$DISK" || exit 77
used=$(df -k --output=used . | tail -n 1)
mount -o remount,size=$((used + ROOM))k "$DISK" || exit 77
"$@" <"$LEFT/stdin" >"$LEFT/stdout" 2>"$LEFT/stderr"
code=$?
mount -o remount,size=512m "$DISK" && mkdir "$LEFT/book" && cp -a . "$LEFT/book" || exit 77
exit $code
"#;

/// What a command did on a full disk.
struct Left {
    folder: TempDir,
    code: i32,
    stderr: String,
}

impl Left {
    fn files(&self) -> BTreeMap<PathBuf, Vec<u8>> {
        files(&self.folder.path().join("book"))
    }

    fn leftovers(&self) -> Vec<PathBuf> {
        leftovers(&self.folder.path().join("book"))
    }

    fn stdout(&self) -> Vec<u8> {
        fs::read(self.folder.path().join("stdout")).expect("what it printed")
    }
}

/// Runs the program on a copy of the book where so many kilobytes are free; none where this system gives
/// nobody a disk of their own.
fn with_room(book: &TestBook, room: usize, arguments: &[&str], input: &[u8]) -> Option<Left> {
    let folder = tempfile::tempdir().expect("a folder");
    let disk = folder.path().join("disk");
    fs::create_dir(&disk).expect("a folder");
    fs::write(folder.path().join("stdin"), input).expect("a file");
    let program = book.command();
    let mut command = Command::new("unshare");
    command.args(["--map-root-user", "--mount", "sh", "-c", SCRIPT, "sh"]);
    command.arg(program.get_program()).args(arguments);
    for (name, value) in program.get_envs() {
        command.env(name, value.unwrap_or_default());
    }
    command.env("BOOK", book.path("")).env("DISK", &disk);
    command
        .env("LEFT", folder.path())
        .env("ROOM", room.to_string());
    let ended = command.stdin(Stdio::null()).output();
    let code = ended.as_ref().ok().and_then(|it: &Output| it.status.code());
    let Some(code) = code.filter(|_| folder.path().join("book").is_dir()) else {
        eprintln!("skipped: this system mounts no disk for a test: {ended:?}");
        return None;
    };
    let stderr = fs::read_to_string(folder.path().join("stderr")).expect("UTF-8");
    assert!(
        !stderr.contains("panicked"),
        "{arguments:?}, {room}: {stderr}"
    );
    Some(Left {
        folder,
        code,
        stderr,
    })
}

/// A document that is mended, and does not fit where little does.
fn large(text: &str) -> String {
    format!("{text}\n{}", "Words that fill a disk.\n\n".repeat(1_000))
}

/// Room from none to enough, in kilobytes: the first for anything to fit is somewhere between.
const ROOMS: [usize; 8] = [0, 4, 8, 24, 32, 56, 64, 4096];

/// Whatever room there is, all of what a command writes is there or nothing of it; where it is not, that
/// is said with the name of a file, by exit code 2.
fn all_or_nothing(book: &TestBook, arguments: &[&str]) {
    let before = files(&book.path(""));
    let mut outcomes = Vec::new();
    for room in ROOMS {
        let Some(left) = with_room(book, room, arguments, b"") else {
            return;
        };
        let what = format!(
            "{arguments:?} with {room} kB: {} {}",
            left.code, left.stderr
        );
        assert_eq!(left.leftovers(), [""; 0].map(PathBuf::from), "{what}");
        let failed = left.files() == before;
        if failed {
            assert_eq!(left.code, 2, "{what}");
            assert!(left.stderr.contains("can't be written: "), "{what}");
            assert!(left.stderr.contains("No space left on device"), "{what}");
        } else {
            assert_eq!(left.code, 0, "{what}");
            outcomes.push(left.files());
        }
    }
    assert!(
        !outcomes.is_empty(),
        "{arguments:?}: there was never enough"
    );
    assert!(outcomes.len() < ROOMS.len(), "{arguments:?}: always enough");
    outcomes.dedup();
    assert_eq!(
        outcomes.len(),
        1,
        "{arguments:?}: there is more than one outcome"
    );
}

#[test]
fn a_new_document_is_there_with_its_entry_or_not_at_all() {
    let template = large("---\nstatus: draft | final\n---\n# <Title>\n\n## Problem\n");
    let book = crate::both::book(&[("a.md", BEGIN)]).file("templates/t.md", template);
    all_or_nothing(&book, &["new", "t", "--title", "One"]);
}

#[test]
fn a_status_is_changed_or_not() {
    let text = large(&mended().replace("final", "draft"));
    let book = crate::both::book(&[("a.md", &text)]);
    all_or_nothing(&book, &["status", "src/a.md", "final"]);
}

#[test]
fn a_folder_becomes_a_book_or_stays_a_folder() {
    let mut book = TestBook::empty();
    for n in 0..40 {
        book = book.file(&format!("docs/{n:04}-a.md"), mended());
    }
    all_or_nothing(&book, &["init"]);
}

#[test]
fn a_report_is_whole_or_as_it_was() {
    let texts: Vec<String> = (0..20).map(|_| faulty()).collect();
    let names: Vec<String> = (0..20).map(|n| format!("d{n}.md")).collect();
    let chapters = names.iter().zip(&texts);
    let chapters: Vec<(&str, &str)> = chapters.map(|(a, b)| (a.as_str(), b.as_str())).collect();
    let book = crate::both::book(&chapters).file("report.json", "the last report");
    all_or_nothing(
        &book,
        &["check", "--format", "sarif", "--output", "report.json"],
    );
}

/// Files that have nothing to do with each other are written as far as there is room.
#[test]
fn every_mended_file_is_old_or_new() {
    let (old, new) = (large(&faulty()), large(&mended()));
    let chapters = [("a.md", old.as_str()), ("b.md", &old), ("c.md", &old)];
    let book = crate::both::book(&chapters);
    let mut outcomes = Vec::new();
    for room in ROOMS {
        let Some(left) = with_room(&book, room, &["fix"], b"") else {
            return;
        };
        let what = format!("{room} kB: {} {}", left.code, left.stderr);
        assert_eq!(left.leftovers(), [""; 0].map(PathBuf::from), "{what}");
        let files = left.files();
        assert_eq!(files.len(), 3 + 3, "{what}");
        let mut failed = 0;
        for (path, _) in chapters {
            let now = &files[&Path::new("src").join(path)];
            assert!(
                now == old.as_bytes() || now == new.as_bytes(),
                "{path}, {what}"
            );
            let is_old = now == old.as_bytes();
            let told = left.stderr.contains(&format!("{path}` can't be written: "));
            assert_eq!(told, is_old, "{path}, {what}");
            failed += usize::from(is_old);
        }
        assert_eq!(left.code, if failed > 0 { 2 } else { 0 }, "{what}");
        outcomes.push(failed);
    }
    assert!(
        outcomes.contains(&0) && outcomes.contains(&3),
        "{outcomes:?}"
    );
}

/// What can't be remembered is asked again: nothing else is lost.
#[test]
fn without_room_for_a_cache_the_answers_are_the_same() {
    let text = faulty();
    let book = crate::both::book(&[("a.md", &text)]);
    book.commit("2026-01-01");
    let mut answers = Vec::new();
    for room in [0, 4, 8, 4096] {
        let arguments = ["list", "--format", "json"];
        let Some(left) = with_room(&book, room, &arguments, b"") else {
            return;
        };
        assert_eq!(left.code, 0, "{room} kB: {}", left.stderr);
        assert_eq!(left.stderr, "", "{room} kB");
        assert_eq!(left.leftovers(), [""; 0].map(PathBuf::from), "{room} kB");
        answers.push(String::from_utf8(left.stdout()).expect("UTF-8"));
    }
    answers.dedup();
    assert_eq!(answers.len(), 1, "{answers:?}");
    assert!(answers[0].contains("2026-01-01"), "{answers:?}");
}

#[test]
fn the_preprocessor_needs_no_room() {
    let text = large(&faulty());
    let book = crate::both::book(&[("a.md", &text)]);
    let mut context = book.context();
    context["config"]["preprocessor"]["design-docs"]["fail-on"] = json!("never");
    let items = [chapter("A", "a.md", &text)];
    let input = json!([context, {"items": items}]).to_string();
    if let Some(left) = with_room(&book, 0, &[], input.as_bytes()) {
        assert_eq!(left.code, 0, "{}", left.stderr);
        assert_eq!(left.files(), files(&book.path("")));
        serde_json::from_slice::<serde_json::Value>(&left.stdout()).expect("one JSON value");
    }
}

/// mdBook writes its pages itself: what of them is there may be cut off, and the build fails.
#[test]
fn a_build_without_room_fails_and_leaves_the_sources_alone() {
    let text = large(&mended());
    let book = crate::both::book(&[("a.md", &text), ("b.md", &text)]);
    let sources = files(&book.path(""));
    for room in [0, 4, 64, 512] {
        let Some(left) = with_room(&book, room, &["build"], b"") else {
            return;
        };
        assert_eq!(left.code, 2, "{room} kB: {}", left.stderr);
        let told = left.stderr.contains("mdBook could not build the book: ");
        assert!(
            told && left.stderr.contains("No space left on device"),
            "{}",
            left.stderr
        );
        let mut now = left.files();
        now.retain(|path, _| !path.starts_with("book"));
        assert_eq!(now, sources, "{room} kB");
    }
}
