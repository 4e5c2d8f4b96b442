//! The template's text as a document of it would have it.

use std::sync::Arc;

use super::DocumentContext;
use crate::scaffold::pieces::Pieces;
use crate::scaffold::{Author, Values};
use crate::template::SectionSpec;

/// The pieces of a document's template, filled in with what is known of the document.
pub(super) fn of(cx: &DocumentContext<'_>) -> Option<Pieces> {
    let values = Values {
        title: Some(cx.member.title()).filter(|title| !title.is_empty()),
        number: None,
        today: cx.corpus.book.today,
        author: Author::default(),
        set: Vec::new(),
    };
    Pieces::new(cx.template(), cx.lifecycle(), &values).ok()
}

/// Those that a section is written from. Only one that is a field depends on the document.
pub(super) fn for_section(cx: &DocumentContext<'_>, spec: &SectionSpec) -> Option<Arc<Pieces>> {
    match spec.field {
        Some(_) => of(cx).map(Arc::new),
        None => cx.corpus.pieces.of(cx.template(), cx.corpus.book.today),
    }
}
