//! The pages, and the fenced blocks on them.

use std::collections::BTreeMap;
use std::fs;
use std::ops::Range;
use std::path::{Path, PathBuf};

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

/// A page that people read.
pub struct Page {
    /// Relative to the repository.
    pub path: String,
    pub text: String,
    pub fences: Vec<Fence>,
}

/// A fenced block.
pub struct Fence {
    /// Page and line, for messages.
    pub place: String,
    words: Vec<String>,
    attributes: BTreeMap<String, String>,
    /// What it holds, files that it includes set in.
    pub text: String,
    /// Its bytes on the page.
    pub range: Range<usize>,
}

impl Page {
    pub fn is_rule(&self) -> bool {
        self.path.starts_with("src/rules/")
    }
}

impl Fence {
    pub fn language(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.get(name).map(String::as_str)
    }

    /// The content of a file in the scratch folder.
    pub fn is_file(&self) -> bool {
        self.attributes.contains_key("file")
    }

    /// One of those that `support/examples.rs` runs.
    pub fn is_example(&self) -> bool {
        self.words.len() > 1
    }
}

pub fn repository() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Every page, in the order of their paths.
pub fn all() -> Vec<Page> {
    let mut files = vec![repository().join("README.md")];
    let contributing = repository().join(".github/CONTRIBUTING.md");
    files.extend(contributing.exists().then_some(contributing));
    for folder in ["book-example/src", "src/rules"] {
        collect(&repository().join(folder), &mut files);
    }
    files.sort();
    assert!(files.len() > 100, "the pages were not found");
    files.iter().map(|file| read(file)).collect()
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            collect(&path, files);
        } else if path.extension().is_some_and(|it| it == "md") {
            files.push(path);
        }
    }
}

fn read(file: &Path) -> Page {
    let text = fs::read_to_string(file).expect("a page");
    let path = file.strip_prefix(repository()).expect("a page of ours");
    let path = path.to_str().expect("a plain path").to_owned();
    let mut fences: Vec<Fence> = Vec::new();
    let mut open = false;
    for (event, range) in Parser::new(&text).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let line = text[..range.start].matches('\n').count() + 1;
                fences.push(fence(&info, format!("{path}:{line}"), range));
                open = true;
            }
            Event::Text(text) if open => fences.last_mut().expect("one").text.push_str(&text),
            Event::End(TagEnd::CodeBlock) => open = false,
            _ => {}
        }
    }
    let folder = file.parent().expect("a folder");
    for fence in &mut fences {
        fence.text = with_includes(&fence.text, folder);
    }
    Page { path, text, fences }
}

fn fence(info: &str, place: String, range: Range<usize>) -> Fence {
    let (attributes, words) = info
        .split_whitespace()
        .map(str::to_owned)
        .partition::<Vec<_>, _>(|word| word.contains('='));
    let attributes = { attributes.iter() }
        .filter_map(|attribute| attribute.split_once('='))
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .collect();
    Fence {
        place,
        words,
        attributes,
        text: String::new(),
        range,
    }
}

/// With the files that lines such as `{{#include ../x.toml}}` name, as mdBook sets them in.
fn with_includes(text: &str, folder: &Path) -> String {
    let include = |line: &str| {
        let path = line.trim().strip_prefix("{{#include ")?;
        let path = folder.join(path.strip_suffix("}}")?);
        Some(
            fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display())),
        )
    };
    { text.split_inclusive('\n') }
        .map(|line| include(line).unwrap_or_else(|| line.to_owned()))
        .collect()
}
