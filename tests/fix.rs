//! `fix` on books in temporary folders: what is written, what is left, and what is never touched.

mod book;

use std::fs;

use book::TestBook;

const TEMPLATE: &str =
    "---\nstatus: draft | approved\n---\n\n# <Title>\n\n## Problem\n\n## Solution\n";
const ENTRY: &str =
    "\n[[preprocessor.design-docs.documents]]\npath = \"docs/*.md\"\ntemplate = \"doc\"\n";

/// A book with documents of one template.
fn shelf(documents: &[(&str, &str)]) -> TestBook {
    let lines: String = documents
        .iter()
        .map(|(name, _)| format!("- [{name}](docs/{name}.md)\n"))
        .collect();
    let book = TestBook::new(&format!("# Summary\n\n{lines}"));
    let toml = fs::read_to_string(book.path("book.toml")).expect("book.toml");
    let book = book
        .file("book.toml", toml + ENTRY)
        .file("templates/doc.md", TEMPLATE);
    documents.iter().fold(book, |book, (name, text)| {
        book.file(&format!("src/docs/{name}.md"), text)
    })
}

fn read(book: &TestBook, name: &str) -> String {
    fs::read_to_string(book.path(&format!("src/docs/{name}.md"))).expect("a document")
}

/// A document with three faults that have safe mends, and one that has none.
const FAULTY: &str = "---\nstatus: aproved\n---\n\n# One\n\n## Problem\n\nIt returns Array<T> â€” slowly.\n\n## Solution\n\nTODO\n";

#[test]
fn what_is_safe_is_mended_and_the_rest_is_told() {
    let book = shelf(&[("one", FAULTY)]);
    let said = book.run(&["fix"]);
    let mended = FAULTY
        .replace("aproved", "approved")
        .replace("<T>", "\\<T>")
        .replace("â€”", "—");
    assert_eq!(read(&book, "one"), mended);
    assert_eq!(said.code, 1, "{said:?}");
    for line in [
        "mended in src/docs/one.md: 1 damaged-text, 1 lost-text, 1 unknown-status",
        "mended 3 findings in 1 file; left: 1 error in 1 document (1 chapter)",
    ] {
        assert!(said.stdout.contains(line), "{line}: {}", said.stdout);
    }
    let again = book.run(&["fix"]);
    assert_eq!(read(&book, "one"), mended);
    assert!(again.stdout.contains("nothing to mend"), "{again:?}");
}

#[test]
fn a_directive_at_the_top_stays_on_its_line() {
    for (text, start) in [
        (
            "{{#title One — all of it}}\n# One\n\n## Problem\n\nSlow.\n\n## Solution\n\nFaster.\n",
            "---\nstatus: draft\n---\n\n{{#title One — all of it}}\n# One\n\n## Problem\n",
        ),
        (
            "\u{feff}{{#title One}}\r\n# One\r\n",
            "\u{feff}---\r\nstatus: draft\r\n---\r\n\r\n{{#title One}}\r\n# One\r\n",
        ),
    ] {
        let book = shelf(&[("one", text)]);
        book.run(&["fix", "--unsafe"]);
        let mended = read(&book, "one");
        assert!(mended.starts_with(start), "{mended:?}");
        book.run(&["fix", "--unsafe"]);
        assert_eq!(read(&book, "one"), mended);
    }
}

#[test]
fn metadata_comes_in_the_templates_own_notation() {
    for fields in [
        "- Status: draft | approved\n- **Owner**: <Name>\n",
        "**Status**: draft | approved\n",
        "| Status | draft \\| approved |\n|---|---|\n| Owner | <Name> |\n",
    ] {
        let rest = "\n## Problem\n\nSlow.\n";
        let book = shelf(&[("one", &format!("# One\n{rest}"))]).file(
            "templates/doc.md",
            format!("# <Title>\n\n{fields}\n## Problem\n\nWhat hurts.\n"),
        );
        book.run(&["fix", "--unsafe"]);
        let given = fields
            .replace("draft | approved", "draft")
            .replace("draft \\| approved", "draft");
        assert_eq!(read(&book, "one"), format!("# One\n\n{given}{rest}"));
    }
}

