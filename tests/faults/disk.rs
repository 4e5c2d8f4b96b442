//! Disks that are full, outputs that nobody reads, files and folders that nobody may write.

use std::fs::{self, OpenOptions, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::process::{Command, Stdio};

use crate::book::TestBook;
use crate::both::{BEGIN, book, preprocess};

/// A document that `fix` has something to do in, so large that it does not fit where little does.
fn faulty() -> String {
    let words = "Words that fill a disk.\n\n".repeat(8_000);
    format!("{BEGIN}It returns Array<T>.\n\n{words}## Solution\n\nNone.\n")
}

fn temporary_files(book: &TestBook) -> Vec<std::path::PathBuf> {
    let ours = |path: &std::path::PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.ends_with(".tmp") || name.starts_with("new-")
    };
    book.listing().into_iter().filter(ours).collect()
}

/// The program where no file may grow beyond some kilobytes: for whoever writes that is a disk which is
/// full. The signal that says so is passed over, so that the write fails as it does then.
fn on_a_full_disk(book: &TestBook, arguments: &[&str]) -> std::process::Output {
    let program = book.command();
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; ulimit -f 64; exec \"$@\"", "sh"]);
    command.arg(program.get_program()).args(arguments);
    command.current_dir(book.path("."));
    command.stdin(Stdio::null()).output().expect("sh runs")
}

#[test]
fn on_a_full_disk_every_file_stays_as_it_was() {
    let text = faulty();
    let book = book(&[("a.md", &text)]);
    let said = on_a_full_disk(&book, &["fix"]);
    let stderr = String::from_utf8_lossy(&said.stderr);
    assert_eq!(said.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("a.md` can't be written"), "{stderr}");
    let now = fs::read_to_string(book.path("src/a.md")).expect("a text");
    assert!(now == text, "the file is not as it was");
    assert_eq!(
        temporary_files(&book),
        [""; 0].map(std::path::PathBuf::from)
    );
    // With room again it is mended.
    assert_eq!(book.run(&["fix"]).code, 0);
    let now = fs::read_to_string(book.path("src/a.md")).expect("a text");
    assert_eq!(now, text.replace("<T>", "\\<T>"));
}

#[test]
fn on_a_full_disk_nothing_is_half_new() {
    let long = "# T\n\n".to_owned() + &"Words that fill a disk.\n\n".repeat(8_000);
    let book = book(&[("a.md", BEGIN)]).file("templates/t.md", &long);
    let before = book.listing();
    let summary = fs::read_to_string(book.path("src/SUMMARY.md")).expect("a text");
    let said = on_a_full_disk(&book, &["new", "t", "A title"]);
    let stderr = String::from_utf8_lossy(&said.stderr);
    assert_eq!(said.status.code(), Some(2), "{stderr}");
    assert_eq!(book.listing(), before, "{stderr}");
    let now = fs::read_to_string(book.path("src/SUMMARY.md")).expect("a text");
    assert_eq!(now, summary);
}

#[test]
fn a_full_disk_behind_the_output_is_said() {
    let Ok(full) = OpenOptions::new().write(true).open("/dev/full") else {
        eprintln!("skipped: there is no /dev/full");
        return;
    };
    let text = faulty();
    let book = book(&[("a.md", &text)]);
    let full = || Stdio::from(full.try_clone().expect("a handle"));
    for arguments in [
        &["check"][..],
        &["check", "--format", "json"],
        &["check", "--format", "sarif"],
        &["list"],
        &["fix", "--dry-run"],
        &["explain", "lost-text"],
        &["schema"],
        &["templates"],
        &["completions", "bash"],
    ] {
        let mut command = book.command();
        let said = command.args(arguments).stdout(full()).output();
        let said = said.expect("it runs");
        let stderr = String::from_utf8_lossy(&said.stderr);
        assert_eq!(said.status.code(), Some(2), "{arguments:?}: {stderr}");
        assert!(
            stderr.contains("can't be written"),
            "{arguments:?}: {stderr}"
        );
        assert!(!stderr.contains("panicked"), "{arguments:?}: {stderr}");
    }
}

