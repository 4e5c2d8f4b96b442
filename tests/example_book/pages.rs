//! The book as built.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use regex::Regex;
use tempfile::TempDir;

use crate::{book, run, text};

const DOCUMENT: &str = "src/designs/0001-dates-from-git.md";
const PAGE: &str = "designs/0001-dates-from-git.html";

/// The repository's folder.
fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The book, built as the README says but into a temporary folder.
fn built() -> TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let to = folder.path().to_str().expect("a plain path");
    let output = run(repository(), &["build", "book-example", "--dest-dir", to]);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{said}");
    let said: Vec<&str> = said.lines().filter(|line| !of_clone(line)).collect();
    assert_eq!(said, [format!("The book is in `{to}`.")]);
    folder
}

fn page(folder: &TempDir, path: &str) -> String {
    fs::read_to_string(folder.path().join(path)).expect("the page is built")
}

/// All files below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            files.extend(self::files(&path));
        } else {
            files.push(path);
        }
    }
    files
}

/// Whether a line is about how the repository was cloned, and not about the book.
fn of_clone(line: &str) -> bool {
    line.contains("[unknown-history]")
}

#[test]
fn the_book_is_clean() {
    let arguments = ["check", "--book", "book-example", "--format", "short"];
    let output = run(repository(), &arguments);
    let findings: Vec<&str> = text(&output.stdout)
        .lines()
        .filter(|line| !of_clone(line))
        .collect();
    assert!(findings.is_empty(), "{findings:#?}");
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn the_design_document_shows_its_header_and_contents() {
    let folder = built();
    let page = page(&folder, PAGE);
    assert!(page.contains("<title>Dates from git - mdbook-design-docs</title>"));
    let header = between(&page, "<header class=\"design-doc-header", "</header>");
    assert!(header.contains("data-status=\"implemented\""), "{header}");
    assert!(header.contains("1.0.0"), "{header}");
    assert!(
        header.contains("@mdbook-design-docs/maintainers"),
        "{header}"
    );
    let contents = between(&page, "<nav class=\"design-doc-toc", "</nav>");
    for entry in ["#architecture-overview", "#following-routes", "#appendix"] {
        assert!(
            contents.contains(&format!("href=\"{entry}\"")),
            "{contents}"
        );
    }
    assert!(!page.contains("doc_type"), "front matter is on the page");
}

#[test]
fn the_footer_has_the_day_that_git_names() {
    let page = page(&built(), PAGE);
    match last_changed(DOCUMENT) {
        Some(day) => {
            let footer = between(&page, "<footer class=\"design-doc-footer", "</footer>");
            assert!(
                footer.contains(&format!("<time datetime=\"{day}\"")),
                "{footer}"
            );
        }
        None => assert!(!page.contains("<time "), "a date from nowhere"),
    }
}

/// The day of a file's last commit in UTC; none without git's whole history, or before the first
/// commit of the file.
fn last_changed(path: &str) -> Option<String> {
    let git = |arguments: &[&str]| {
        let output = Command::new("git")
            .args(arguments)
            .current_dir(book(""))
            .env("TZ", "UTC")
            .output()
            .ok()?;
        let answer = text(&output.stdout).trim().to_owned();
        (output.status.success() && !answer.is_empty()).then_some(answer)
    };
    if git(&["rev-parse", "--is-shallow-repository"])? == "true" {
        return None;
    }
    let date = "--date=format-local:%Y-%m-%d";
    git(&["log", "-1", date, "--format=%cd", "--", path])
}

#[test]
fn every_rule_has_a_page_with_its_examples() {
    let folder = built();
    for rule in mdbook_design_docs::rules::ALL {
        let page = page(&folder, &format!("rules/{}.html", rule.id));
        let examples = rule.page.matches("```markdown bad").count();
        let shown = page.matches("class=\"language-markdown bad").count();
        assert_eq!(shown, examples, "{}", rule.id);
        let heading = format!("<h1 id=\"{}\">", rule.id);
        assert!(page.contains(&heading), "{}", rule.id);
    }
}

#[test]
fn every_link_within_the_book_leads_somewhere() {
    let folder = built();
    let href = Regex::new(r#"(?:href|src)="([^"]*)""#).expect("a pattern");
    let id = Regex::new(r#" id="([^"]*)""#).expect("a pattern");
    let pages: BTreeMap<PathBuf, String> = files(folder.path())
        .into_iter()
        .filter(|file| file.extension().is_some_and(|it| it == "html"))
        .map(|file| (file.clone(), fs::read_to_string(file).expect("a page")))
        .collect();
    let ids: BTreeMap<&Path, BTreeSet<&str>> = pages
        .iter()
        .map(|(file, page)| {
            let ids = id.captures_iter(page).filter_map(|it| it.get(1));
            (file.as_path(), ids.map(|it| it.as_str()).collect())
        })
        .collect();
    let mut followed = 0;
    for (file, page) in &pages {
        let folder = file.parent().expect("a folder");
        for link in href.captures_iter(page).filter_map(|it| it.get(1)) {
            let link = link.as_str();
            if link.contains(':') || link.is_empty() {
                continue;
            }
            let (path, anchor) = link.split_once('#').unwrap_or((link, ""));
            let target = match path {
                "" => file.clone(),
                path => folder.join(path).canonicalize().unwrap_or_default(),
            };
            assert!(target.exists(), "{}: {link}", file.display());
            let there = ids.get(target.as_path());
            let found = anchor.is_empty() || there.is_none_or(|ids| ids.contains(anchor));
            assert!(found, "{}: {link}", file.display());
            followed += 1;
        }
    }
    assert!(followed > 500, "only {followed} links were found");
}

#[test]
fn building_writes_nothing_into_the_book() {
    let contents = || -> BTreeMap<PathBuf, Vec<u8>> {
        let read = |file: PathBuf| (file.clone(), fs::read(file).expect("a file"));
        let sources = ["src", "theme", "walkthrough"].map(|folder| files(&book(folder)));
        sources.into_iter().flatten().map(read).collect()
    };
    let before = contents();
    built();
    let after = contents();
    let differ = |file: &&PathBuf| before.get(*file) != after.get(*file);
    let changed: BTreeSet<_> = before.keys().chain(after.keys()).filter(differ).collect();
    assert!(
        changed.is_empty(),
        "the build changed files of the book: {changed:?}"
    );
}

/// The part of a page from one text to another.
fn between<'a>(page: &'a str, from: &str, to: &str) -> &'a str {
    let start = page
        .find(from)
        .unwrap_or_else(|| panic!("no {from} on the page"));
    let end = page[start..].find(to).expect("it ends");
    &page[start..start + end]
}
