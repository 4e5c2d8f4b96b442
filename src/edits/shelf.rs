//! The texts of a book that may be edited, and how a new one takes an old one's place.

use std::sync::Arc;

use super::choose::Texts;
use crate::book::{Book, Chapter};
use crate::scaffold::summary::Listing;
use crate::text::Text;

/// The files of the chapters, and SUMMARY.md.
pub(super) fn texts(book: &Book) -> Texts {
    let chapters = book.chapters.iter().chain(&book.strays);
    let sources = chapters.filter_map(|chapter| chapter.source.as_ref());
    sources
        .chain(&book.summary)
        .map(|text| (Arc::clone(text.path()), Arc::clone(text)))
        .collect()
}

/// Gives a file of the book a new text. Git has the old one, as far as it had it; what SUMMARY.md
/// comes to list are chapters from then on.
pub(super) fn put(book: &mut Book, text: &Arc<Text>) {
    let is_it = |other: &Text| other.path() == text.path();
    if book.summary.as_deref().is_some_and(is_it) {
        book.summary = Some(Arc::clone(text));
        list(book, text);
        return;
    }
    for chapter in book.chapters.iter_mut().chain(&mut book.strays) {
        let Some(source) = chapter.source.as_mut().filter(|source| is_it(source)) else {
            continue;
        };
        if let Some(file) = &chapter.file {
            book.history.edited(file, source.as_str().as_bytes());
        }
        *source = Arc::clone(text);
    }
}

/// Strays that SUMMARY.md lists are chapters; chapters that it lists no longer are strays again.
fn list(book: &mut Book, summary: &Text) {
    let listing = Listing::read(summary);
    let lists = |path: &Option<String>| {
        let path = path.as_deref();
        path.is_some_and(|path| listing.lists(path))
    };
    for chapter in &mut book.chapters {
        // One that was asked for by name.
        chapter.listed |= lists(&chapter.path);
    }
    let strays = std::mem::take(&mut book.strays);
    for stray in strays {
        let listed = lists(&stray.path);
        let known = (book.chapters.iter()).position(|chapter| chapter.path == stray.path);
        match known {
            None if listed => book.chapters.push(Chapter {
                listed,
                ..stray.clone()
            }),
            Some(at) if !listed => drop(book.chapters.remove(at)),
            _ => {}
        }
        book.strays.push(stray);
    }
}