#[test]
fn a_dry_run_shows_the_diff_and_writes_nothing() {
    let book = shelf(&[("one", &FAULTY.replace('\n', "\r\n"))]);
    let before = read(&book, "one");
    let said = book.run(&["fix", "--dry-run"]);
    assert_eq!((said.code, read(&book, "one")), (1, before));
    assert!(
        said.stdout
            .starts_with("--- a/src/docs/one.md\n+++ b/src/docs/one.md\n@@ ")
    );
    assert!(
        said.stdout
            .contains("-status: aproved\r\n+status: approved\r\n")
    );
    assert!(said.stderr.contains("would mend 3 findings"), "{said:?}");
    // Git applies it, and it comes to what `fix` writes.
    let patch = book.path("fix.patch");
    fs::write(&patch, &said.stdout).expect("a patch");
    let mut git = std::process::Command::new("git");
    let applied = git
        .args(["apply", "--whitespace=nowarn", "fix.patch"])
        .current_dir(book.path("."))
        .output()
        .expect("git runs");
    assert!(applied.status.success(), "{applied:?}");
    let patched = read(&book, "one");
    assert!(patched.contains("status: approved\r\n"), "{patched}");
    book.run(&["fix"]);
    assert_eq!(read(&book, "one"), patched);
}

#[test]
fn only_the_named_files_and_rules_are_mended() {
    let book = shelf(&[("one", FAULTY), ("two", FAULTY)]);
    book.run(&["fix", "src/docs/two.md", "--rule", "lost-text"]);
    assert_eq!(read(&book, "one"), FAULTY);
    assert_eq!(read(&book, "two"), FAULTY.replace("<T>", "\\<T>"));
    let said = book.run(&["fix", "--rule", "lost-tekst"]);
    assert_eq!(said.code, 2);
    assert!(
        said.stderr.contains("did you mean `lost-text`?"),
        "{said:?}"
    );
}

#[test]
fn a_book_without_faults_is_left_alone() {
    let clean =
        "---\nstatus: approved\n---\n\n# One\n\n## Problem\n\nSlow.\n\n## Solution\n\nFast.\n";
    let book = shelf(&[("one", clean)]);
    let said = book.run(&["fix"]);
    assert_eq!(
        (said.code, read(&book, "one")),
        (0, clean.to_owned()),
        "{said:?}"
    );
    assert_eq!(book.run(&["fix", "--dry-run"]).stdout, "");
}

/// A template whose sections have guidance: what is inserted is to be filled in.
const ASKING: &str = "---\nstatus: draft | approved\n---\n\n# <Title>\n\n## Problem\n\nSay what hurts.\n\n## Solution\n\nSay what helps.\n";

#[test]
fn the_figures_add_up() {
    let text = "---\nstatus: aproved\n---\n\n# One\n\n## Problem\n\nTODO\n";
    let book = shelf(&[("one", text)]).file("templates/doc.md", ASKING);
    let said = book.run(&["check"]);
    let lines: Vec<&str> = said.stdout.lines().rev().take(3).collect();
    assert_eq!(
        lines,
        [
            "3 errors in 1 document (1 chapter)",
            "more about a rule: `mdbook-design-docs explain unknown-status`",
            "`mdbook-design-docs fix` mends 1 of these, and `--unsafe` 1 more"
        ]
    );
    for (how, safe, without) in [
        ("`fix` mends this", 1, "--unsafe"),
        ("`fix --unsafe` mends this", 1, ""),
    ] {
        assert_eq!(
            said.stdout.matches(how).count(),
            safe,
            "{without}{}",
            said.stdout
        );
    }
    let dry = book.run(&["fix", "--dry-run"]);
    assert_eq!(
        dry.stderr,
        "would mend in src/docs/one.md: 1 unknown-status\n\
         would mend 1 finding in 1 file; left: 2 errors in 1 document (1 chapter)\n\
         one of those left can be mended with `--unsafe`; look at the outcome before you keep it\n"
    );
    // The section that is inserted holds only guidance.
    let dry = book.run(&["fix", "--unsafe", "--dry-run"]);
    assert_eq!(
        dry.stderr,
        "would mend in src/docs/one.md: 1 missing-section, 1 unknown-status\n\
         would mend 2 findings in 1 file; left: 2 errors in 1 document (1 chapter)\n\
         there were 3 before; 1 came with the mends, as text to fill in or a fault that was hidden\n"
    );
}

