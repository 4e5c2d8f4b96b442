//! The way through: a book in, findings and new texts out. No I/O happens here.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::book::Book;
use crate::corpus::Corpus;
use crate::diagnostics::{self, Diagnostic};
use crate::rules;
use crate::text::Text;

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
    /// The texts that findings point into, by path, for showing their lines.
    pub sources: BTreeMap<Arc<str>, Arc<Text>>,
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
        sources: sources(&corpus, &findings),
        diagnostics: findings,
    }
}

/// The texts of all files that findings name.
fn sources(corpus: &Corpus<'_>, findings: &[Diagnostic]) -> BTreeMap<Arc<str>, Arc<Text>> {
    let mut texts: BTreeMap<&str, &Arc<Text>> = BTreeMap::new();
    for template in corpus.templates.iter() {
        texts.insert(template.document.text().path(), template.document.text());
    }
    for member in &corpus.chapters {
        texts.insert(member.document.text().path(), member.document.text());
        for text in member.document.view.included() {
            texts.insert(text.path(), text);
        }
    }
    findings
        .iter()
        .flat_map(|finding| {
            let related = finding.related.iter().map(|related| &related.place);
            std::iter::once(&finding.place).chain(related)
        })
        .filter_map(|place| {
            Some((
                Arc::clone(&place.path),
                Arc::clone(texts.get(&*place.path)?),
            ))
        })
        .collect()
}
