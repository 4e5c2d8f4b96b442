//! How paths are written.

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
