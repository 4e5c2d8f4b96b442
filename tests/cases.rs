//! Whole books and the pages that readers see, a folder a case: `tests/cases/NAME` is a book, and its
//! `expected` has the content of each page (`<main>` of mdBook's HTML, our style sheet and scripts left out).
//!
//! Each book is committed on one day and built twice: by the mdBook inside, and, where one of the same
//! version is installed, by `mdbook` with the program as its preprocessor.
//! `SNAPSHOTS=overwrite cargo test --test cases` writes what was found; read it.

mod book;
#[path = "support/snapshot.rs"]
mod snapshot;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use book::TestBook;

/// The day on which a case was written, and the one on which it is built.
const WRITTEN: &str = "2026-01-31";
const TODAY: &str = "2026-03-04";
/// Noon of it.
const EPOCH: &str = "1772625600";

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases")
}

/// The files below a folder, by their paths from it, with `/`.
fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        let name = path.file_name().expect("a name").to_string_lossy();
        if path.is_dir() {
            let below = self::files(&path).into_iter();
            files.extend(below.map(|(path, bytes)| (format!("{name}/{path}"), bytes)));
        } else {
            files.insert(name.into_owned(), fs::read(&path).expect("a file"));
        }
    }
    files
}

/// The content of the pages of a built book, by their paths.
fn pages(built: &Path) -> BTreeMap<String, String> {
    let is_page = |path: &String| {
        let own = ["404.html", "print.html", "toc.html"];
        path.ends_with(".html") && !own.contains(&path.as_str())
    };
    let pages = files(built).into_iter().filter(|(path, _)| is_page(path));
    let mut pages: BTreeMap<String, String> = pages
        .map(|(path, bytes)| {
            let page = String::from_utf8(bytes).expect("mdBook writes UTF-8");
            (path, content(&page))
        })
        .collect();
    // Where no chapter makes it, mdBook makes it of the first one.
    let index = pages.remove("index.html").expect("a book has an index");
    if !pages.values().any(|page| *page == index) {
        pages.insert("index.html".to_owned(), index);
    }
    pages
}

/// What stands between `<main>` and `</main>`, with our style sheet and scripts cut out.
fn content(page: &str) -> String {
    let (_, rest) = page.split_once("<main>").expect("a page has a content");
    let (content, _) = rest.split_once("</main>").expect("it ends");
    let mut content = content.to_owned();
    for element in ["style", "script"] {
        let (begin, end) = (format!("<{element}>"), format!("</{element}>"));
        while let Some((before, rest)) = content.split_once(&begin) {
            let (_, after) = rest.split_once(&end).expect("it ends");
            content = format!("{before}{after}");
        }
    }
    let lines = content.lines().map(str::trim_end);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    lines.join("\n") + "\n"
}

/// The pages that the mdBook inside makes.
fn inside(book: &TestBook) -> BTreeMap<String, String> {
    let said = book.run(&["build", "--today", TODAY, "--dest-dir", "inside"]);
    assert_eq!(said.code, 0, "{}", said.stderr);
    pages(&book.path("inside"))
}

/// Those that an `mdbook` makes which starts the program; none where no such mdBook is installed.
fn outside(book: &TestBook) -> Option<BTreeMap<String, String>> {
    let version = Command::new("mdbook").arg("--version").output().ok()?;
    if version.stdout != b"mdbook v0.5.4\n" {
        return None;
    }
    let program = Path::new(env!("CARGO_BIN_EXE_mdbook-design-docs"));
    let found = std::env::var_os("PATH").unwrap_or_default();
    let folders = program.parent().map(Path::to_owned);
    let path = folders.into_iter().chain(std::env::split_paths(&found));
    let built = Command::new("mdbook")
        .args(["build", "--dest-dir", "outside"])
        .current_dir(book.path(""))
        .env("PATH", std::env::join_paths(path).expect("a PATH"))
        .env("SOURCE_DATE_EPOCH", EPOCH)
        .stdin(Stdio::null())
        .output();
    let built = built.expect("mdbook runs");
    assert!(built.status.success(), "{built:?}");
    Some(pages(&book.path("outside")))
}

fn run(case: &str) {
    let folder = folder().join(case);
    let is_input = |(path, _): &(String, Vec<u8>)| !path.starts_with("expected/");
    let input = files(&folder).into_iter().filter(is_input);
    let book = input.fold(TestBook::empty(), |book, (path, bytes)| {
        book.file(&path, bytes)
    });
    book.commit(WRITTEN);
    let found = inside(&book);
    match outside(&book) {
        Some(outside) => assert_eq!(found, outside, "{case}: both mdBooks make the same pages"),
        None => eprintln!("{case}: no mdbook is installed to compare with"),
    }
    let expected = folder.join("expected");
    for (path, page) in &found {
        snapshot::holds(&expected.join(path), page, "cargo test --test cases");
    }
    let known: Vec<String> = files(&expected).into_keys().collect();
    assert_eq!(known, found.into_keys().collect::<Vec<_>>(), "{case}");
}

/// A test for each folder, and a folder for each test.
macro_rules! cases {
    ($($test:ident: $folder:literal),* $(,)?) => {
        $(#[test] fn $test() { run($folder); })*

        #[test]
        fn every_folder_is_a_case() {
            let mut found: Vec<String> = fs::read_dir(folder()).expect("a folder")
                .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into())
                .collect();
            found.sort();
            assert_eq!(found, [$($folder),*]);
        }
    };
}

cases! {
    characters: "characters",
    contents: "contents",
    directives: "directives",
    front_matter: "front-matter",
    includes: "includes",
    index_of_documents: "index",
    lifecycle: "lifecycle",
    markdown: "markdown",
}
