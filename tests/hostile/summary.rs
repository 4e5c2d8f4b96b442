//! Tables of contents that are huge, deep, or list what no book should.

use std::time::Duration;

use crate::book::TestBook;
use crate::both::{BEGIN, book, findings, run};

#[test]
fn twenty_thousand_entries() {
    for (name, entry) in [
        ("missing", "- [a](missing%.md)\n"),
        ("drafts", "- [a]()\n"),
        ("one file", "- [a](a.md)\n"),
        ("no links", "- a\n"),
        ("brackets", "- [[[\n"),
    ] {
        let listing = |times: usize| -> String {
            let entries = (0..times).map(|n| entry.replace('%', &n.to_string()));
            format!("# Summary\n\n- [A](a.md)\n{}", entries.collect::<String>())
        };
        let look = |times: usize| {
            let book = book(&[("a.md", BEGIN)]).file("src/SUMMARY.md", listing(times));
            run(&book, &["check", "--format", "short"])
        };
        let spent = look(20_000);
        assert!(spent.code.is_some(), "{name}: {}", spent.stderr);
        assert!(spent.memory < 192 << 20, "{name}: {}", spent.memory);
        if spent.time > Duration::from_millis(500) {
            let (small, large) = (look(5_000).time, spent.time);
            let most = small * 6 + Duration::from_millis(500);
            assert!(large <= most, "{name}: {small:?}, then {large:?}");
        }
    }
}

#[test]
fn levels_beyond_counting() {
    let deep: String = (0..2_000)
        .map(|level| format!("{}- [x](x{level}.md)\n", "  ".repeat(level)))
        .collect();
    let within = "- ".repeat(10_000) + "[x](x.md)\n";
    for summary in [deep, within] {
        let book = book(&[("a.md", BEGIN)]).file("src/SUMMARY.md", &summary);
        for command in ["check", "build", "list"] {
            let spent = run(&book, &[command]);
            assert_eq!(spent.code, Some(2), "{command}: {}", spent.stderr);
            let deep = "chapters are nested more than 100 deep";
            assert!(spent.stderr.contains(deep), "{command}: {}", spent.stderr);
        }
    }
}

/// A file twice, one that is missing, one outside of `src`, a folder: each is told, and what is fine is
/// looked at.
#[test]
fn entries_that_no_book_should_have() {
    let faulty = format!("{BEGIN}It returns Array<T>.\n\n## Solution\n\nNone.\n");
    let book = book(&[("a.md", &faulty)])
        .file("outside.md", &faulty)
        .file("src/folder.md/x.txt", "")
        .file(
            "src/SUMMARY.md",
            "- [A](a.md)\n- [Again](a.md)\n- [Missing](no.md)\n- [Outside](../outside.md)\n- [Folder](folder.md)\n- [Beyond](../../../../../../../../etc/passwd)\n- [Root](/etc/passwd)\n",
        );
    let spent = run(&book, &["check", "--format", "json"]);
    let found = findings(&spent);
    let at = |line: u64| {
        let told = |it: &&(String, String, u64)| it.1 == "src/SUMMARY.md" && it.2 == line;
        found.iter().filter(told).count()
    };
    for line in [2, 3, 5] {
        assert_eq!(at(line), 1, "line {line}: {found:?}");
    }
    let lost = found.iter().filter(|it| it.0 == "lost-text");
    assert!(lost.clone().any(|it| it.1 == "src/a.md"), "{found:?}");
    assert!(lost.clone().any(|it| it.1 == "outside.md"), "{found:?}");
    // mdBook refuses the book; what is told of it is one message, and nothing is built.
    let spent = run(&book, &["build"]);
    assert_eq!(spent.code, Some(2), "{}", spent.stderr);
    assert!(!book.path("book/index.html").exists());
}

#[test]
fn configurations_that_are_none() {
    let wide: String = (0..20_000).map(|n| format!("k{n} = {n}\n")).collect();
    let deep = "a = ".to_owned() + &"[".repeat(10_000) + "\n";
    let long = format!("[book]\ntitle = \"{}\"\n", "x".repeat(5 << 20));
    let cases: [(&str, Vec<u8>, i32); 5] = [
        ("not UTF-8", b"[book]\ntitle = \"\xff\"\n".to_vec(), 2),
        ("deep", deep.into_bytes(), 2),
        (
            "wide",
            format!("[preprocessor.design-docs]\n{wide}").into_bytes(),
            2,
        ),
        ("long", long.into_bytes(), 0),
        ("empty", Vec::new(), 0),
    ];
    for (name, toml, code) in cases {
        for command in ["check", "build"] {
            let book = TestBook::new("- [A](a.md)\n")
                .file("src/a.md", "# A\n")
                .file("book.toml", &toml);
            let spent = run(&book, &[command]);
            assert_eq!(
                spent.code,
                Some(code),
                "{name}, {command}: {}",
                spent.stderr
            );
            assert!(spent.memory < 256 << 20, "{name}: {}", spent.memory);
            assert!(
                spent.time < Duration::from_secs(10),
                "{name}: {:?}",
                spent.time
            );
            assert!(!spent.stderr.contains("panicked"), "{}", spent.stderr);
        }
    }
    let book = TestBook::empty()
        .file("src/SUMMARY.md", "- [A](a.md)\n")
        .file("book.toml/x", "");
    for command in ["check", "build"] {
        let spent = run(&book, &[command]);
        assert_eq!(spent.code, Some(2), "{command}");
        assert!(spent.stderr.contains("book.toml"), "{}", spent.stderr);
    }
}
