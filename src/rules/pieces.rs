//! The template's text as a document of it would have it.

use super::DocumentContext;
use crate::scaffold::pieces::Pieces;
use crate::scaffold::{Author, Values};

/// The pieces of a document's template, filled in with what is known of the document.
pub(super) fn of<'a>(cx: &DocumentContext<'a>) -> Option<Pieces<'a>> {
    let values = Values {
        title: Some(cx.member.title()).filter(|title| !title.is_empty()),
        number: None,
        today: cx.corpus.book.today,
        author: Author::default(),
        set: Vec::new(),
    };
    Pieces::new(cx.template(), cx.lifecycle(), &values).ok()
}