#[test]
fn a_page_that_nobody_takes_is_no_reason_to_break_down() {
    let text = faulty();
    let chapters = [("a.md", text.as_str())];
    let book = book(&chapters);
    let pages = preprocess(&book, &chapters, "html");
    assert_eq!(pages.code, Some(0), "{}", pages.stderr);
    for arguments in ["check", "list", "fix --dry-run", "check --format json"] {
        let mut command = book.command();
        let words = arguments.split(' ');
        let command = command
            .args(words)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("it starts");
        // Closed before a byte is read; the messages too.
        drop(child.stdout.take());
        drop(child.stderr.take());
        let code = child.wait().expect("it ends").code();
        assert!(matches!(code, Some(0 | 1)), "{arguments}: {code:?}");
    }
}

/// Who may write everything is asked to try as somebody who may not; false where that can't be.
fn as_nobody(command: &Command) -> Option<Command> {
    let id = Command::new("id").arg("-u").output().ok()?;
    let is_root = id.stdout == b"0\n";
    let mut other = Command::new(if is_root { "setpriv" } else { "env" });
    if is_root {
        other.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
        let mut tried = Command::new("setpriv");
        tried.args(["--reuid=65534", "--regid=65534", "--clear-groups"]);
        tried.arg(command.get_program()).args(["supports", "html"]);
        if !tried.output().is_ok_and(|it| it.status.success()) {
            eprintln!("skipped: this user may write everything, and no other can be had");
            return None;
        }
    }
    other.arg(command.get_program()).args(command.get_args());
    other.current_dir(command.get_current_dir()?);
    other.env("HOME", "/nonexistent");
    Some(other)
}

fn modes(book: &TestBook, mode: u32, folder: &str) {
    for path in book.listing() {
        if path.starts_with(book.path(folder)) && path.is_dir() {
            fs::set_permissions(&path, Permissions::from_mode(mode)).expect("a mode");
        }
    }
    fs::set_permissions(book.path(folder), Permissions::from_mode(mode)).expect("a mode");
}

#[test]
fn where_nobody_may_write_it_is_said_and_everything_else_goes_on() {
    let text = faulty();
    let book = book(&[("a.md", &text), ("b.md", &text)]);
    book.commit("2026-01-01");
    // Others may look, not touch.
    modes(&book, 0o755, ".");
    modes(&book, 0o555, "src");
    modes(&book, 0o555, ".git");
    let run = |arguments: &[&str]| {
        let mut command = book.command();
        command.args(arguments);
        Some(as_nobody(&command)?.output().expect("it runs"))
    };
    let Some(checked) = run(&["check", "--format", "short"]) else {
        return;
    };
    let stdout = String::from_utf8_lossy(&checked.stdout);
    assert!(stdout.contains("src/a.md:11:"), "{checked:?}");
    assert!(stdout.contains("src/b.md:11:"), "{checked:?}");
    let fixed = run(&["fix"]).expect("it ran before");
    let stderr = String::from_utf8_lossy(&fixed.stderr);
    assert_eq!(fixed.status.code(), Some(2), "{stderr}");
    for path in ["a.md", "b.md"] {
        assert!(
            stderr.contains(&format!("{path}` can't be written")),
            "{stderr}"
        );
        let now = fs::read_to_string(book.path(&format!("src/{path}"))).expect("a text");
        assert!(now == text, "{path} is not as it was");
    }
    let made = run(&["new", "t", "A title"]).expect("it ran before");
    assert_eq!(made.status.code(), Some(2), "{made:?}");
    modes(&book, 0o755, ".");
}

#[test]
fn what_nobody_may_read_is_told_and_hides_nothing() {
    let text = faulty();
    let book = book(&[("a.md", &text), ("b.md", &text)]);
    modes(&book, 0o755, ".");
    let closed = Permissions::from_mode(0o000);
    fs::set_permissions(book.path("src/a.md"), closed).expect("a mode");
    let mut command = book.command();
    command.args(["check", "--format", "short"]);
    let Some(mut command) = as_nobody(&command) else {
        return;
    };
    let said = command.output().expect("it runs");
    let stdout = String::from_utf8_lossy(&said.stdout);
    assert_eq!(said.status.code(), Some(2), "{said:?}");
    assert!(
        stdout.contains("the chapter `src/a.md` can't be read"),
        "{stdout}"
    );
    assert!(stdout.contains("src/b.md:11:"), "{stdout}");
}