#[test]
fn with_some_rules_alone_what_is_left_of_the_others_is_told() {
    let book = shelf(&[("one", FAULTY), ("two", FAULTY)]);
    let said = book.run(&["fix", "src/docs/one.md", "--rule", "lost-text"]);
    assert_eq!(
        said.stdout,
        "mended in src/docs/one.md: 1 lost-text\n\
         mended 1 finding in 1 file; left of lost-text: no findings in 1 document (1 chapter)\n\
         of the other rules: 2 errors, 1 warning\n"
    );
    assert_eq!(said.code, 0);
}

#[test]
fn each_file_that_changes_is_named() {
    let old = "---\nstatus: superseded\nsuperseded_by:\n---\n\n# Old\n\n## Problem\n\nSlow.\n\n## Solution\n\nFast.\n";
    let new = "---\nstatus: approved\nsupersedes: old.md\n---\n\n# New\n\n## Problem\n\nSlow.\n\n## Solution\n\nFast.\n";
    let book = shelf(&[("old", old), ("new", new)]).file(
        "templates/doc.md",
        TEMPLATE.replace("draft | approved", "draft | approved | superseded"),
    );
    let said = book.run(&["fix", "--rule", "one-way-supersession"]);
    assert!(
        read(&book, "old").contains("superseded_by: new.md"),
        "{said:?}"
    );
    let named: Vec<&str> = said
        .stdout
        .lines()
        .filter(|it| it.starts_with("mended in"))
        .collect();
    assert_eq!(named, ["mended in src/docs/old.md: 1 one-way-supersession"]);
}

#[test]
fn a_heading_with_a_near_name_is_called_what_it_should_be() {
    let text = "---\nstatus: approved\n---\n\n# One\n\n## Problem\n\nSlow.\n\n## 2. Solutions *now* {#s}\n\nFast.\n";
    let book = shelf(&[("one", text)]).file(
        "templates/doc.md",
        TEMPLATE.replace("## Solution", "## Solution now"),
    );
    let said = book.run(&["fix", "--unsafe"]);
    assert_eq!(
        read(&book, "one"),
        text.replace("Solutions *now*", "Solution now"),
        "{said:?}"
    );
    assert_eq!(said.code, 0, "{said:?}");
}

#[test]
fn where_only_some_words_are_the_same_it_may_be_another_section() {
    let text = "---\nstatus: approved\n---\n\n# One\n\n## Problem\n\nSlow.\n\n## Proposed solution\n\nFast.\n";
    let book = shelf(&[("one", text)]);
    let said = book.run(&["check"]);
    assert!(
        said.stdout.contains("\"Proposed solution\" has a near name: if that is it, call it `## Solution`; else add `## Solution` behind \"Problem\""),
        "{}",
        said.stdout
    );
    let said = book.run(&["fix", "--unsafe"]);
    let look = "look at \"Solution\" in src/docs/one.md: \"Proposed solution\" has a near name\n";
    assert!(said.stdout.contains(look), "{}", said.stdout);
    let mended = read(&book, "one");
    let at = |heading: &str| mended.find(heading);
    let order = [
        at("\n## Problem\n"),
        at("\n## Solution\n"),
        at("\n## Proposed solution\n\nFast.\n"),
    ];
    assert!(
        order.is_sorted() && order.iter().all(Option::is_some),
        "{mended}"
    );
    let said = book.run(&["check", "--rule", "missing-section"]);
    assert_eq!(said.code, 0, "{said:?}");
}

#[test]
fn files_are_named_from_where_one_stands() {
    let book = shelf(&[("one", FAULTY)]);
    for (folder, name) in [("src", "docs/one.md"), ("templates", "../src/docs/one.md")] {
        let mut command = book.command();
        command
            .args(["fix", "--dry-run"])
            .current_dir(book.path(folder));
        let said = command.output().expect("it runs");
        let (diff, told) = (
            String::from_utf8_lossy(&said.stdout),
            String::from_utf8_lossy(&said.stderr),
        );
        assert!(diff.starts_with(&format!("--- a/{name}\n")), "{diff}");
        assert!(
            told.starts_with(&format!("would mend in {name}: ")),
            "{told}"
        );
    }
}
