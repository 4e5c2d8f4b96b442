//! Texts that are more of the same: four times as much takes about four times as long, whatever it is
//! that repeats. Where every piece looked at all the others it would be sixteen times.

use std::time::Duration;

use crate::both::{BEGIN, book, preprocess, run};
use crate::spent::Spent;

/// What repeats: a name, how often, and the text.
type Case = (&'static str, usize, fn(usize) -> String);

/// What takes less than this is not worth measuring again.
const QUICK: Duration = Duration::from_millis(350);

/// What a program takes that does nothing, findings aside.
const FIXED: u64 = 64 << 20;

fn body(text: &str, times: usize) -> String {
    BEGIN.to_owned() + &text.repeat(times)
}

fn each(times: usize, text: impl Fn(usize) -> String) -> String {
    BEGIN.to_owned() + &(0..times).map(text).collect::<String>()
}

const OPEN: &[Case] = &[
    ("comments never closed", 10_000, |n| body("<!-- a ", n)),
    ("our comments never closed", 10_000, |n| {
        body("<!-- design-docs: allow ", n)
    }),
    ("comments in comments", 10_000, |n| {
        body("<!-- a ", n) + "-->"
    }),
    ("directives never begun", 20_000, |n| body("{{#", n)),
    ("directives never closed", 10_000, |n| body("{{#toc ", n)),
    ("directives closed in quotes", 1_500, |n| {
        body("{{#toc \"}}\" ", n)
    }),
    ("directives of many lines", 5_000, |n| {
        body("{{#toc ", n) + "\n" + &"word\n".repeat(n)
    }),
    ("includes never closed", 10_000, |n| body("{{#include ", n)),
    ("escaped includes never closed", 10_000, |n| {
        body("\\{{#include ", n)
    }),
    ("arguments never closed", 10_000, |n| {
        body("{{#toc title=\"", n)
    }),
    ("tags never closed", 20_000, |n| body("<a ", n)),
    ("angle brackets", 40_000, |n| body("<", n)),
    ("autolinks never closed", 10_000, |n| body("<http://a", n)),
    ("brackets never closed", 20_000, |n| body("[", n)),
    ("links never closed", 10_000, |n| body("[a](", n)),
    ("tags never closed in raw HTML", 10_000, |n| {
        body("<div>\n", 1) + &"<a ".repeat(n)
    }),
    ("words of a quarter of a megabyte", 60_000, |n| {
        let word = "a".repeat(n);
        format!(
            "---\nstatus: {word}\n{word}: {word}\n---\n# T\n\n## {word}\n\n{{{{#{word}}}}} {{{{#toc {word}}}}}\n\n<!-- design-docs: allow {word}: x -->\n"
        )
    }),
    ("backticks of every length", 300, |n| {
        each(n, |at| "`".repeat(at + 1) + " ")
    }),
    ("emphasis never closed", 10_000, |n| body("*a _b ", n)),
];

const WRONG: &[Case] = &[
    ("lost text in one line", 5_000, |n| body("Array<T> ", n)),
    ("lost text in paragraphs", 4_000, |n| {
        body("Array<T>\n\n", n)
    }),
    ("damaged text", 10_000, |n| body("â€” ", n)),
    ("words to be replaced in one line", 10_000, |n| {
        body("TODO ", n)
    }),
    ("words to be replaced", 5_000, |n| body("TODO\n\n", n)),
    ("unknown directives in one line", 5_000, |n| {
        body("{{#tok}} ", n)
    }),
    ("unknown directives", 4_000, |n| body("{{#tok}}\n\n", n)),
    ("duplicate sections", 4_000, |n| body("## Problem\n\n", n)),
    ("duplicate ids", 4_000, |n| body("## H {#x}\n\n", n)),
    ("allowed one by one", 2_000, |n| {
        let allow = "<!-- design-docs: allow lost-text: x -->\n\nArray<T>\n\n";
        body(allow, n)
    }),
    ("all allowed many times", 2_000, |n| {
        body("<!-- design-docs: allow-file lost-text: x -->\n\n", n) + &"Array<T>\n\n".repeat(n)
    }),
    ("one block allowed many times", 2_000, |n| {
        body("<!-- design-docs: allow lost-text: x -->\n\n", n) + &"Array<T> ".repeat(n)
    }),
    ("allowed within a line", 2_000, |n| {
        body(
            "Array<T> <!-- design-docs: allow lost-text: x --> Map<K>\n\n",
            n,
        )
    }),
    ("nothing to allow", 2_000, |n| {
        body("<!-- design-docs: allow lost-text: x -->\n\n", n)
    }),
    ("empty relations", 2_000, |n| {
        let listed = (0..n).map(|at| format!("  - nowhere{at}.md\n"));
        let listed: String = listed.collect();
        format!("---\nstatus: final\nowner: A\nsupersedes:\n{listed}---\n# T\n\n## Problem\n\nx\n")
    }),
];

const PLAIN: &[Case] = &[
    ("headings", 10_000, |n| {
        each(n, |at| format!("## Heading {at}\n\n"))
    }),
    ("headings of one text", 10_000, |n| {
        body("## Heading\n\n", n)
    }),
    ("underlined headings", 10_000, |n| body("a\n=\n\n", n)),
    ("values in one line", 5_000, |n| {
        body("{{#field status}} ", n)
    }),
    ("values", 5_000, |n| body("{{#field status}}\n\n", n)),
    ("blocks of ours", 1_000, |n| {
        body("{{#toc}}\n\n{{#questions}}\n\n{{#history}}\n\n", n)
    }),
    ("includes of nothing in one line", 5_000, |n| {
        body("{{#include x.md}} ", n)
    }),
    ("escaped directives", 10_000, |n| body("\\{{#toc}} ", n)),
    ("places for contents", 4_000, |n| {
        body("<!-- toc -->\n\n", n)
    }),
    ("questions", 10_000, |n| {
        body("", 0) + "## Open Questions\n\n" + &"- a?\n".repeat(n)
    }),
    ("labels", 5_000, |n| {
        let labels: String = (0..n).map(|at| format!("- Status{at}: x\n")).collect();
        format!("# T\n\n{labels}\n## Problem\n\nx\n")
    }),
    ("keys", 2_000, |n| {
        let keys: String = (0..n).map(|at| format!("k{at}: v\n")).collect();
        format!("---\nstatus: final\nowner: A\n{keys}---\n# T\n\n## Problem\n\nx\n")
    }),
    ("columns", 10_000, |n| {
        let line = |cell: &str| cell.repeat(n) + "|\n";
        BEGIN.to_owned() + &line("| a ") + &line("|---") + &line("| b ")
    }),
    ("rows", 10_000, |n| {
        BEGIN.to_owned() + "| a | b |\n|---|---|\n" + &"| c | d |\n".repeat(n)
    }),
    ("definitions of links", 5_000, |n| {
        each(n, |at| format!("[r{at}]: u{at}\n")) + &"[r1] ".repeat(n)
    }),
    ("footnotes", 4_000, |n| {
        each(n, |at| format!("a[^{at}]\n\n[^{at}]: b\n\n"))
    }),
    ("links to chapters", 10_000, |n| body("[x](b.md) ", n)),
    ("empty lines", 100_000, |n| body("\n", n)),
    ("blanks", 100_000, |n| body(" ", n)),
    ("CR alone among lines that end with LF", 40_000, |n| {
        body("word\r", n)
    }),
    ("NUL", 40_000, |n| body("\0", n)),
    ("accents on one letter", 40_000, |n| {
        body("a", 1) + &"\u{301}".repeat(n)
    }),
    ("raw elements", 4_000, |n| {
        body("<div>\n\n", n) + &"</div>\n\n".repeat(n)
    }),
];

/// Runs a case in one way, four times as large first: only what is slow then is measured twice.
fn measure((name, times, make): &Case, way: &str, look: impl Fn(&str) -> Spent) {
    let large = make(4 * times);
    let spent = look(&large);
    let ended = matches!(spent.code, Some(0 | 1));
    assert!(ended, "{name}, {way}: {:?} {}", spent.code, spent.stderr);
    // A finding holds its words and its places, and there may be one for each piece.
    let most = FIXED + 16 * large.len() as u64 + 4 * *times as u64 * 4096;
    let memory = spent.memory;
    assert!(
        memory <= most,
        "{name}, {way}: {memory} bytes of {most}, for a text of {}",
        large.len()
    );
    if spent.time > QUICK {
        let small = look(&make(*times)).time;
        let (time, most) = (spent.time, small * 6 + QUICK);
        assert!(
            time <= most,
            "{name}, {way}: {small:?}, and {time:?} for four times as much"
        );
    }
}

fn measure_all(cases: &[Case]) {
    for case in cases {
        measure(case, "check", |text| {
            let book = book(&[("a.md", text)]);
            run(&book, &["check", "--format", "short"])
        });
        measure(case, "page", |text| {
            let chapters = [("a.md", text)];
            preprocess(&book(&chapters), &chapters, "html")
        });
    }
}

#[test]
fn what_is_never_closed() {
    measure_all(OPEN);
}

#[test]
fn what_is_wrong_many_times() {
    measure_all(WRONG);
}

#[test]
fn what_is_nothing_but_much() {
    measure_all(PLAIN);
}
