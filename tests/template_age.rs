//! The template of its day: repositories, one a case, in which a template changed after documents were
//! written.

mod book;

use std::path::PathBuf;
use std::process::Command;

use book::{NO_INSERTIONS, Said, TestBook};

const DOCUMENTS: &str =
    "[[preprocessor.design-docs.documents]]\npath = \"**/*.md\"\ntemplate = \"t\"\n";
/// The template as it was at first, and as it is later.
const FIRST: &str = "# <Title>\n\n## Problem\n";
const LATER: &str = "# <Title>\n\n## Problem\n\n## Risks\n";
/// A document that was written from the first.
const OLD: &str = "# A\n\n## Problem\n\nWords.\n";

/// A book in a repository.
struct Shed {
    test: TestBook,
}

impl Shed {
    fn new() -> Self {
        let shed = Self {
            test: TestBook::new("- [A](a.md)\n"),
        };
        shed.file("book.toml", &format!("{NO_INSERTIONS}{DOCUMENTS}"))
    }

    /// With a document from before its template came to ask for more.
    fn aged() -> Self {
        Self::new()
            .file("templates/t.md", FIRST)
            .file("src/a.md", OLD)
            .commit("2025-01-02")
            .file("templates/t.md", LATER)
            .commit("2025-03-01")
    }

    fn file(mut self, path: &str, content: &str) -> Self {
        self.test = self.test.file(path, content);
        self
    }

    fn commit(self, day: &str) -> Self {
        self.git(&["add", "-A"], day);
        self.git(&["commit", "-q", "--allow-empty", "-m", "a change"], day);
        self
    }

    fn git(&self, arguments: &[&str], day: &str) -> String {
        let when = format!("{day}T12:00:00 +0000");
        let folder = self.test.path("");
        std::fs::create_dir_all(&folder).expect("a folder");
        let done = Command::new("git")
            .args(["-c", "user.name=A", "-c", "user.email=a@example.org"])
            .args(["-c", "commit.gpgsign=false", "-c", "merge.renames=false"])
            .args(arguments)
            .env("GIT_AUTHOR_DATE", &when)
            .env("GIT_COMMITTER_DATE", &when)
            .current_dir(folder)
            .output()
            .expect("git runs");
        assert!(done.status.success(), "{arguments:?} {done:?}");
        String::from_utf8_lossy(&done.stdout).trim().to_owned()
    }

    fn moved(self, from: &str, to: &str) -> Self {
        let folder = self.test.path(to);
        let folder = folder.parent().expect("a folder");
        std::fs::create_dir_all(folder).expect("a folder");
        self.git(&["mv", from, to], "2025-01-01");
        self
    }

    fn check(&self, arguments: &[&str]) -> Said {
        let mut all = vec!["check", "--format", "short", "--today", "2026-01-01"];
        all.extend(arguments);
        let said = self.test.run(&all);
        assert!(said.code < 2, "{}", said.stderr);
        said
    }

    /// What is told of some rules, found by looking through history and then remembered.
    #[track_caller]
    fn told(&self, rules: &str) -> Vec<String> {
        let lines = || {
            let said = self.check(&["--rule", rules]).stdout;
            said.lines().map(str::to_owned).collect::<Vec<_>>()
        };
        let found = lines();
        assert_eq!(lines(), found, "what is remembered is something else");
        found
    }

    /// The severity of the one finding that tells of a missing section.
    #[track_caller]
    fn missing_section(&self) -> String {
        let told = self.told("missing-section");
        let [one] = &told[..] else {
            panic!("{told:#?}");
        };
        let severity = one.split(' ').nth(1).expect("a severity");
        severity.split('[').next().unwrap_or_default().to_owned()
    }

    /// The same book, cloned.
    fn cloned(&self, arguments: &[&str]) -> Self {
        let clone = Self {
            test: TestBook::empty(),
        };
        std::fs::remove_dir_all(clone.test.path(".git")).expect("a folder");
        let from = format!("file://{}", self.test.path("").display());
        let mut all = vec!["clone", "-q"];
        all.extend(arguments);
        all.extend([from.as_str(), "."]);
        clone.git(&all, "2025-01-01");
        clone
    }
}

