//! Outputs that are full, closed before the start, or closed while they are written.

use std::fs::{self, OpenOptions};
use std::io::Read;
use std::process::{Command, Stdio};

use serde_json::json;

use crate::book::{TestBook, chapter};
use crate::{faulty, files, mended};

/// Everything that prints: the command, and what it reads.
const PRINTS: [&str; 24] = [
    "--help",
    "--version",
    "check --help",
    "check",
    "check --format short",
    "check --format json",
    "check --format sarif",
    "check --format github",
    "check --format markdown",
    "list",
    "list --format json",
    "list --format csv",
    "list --format markdown",
    "fix --dry-run",
    "fix",
    "status src/a.md",
    "status src/b.md final --dry-run",
    "status src/b.md final",
    "new t --title One",
    "explain",
    "explain lost-text",
    "schema t",
    "templates show t",
    "completions bash",
];

/// A book that every command has something to say of.
fn book() -> TestBook {
    let draft = mended().replace("final", "draft");
    crate::both::book(&[("a.md", &faulty()), ("b.md", &draft)])
}

/// The folder of plain Markdown that `init` has something to say of.
fn folder() -> TestBook {
    (0..5).fold(TestBook::empty(), |book, n| {
        book.file(&format!("docs/{n}.md"), mended())
    })
}

fn command(book: &TestBook, words: &str) -> Command {
    let mut command = book.command();
    command.args(words.split(' ').filter(|word| !word.is_empty()));
    command
}

/// What mdBook would send of that book.
fn sent(book: &TestBook) -> Vec<u8> {
    let items = [chapter("A", "a.md", &faulty())];
    json!([book.context(), {"items": items}])
        .to_string()
        .into_bytes()
}

/// A file with mdBook's message, as standard input.
fn stdin(book: &TestBook) -> Stdio {
    let path = book.path(".git/sent");
    fs::write(&path, sent(book)).expect("a file");
    fs::File::open(path).expect("a file").into()
}

/// A device that takes nothing; none where the system has none.
fn full() -> Option<Stdio> {
    let full = OpenOptions::new().write(true).open("/dev/full").ok();
    if full.is_none() {
        eprintln!("skipped: there is no /dev/full");
    }
    full.map(Stdio::from)
}

#[test]
fn what_can_not_be_printed_is_said_and_never_a_success() {
    for words in PRINTS
        .into_iter()
        .chain(["", "init", "templates", "templates check"])
    {
        let is_init = matches!(words, "init");
        let book = if is_init { folder() } else { book() };
        let before = files(&book.path(""));
        let Some(full_device) = full() else {
            return;
        };
        let mut run = command(&book, words);
        if words.is_empty() {
            run.stdin(stdin(&book));
        }
        let said = run.stdout(full_device).output().expect("it runs");
        let stderr = String::from_utf8_lossy(&said.stderr);
        assert_eq!(said.status.code(), Some(2), "{words}: {stderr}");
        assert!(!stderr.contains("panicked"), "{words}: {stderr}");
        let told = stderr.contains("standard output can't be written: ")
            || words.is_empty() && stderr.contains("can't be handed back to mdBook: ");
        assert!(told, "{words}: {stderr}");
        assert!(
            stderr.contains("No space left on device"),
            "{words}: {stderr}"
        );
        // What is to be looked at before it is written is not written unseen.
        if is_init {
            assert_eq!(files(&book.path("")), before);
        }
    }
}

/// Where nobody can be told either, the exit code is left.
#[test]
fn where_nothing_can_be_printed_at_all_the_exit_code_tells() {
    for words in [
        "--help",
        "check",
        "list",
        "fix",
        "nonsense",
        "check --nonsense",
        "",
    ] {
        let book = book();
        let (Some(out), Some(errors)) = (full(), full()) else {
            return;
        };
        let mut run = command(&book, words);
        if words.is_empty() {
            run.stdin(stdin(&book));
        }
        let ended = run.stdout(out).stderr(errors).status().expect("it runs");
        assert_eq!(ended.code(), Some(2), "{words}");
    }
}

