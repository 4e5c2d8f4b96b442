//! Chapters of tens of megabytes, a hundred thousand headings, ten thousand levels.

use std::time::Duration;

use crate::both::{BEGIN, book, findings, pages, preprocess, run};
use crate::spent::Spent;

/// What a program takes that does nothing.
const FIXED: u64 = 64 << 20;

fn assert_within(what: &str, spent: &Spent, memory: u64, time: Duration) {
    assert!(
        matches!(spent.code, Some(0 | 1)),
        "{what}: {:?} {}",
        spent.code,
        spent.stderr
    );
    assert!(spent.memory <= memory, "{what}: {} bytes", spent.memory);
    assert!(spent.time <= time, "{what}: {:?}", spent.time);
}

/// A document of 50 MB, half of it prose and half of it code, with one finding near its end.
fn fifty_megabytes() -> String {
    let prose =
        "Words that say a little thing about nothing at all and go on. ".repeat(64) + "\n\n";
    let code = "```\n".to_owned() + &"code of a line that is long enough\n".repeat(100) + "```\n\n";
    let mut text = BEGIN.to_owned();
    while text.len() < 50_000_000 {
        text.push_str(&prose);
        text.push_str(&code);
    }
    text + "It returns Array<T> slowly.\n\n## Solution\n\nNone.\n"
}

#[test]
fn a_chapter_of_fifty_megabytes_is_checked() {
    let text = fifty_megabytes();
    let line = text.lines().count() as u64 - 4;
    let spent = run(&book(&[("a.md", &text)]), &["check", "--format", "json"]);
    let most = FIXED + 8 * text.len() as u64;
    assert_within("check", &spent, most, Duration::from_secs(60));
    let lost = ("lost-text".to_owned(), "src/a.md".to_owned(), line);
    assert_eq!(findings(&spent), [lost]);
}

#[test]
fn a_chapter_of_fifty_megabytes_becomes_a_page() {
    let text = fifty_megabytes();
    let chapters = [("a.md", text.as_str())];
    let spent = preprocess(&book(&chapters), &chapters, "html");
    let most = FIXED + 10 * text.len() as u64;
    assert_within("page", &spent, most, Duration::from_secs(60));
    let body = &text[text.find("# T").expect("a title") + 3..];
    assert!(pages(&spent)[0].contains(body), "the text is not as it was");
}

#[test]
fn a_hundred_thousand_headings() {
    let headings: String = (0..100_000)
        .map(|n| format!("## Heading {n}\n\n"))
        .collect();
    let text = format!("{BEGIN}{headings}## Solution\n\nNone.\n");
    let chapters = [("a.md", text.as_str())];
    let book = book(&chapters);
    // Each of them is a section that the template does not have, and so a finding.
    let most = FIXED + 40 * text.len() as u64 + (100_000 << 10);
    let spent = run(&book, &["check", "--format", "json"]);
    assert_eq!(findings(&spent).len(), 100_000);
    assert_within("check", &spent, most, Duration::from_secs(20));
    // On a page each of them is an entry of the contents, too.
    let most = most + (100_000 << 10);
    for renderer in ["html", "markdown"] {
        let spent = preprocess(&book, &chapters, renderer);
        assert_within(renderer, &spent, most, Duration::from_secs(20));
        let page = &pages(&spent)[0];
        let last = "heading-99999";
        assert!(page.contains(last), "{renderer}: {last} is in no contents");
        assert_eq!(page.matches("\n## Heading ").count(), 100_000);
    }
}

const LEVELS: usize = 10_000;

/// Texts that go ten thousand levels deep.
fn deep() -> Vec<(&'static str, String)> {
    let pair = |open: &str, close: &str| open.repeat(LEVELS) + "a" + &close.repeat(LEVELS) + "\n";
    let all = [
        ("quotes", pair(">", "")),
        ("lists", pair("- ", "")),
        ("numbered lists", pair("1. ", "")),
        ("quotes and lists", pair("> - ", "")),
        ("emphasis", pair("*", "*")),
        ("strong emphasis", pair("**a ", " a**")),
        ("emphasis of both kinds", pair("*a _b ", " b_ a*")),
        ("strikethrough", pair("~~a ", " a~~")),
        ("brackets", pair("[", "]")),
        ("links", pair("[", "](b)")),
        ("pictures", pair("![", "](b)")),
        ("elements in a line", pair("<b>", "</b>")),
        ("elements", pair("<div>\n\n", "\n\n</div>")),
        ("elements never closed", pair("<details>\n\n", "")),
        ("tables", pair("<table><tr><td>", "</td></tr></table>")),
        ("footnotes", pair("[^a]: ", "")),
    ];
    let text = |(name, text): (&'static str, String)| {
        (name, format!("{BEGIN}{text}\n\n## Solution\n\nNone.\n"))
    };
    all.into_iter().map(text).collect()
}

#[test]
fn ten_thousand_levels_are_checked_and_become_pages() {
    let most = 2 * FIXED;
    let time = Duration::from_secs(10);
    for (name, text) in deep() {
        let chapters = [("a.md", text.as_str())];
        let book = book(&chapters);
        let spent = run(&book, &["check", "--format", "short"]);
        assert_within(name, &spent, most, time);
        for renderer in ["html", "markdown"] {
            let spent = preprocess(&book, &chapters, renderer);
            assert_within(name, &spent, most, time);
            assert!(pages(&spent)[0].contains("## Solution"), "{name}");
        }
    }
}

#[test]
fn ten_thousand_levels_are_built() {
    for (name, text) in deep() {
        let book = book(&[("a.md", text.as_str()), ("b.md", "# B\n")]);
        let spent = run(&book, &["build"]);
        assert_within(name, &spent, 4 * FIXED, Duration::from_secs(20));
        let page = std::fs::read_to_string(book.path("book/a.html"));
        assert!(page.expect("a page").contains("Solution"), "{name}");
    }
}
