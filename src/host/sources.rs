//! The texts that findings point into.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::chapters::read_text;
use crate::book::Book;
use crate::diagnostics::Diagnostic;
use crate::template::builtin;
use crate::text::Text;

/// Texts by the path that messages call them by.
pub type Sources = BTreeMap<Arc<str>, Arc<Text>>;

/// The texts that some finding or one of its related places lies in. Those that the book does not
/// hold (included files, fragments, book.toml, SUMMARY.md) are read from their files.
pub fn of(book: &Book, diagnostics: &[Diagnostic]) -> Sources {
    let chapters = book
        .chapters
        .iter()
        .filter_map(|chapter| chapter.source.as_ref());
    let known: BTreeMap<&str, &Arc<Text>> = chapters
        .chain(&book.templates)
        .map(|text| (&**text.path(), text))
        .collect();
    let mut sources = Sources::new();
    let places = diagnostics.iter().flat_map(|finding| {
        std::iter::once(&finding.place).chain(finding.related.iter().map(|related| &related.place))
    });
    for path in places.map(|place| &place.path) {
        if sources.contains_key(path) {
            continue;
        }
        let text = match known.get(&**path) {
            Some(text) => Some(Arc::clone(text)),
            None if builtin::is_path(path) => builtin::text(path).map(Arc::new),
            None => read_text(&book.root.join(&**path))
                .ok()
                .map(|text| Arc::new(Text::new(Arc::clone(path), text))),
        };
        sources.extend(text.map(|text| (Arc::clone(path), text)));
    }
    sources
}
