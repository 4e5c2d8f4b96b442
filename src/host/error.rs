//! Why a book can't be taken in, or not be built.

use std::borrow::Cow;
use std::path::PathBuf;
use std::sync::Arc;

use crate::diagnostics::Diagnostic;
use crate::history::BaseError;
use crate::text::Text;

/// Why there is no book, or no pages. What is wrong inside a chapter is a finding, not one of these.
#[derive(Debug, thiserror::Error)]
pub enum HostError {
    /// What arrived is not what mdBook sends.
    #[error("what arrived on standard input is not what mdBook sends to a preprocessor: {0}")]
    NotFromMdbook(String),
    /// An mdBook that this program does not understand.
    #[error("{0}")]
    Version(String),
    /// Configuration or SUMMARY.md can't be used; each fault has its place.
    #[error("{}", faults(diagnostics))]
    Invalid {
        /// What is wrong, all of it.
        diagnostics: Vec<Diagnostic>,
        /// The texts that the places are in.
        texts: Vec<Arc<Text>>,
    },
    /// No book where one was expected.
    #[error("there is no book in `{}`", .0.display())]
    NoBook(PathBuf),
    /// Files of more than one book at once.
    #[error("the files belong to several books: {}", names(.0))]
    SeveralBooks(Vec<PathBuf>),
    /// A file or a folder that is needed, or was named.
    #[error("`{}` can't be read: {reason}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// Why, in a few words.
        reason: String,
    },
    /// Nothing to compare with.
    #[error(transparent)]
    Base(#[from] BaseError),
    /// mdBook gave up.
    #[error("mdBook could not build the book: {0}")]
    Build(String),
    /// mdBook panicked.
    #[error("mdBook broke down{}: {message}", at(chapter.as_deref()))]
    Panic {
        /// The chapter that it was at.
        chapter: Option<String>,
        /// What it said.
        message: String,
    },
    /// Findings ended the build; they have been told already.
    #[error("findings end the build")]
    Findings,
}

impl HostError {
    /// What to do about it, where that can be said.
    pub fn help(&self) -> Option<Cow<'static, str>> {
        let help = match self {
            Self::NotFromMdbook(_) => Some(
                "without a command, this program is meant to be run by mdBook; to look for findings in a book, run `mdbook-design-docs check`",
            ),
            Self::NoBook(_) => Some(
                "name its folder with `--book DIR`, or make one with `mdbook-design-docs init`; `mdbook-design-docs check FILE…` looks at Markdown files without a book, too",
            ),
            Self::SeveralBooks(_) => {
                Some("look at one book at a time, and name its folder with `--book DIR`")
            }
            Self::Unreadable { path, .. } if path.ends_with("SUMMARY.md") => Some(
                "mdBook needs this file: it lists the chapters; `book.src` in book.toml says where it lies",
            ),
            Self::Panic { message, .. } if message.contains("pop too far") => Some(
                "this mdBook can't render HTML that closes what it did not open; look for a stray `</p>` (or another closing tag) inside a paragraph, and remove it or write it as code",
            ),
            Self::Base(error) => return error.help(),
            _ => None,
        };
        help.map(Cow::Borrowed)
    }
}

fn faults(diagnostics: &[Diagnostic]) -> String {
    let first = diagnostics.first().map_or("", |first| &first.message);
    match diagnostics.len() {
        0 | 1 => first.to_owned(),
        more => format!("{first} (and {} more)", more - 1),
    }
}

fn names(folders: &[PathBuf]) -> String {
    let names: Vec<String> = folders
        .iter()
        .map(|it| format!("`{}`", it.display()))
        .collect();
    names.join(", ")
}

fn at(chapter: Option<&str>) -> String {
    chapter.map_or_else(String::new, |chapter| {
        format!(" in the chapter `{chapter}`")
    })
}
