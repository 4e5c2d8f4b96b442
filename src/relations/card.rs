//! Who a chapter is, to those that refer to it.

use super::reference::FileNumber;
use crate::fields;

/// Who a chapter is.
#[derive(Debug, Clone, Default)]
pub struct Card {
    /// Its path relative to `src`, with `/`; empty where it has none.
    pub path: String,
    /// The id that a field gives.
    pub id: Option<String>,
    /// The name of the template that governs it.
    pub template: Option<String>,
    /// Whether its id has to be its own: it is a document, no template and no index page.
    pub document: bool,
}

impl Card {
    /// The folder that it lies in, relative to `src`.
    pub fn folder(&self) -> &str {
        self.path.rfind('/').map_or("", |end| &self.path[..end])
    }

    /// The number in its file's name.
    pub fn file_number(&self) -> Option<FileNumber> {
        let name = self.path.rsplit('/').next()?;
        FileNumber::of(name.strip_suffix(".md").unwrap_or(name))
    }

    /// What people call its kind: the folder's name, the template's, what stands before its number.
    pub(super) fn words(&self) -> Vec<String> {
        let folder = self.folder().rsplit('/').next().unwrap_or_default();
        let file = self.file_number().map(|number| number.word);
        let mut words: Vec<String> = [folder, self.template.as_deref().unwrap_or_default()]
            .into_iter()
            .map(fields::fold)
            .chain(file)
            .filter(|word| word.starts_with(char::is_alphabetic))
            .collect();
        let singular: Vec<String> = words
            .iter()
            .filter_map(|word| Some(word.strip_suffix('s')?.to_owned()))
            .collect();
        words.extend(singular);
        words.sort();
        words.dedup();
        words
    }
}
