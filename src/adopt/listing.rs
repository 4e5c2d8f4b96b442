//! SUMMARY.md for a folder that has none.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use super::{Candidate, is_index};
use crate::document::metadata::{Entry, Known};
use crate::scaffold::slug::title_of;
use crate::scaffold::summary::link;

/// The text of a SUMMARY.md that lists files: those of a folder below its page, in the order of their
/// names and numbers, folders last.
pub fn summary(files: &[&Candidate]) -> String {
    let mut root = Folder::default();
    for file in files {
        let mut folder = &mut root;
        for part in file.folder().split('/').filter(|part| !part.is_empty()) {
            folder = folder.folders.entry(Natural(part.to_owned())).or_default();
        }
        let name = Natural(file.name().to_owned());
        folder.files.insert(name, file);
    }
    let mut out = "# Summary\n\n".to_owned();
    if let Some(page) = root.page() {
        out.push_str(&format!("{}\n\n", link(&title(page), &page.path)));
    }
    root.write(0, &mut out);
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// Two pages of one folder become one file: the second would take the first one's place.
pub fn is_shadowed(file: &Candidate, all: &[Candidate]) -> bool {
    let is_other = |other: &&Candidate| {
        other.folder() == file.folder() && other.path != file.path && is_index(other.name())
    };
    is_index(file.name())
        && all
            .iter()
            .find(is_other)
            .is_some_and(|other| other.path < file.path)
}

#[derive(Default)]
struct Folder<'a> {
    files: BTreeMap<Natural, &'a Candidate>,
    folders: BTreeMap<Natural, Folder<'a>>,
}

impl<'a> Folder<'a> {
    fn page(&self) -> Option<&'a Candidate> {
        let mut files = self.files.values();
        files.find(|file| is_index(file.name())).copied()
    }

    fn write(&self, depth: usize, out: &mut String) {
        let indent = "  ".repeat(depth);
        for file in self.files.values().filter(|file| !is_index(file.name())) {
            out.push_str(&format!("{indent}- {}\n", link(&title(file), &file.path)));
        }
        for (Natural(name), folder) in &self.folders {
            let entry = match folder.page() {
                Some(page) => link(&title(page), &page.path),
                // A folder without a page is a chapter that is not written yet.
                None => link(&title_of(name), ""),
            };
            out.push_str(&format!("{indent}- {entry}\n"));
            folder.write(depth + 1, out);
        }
    }
}

/// What a file calls itself: the field, the first heading where it is a title, its name.
fn title(file: &Candidate) -> String {
    let document = &file.document;
    let metadata = document.notes.metadata(&Known::default());
    let field = metadata.meaning("title").and_then(Entry::text);
    let heading = (document.sections.all.first())
        .filter(|first| first.level == 1)
        .map(|_| document.heading_text(0).to_owned());
    let titles = [field.map(|field| field.into_owned()), heading];
    let titles = titles.into_iter().flatten();
    let mut lines = titles.map(|title| title.split_whitespace().collect::<Vec<_>>().join(" "));
    let visible = |title: &String| !title.is_empty() && !title.chars().any(char::is_control);
    lines.find(visible).unwrap_or_else(|| title_of(&file.path))
}

/// A name that sorts as people count: `9-a` before `10-b`.
#[derive(PartialEq, Eq)]
struct Natural(String);

impl Ord for Natural {
    fn cmp(&self, other: &Self) -> Ordering {
        let (a, b) = (self.parts(), other.parts());
        a.cmp(&b).then_with(|| self.0.cmp(&other.0))
    }
}

impl PartialOrd for Natural {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Natural {
    /// Runs of digits, by their length without zeros and then letter by letter, and what stands between;
    /// digits come first.
    fn parts(&self) -> Vec<(bool, usize, String)> {
        let mut parts: Vec<(bool, usize, String)> = Vec::new();
        for ch in self.0.to_lowercase().chars() {
            let is_text = !ch.is_ascii_digit();
            match parts.last_mut() {
                Some((was_text, _, part)) if *was_text == is_text => part.push(ch),
                _ => parts.push((is_text, 0, ch.to_string())),
            }
        }
        for (is_text, length, part) in &mut parts {
            if !*is_text {
                *part = part.trim_start_matches('0').to_owned();
                *length = part.len();
            }
        }
        parts
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::document::markdown::ParseOptions;
    use crate::text::Text;

    fn files(all: &[(&str, &str)]) -> Vec<Candidate> {
        all.iter()
            .map(|(path, text)| {
                let text = Arc::new(Text::new(*path, *text));
                Candidate::read(path, &text, ParseOptions::default())
            })
            .collect()
    }

    #[test]
    fn files_are_listed_as_people_count_and_below_their_folder_s_page() {
        let all = files(&[
            ("README.md", "# The *book*\n"),
            ("adr/10-b.md", "---\ntitle: From a field\n---\n# No\n"),
            ("adr/9-a.md", "text\n"),
            ("adr/README.md", "# Decisions [all]\n"),
            ("no page/x (1).md", "# 1. X\n"),
            ("a.md", "## Not a title\n"),
            ("2.md", "#\n"),
        ]);
        let all: Vec<&Candidate> = all.iter().collect();
        let expected = "# Summary\n\n[The book](README.md)\n\n- [2](2.md)\n- [A](a.md)\n\
            - [Decisions \\[all\\]](adr/README.md)\n  - [A](adr/9-a.md)\n  - [From a field](adr/10-b.md)\n\
            - [No page]()\n  - [1. X](<no page/x (1).md>)\n";
        assert_eq!(summary(&all), expected);
        let parsed = mdbook_summary::parse_summary(expected).expect("a summary");
        assert_eq!(parsed.numbered_chapters.len(), 4);
    }

    #[test]
    fn of_two_pages_of_a_folder_one_is_listed() {
        let all = files(&[("a/README.md", ""), ("a/index.md", ""), ("b/index.md", "")]);
        let shadowed: Vec<bool> = all.iter().map(|file| is_shadowed(file, &all)).collect();
        assert_eq!(shadowed, [false, true, false]);
    }
}
