//! The chapters of a corpus whose directives bring text, woven.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Loom, Weave, is_needed};
use crate::book::{Book, Chapter};
use crate::corpus::{Brought, Corpus, Member, Ready, folder_of, parse_options};
use crate::directives::Values;
use crate::document::Document;
use crate::document::view::{DiskFiles, Files};
use crate::fragments::Shelves;
use crate::page::Format;
use crate::text::Text;

/// A book's chapters, read, with what their directives bring set in.
pub fn corpus_of(book: &Book) -> Corpus<'_> {
    corpus_with(book, &DiskFiles::new(&book.root), |_| None)
}

/// The same as [`Corpus::read_with`] reads it.
pub fn corpus_with<'a>(
    book: &'a Book,
    files: &dyn Files,
    ready: impl Fn(&Chapter) -> Option<Ready> + Sync,
) -> Corpus<'a> {
    let mut corpus = Corpus::read_with(book, files, ready);
    let brought = brought(&corpus, files);
    corpus.set_in(brought);
    corpus
}

/// What directives bring into each chapter, and then into each stray.
fn brought(corpus: &Corpus<'_>, files: &dyn Files) -> Vec<Option<Brought>> {
    let needs = |member: &Member<'_>| is_needed(&member.document) || is_needed(&member.page);
    let members: Vec<&Member<'_>> = corpus.chapters.iter().chain(&corpus.strays).collect();
    if !members.iter().any(|member| needs(member)) {
        return Vec::new();
    }
    let book = corpus.book;
    let root = book.root.clone();
    let fragments = root.join(&book.settings.templates).join("fragments");
    let loom = Loom {
        corpus,
        files,
        shelves: Shelves { root, fragments },
        values: Values::new(corpus),
        options: parse_options(book),
    };
    let woven = |member| needs(member).then(|| of_chapter(&loom, member)).flatten();
    members.into_par_iter().map(woven).collect()
}

fn of_chapter(loom: &Loom<'_>, member: &Member<'_>) -> Option<Brought> {
    let book = loom.corpus.book;
    let folder = folder_of(book, member.chapter)?;
    let Weave { text, faults, .. } =
        loom.weave(member, &member.document, &folder, Format::Markdown);
    let author = Arc::clone(member.document.text());
    let document = Document::parse_woven(author, &text, &folder, loom.files, loom.options);
    let document = Arc::new(document);
    let (page, rules) = match &book.renderer {
        Some(renderer) => page(loom, member, &folder, Format::of(renderer)),
        None => (Arc::clone(&document), Vec::new()),
    };
    Some(Brought {
        document,
        page,
        faults,
        rules,
    })
}

/// The page: it is as good as the author's own text from here on.
fn page(
    loom: &Loom<'_>,
    member: &Member<'_>,
    folder: &Path,
    format: Format,
) -> (Arc<Document>, Vec<&'static [&'static str]>) {
    let Weave { text, rules, .. } = loom.weave(member, &member.page, folder, format);
    let text = Text::new(Arc::clone(member.page.text().path()), text.into_text());
    let page = Document::parse(Arc::new(text), folder, loom.files, loom.options);
    (Arc::new(page), rules)
}
