//! The texts that findings point into.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;

use super::chapters::read_text;
use crate::book::Book;
use crate::diagnostics::Diagnostic;
use crate::history::name_in_repository;
use crate::report::Names;
use crate::template::builtin;
use crate::text::Text;

/// Texts by the path that messages call them by.
pub type Sources = BTreeMap<Arc<str>, Arc<Text>>;

/// How the files of a book are called from outside of it.
pub fn names(book: &Book) -> Names {
    let root = fs::canonicalize(&book.root).unwrap_or_else(|_| book.root.clone());
    Names::new(&root, name_in_repository(&root).as_deref())
}

/// The texts that some finding, one of its related places or its mend lies in. Those that the book does
/// not hold (included files, fragments, book.toml, SUMMARY.md) are read from their files.
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
    for path in diagnostics.iter().flat_map(paths) {
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

/// Every path that a finding speaks of, some of them more than once.
fn paths(finding: &Diagnostic) -> impl Iterator<Item = &Arc<str>> {
    let related = finding.related.iter().map(|related| &related.place.path);
    let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
    std::iter::once(&finding.place.path)
        .chain(related)
        .chain(edits.map(|edit| &edit.path))
}
