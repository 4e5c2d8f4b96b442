//! The order of the house: what each file says of itself, which stage may import which, and that what is
//! written about the code is true of it.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use regex::Regex;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// A file of the checkout.
fn read(path: impl AsRef<Path>) -> String {
    let path = root().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The Rust files below a folder, by their paths from the checkout's top, in order.
fn rust_files(folder: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|it| it == "rs") {
                let path = path.strip_prefix(root()).expect("below the top");
                files.push(path.to_owned());
            }
        }
    }
    files.sort();
    files
}

/// A file's code: comments and its own tests left out.
fn code(path: &Path) -> String {
    let text = read(path);
    let own = text.split("\n#[cfg(test)]\nmod tests").next();
    let lines = own.unwrap_or_default().lines();
    let code = lines.filter(|line| !line.trim_start().starts_with("//"));
    code.collect::<Vec<_>>().join("\n")
}

/// The modules of `src/lib.rs`, in its order.
fn stages() -> Vec<String> {
    let declared = Regex::new(r"(?m)^(?:pub )?mod (\w+);$").expect("an expression");
    let text = read("src/lib.rs");
    let names = declared
        .captures_iter(&text)
        .map(|found| found[1].to_owned());
    names.collect()
}

#[test]
fn every_file_begins_with_what_it_is_for() {
    for path in rust_files("src").into_iter().chain(rust_files("tests")) {
        let text = read(&path);
        let first = text.lines().next().unwrap_or_default();
        assert!(
            first.len() > "//! ".len() && first.starts_with("//! "),
            "{}: its first line does not say what it is for",
            path.display()
        );
    }
}

#[test]
fn a_stage_imports_only_earlier_ones() {
    let stages = stages();
    let place = |name: &str| stages.iter().position(|stage| stage == name);
    let named = Regex::new(r"\bcrate::(?:(\w+)|\{([^{}]+)\})").expect("an expression");
    let mut wrong = BTreeSet::new();
    for path in rust_files("src") {
        let stage = path
            .components()
            .nth(1)
            .and_then(|it| Path::new(it.as_os_str()).file_stem()?.to_str());
        let stage = stage.expect("a name");
        let Some(own) = place(stage) else {
            assert!(
                ["lib", "main"].contains(&stage),
                "{stage} is not in src/lib.rs"
            );
            continue;
        };
        let code = code(&path);
        let names = named.captures_iter(&code).flat_map(|found| {
            let (one, several) = (found.get(1), found.get(2));
            let names = one.or(several).expect("one of both");
            names.as_str().split(',')
        });
        for name in names {
            let name = name.trim().split("::").next().unwrap_or_default();
            let other = place(name).unwrap_or_else(|| panic!("no module `{name}`"));
            if other > own {
                wrong.insert(format!("{} imports `{name}`", path.display()));
            }
        }
    }
    assert!(
        wrong.is_empty(),
        "src/lib.rs lists the stages in their order, and these import a later one: {wrong:#?}"
    );
}

/// Whether a file or folder defines something of this name: an item, a method, a module.
fn defines(place: &Path, name: &str) -> bool {
    let item = format!(
        r"\b(?:fn|struct|enum|trait|type|const|mod) {}\b",
        regex::escape(name)
    );
    let item = Regex::new(&item).expect("an expression");
    let beside = place.with_extension("rs");
    let files = rust_files("src").into_iter();
    let mut files = files.filter(|path| path.starts_with(place) || *path == beside);
    files.any(|path| item.is_match(&read(path)))
}

/// Whether `a::b::Name` is something in the code: modules as far as there are files of these names, and in
/// there all that is left. What begins with a type may be anywhere.
fn exists(name: &str) -> bool {
    let mut place = PathBuf::from("src");
    let mut rest = name.split("::").peekable();
    while let Some(part) = rest.peek() {
        let next = place.join(part);
        if !root().join(&next).is_dir() && !root().join(next.with_extension("rs")).is_file() {
            break;
        }
        place = next;
        rest.next();
    }
    rest.all(|part| defines(&place, part))
}