const LATE: &str = "asked for since 2025-03-01, after this was written";

#[test]
fn what_came_later_is_a_note_with_the_day() {
    let shed = Shed::aged();
    let told = shed.told("missing-section");
    assert_eq!(
        told,
        [format!(
            "src/a.md:3:1: note[missing-section]: the section \"Risks\" is missing; {LATE}"
        )]
    );
    // A document that came with the template's change or after it is held to all of it.
    let shed = shed
        .file("src/SUMMARY.md", "- [A](a.md)\n- [B](b.md)\n")
        .file("src/b.md", &OLD.replace('A', "B"))
        .commit("2025-03-02");
    let told = shed.told("missing-section");
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(
        told[0].contains("note[") && told[0].ends_with(LATE),
        "{told:#?}"
    );
    assert_eq!(
        told[1],
        "src/b.md:3:1: error[missing-section]: the section \"Risks\" is missing"
    );
    // Changing an old document does not make it a new one.
    let shed = shed
        .file("src/a.md", &format!("{OLD}More.\n"))
        .commit("2025-03-03");
    assert!(shed.told("missing-section")[0].contains("note["));
}

#[test]
fn what_was_asked_from_the_first_is_no_note() {
    let shed = Shed::new()
        .file("templates/t.md", LATER)
        .file("src/a.md", OLD)
        .commit("2025-01-02")
        .file(
            "templates/t.md",
            &format!("{LATER}\nWhat could go wrong?\n"),
        )
        .commit("2025-03-01");
    assert_eq!(shed.missing_section(), "error");
}

#[test]
fn a_template_that_changed_in_the_same_commit_counts_as_it_became() {
    let shed = Shed::new()
        .file("templates/t.md", FIRST)
        .commit("2025-01-02")
        .file("templates/t.md", LATER)
        .file("src/a.md", OLD)
        .commit("2025-01-03");
    assert_eq!(shed.missing_section(), "error");
}

#[test]
fn documents_that_are_not_committed_are_new() {
    let shed = Shed::aged()
        .file("src/SUMMARY.md", "- [B](b.md)\n")
        .file("src/b.md", OLD);
    assert_eq!(shed.missing_section(), "error");
}

#[test]
fn a_template_that_is_not_committed_asks_since_today() {
    let shed = Shed::new()
        .file("templates/t.md", FIRST)
        .file("src/a.md", OLD)
        .commit("2025-01-02")
        .file(
            "templates/t.md",
            "# <Title>\n\n## Problem\n\n<!-- optional -->\n## More\n",
        )
        .commit("2025-03-01")
        .file("templates/t.md", LATER);
    let told = shed.told("missing-section");
    assert!(
        told[0].ends_with("asked for since 2026-01-01, after this was written"),
        "{told:#?}"
    );
    // One that git does not have at all is in its earliest version.
    let shed = Shed::new()
        .file("src/a.md", OLD)
        .commit("2025-01-02")
        .file("templates/t.md", LATER);
    assert_eq!(shed.missing_section(), "error");
}

#[test]
fn a_document_that_moved_with_the_same_bytes_is_no_new_one() {
    let shed = Shed::aged()
        .moved("src/a.md", "src/deep/b.md")
        .file("src/SUMMARY.md", "- [B](deep/b.md)\n")
        .commit("2025-04-01");
    assert_eq!(shed.missing_section(), "note");
    // Another move, and a change after it.
    let shed = shed
        .moved("src/deep/b.md", "src/c.md")
        .file("src/SUMMARY.md", "- [C](c.md)\n")
        .commit("2025-04-02")
        .file("src/c.md", &format!("{OLD}More.\n"))
        .commit("2025-04-03");
    assert_eq!(shed.missing_section(), "note");
    // Moved and changed at once it is a new one, as git itself keeps no moves.
    let shed = shed
        .moved("src/c.md", "src/d.md")
        .file("src/d.md", &format!("{OLD}Much more.\n"))
        .file("src/SUMMARY.md", "- [D](d.md)\n")
        .commit("2025-04-04");
    assert_eq!(shed.missing_section(), "error");
}

