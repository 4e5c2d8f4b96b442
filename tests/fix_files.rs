//! `fix` and the files themselves: killed at any moment, read-only, linked, listed twice, included,
//! written by somebody else.

mod book;

use std::fs;
use std::process::Stdio;
use std::time::Duration;

use book::TestBook;

const TEMPLATE: &str = "# <Title>\n\n## Problem\n";
const FAULTY: &str = "# One\n\n## Problem\n\nIt returns Array<T> â€” slowly.\n";
const MENDED: &str = "# One\n\n## Problem\n\nIt returns Array\\<T> — slowly.\n";

/// A book with that table of contents, all of whose chapters are documents.
fn shelf(summary: &str) -> TestBook {
    let book = TestBook::new(summary);
    let toml = fs::read_to_string(book.path("book.toml")).expect("book.toml");
    let entry =
        "\n[[preprocessor.design-docs.documents]]\npath = \"**/*.md\"\ntemplate = \"doc\"\n";
    book.file("book.toml", toml + entry)
        .file("templates/doc.md", TEMPLATE)
}

fn read(book: &TestBook, path: &str) -> String {
    fs::read_to_string(book.path(path)).expect("a text")
}

/// How often the program is killed: `KILLS` says it.
fn kills() -> u64 {
    let kills = std::env::var("KILLS").ok();
    kills.and_then(|kills| kills.parse().ok()).unwrap_or(12)
}

#[test]
fn whenever_it_is_killed_every_file_is_old_or_new() {
    const DOCUMENTS: usize = 200;
    let path = |number: usize| format!("src/d{number}.md");
    let lines: String = (0..DOCUMENTS)
        .map(|n| format!("- [{n}](d{n}.md)\n"))
        .collect();
    let book = shelf(&lines);
    let reset = || {
        for number in 0..DOCUMENTS {
            fs::write(book.path(&path(number)), FAULTY).expect("a document");
        }
    };
    reset();
    let mut killed_between = 0;
    for kill in 0..kills() {
        let mut command = book.command();
        command
            .arg("fix")
            .stdout(Stdio::null())
            .stderr(Stdio::null());
        let mut child = command.spawn().expect("it runs");
        // Not before it writes, as far as that can be seen from outside.
        let begun = || (0..DOCUMENTS).any(|n| read(&book, &path(n)) == MENDED);
        while !begun() && child.try_wait().expect("a child").is_none() {
            std::thread::sleep(Duration::from_micros(200));
        }
        std::thread::sleep(Duration::from_micros(kill * 7919 % 9000));
        child.kill().expect("it is killed");
        child.wait().expect("it ends");
        let texts: Vec<String> = (0..DOCUMENTS).map(|n| read(&book, &path(n))).collect();
        for (number, text) in texts.iter().enumerate() {
            assert!(
                text == FAULTY || text == MENDED,
                "{}: {text:?}",
                path(number)
            );
        }
        let new = texts.iter().filter(|text| *text == MENDED).count();
        killed_between += usize::from((1..DOCUMENTS).contains(&new));
        reset();
    }
    assert!(killed_between > 0, "it was never killed while it wrote");
    assert_eq!(book.run(&["fix"]).code, 0);
    assert!((0..DOCUMENTS).all(|n| read(&book, &path(n)) == MENDED));
}

#[test]
fn a_read_only_file_is_told_and_keeps_no_other_from_being_mended() {
    let book = shelf("- [A](a.md)\n- [B](b.md)\n")
        .file("src/a.md", FAULTY)
        .file("src/b.md", FAULTY);
    let mut permissions = fs::metadata(book.path("src/a.md"))
        .expect("a file")
        .permissions();
    permissions.set_readonly(true);
    fs::set_permissions(book.path("src/a.md"), permissions).expect("permissions");
    let said = book.run(&["fix"]);
    assert_eq!(said.code, 2);
    assert!(
        said.stderr
            .contains("src/a.md` can't be written: it is read-only"),
        "{said:?}"
    );
    assert_eq!(
        (
            read(&book, "src/a.md").as_str(),
            read(&book, "src/b.md").as_str()
        ),
        (FAULTY, MENDED)
    );
    // What was not written is not said to be mended, and is told as it stands.
    assert!(
        said.stdout.contains("mended 2 findings in 1 file"),
        "{said:?}"
    );
    assert!(said.stdout.contains("warning[lost-text]"), "{said:?}");
    assert!(!said.stdout.contains("mended in src/a.md"), "{said:?}");
}

#[cfg(unix)]
#[test]
fn a_chapter_that_is_a_link_stays_one() {
    let book = shelf("- [A](a.md)\n- [B](b.md)\n").file("elsewhere/real.md", FAULTY);
    fs::create_dir_all(book.path("src")).expect("a folder");
    for name in ["a", "b"] {
        let link = book.path(&format!("src/{name}.md"));
        std::os::unix::fs::symlink("../elsewhere/real.md", link).expect("a link");
    }
    let said = book.run(&["fix"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert_eq!(read(&book, "elsewhere/real.md"), MENDED);
    for name in ["a", "b"] {
        let link = fs::symlink_metadata(book.path(&format!("src/{name}.md"))).expect("a link");
        assert!(link.is_symlink());
    }
}

#[test]
fn a_chapter_that_is_listed_twice_is_mended_once() {
    let book = shelf("- [A](a.md)\n- [A again](./a.md)\n").file("src/a.md", FAULTY);
    book.run(&["fix"]);
    assert_eq!(read(&book, "src/a.md"), MENDED);
}

#[test]
fn what_is_included_is_not_mistaken_for_the_chapter() {
    let part = "It returns Array<T> â€” slowly.\n";
    let chapter = "# One\n\n## Problem\n\nSlow.\n\n{{#include part.txt}}\n\nAsk Map<K>.\n";
    let book = shelf("- [A](a.md)\n- [B](b.md)\n")
        .file("src/part.txt", part)
        .file("src/a.md", chapter)
        .file("src/b.md", chapter);
    let said = book.run(&["fix"]);
    assert_eq!(read(&book, "src/part.txt"), part);
    for path in ["src/a.md", "src/b.md"] {
        assert_eq!(read(&book, path), chapter.replace("<K>", "\\<K>"));
    }
    assert_eq!(said.code, 1, "{said:?}");
}

#[test]
fn what_comes_to_be_listed_is_mended_too() {
    let orphan = "# Two\n\n## Problem\n\nSlow.\n";
    let book = shelf("# Summary\r\n\r\n- [A](a.md)\r\n")
        .file("src/a.md", orphan)
        .file("src/sub/b.md", FAULTY.replace('\n', "\r\n"));
    let said = book.run(&["fix", "--unsafe"]);
    assert_eq!(said.code, 0, "{said:?}");
    // What comes to be listed is mended too.
    assert_eq!(
        read(&book, "src/SUMMARY.md"),
        "# Summary\r\n\r\n- [A](a.md)\r\n- [One](sub/b.md)\r\n"
    );
    assert_eq!(read(&book, "src/sub/b.md"), MENDED.replace('\n', "\r\n"));
    let again = book.run(&["fix", "--unsafe"]);
    assert!(again.stdout.starts_with("nothing to mend"), "{again:?}");
}

#[test]
fn bytes_that_it_does_not_mean_to_touch_stay() {
    let text = format!("\u{feff}{}\t\r\n\r\r\n\u{b}x ", FAULTY.trim_end());
    let book = shelf("- [A](a.md)\n").file("src/a.md", &text);
    book.run(&["fix"]);
    assert_eq!(
        read(&book, "src/a.md"),
        text.replace("<T>", "\\<T>").replace("â€”", "—")
    );
}
