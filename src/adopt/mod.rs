//! A folder of Markdown, or a book that exists, brought under the tool's care: what should be written
//! is proposed here, and written elsewhere.
//!
//! 1. [`layout`] says where the chapters lie, [`listing`] lists them for SUMMARY.md.
//! 2. [`groups`] finds the files that may be of one kind, and the templates that lie among them.
//! 3. [`agreement`] measures how far a document agrees with a template.
//! 4. [`proposal`] chooses for each group a template that its documents have, one that is built in, or
//!    one made by [`derived`] from what they share; [`pattern`] says which files those are.
//! 5. [`rivals`] knows what of other plugins is no longer needed.

pub mod agreement;
pub mod derived;
pub mod groups;
pub mod layout;
pub mod listing;
pub mod pattern;
pub mod proposal;
pub mod rivals;

use std::path::Path;
use std::sync::Arc;

use crate::document::Document;
use crate::document::markdown::ParseOptions;
use crate::document::view::NoFiles;
use crate::text::Text;

/// A Markdown file that may be a document.
#[derive(Debug)]
pub struct Candidate {
    /// Its path relative to the chapters' folder.
    pub path: String,
    /// Its text, parsed; named relative to the book.
    pub document: Document,
}

impl Candidate {
    /// Reads a file.
    pub fn read(path: &str, text: &Arc<Text>, options: ParseOptions) -> Self {
        Self {
            path: path.to_owned(),
            document: Document::parse(Arc::clone(text), Path::new(""), &NoFiles, options),
        }
    }

    /// Its name within its folder.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or(&self.path)
    }

    /// The folder that it lies in; empty for the chapters' folder itself.
    pub fn folder(&self) -> &str {
        self.path.rsplit_once('/').map_or("", |(folder, _)| folder)
    }
}

/// Whether a file is the page of its folder.
fn is_index(name: &str) -> bool {
    name.eq_ignore_ascii_case("readme.md") || name.eq_ignore_ascii_case("index.md")
}