/// Who merges a proposal gives it its number.
#[test]
fn a_document_that_a_merge_renames_is_no_new_one() {
    let shed = Shed::new()
        .file("templates/t.md", FIRST)
        .file(
            "src/b.md",
            "# B\n\n## Problem\n\nWords.\n\n## Risks\n\nNone.\n",
        )
        .commit("2025-01-02");
    shed.git(&["checkout", "-qb", "side"], "2025-01-02");
    let shed = shed.file("src/0000-a.md", OLD).commit("2025-01-05");
    shed.git(&["checkout", "-q", "main"], "2025-01-02");
    let shed = shed.file("templates/t.md", LATER).commit("2025-03-01");
    let merge = ["merge", "-q", "--no-ff", "--no-commit", "side"];
    shed.git(&merge, "2025-03-06");
    let shed = shed
        .moved("src/0000-a.md", "src/0007-a.md")
        .file("src/SUMMARY.md", "- [A](0007-a.md)\n- [B](b.md)\n")
        .commit("2025-03-06");
    assert_eq!(
        shed.git(&["rev-list", "--count", "--merges", "HEAD"], "2025-03-06"),
        "1"
    );
    assert_eq!(shed.missing_section(), "note");
}

#[test]
fn a_copy_is_a_new_document() {
    let shed = Shed::aged()
        .file("src/SUMMARY.md", "- [B](b.md)\n")
        .file("src/b.md", OLD)
        .commit("2025-04-01");
    assert_eq!(shed.missing_section(), "error");
}

/// The book lies in a folder of its repository, and its files came from outside of it.
#[test]
fn what_moved_into_the_book_is_followed_out_of_it() {
    let shed = Shed::new();
    std::fs::remove_file(shed.test.path("book.toml")).expect("a file");
    std::fs::remove_dir_all(shed.test.path("src")).expect("a folder");
    let shed = shed
        .file("rfcs/a.md", OLD)
        .file("rfcs/template.md", FIRST)
        .commit("2025-01-02")
        .moved("rfcs/a.md", "docs/src/a.md")
        .moved("rfcs/template.md", "docs/templates/t.md")
        .file("docs/src/SUMMARY.md", "- [A](a.md)\n")
        .file("docs/book.toml", &format!("{NO_INSERTIONS}{DOCUMENTS}"))
        .commit("2025-02-01")
        .file("docs/templates/t.md", LATER)
        .commit("2025-03-01");
    let said = shed.check(&["--book", "docs", "--rule", "missing-section"]);
    assert!(
        said.stdout.contains("note[") && said.stdout.contains(LATE),
        "{}",
        said.stdout
    );
}

#[test]
fn a_template_that_moved_is_the_same_template() {
    let shed = Shed::new()
        .file("0000.md", FIRST)
        .file("src/a.md", OLD)
        .commit("2025-01-02")
        .moved("0000.md", "templates/t.md")
        .commit("2025-02-01");
    let shed = shed.file("templates/t.md", LATER).commit("2025-03-01");
    assert_eq!(shed.missing_section(), "note");
}

#[test]
fn a_template_younger_than_the_document_counts_in_its_earliest_version() {
    let shed = Shed::new()
        .file("src/a.md", "# A\n\nWords.\n")
        .commit("2025-01-02")
        .file("templates/t.md", FIRST)
        .commit("2025-02-01")
        .file("templates/t.md", LATER)
        .commit("2025-03-01");
    let told = shed.told("missing-section");
    assert_eq!(told.len(), 2, "{told:#?}");
    let of = |section: &str| {
        let section = format!("\"{section}\"");
        told.iter().find(|it| it.contains(&section)).expect("told")
    };
    assert!(of("Problem").contains("error["), "{told:#?}");
    assert!(
        of("Risks").contains("note[") && of("Risks").ends_with(LATE),
        "{told:#?}"
    );
}

