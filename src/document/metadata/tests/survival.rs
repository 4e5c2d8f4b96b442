//! Hostile input ends in an error or nothing, within a budget.

use std::fmt::Write;

use proptest::prelude::*;

use super::*;

fn over_budget(content: &str) {
    let (_, message, _) = problem(&format!("---\n{content}\n---\n# H\n"));
    assert!(message.contains("over budget"), "{message}");
}

#[test]
fn bombs_end_in_a_problem() {
    let mut laughs = "a0: &a0 [lol]\n".to_owned();
    for level in 1..20 {
        let aliases = vec![format!("*a{}", level - 1); 9].join(", ");
        let _ = writeln!(laughs, "a{level}: &a{level} [{aliases}]");
    }
    over_budget(&laughs);
    let long = format!(
        "a: &a {}\nb: [{}]",
        "x".repeat(100_000),
        "*a, ".repeat(1000)
    );
    over_budget(&long);
    over_budget(&format!("a: {}{}", "[".repeat(100), "]".repeat(100)));
    over_budget(&format!("a: [{}]", "1, ".repeat(20_000)));
    over_budget(&format!("{}: 1", "k".repeat(1 << 19)));
    over_budget(&format!("? {}\n: 1", "k".repeat(2000)));
    over_budget("a: &a [*a]");
    let mut deep = "a0: &a0 [[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]\n".to_owned();
    for level in 1..20 {
        let _ = writeln!(deep, "a{level}: &a{level} [[[[[[*a{}]]]]]]", level - 1);
    }
    over_budget(&deep);
    let block = (0..100).fold("a:\n".to_owned(), |mut text, depth| {
        let _ = writeln!(text, "{}k:", " ".repeat(depth + 1));
        text
    });
    over_budget(&block);
}

#[test]
fn large_front_matter_is_told_and_not_read() {
    let text = format!("---\na: {}\n---\n# H\n", "x".repeat(2 << 20));
    let read = read_front_matter(&text).expect("front matter");
    assert!(read.problems[0].message.contains("1 MiB"));
    assert!(text[read.range.end..].starts_with("# H"));
    let text = format!("+++\na = [{}]\n+++\n", "1, ".repeat(20_000));
    let (_, message, _) = problem(&text);
    assert!(message.contains("over budget"), "{message}");
}

fn in_bounds(text: &str, range: &std::ops::Range<usize>) {
    assert!(text.get(range.clone()).is_some(), "{range:?} of {text:?}");
}

fn value_in_bounds(text: &str, value: &Value) {
    match value {
        Value::List(items) => items.iter().for_each(|item| {
            in_bounds(text, &item.range);
            value_in_bounds(text, &item.value);
        }),
        Value::Map(pairs) => pairs.iter().for_each(|pair| {
            in_bounds(text, &pair.key_range);
            in_bounds(text, &pair.value.range);
            value_in_bounds(text, &pair.value.value);
        }),
        _ => {}
    }
}

/// Reads a text with everything allowed, and holds each range against it.
fn survives(text: &str) {
    let mut known = Known::for_template(Default::default());
    known
        .heading_keys
        .extend(["a".to_owned(), "date".to_owned()]);
    known.template_keys.insert("a".to_owned());
    let notes = notes(text);
    let metadata = notes.metadata(&known);
    for entry in &metadata.entries {
        in_bounds(text, &entry.key_range);
        in_bounds(text, &entry.value_range);
        in_bounds(text, &entry.range);
        value_in_bounds(text, &entry.value);
        for item in entry.items() {
            item.split(text)
                .iter()
                .for_each(|part| in_bounds(text, &part.range));
        }
    }
    for problem in &metadata.problems {
        in_bounds(text, &problem.range);
        problem
            .also
            .iter()
            .for_each(|(range, _)| in_bounds(text, range));
    }
    if let Some(read) = &notes.front_matter {
        in_bounds(text, &read.range);
        in_bounds(text, &read.content);
    }
}

/// Pieces of which metadata is made, in any order.
const PIECES: &[&str] = &[
    "---\n",
    "+++\n",
    "...\n",
    "\n",
    "\r\n",
    "a: ",
    "status: ",
    "Status",
    "**",
    "*",
    "_",
    ":",
    " ",
    "  ",
    "- ",
    "* ",
    "|",
    "|-|-|\n",
    "# ",
    "## Status\n\n",
    "```\n",
    "`",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\"",
    "'",
    "&a ",
    "*a",
    "!!str ",
    "<<: ",
    "= ",
    "\t",
    "é",
    "🐙",
    "\u{feff}",
    "\u{a0}",
    "<Your Name>",
    "<!-- c -->",
    "<br>",
    "&amp;",
    "\\",
    "...",
    "--",
    "> ",
    "1",
    "x",
    "](y)",
    "\u{85}",
    "\u{2028}",
    "Phase: 2",
    "===\n",
    "|\n  x\n",
    ">-\n  x\n",
    "\"\"\"",
    "# c\n",
    "%",
    "@",
    "? ",
    "\0",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn any_text_is_survived(text in "\\PC{0,200}") {
        survives(&text);
    }

    #[test]
    fn any_metadata_is_survived(pieces in prop::collection::vec(prop::sample::select(PIECES), 0..60)) {
        let text = pieces.concat();
        survives(&text);
        survives(&format!("---\n{text}\n---\n"));
        survives(&format!("+++\n{text}\n+++\n"));
        survives(&format!("# T\n\n{text}\n"));
    }
}
