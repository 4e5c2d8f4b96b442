//! Where the chapters lie, so that no file has to be moved.

use std::collections::BTreeMap;

use super::groups::has_template_name;

/// Files at the top of a project that are about the project.
const ABOUT: [&str; 14] = [
    "readme",
    "changelog",
    "changes",
    "history",
    "news",
    "contributing",
    "code_of_conduct",
    "security",
    "license",
    "copying",
    "governance",
    "maintainers",
    "support",
    "authors",
];

/// Folders in which projects keep their documentation.
const DOCS: [&str; 3] = ["docs", "doc", "documentation"];

/// The folder of the chapters, relative to the book, `.` for the book's own: where a SUMMARY.md lies;
/// else the smallest that holds all Markdown files but those that are about a project. None where there
/// are no others. `files` are relative to the book.
pub fn src(files: &[&str], is_project: bool) -> Option<String> {
    if let Some(folder) = summary(files) {
        return Some(folder);
    }
    let chapters: Vec<&str> = files
        .iter()
        .copied()
        .filter(|file| !(is_own_template(file) || is_project && is_about(file)))
        .collect();
    let by_folder = chapters.iter().fold(BTreeMap::new(), |mut all, file| {
        *all.entry(first(file)).or_insert(0) += 1;
        all
    });
    let docs = DOCS.iter().find(|docs| by_folder.contains_key(**docs));
    match docs {
        Some(docs) if is_project && !by_folder.contains_key("") => common(
            &chapters
                .into_iter()
                .filter(|file| first(file) == *docs)
                .collect::<Vec<_>>(),
        ),
        _ => common(&chapters),
    }
}

/// The folder of the SUMMARY.md that lies highest, where only one lies so high.
fn summary(files: &[&str]) -> Option<String> {
    let folder = |file: &&str| match file.rsplit_once('/') {
        Some((folder, "SUMMARY.md")) => Some(folder.to_owned()),
        None if *file == "SUMMARY.md" => Some(".".to_owned()),
        _ => None,
    };
    let depth = |folder: &String| match folder.as_str() {
        "." => 0,
        folder => folder.matches('/').count() + 1,
    };
    let mut folders: Vec<String> = files.iter().filter_map(folder).collect();
    folders.sort_by_key(depth);
    match folders.as_slice() {
        [first, second, ..] if depth(first) == depth(second) => None,
        [first, ..] => Some(first.clone()),
        [] => None,
    }
}

fn is_about(file: &str) -> bool {
    let stem = file.split('.').next().unwrap_or(file).to_lowercase();
    !file.contains('/') && ABOUT.contains(&stem.replace('-', "_").as_str())
}

/// A template beside the folder of its documents.
fn is_own_template(file: &str) -> bool {
    !file.contains('/') && has_template_name(file)
}

fn first(file: &str) -> &str {
    file.split_once('/').map_or("", |(folder, _)| folder)
}

/// The deepest folder that all files lie in; none for no files.
fn common(files: &[&str]) -> Option<String> {
    let folder = |file: &&str| {
        let mut parts: Vec<String> = file.split('/').map(str::to_owned).collect();
        parts.pop();
        parts
    };
    let shared = files.iter().map(folder).reduce(|mut shared, folder| {
        let same = shared.iter().zip(&folder).take_while(|(a, b)| a == b);
        shared.truncate(same.count());
        shared
    });
    shared.map(|shared| match shared.join("/") {
        folder if folder.is_empty() => ".".to_owned(),
        folder => folder,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_file_has_to_be_moved() {
        for (files, is_project, expected) in [
            (&["a.md", "b/c.md"][..], false, "."),
            (&["README.md", "docs/a.md", "docs/b/c.md"], true, "docs"),
            (&["README.md", "docs/a.md"], false, "."),
            (
                &["README.md", "crates/x/README.md", "docs/a.md"],
                true,
                "docs",
            ),
            (&["0000-template.md", "text/0001-a.md"], false, "text"),
            (
                &["README.md", "CODE-OF-CONDUCT.md", "doc/adr/0001-a.md"],
                true,
                "doc/adr",
            ),
            (&["specs/SUMMARY.md", "specs/a.md", "b.md"], false, "specs"),
            (&["SUMMARY.md", "a/SUMMARY.md"], false, "."),
            (&["src/a.md", "src/b.md"], false, "src"),
            (&["a/SUMMARY.md", "b/SUMMARY.md"], false, "."),
        ] {
            assert_eq!(
                src(files, is_project).as_deref(),
                Some(expected),
                "{files:?}"
            );
        }
        for files in [&[][..], &["README.md"]] {
            assert_eq!(src(files, true), None);
        }
    }
}
