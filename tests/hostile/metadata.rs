//! Front matter that unfolds, goes deep or is huge. What it says is told as a finding, the rest of the
//! book is read, and it takes no more than any other text of its size.

use std::time::Duration;

use crate::both::{book, findings, preprocess, run};

const BODY: &str = "# T\n\n## Problem\n\nIt returns Array<T>.\n\n## Solution\n\nNone.\n";

/// Aliases of aliases: ten to the power of `levels`.
fn bomb(levels: usize) -> String {
    let mut text = "a0: &a0 x\n".to_owned();
    for level in 1..=levels {
        let aliases = vec![format!("*a{}", level - 1); 10].join(", ");
        text.push_str(&format!("a{level}: &a{level} [{aliases}]\n"));
    }
    text
}

fn merges(levels: usize) -> String {
    let mut text = "m0: &m0 {k: v}\n".to_owned();
    for level in 1..=levels {
        let below = level - 1;
        text.push_str(&format!(
            "m{level}: &m{level} {{<<: [*m{below}, *m{below}], k{level}: *m{below}}}\n"
        ));
    }
    text
}

/// Whether a finding is expected, and the front matter.
fn front_matters() -> Vec<(&'static str, bool, String)> {
    let yaml = |text: String| format!("---\n{text}---\n");
    let toml = |text: String| format!("+++\n{text}+++\n");
    let megabyte = 1 << 20;
    let million = "k".repeat(megabyte);
    let tables: String = (0..20_000).map(|n| format!("[t{n}]\n")).collect();
    vec![
        ("a YAML bomb", true, yaml(bomb(20))),
        ("a bomb of keys", true, yaml(bomb(12) + "? *a12\n: x\n")),
        ("merges", true, yaml(merges(40))),
        (
            "a merge of itself",
            true,
            yaml("a: &a\n  <<: *a\n".to_owned()),
        ),
        (
            "flow sequences",
            true,
            yaml("a: ".to_owned() + &"[".repeat(10_000) + "\n"),
        ),
        (
            "flow mappings",
            true,
            yaml("a: ".to_owned() + &"{a: ".repeat(10_000) + "\n"),
        ),
        (
            "sequences in a line",
            true,
            yaml("- ".repeat(10_000) + "a\n"),
        ),
        ("a key of 1 MB", true, yaml(format!("{million}: v\n"))),
        ("a value of 1 MB", true, yaml(format!("k: {million}\n"))),
        (
            "tags",
            true,
            yaml("a: !!python/object/apply:os.system [\"touch /tmp/x\"]\n".to_owned()),
        ),
        (
            "many tags",
            true,
            yaml((0..2000).map(|n| format!("k{n}: !t{n} v\n")).collect()),
        ),
        ("documents", true, yaml("a: b\n--- \nc: d\n".to_owned())),
        (
            "anchors",
            true,
            yaml((0..4000).map(|n| format!("k{n}: &a{n} v\n")).collect()),
        ),
        (
            "arrays in TOML",
            true,
            toml("a = ".to_owned() + &"[".repeat(10_000) + "\n"),
        ),
        (
            "tables in TOML",
            true,
            toml("a = ".to_owned() + &"{b = ".repeat(10_000) + "\n"),
        ),
        ("dotted keys", true, toml("a.".repeat(10_000) + "b = 1\n")),
        ("tables upon tables", true, toml(tables)),
        ("a TOML key of 1 MB", true, toml(format!("{million} = 1\n"))),
    ]
}

#[test]
fn whatever_the_metadata_is_the_document_is_read() {
    for (name, told, front) in front_matters() {
        let text = format!("{front}{BODY}");
        let chapters = [("a.md", text.as_str())];
        let book = book(&chapters);
        let checked = run(&book, &["check", "--format", "json"]);
        let paged = preprocess(&book, &chapters, "html");
        for spent in [&checked, &paged] {
            assert!(
                matches!(spent.code, Some(0 | 1)),
                "{name}: {}",
                spent.stderr
            );
            assert!(spent.memory < 128 << 20, "{name}: {} bytes", spent.memory);
            assert!(
                spent.time < Duration::from_secs(5),
                "{name}: {:?}",
                spent.time
            );
        }
        let findings = findings(&checked);
        let of = |rule: &str| findings.iter().filter(|it| it.0 == rule).count();
        assert_eq!(of("lost-text"), 1, "{name}: {findings:?}");
        let metadata = findings.len() > 1;
        assert_eq!(metadata, told, "{name}: {findings:?}");
    }
}