/// What the author had before them counts, not which day came first.
#[test]
fn a_branch_has_the_template_that_it_began_with() {
    let shed = Shed::new()
        .file("templates/t.md", FIRST)
        .commit("2025-01-02");
    shed.git(&["checkout", "-qb", "side"], "2025-01-02");
    let shed = shed.file("src/a.md", OLD).commit("2025-03-05");
    shed.git(&["checkout", "-q", "main"], "2025-01-02");
    let shed = shed.file("templates/t.md", LATER).commit("2025-03-01");
    shed.git(
        &["merge", "-q", "--no-ff", "-m", "a merge", "side"],
        "2025-03-06",
    );
    assert_eq!(shed.missing_section(), "note");

    let shed = Shed::new()
        .file("templates/t.md", FIRST)
        .commit("2025-01-02");
    shed.git(&["checkout", "-qb", "side"], "2025-01-02");
    let shed = shed.file("templates/t.md", LATER).commit("2025-01-03");
    shed.git(&["checkout", "-q", "main"], "2025-01-02");
    let shed = shed.file("src/a.md", OLD).commit("2025-01-05");
    shed.git(
        &["merge", "-q", "--no-ff", "-m", "a merge", "side"],
        "2025-03-01",
    );
    assert_eq!(shed.missing_section(), "note");
}

#[test]
fn what_was_dropped_and_asked_again_counts_from_then() {
    let shed = Shed::aged()
        .file("templates/t.md", FIRST)
        .commit("2025-04-01")
        .file(
            "templates/t.md",
            &format!("{LATER}\n<!-- optional -->\n## More\n"),
        )
        .commit("2025-05-01")
        .file("templates/t.md", LATER)
        .commit("2025-06-01");
    let told = shed.told("missing-section");
    assert!(
        told[0].ends_with("asked for since 2025-05-01, after this was written"),
        "{told:#?}"
    );
}

#[test]
fn every_rule_of_the_template_knows_its_day() {
    let first = "---\nowner: somebody\n---\n\n# <Title>\n\n## Problem\n\n| a | b |\n|---|---|\n| x | y |\n\n## Plan\n";
    let later = "---\nowner: somebody\nteam: core | edge\n---\n\n# <Title>\n\n## Problem\n\n**Why**: because\n\n| a | b | c |\n|---|---|---|\n| x | y | z |\n\n## Plan\n\n## End\n";
    let document = "---\nowner: me\n---\n\n# A\n\n## Plan\n\nWords.\n\n## Problem\n\nWords.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";
    let shed = Shed::new()
        .file("templates/t.md", first)
        .file("src/a.md", document)
        .commit("2025-01-02")
        .file("templates/t.md", later)
        .commit("2025-03-01");
    for (rule, late) in [
        ("missing-field", true),
        ("missing-label", true),
        ("missing-column", true),
        ("missing-section", true),
        ("misplaced-section", false),
    ] {
        let told = shed.told(rule);
        assert_eq!(told.len(), 1, "{told:#?}");
        assert_eq!(told[0].contains("note["), late, "{told:#?}");
        assert_eq!(told[0].ends_with(LATE), late, "{told:#?}");
    }
    // A type that came later.
    let shed = Shed::new()
        .file("templates/t.md", "---\nowner: somebody\n---\n\n# <Title>\n")
        .file("src/a.md", "---\nowner: us\n---\n\n# A\n")
        .commit("2025-01-02")
        .file(
            "templates/t.md",
            "---\nowner: core | edge\n---\n\n# <Title>\n",
        )
        .commit("2025-03-01");
    let told = shed.told("invalid-field");
    assert!(
        told[0].contains("note[") && told[0].ends_with(LATE),
        "{told:#?}"
    );
}