/// Where messages can't be told, everything else is as it was.
#[test]
fn messages_that_can_not_be_told_change_nothing() {
    for words in [
        "",
        "build",
        "init",
        "check",
        "fix",
        "new t --title One",
        "check --base x",
        "nonsense",
    ] {
        let run = |errors: Option<Stdio>| {
            let book = if words == "init" { folder() } else { book() };
            let mut run = command(&book, words);
            if words.is_empty() {
                run.stdin(stdin(&book));
            }
            let said = run.stderr(errors?).output().expect("it runs");
            Some((said.status.code(), said.stdout, files(&book.path(""))))
        };
        let Some((code, stdout, left)) = run(full()) else {
            return;
        };
        let (right_code, right_stdout, right) = run(Some(Stdio::null())).expect("it runs");
        assert_eq!(code, right_code, "{words}");
        // `init` and `list` name the folder, which is another one.
        assert_eq!(stdout.len(), right_stdout.len(), "{words}");
        let names =
            |files: &std::collections::BTreeMap<_, _>| files.keys().cloned().collect::<Vec<_>>();
        assert_eq!(names(&left), names(&right), "{words}");
    }
}

/// A file that is opened must not come to stand in the place of an output that is closed.
#[test]
fn outputs_that_were_never_open_are_nothing_to_fail_at() {
    for words in [
        "--help",
        "check",
        "list",
        "fix",
        "fix --dry-run",
        "status src/b.md final",
        "new t --title One",
        "build",
    ] {
        for closed in [">&-", "<&- >&- 2>&-"] {
            let run = |redirected: &str| {
                let book = book();
                let program = command(&book, words);
                let mut shell = Command::new("sh");
                shell.args(["-c", &format!("exec \"$@\" {redirected}"), "sh"]);
                shell.arg(program.get_program()).args(program.get_args());
                shell.current_dir(book.path("")).stdin(Stdio::null());
                let said = shell.output().expect("sh runs");
                (said.status.code(), files(&book.path("")))
            };
            let (code, left) = run(closed);
            let (right_code, right) = run("");
            assert_eq!(code, right_code, "{words} {closed}");
            assert!(left == right, "{words} {closed}: other files");
        }
    }
    // Without a standard input there is no book.
    let book = book();
    let mut shell = Command::new("sh");
    shell.args(["-c", "exec \"$1\" <&-", "sh"]);
    let said = shell
        .arg(book.command().get_program())
        .output()
        .expect("sh runs");
    let stderr = String::from_utf8_lossy(&said.stderr);
    assert_eq!(said.status.code(), Some(2), "{stderr}");
    assert!(stderr.contains("not what mdBook sends"), "{stderr}");
}

/// A reader that has seen enough: what it took is right, and the exit code is that of a full reading.
#[test]
fn readers_may_go_away_at_any_moment() {
    let faults = "It returns Array<T>.\n\n".repeat(5_000);
    let text = faulty().replace("It returns Array<T>.\n\n", &faults);
    for words in ["check", "check --format json", "fix --dry-run", ""] {
        let book = crate::both::book(&[("a.md", &text)]);
        let run = || {
            let mut run = command(&book, words);
            if words.is_empty() {
                let items = [chapter("A", "a.md", &text)];
                let sent = json!([book.context(), {"items": items}]).to_string();
                fs::write(book.path(".git/sent"), sent).expect("a file");
                run.stdin(fs::File::open(book.path(".git/sent")).expect("a file"));
            }
            run.stdout(Stdio::piped()).stderr(Stdio::piped());
            run
        };
        let whole = run().output().expect("it runs");
        assert!(
            whole.stdout.len() > 80_000,
            "{words}: {}",
            whole.stdout.len()
        );
        for takes in [1, 70_000] {
            let mut child = run().spawn().expect("it starts");
            let mut stdout = child.stdout.take().expect("a pipe");
            let mut taken = vec![0; takes];
            stdout.read_exact(&mut taken).expect("so much");
            drop(stdout);
            let said = child.wait_with_output().expect("it ends");
            let what = format!("{words}, {takes}");
            assert_eq!(said.status.code(), whole.status.code(), "{what}");
            assert_eq!(said.stderr, whole.stderr, "{what}");
            assert_eq!(taken, whole.stdout[..takes], "{what}");
        }
    }
}
