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

/// What directives set into the chapters changes what these are.
const EXCEPTIONS: [&str; 1] = ["src/corpus/setting.rs"];

#[test]
fn a_stage_imports_only_earlier_ones() {
    let stages = stages();
    let place = |name: &str| stages.iter().position(|stage| stage == name);
    let named = Regex::new(r"\bcrate::(?:(\w+)|\{([^{}]+)\})").expect("an expression");
    let mut wrong = BTreeSet::new();
    for path in rust_files("src") {
        if EXCEPTIONS.iter().any(|it| path == Path::new(it)) {
            continue;
        }
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