/// The words in backticks of a chapter, its code blocks left out.
fn quoted(chapter: &str) -> Vec<String> {
    use pulldown_cmark::{Event, Parser};
    let events = Parser::new(chapter);
    let code = events.filter_map(|event| match event {
        Event::Code(code) => Some(code.into_string()),
        _ => None,
    });
    code.collect()
}

/// Names in the chapters that are mdBook's or Rust's.
const OF_OTHERS: [&str; 2] = ["Preprocessor", "String"];

#[test]
fn what_the_architecture_chapters_name_is_there() {
    let name = Regex::new(r"^[A-Za-z_][A-Za-z_0-9]*(::[A-Za-z_0-9]+)+$").expect("an expression");
    let item = Regex::new(r"^[A-Z][a-z]+([A-Z][a-z]+)*$").expect("an expression");
    for (chapter, least) in [
        ("book-example/src/guide/architecture.md", 60),
        ("book-example/src/designs/architecture.md", 10),
    ] {
        let mut found = 0;
        for word in quoted(&read(chapter)) {
            let is_path = ["src/", "tests/", ".github/", ".ci/"]
                .iter()
                .any(|folder| word.starts_with(folder));
            if is_path {
                assert!(root().join(&word).exists(), "{chapter}: no `{word}`");
            } else if name.is_match(&word) || item.is_match(&word) {
                let is_there = OF_OTHERS.contains(&&*word) || exists(&word);
                assert!(is_there, "{chapter}: nothing is called `{word}`");
            } else {
                continue;
            }
            found += 1;
        }
        assert!(found >= least, "{chapter}: {found} names were found in it");
    }
}

#[test]
fn the_architecture_document_names_every_stage() {
    let chapter = read("book-example/src/designs/architecture.md");
    let table: Vec<&str> = chapter
        .lines()
        .filter(|line| line.starts_with("| `"))
        .collect();
    let named: BTreeSet<String> = table
        .iter()
        .flat_map(|line| quoted(line.split('|').nth(1).unwrap_or_default()))
        .collect();
    let stages: BTreeSet<String> = stages().into_iter().collect();
    assert_eq!(named, stages, "the table of components and src/lib.rs");
}

/// Stages that come before the rules know them by name alone.
#[test]
fn rules_that_are_named_exist() {
    let named = Regex::new(r#"(?:\brule == |\bRULE: &str = |Diagnostic::new\(\s*)"([^"]+)""#);
    let named = named.expect("an expression");
    let mut found = 0;
    for path in rust_files("src") {
        for name in named.captures_iter(&code(&path)) {
            let is_it = |rule: &mdbook_design_docs::rules::Rule| rule.id == &name[1];
            let exists = mdbook_design_docs::rules::ALL.iter().any(is_it);
            // What is wrong in book.toml is told as findings are, and is no rule.
            let exists = exists || name[1] == *mdbook_design_docs::config::RULE;
            assert!(exists, "{}: `{}`", path.display(), &name[1]);
            found += 1;
        }
    }
    assert!(found > 5, "{found}");
}

#[test]
fn the_readme_lists_every_command() {
    let readme = read("README.md");
    let row = Regex::new(r"(?m)^\| `mdbook-design-docs ([a-z]+)").expect("an expression");
    let listed: BTreeSet<&str> = row
        .captures_iter(&readme)
        .filter_map(|found| Some(found.get(1)?.as_str()))
        .collect();
    let help = std::process::Command::new(env!("CARGO_BIN_EXE_mdbook-design-docs"))
        .arg("--help")
        .output()
        .expect("it runs");
    let help = String::from_utf8(help.stdout).expect("UTF-8");
    let commands = help.split("Commands:\n").nth(1).expect("its commands");
    let commands: BTreeSet<&str> = commands
        .lines()
        .take_while(|line| line.starts_with("  "))
        .filter_map(|line| line.strip_prefix("  ")?.split(char::is_whitespace).next())
        .filter(|name| !name.is_empty())
        .filter(|name| name.chars().all(|it| it.is_ascii_lowercase()))
        .filter(|name| !["help", "supports"].contains(name))
        .collect();
    assert_eq!(listed, commands);
}