#[test]
fn of_three_versions_the_first_that_asks_says_since_when() {
    let shed = Shed::aged()
        .file("templates/t.md", &format!("{LATER}\nSay so.\n"))
        .commit("2025-05-01");
    let told = shed.told("missing-section");
    assert!(told.len() == 1 && told[0].ends_with(LATE), "{told:#?}");
}

/// Of two tables without a column one was asked for from the first.
#[test]
fn of_findings_that_are_alike_as_many_are_new_as_came_later() {
    let template = |tables: &[&str]| {
        let table = |first: &&str| format!("| {first} | Day |\n|---|---|\n| | |\n\n");
        let tables: String = tables.iter().map(table).collect();
        format!("# <Title>\n\n## Problem\n\n{tables}")
    };
    let table = |first: &str| format!("| {first} | Week |\n|---|---|\n| a | b |\n\n");
    let document = format!("{OLD}\n{}{}", table("Step"), table("Item"));
    let shed = Shed::new()
        .file("templates/t.md", &template(&["Step"]))
        .file("src/a.md", &document)
        .commit("2025-01-02")
        .file("templates/t.md", &template(&["Step", "Item"]))
        .commit("2025-03-01");
    let told = shed.told("missing-column");
    let new = told.iter().filter(|it| it.ends_with(LATE)).count();
    assert_eq!((told.len(), new), (2, 1), "{told:#?}");
}

#[test]
fn what_a_status_asks_for_counts_from_today() {
    let template = |approvals: usize| {
        format!(
            "---\nstatus: <status>\ndesign-docs:\n  lifecycle:\n    - {{status: draft}}\n    - {{status: ready, approvals: {approvals}}}\n---\n# <Title>\n"
        )
    };
    let shed = Shed::new()
        .file("templates/t.md", &template(0))
        .file("src/a.md", "---\nstatus: ready\n---\n# A\n")
        .commit("2025-01-02")
        .file("templates/t.md", &template(1))
        .commit("2025-03-01");
    let told = shed.told("missing-approval");
    assert!(
        told.len() == 1 && told[0].contains("error[missing-approval]"),
        "{told:#?}"
    );
    assert!(!told[0].contains("after this was written"), "{told:#?}");
}

/// A section without any label is one finding: it is new only where each label is.
#[test]
fn a_finding_for_several_labels_is_new_where_none_was_asked_for() {
    let aged = |first: &str| {
        let template = |labels: &str| format!("# <Title>\n\n## Problem\n\n{labels}");
        let shed = Shed::new()
            .file("templates/t.md", &template(first))
            .file("src/a.md", OLD)
            .commit("2025-01-02")
            .file(
                "templates/t.md",
                &template("- **Why**: because\n- **When**: now\n"),
            )
            .commit("2025-03-01");
        let told = shed.told("missing-label");
        assert_eq!(told.len(), 1, "{told:#?}");
        told[0].contains("note[")
    };
    assert!(aged(""));
    assert!(!aged("- **Why**: because\n"));
}

#[test]
fn text_of_both_versions_is_left_over() {
    let first = "# <Title>\n\n## Problem\n\nSay what is wrong here. See <Old Gap> too.\n\n## Plan\n\nSay how it is to be done.\n";
    let later = "# <Title>\n\n## Problem\n\nTell what went wrong there. Look at <New Gap>.\n\n## Plan\n\nTell how it will be done.\n";
    let shed = |document: &str| {
        Shed::new()
            .file("templates/t.md", first)
            .file("src/a.md", document)
            .commit("2025-01-02")
            .file("templates/t.md", later)
            .commit("2025-03-01")
    };
    let old = shed(
        "# A\n\n## Problem\n\nIt is <Old Gap> and <New Gap>.\n\n## Plan\n\nSay how it is to be done.\n",
    );
    assert_eq!(old.told("placeholder").len(), 2);
    let unfilled = old.told("unfilled-section");
    assert!(
        unfilled.len() == 1 && unfilled[0].contains("error["),
        "{unfilled:#?}"
    );
    let both = shed(
        "# A\n\n## Problem\n\nOwn words.\n\n## Plan\n\nOwn words. Say how it is to be done. More words. Tell how it will be done.\n",
    );
    let told = both.told("leftover-guidance");
    assert_eq!(told.len(), 2, "{told:#?}");
    assert!(told.iter().all(|it| it.contains("warning[")), "{told:#?}");
    let current = both.file("book.toml", &current());
    assert_eq!(current.told("leftover-guidance").len(), 1);
}

