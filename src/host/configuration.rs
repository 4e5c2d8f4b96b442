//! book.toml and SUMMARY.md as they would be: what is about to be written is read first.

use std::collections::BTreeSet;
use std::path::Path;

use super::chapters::{Unreadable, read_text};
use super::{HostError, summary};
use crate::config::{self, Settings};
use crate::rules;
use crate::text::Text;

/// A file's text.
///
/// # Errors
/// Where it is none.
pub fn read(path: &Path) -> Result<String, HostError> {
    read_text(path)
        .map(|text| text.to_string())
        .map_err(|problem| unreadable(path, &problem))
}

/// A file's text; none where there is no file.
///
/// # Errors
/// Where there is a file that is no text.
pub fn read_if_any(path: &Path) -> Result<Option<String>, HostError> {
    match read_text(path) {
        Ok(text) => Ok(Some(text.to_string())),
        Err(Unreadable::Missing) => Ok(None),
        Err(problem) => Err(unreadable(path, &problem)),
    }
}

fn unreadable(path: &Path, problem: &Unreadable) -> HostError {
    HostError::Unreadable {
        path: path.to_owned(),
        reason: problem.reason(),
    }
}

/// The chapters that mdBook finds in a SUMMARY.md, relative to the chapters' folder.
pub fn listed(text: &str) -> BTreeSet<String> {
    let text = Text::new("SUMMARY.md", text);
    let listed = summary::read(&text).map(|(listed, _)| listed);
    let paths = listed
        .into_iter()
        .flatten()
        .filter_map(|chapter| chapter.path);
    paths.map(|path| crate::paths::normal(&path)).collect()
}

/// The settings in a book.toml; none where they are not valid. The environment counts.
pub fn settings(text: &str) -> Option<Settings> {
    let text = Text::new("book.toml", text);
    let environment = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    let (value, overridden) = config::from_toml(&text, environment).ok()?;
    config::validate(&value, Some(&text), &overridden, &rules::known()).ok()
}
