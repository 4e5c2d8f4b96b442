//! What mends make of documents that were damaged at random: nothing that a person wrote is lost by a
//! safe one, line endings and the ends of the file stay, and a second time changes nothing.

mod support;

use mdbook_design_docs::diagnostics::{Diagnostic, Safety};
use mdbook_design_docs::edits::{self, Mended, Wish};
use mdbook_design_docs::pipeline;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use support::Shelf;
use support::form::same_form;

const TEMPLATE: &str = "\
---
title: <Title>
status: draft | in-review | approved
version: 0.1.0
created: YYYY-MM-DD
owners:
  - <Owner>
---

# <Title>

## Contents

## Problem

> Say what is wrong today, and for whom. Keep it under three sentences.

## Solution

Describe what will be done about it.

### Risks

Name what may go wrong on the way.

## Decision

- **Choice**: <What you will do>
- **Rationale**: <Why>

## Alternatives
";

const DOCUMENT: &str = "\
---
title: A faster cache
status: approved
version: 0.1.0
created: 2025-05-18
owners:
  - ann@example.org
---

# A faster cache

## Contents

- [Problem](#problem)
- [Solution](#solution)
  - [Risks](#risks)
- [Decision](#decision)
- [Alternatives](#alternatives)

## Problem

Every request reads the disk, and customers wait for it.
It has been so since the first release.

## Solution

Keep what was read in memory, and forget what is old.

### Risks

Memory may run out on small machines.

```text
## No heading
```

## Decision

- **Choice**: We keep a cache in memory.
- **Rationale**: It is the simplest thing that helps.

## Alternatives

A larger disk cache was considered; it does not help cold starts.
";

/// One thing that went wrong with a document.
#[derive(Debug, Clone, Copy)]
struct Slip {
    kind: usize,
    at: usize,
}

const REPLACED: [(&str, &str); 14] = [
    ("status: approved", "status: aproved"),
    ("status: approved", "stauts: approved"),
    ("version: 0.1.0", "version: v0.1"),
    ("created: 2025-05-18", "created: 18 May 2025"),
    ("cache in memory", "Cache<T> in memory"),
    ("machines.", "machines — or â€” worse."),
    ("[Risks](#risks)", "[Risk](#risk)"),
    ("- [Alternatives](#alternatives)\n", ""),
    (
        "- **Rationale**: It is the simplest thing that helps.\n",
        "",
    ),
    ("- **Choice**: We keep a cache in memory.\n", ""),
    (
        "Every request",
        "> Keep it under three sentences.\n\nEvery request",
    ),
    (
        "Keep what was read",
        "Describe what will be done about it. Keep what was read",
    ),
    (
        "Memory may",
        "<!-- design-docs: allow placeholder: none -->\nMemory may",
    ),
    ("## Solution\n", "Solution\n--------\n"),
];
const HEADINGS: [&str; 5] = ["Problem", "Solution", "Risks", "Decision", "Alternatives"];

/// The sections as line ranges: from a heading to the next of its level or a higher one.
fn section(text: &str, name: &str) -> Option<std::ops::Range<usize>> {
    let line = |level: usize| format!("\n{} {name}\n", "#".repeat(level));
    let (level, start) = (1..=5).find_map(|level| Some((level, text.find(&line(level))? + 1)))?;
    let in_code = |at: usize| text[..at].matches("\n```").count() % 2 == 1;
    let next = (1..=level).filter_map(|level| {
        let marks = format!("\n{} ", "#".repeat(level));
        let found = text[start + 1..].match_indices(&marks);
        let mut starts = found.map(|(at, _)| start + 1 + at + 1);
        starts.find(|&at| !in_code(at))
    });
    Some(start..next.min().unwrap_or(text.len()))
}

impl Slip {
    fn apply(self, text: &mut String) {
        let name = HEADINGS[self.at % HEADINGS.len()];
        match self.kind {
            0..=13 => {
                let (from, to) = REPLACED[self.kind];
                *text = text.replacen(from, to, 1);
            }
            // A section at another level.
            14 | 15 => {
                let marks = if self.kind == 14 { "\n###" } else { "\n#" };
                *text = text.replacen(&format!("\n## {name}\n"), &format!("{marks} {name}\n"), 1);
            }
            // All of them.
            16 => *text = text.replace("\n### ", "\n#### ").replace("\n## ", "\n### "),
            // A section that is gone, or somewhere else.
            17 => text.replace_range(section(text, name).unwrap_or(0..0), ""),
            18 => {
                if let Some(range) = section(text, name) {
                    let moved = text[range.clone()].to_owned();
                    text.replace_range(range, "");
                    let other = HEADINGS[(self.at / HEADINGS.len()) % HEADINGS.len()];
                    let at = section(text, other).map_or(text.len(), |other| other.end);
                    let gap = if text[..at].ends_with("\n\n") {
                        ""
                    } else {
                        "\n"
                    };
                    text.insert_str(at, &format!("{gap}{}\n\n", moved.trim_end()));
                    *text = format!("{}\n", text.trim_end());
                }
            }
            // Front matter that is gone.
            _ => {
                if let Some(end) = text.find("\n---\n\n") {
                    text.replace_range(0..end + 6, "");
                }
            }
        }
    }
}

/// How the file itself is written.
#[derive(Debug, Clone, Copy)]
struct Form {
    crlf: bool,
    bom: bool,
    open_end: bool,
}

fn damaged(slips: &[Slip], form: Form) -> String {
    let mut text = DOCUMENT.to_owned();
    slips.iter().for_each(|slip| slip.apply(&mut text));
    if form.open_end {
        text.truncate(text.trim_end().len());
    }
    if form.crlf {
        text = text.replace('\n', "\r\n");
    }
    let bom = if form.bom { "\u{feff}" } else { "" };
    format!("{bom}{text}")
}

/// What a person wrote, as the words of the text: metadata, the contents list and comments aside, of
/// which mends write parts anew, and the damage as it was before.
fn words(text: &str) -> Vec<String> {
    let text = text.replace("\r\n", "\n").replace("â€”", "—");
    let body = text.trim_start_matches('\u{feff}');
    let body = match body
        .strip_prefix("---\n")
        .and_then(|it| it.split_once("\n---\n"))
    {
        Some((_, body)) => body,
        None => body,
    };
    let kept = body.lines().filter(|line| {
        let link = line.trim_start().starts_with("- [");
        !link && !line.starts_with("<!--")
    });
    let words = kept.flat_map(|line| line.split(|ch: char| !ch.is_alphanumeric()));
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

fn mend(text: &str, unsafe_too: bool) -> (String, Vec<Diagnostic>, Mended, bool) {
    let shelf = Shelf::new().template("t", TEMPLATE).chapter("a.md", text);
    let mut book = shelf.book(None);
    let before = pipeline::run(&book).diagnostics;
    let wish = Wish {
        unsafe_too,
        wanted: &|_| true,
    };
    let mended = edits::mend(&mut book, wish, pipeline::run);
    let after = book.chapters[0].source.as_ref().expect("a text");
    let after = after.as_str().to_owned();
    let again = edits::mend(&mut book, wish, pipeline::run);
    let stable = again.files.is_empty() && again.findings.is_empty();
    (after, before, mended, stable)
}

fn slips() -> impl Strategy<Value = Vec<Slip>> {
    let slip = (0..20_usize, 0..25_usize).prop_map(|(kind, at)| Slip { kind, at });
    prop::collection::vec(slip, 1..6)
}

fn forms() -> impl Strategy<Value = Form> {
    (any::<bool>(), any::<bool>(), any::<bool>()).prop_map(|(crlf, bom, open_end)| Form {
        crlf,
        bom,
        open_end,
    })
}

/// The same cases in every run; `PROPTEST_CASES` asks for as many other ones.
fn config() -> ProptestConfig {
    let cases = std::env::var("PROPTEST_CASES").ok();
    let cases = cases.and_then(|cases| cases.parse().ok());
    ProptestConfig {
        cases: cases.unwrap_or(48),
        rng_seed: match cases {
            None => RngSeed::Fixed(20_261_120),
            Some(_) => RngSeed::Random,
        },
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_safe_mend_loses_nothing(slips in slips(), form in forms()) {
        let text = damaged(&slips, form);
        let (after, _, mended, stable) = mend(&text, false);
        prop_assert_eq!(words(&after), words(&text), "{}", after);
        prop_assert!(same_form(&text, &after), "{:?}", after);
        prop_assert!(mended.settled && stable);
        let left = mended.left.diagnostics.iter();
        let safe = |it: &&Diagnostic| it.fix.as_ref().is_some_and(|fix| fix.safety == Safety::Safe);
        prop_assert_eq!(left.filter(safe).count(), 0, "{:#?}", mended.left.diagnostics);
    }

    #[test]
    fn an_unsafe_mend_comes_to_an_end(slips in slips(), form in forms()) {
        let text = damaged(&slips, form);
        let (after, before, mended, stable) = mend(&text, true);
        prop_assert!(same_form(&text, &after), "{:?}", after);
        prop_assert!(mended.settled && stable, "{:?}\n{}", slips, after);
        // What is left to write is told, and nothing that could be mended.
        let left = &mended.left.diagnostics;
        prop_assert!(left.iter().all(|it| it.fix.is_none()), "{}\n{:#?}", after, left);
        let structural = ["missing-section", "misplaced-section", "wrong-level", "missing-label",
            "missing-metadata", "duplicate-section", "leftover-guidance", "stale-toc"];
        let faults = left.iter().filter(|it| structural.contains(&it.rule)).count();
        prop_assert_eq!(faults, 0, "{:?}\n{}\n{:#?}\n{:#?}", slips, text, before, left);
    }
}
