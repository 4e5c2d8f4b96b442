//! Every example of every rule's page is run: the bad ones raise the rule at their lines and no
//! other, the good ones raise nothing. So the manual can't be wrong. How examples are written is said in
//! `support/examples.rs`.

mod support;

use mdbook_design_docs::keys::Fallback;
use mdbook_design_docs::rules::{self, Rule};
use support::examples;

/// Rules that no document raises, and why; their tests are in `tests/project_rules.rs`.
const WITHOUT_EXAMPLES: &[(&str, &str)] = &[
    ("unknown-history", "it takes a shallow clone"),
    ("unreadable-chapter", "it takes a file that can't be read"),
    (
        "late-preprocessor",
        "it takes mdBook's order of preprocessors",
    ),
    ("template-fit", "it takes many documents"),
    // Tested in `tests/date_rules.rs`.
    ("sweeping-commit", "it takes a repository"),
    ("date-mismatch", "it takes a repository"),
    ("review-due", "it takes a repository"),
    (
        "illegal-transition",
        "it takes two states of a document: tests/base.rs",
    ),
    (
        "version-not-bumped",
        "it takes two states of a document: tests/base.rs",
    ),
    (
        "version-went-back",
        "it takes two states of a document: tests/base.rs",
    ),
    (
        "deleted-document",
        "it takes two states of a book: tests/base.rs",
    ),
];

/// So that lists, the summary and the manual have them together.
#[test]
fn rules_stand_by_their_groups() {
    let groups: Vec<_> = rules::ALL.iter().map(|rule| rule.group).collect();
    assert!(groups.is_sorted(), "{groups:?}");
}

/// `RULE=missing-section cargo test --test rule_pages` runs that rule's page alone.
#[test]
fn examples_raise_what_they_say() {
    let only = std::env::var("RULE").ok();
    let asked = |rule: &&Rule| only.as_deref().is_none_or(|only| rule.id == only);
    let mut rules = rules::ALL.iter().filter(asked).peekable();
    assert!(rules.peek().is_some(), "there is no such rule");
    // A page that is wrong hides no other.
    let wrong = rules.filter(|rule| std::panic::catch_unwind(|| page_holds(rule)).is_err());
    let wrong: Vec<&str> = wrong.map(|rule| rule.id).collect();
    assert!(wrong.is_empty(), "the pages of {wrong:?} do not hold");
}

fn page_holds(rule: &Rule) {
    let counts = examples::run(rule.page, Some(rule.id));
    if WITHOUT_EXAMPLES.iter().any(|(id, _)| *id == rule.id) {
        let none = examples::Counts::default();
        assert_eq!(counts, none, "{}: it has examples after all", rule.id);
        return;
    }
    assert!(counts.bad > 0, "{}: its page has no bad example", rule.id);
    assert!(counts.good > 0, "{}: its page has no good example", rule.id);
    assert_eq!(
        counts.after > 0,
        rule.fix.is_some(),
        "{}: its page shows what its mend makes",
        rule.id
    );
}

/// A page with a template, and these blocks below it.
fn page(blocks: &str) -> String {
    let template = "# <Title>\n\n## Problem\n\n- **Cause**: <Why>";
    format!("# A page\n\n```markdown template\n{template}\n```\n\n{blocks}")
}

const BAD: &str = "# TODO\n\n## Problem\n\nNothing.\n```\n";
const MENDED: &str = "# TODO\n\n## Problem\n\nNothing.\n\n- **Cause**: <Why>\n```\n";

#[test]
fn a_page_may_say_what_is_found_beside() {
    let mended = format!("```markdown after left=placeholder\n{MENDED}");
    let blocks = format!("```markdown bad line=3 also=placeholder\n{BAD}\n{mended}");
    let counts = examples::run(&page(&blocks), Some("missing-label"));
    assert_eq!((counts.bad, counts.after), (1, 1));
}

#[test]
#[should_panic(expected = "is good")]
fn a_good_example_raises_no_other_rule() {
    let good = "```markdown good\n# TODO\n\n## Problem\n\n- **Cause**: Heat.\n```\n";
    examples::run(&page(good), Some("missing-label"));
}

#[test]
#[should_panic(expected = "also")]
fn a_bad_example_raises_no_other_rule_unsaid() {
    let bad = format!("```markdown bad line=3\n{BAD}");
    examples::run(&page(&bad), Some("missing-label"));
}

#[test]
#[should_panic(expected = "also")]
fn what_is_said_to_be_found_beside_is_found() {
    let bad = format!("```markdown bad line=3 also=placeholder,lost-text\n{BAD}");
    examples::run(&page(&bad), Some("missing-label"));
}

#[test]
#[should_panic(expected = "what is left")]
fn nothing_is_left_of_a_bad_example_unsaid() {
    let mended = format!("```markdown after\n{MENDED}");
    let blocks = format!("```markdown bad line=3 also=placeholder\n{BAD}\n{mended}");
    examples::run(&page(&blocks), Some("missing-label"));
}

#[test]
fn every_rule_is_registered_under_its_file_name_and_has_a_page() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules");
    let mut pages: Vec<String> = std::fs::read_dir(folder)
        .expect("the folder of the rules")
        .filter_map(|entry| {
            let name = entry
                .expect("an entry")
                .file_name()
                .into_string()
                .expect("UTF-8");
            name.strip_suffix(".md").map(str::to_owned)
        })
        .collect();
    pages.sort();
    let mut ids: Vec<&str> = rules::ALL.iter().map(|rule| rule.id).collect();
    ids.sort_unstable();
    assert_eq!(pages, ids);
    for rule in rules::ALL {
        assert!(
            rule.page.starts_with(&format!("# {}\n", rule.id)),
            "{}: its page bears its name",
            rule.id
        );
        assert!(
            rule.page.contains("\n## Why it matters\n"),
            "{}: says why it matters",
            rule.id
        );
        assert!(
            rule.page.contains("\n## How to mend it\n"),
            "{}: says how to mend it",
            rule.id
        );
        for option in rule.options {
            let told = match option.default {
                Fallback::Words(words) => {
                    format!("- `{}` (`{}`): ", option.name, words.join("`, `"))
                }
                Fallback::None => format!("`{}`", option.name),
                default => format!("- `{}` ({default}): ", option.name),
            };
            assert!(rule.page.contains(&told), "{}: tells {told}", rule.id);
        }
    }
}
