//! The way through: a book in, findings and new texts out. No I/O happens here.

use crate::book::Book;
use crate::corpus::Corpus;
use crate::diagnostics::{self, Diagnostic};
use crate::rules;

/// What came out.
#[derive(Debug, Default)]
pub struct Outcome {
    /// All findings, in order, severities settled.
    pub diagnostics: Vec<Diagnostic>,
    /// For each chapter its new text, where it changed.
    pub texts: Vec<Option<String>>,
    /// How many documents there are.
    pub documents: usize,
    /// How many chapters there are, drafts not counted.
    pub chapters: usize,
    /// One line on what most documents break, for the summary.
    pub fit: Option<String>,
}

/// Judges a book, and makes its pages where they are asked for.
pub fn run(book: &Book) -> Outcome {
    let corpus = Corpus::read(book);
    let mut findings = rules::run(&corpus);
    diagnostics::sort(&mut findings);
    Outcome {
        texts: vec![None; book.chapters.len()],
        documents: corpus.documents(),
        chapters: book
            .chapters
            .iter()
            .filter(|chapter| chapter.path.is_some())
            .count(),
        fit: None,
        diagnostics: findings,
    }
}