/// An annotation that came later says what is meant of the text that stood there before.
#[test]
fn text_that_is_meant_to_stay_is_not_left_over_from_before() {
    let text = "## Copyright\n\nThis document is in the public domain.\n";
    let shed = Shed::new()
        .file("templates/t.md", &format!("# <Title>\n\n{text}"))
        .file("src/a.md", &format!("# A\n\n{text}\nOwn words.\n"))
        .commit("2025-01-02")
        .file(
            "templates/t.md",
            &format!("# <Title>\n\n<!-- keep -->\n{text}"),
        )
        .commit("2025-03-01");
    assert_eq!(shed.told("leftover-guidance,unfilled-section"), [""; 0]);
}

fn current() -> String {
    let own = "[preprocessor.design-docs]\n";
    assert!(
        NO_INSERTIONS.contains(own),
        "the table that the key belongs to"
    );
    let config = NO_INSERTIONS.replace(own, &format!("{own}template-age = \"current\"\n"));
    format!("{config}{DOCUMENTS}")
}

#[test]
fn the_current_template_counts_where_it_is_asked_for() {
    let shed = Shed::aged().file("book.toml", &current());
    assert_eq!(shed.missing_section(), "error");
    assert_eq!(shed.told("unknown-history"), [""; 0]);
}

#[test]
fn where_history_is_not_known_it_is_said_once() {
    let shed = Shed::aged()
        .file("src/SUMMARY.md", "- [A](a.md)\n- [B](b.md)\n")
        .file("src/b.md", &OLD.replace('A', "B"))
        .commit("2025-04-01")
        .file("src/a.md", &format!("{OLD}More.\n"))
        .file("src/b.md", &format!("{OLD}Still more.\n"))
        .commit("2025-04-02");
    assert_eq!(shed.told("unknown-history"), [""; 0]);
    // Both dates are known, and when one of the two was written is not.
    let clone = shed.cloned(&["--depth", "2"]);
    let told = clone.told("unknown-history");
    assert_eq!(told.len(), 1, "{told:#?}");
    assert!(told[0].contains("2 documents were written"), "{told:#?}");
    let told = clone.told("missing-section");
    assert!(told.iter().all(|it| it.contains("error[")), "{told:#?}");
    let clone = shed.cloned(&["--depth", "1"]);
    let told = clone.told("unknown-history");
    assert_eq!(told.len(), 1, "{told:#?}");
    clone.git(&["fetch", "-q", "--unshallow"], "2025-01-01");
    assert_eq!(clone.told("unknown-history"), [""; 0]);
    let told = clone.told("missing-section");
    assert!(
        told[0].contains("note[") && told[1].contains("error["),
        "{told:#?}"
    );

    std::fs::remove_dir_all(shed.test.path(".git")).expect("a folder");
    let told = shed.told("unknown-history,missing-section");
    assert_eq!(told.len(), 3, "{told:#?}");
    assert!(told[0].contains("note[unknown-history]"), "{told:#?}");
    assert!(
        told[1..].iter().all(|it| it.contains("error[")),
        "{told:#?}"
    );
}

