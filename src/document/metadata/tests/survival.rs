//! Hostile input ends in an error or nothing, within a budget.

use std::fmt::Write;

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
