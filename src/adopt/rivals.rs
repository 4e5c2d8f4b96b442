//! Other plugins whose work this one does too.

/// What each of them is called in book.toml, and what takes its place.
const RIVALS: [(&str, &str); 3] = [
    (
        "toc",
        "`<!-- toc -->` and `{{#toc}}` give a contents list here too, and documents get one without a marker",
    ),
    (
        "last-changed",
        "the 'last updated' line below each page comes from here, from one pass over git's history",
    ),
    (
        "template",
        "`{{#template FILE key=value}}` and `[[#key default]]` are understood here too",
    ),
];

/// What of a book's configuration may be dropped, each with the reason: nothing is removed.
pub fn notes(book_toml: &str) -> Vec<String> {
    let Ok(root) = book_toml.parse::<toml::Table>() else {
        return Vec::new();
    };
    let preprocessors = root.get("preprocessor").and_then(toml::Value::as_table);
    RIVALS
        .iter()
        .filter(|(name, _)| preprocessors.is_some_and(|all| all.contains_key(*name)))
        .map(|(name, why)| format!("`[preprocessor.{name}]` is no longer needed: {why}"))
        .collect()
}