#[test]
fn a_document_that_moves_forward_is_judged_in_full() {
    let template =
        |rest: &str| format!("---\nstatus: draft\n---\n\n# <Title>\n\n## Problem\n{rest}");
    let document = |status: &str, text: &str| {
        format!("---\nstatus: {status}\nversion: 1.0.0\n---\n\n# A\n\n## Problem\n\n{text}\n")
    };
    let shed = Shed::new()
        .file("templates/t.md", &template(""))
        .file("src/a.md", &document("in-review", "Words."))
        .commit("2025-01-02")
        .file("templates/t.md", &template("\n## Risks\n"))
        .commit("2025-03-01");
    let new = |shed: &Shed| {
        let said = shed.check(&["--base", "main", "--rule", "missing-section"]);
        said.stdout.trim().to_owned()
    };
    let shed = shed.file("src/a.md", &document("in-review", "Other words."));
    assert_eq!(new(&shed), "");
    let shed = shed.file("src/a.md", &document("approved", "Words."));
    assert_eq!(
        new(&shed),
        "src/a.md:8:1: error[missing-section]: the section \"Risks\" is missing"
    );
}

/// What most documents lack because they are older is no fault of the template.
#[test]
fn old_documents_do_not_tell_that_a_template_does_not_fit() {
    let mut shed = Shed::new().file("templates/t.md", FIRST);
    let mut summary = String::new();
    for n in 0..8 {
        summary += &format!("- [{n}]({n}.md)\n");
        shed = shed.file(&format!("src/{n}.md"), &OLD.replace('A', &n.to_string()));
    }
    let shed = shed
        .file("src/SUMMARY.md", &summary)
        .commit("2025-01-02")
        .file("templates/t.md", LATER)
        .commit("2025-03-01");
    assert_eq!(shed.told("template-fit"), [""; 0]);
    assert_eq!(shed.told("missing-section").len(), 8);
}

#[test]
fn with_head_unchanged_templates_are_not_asked_for_again() {
    let shed = Shed::aged()
        .file("src/a.md", &format!("{OLD}More.\n"))
        .commit("2025-04-01");
    let right = shed.told("missing-section");
    assert!(right[0].contains("note["), "{right:#?}");
    // Without the first commit nobody can walk through history.
    let id = shed.git(&["rev-parse", "HEAD~2"], "2025-01-01");
    let object = format!(".git/objects/{}/{}", &id[..2], &id[2..]);
    let object: PathBuf = shed.test.path(&object);
    std::fs::remove_file(object).expect("a loose object");
    assert_eq!(shed.told("missing-section"), right);
}

/// Earlier versions of a template are fetched, and nothing else is.
#[test]
fn a_clone_without_blobs_fetches_templates_where_they_changed() {
    let missing = |clone: &Shed| {
        let arguments = ["rev-list", "--objects", "--all", "--missing=print"];
        clone.git(&arguments, "2025-01-01").matches('?').count()
    };
    let shed = Shed::aged()
        .file("src/a.md", &format!("{OLD}More.\n"))
        .commit("2025-04-01");
    shed.git(&["config", "uploadpack.allowFilter", "true"], "2025-01-01");
    let clone = shed.cloned(&["--filter=blob:none"]);
    // The template's first version, and the document's.
    assert_eq!(missing(&clone), 2);
    assert_eq!(clone.missing_section(), "note");
    assert_eq!(missing(&clone), 1);
    let clone = shed
        .cloned(&["--filter=blob:none"])
        .file("book.toml", &current());
    assert_eq!(clone.missing_section(), "error");
    assert_eq!(missing(&clone), 2);
    // Out of reach: today's template, and it is said.
    let clone = shed.cloned(&["--filter=blob:none"]);
    clone.git(
        &["remote", "set-url", "origin", "file:///nowhere"],
        "2025-01-01",
    );
    assert_eq!(clone.missing_section(), "error");
    assert_eq!(clone.told("unknown-history").len(), 1);
    let unchanged = Shed::new()
        .file("templates/t.md", FIRST)
        .file("src/a.md", OLD)
        .commit("2025-01-02")
        .file("src/a.md", &format!("{OLD}More.\n"))
        .commit("2025-04-01");
    unchanged.git(&["config", "uploadpack.allowFilter", "true"], "2025-01-01");
    let clone = unchanged.cloned(&["--filter=blob:none"]);
    assert_eq!(missing(&clone), 1);
    clone.check(&[]);
    assert_eq!(missing(&clone), 1);
}
