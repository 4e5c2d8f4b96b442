//! How paths are written, and how one chapter leads to another.

/// A path as it may be meant: as it stands, the page made of it, without its ending, a folder's index.
pub(super) fn spellings(path: &str) -> Vec<String> {
    let folder = path.trim_end_matches('/');
    let stem = path.strip_suffix(".html").unwrap_or(folder);
    let mut all = vec![path.to_owned(), format!("{stem}.md")];
    for (name, other) in [("README.md", "index.md"), ("index.md", "README.md")] {
        if let Some(before) = path.strip_suffix(name) {
            all.push(format!("{before}{other}"));
        }
        all.push(format!("{folder}/{name}"));
    }
    all
}

/// Whether a text ends as a page's file or address does.
pub(super) fn has_extension(text: &str) -> bool {
    let path = text.split(['#', '?']).next().unwrap_or_default();
    let ends = |ending: &str| path.len() > ending.len() && path.ends_with(ending);
    [".md", ".markdown", ".html"].into_iter().any(ends) && !path.contains(char::is_whitespace)
}

/// Whether a text is an address of a page elsewhere.
pub(super) fn is_elsewhere(text: &str) -> bool {
    text.contains("://") || text.starts_with("mailto:") || text.starts_with("www.")
}

/// The path from a chapter's folder to another chapter.
pub fn relative(from: &str, to: &str) -> String {
    let folders: Vec<&str> = from.split('/').collect();
    let folders = &folders[..folders.len() - 1];
    let parts: Vec<&str> = to.split('/').collect();
    let below = &parts[..parts.len() - 1];
    let shared = folders
        .iter()
        .zip(below)
        .take_while(|(one, other)| one == other)
        .count();
    let mut path = vec![".."; folders.len() - shared];
    path.extend(&parts[shared..]);
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::relative;

    #[test]
    fn paths_lead_from_one_chapter_to_another() {
        assert_eq!(relative("a/b.md", "a/c.md"), "c.md");
        assert_eq!(relative("a/x/b.md", "a/y/c.md"), "../y/c.md");
        assert_eq!(relative("b.md", "a/c.md"), "a/c.md");
    }
}
