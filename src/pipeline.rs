//! The way through: a book in, findings and new texts out. What is asked of the world on the way, the
//! book answers: files that chapters include, fragments, and what git has of earlier contents.
//!
//! ```
//! # use mdbook_design_docs::book::{Book, Chapter};
//! # use mdbook_design_docs::{config, text::Text};
//! # let settings = config::read(&Text::new("book.toml", ""), &[]).expect("nothing is wrong");
//! # let today = jiff::civil::date(2026, 1, 31);
//! use mdbook_design_docs::pipeline;
//!
//! let text = "---\ntitle: Plan\n---\n# Plan\n\n{{#toc}}\n\n## One\n\n## Two\n";
//! let mut book = Book::in_memory(settings, vec![Chapter::in_memory("plan.md", "src", text)], Vec::new(), today);
//! book.renderer = Some("markdown".to_owned());
//! let outcome = pipeline::run(&book);
//! assert!(outcome.diagnostics.is_empty());
//! let page = outcome.texts[0].as_deref().expect("something comes onto it");
//! assert_eq!(page, "# Plan\n\n- [One](#one)\n- [Two](#two)\n\n## One\n\n## Two\n");
//! ```

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::prelude::*;

use crate::book::{Before, Book};
use crate::compare;
use crate::corpus::{Corpus, Member};
use crate::diagnostics::{self, Diagnostic};
use crate::directives;
use crate::page::{self, FooterLine, Format, PageInput};
use crate::rules;
use crate::splice::{Overlap, splice};

/// What came out.
#[derive(Debug, Default)]
pub struct Outcome {
    /// All findings, in order, severities settled.
    pub diagnostics: Vec<Diagnostic>,
    /// For each chapter its new text, where it changed.
    pub texts: Vec<Option<String>>,
    /// How many documents were judged.
    pub documents: usize,
    /// How many chapters were, drafts not counted.
    pub chapters: usize,
    /// These chapters by their paths, and whether each is a document.
    pub judged: Vec<(Arc<str>, bool)>,
    /// One line on what most documents break, for the summary.
    pub fit: Option<String>,
}

impl Outcome {
    /// Findings in a book, whose chapters with these indices are documents.
    fn new(book: &Book, diagnostics: Vec<Diagnostic>, documents: &BTreeSet<usize>) -> Self {
        let chapters = book.chapters.iter().enumerate();
        let judged = chapters.filter_map(|(index, chapter)| {
            let path = chapter.path.as_ref()?;
            let name = match &chapter.source {
                Some(text) => Arc::clone(text.path()),
                None => Arc::from(book.in_book(path)),
            };
            Some((name, documents.contains(&index)))
        });
        let mut outcome = Self {
            diagnostics,
            judged: judged.collect(),
            ..Self::default()
        };
        outcome.count();
        outcome
    }

    fn count(&mut self) {
        self.chapters = self.judged.len();
        self.documents = self.judged.iter().filter(|(_, document)| *document).count();
    }

    /// Looks at some of the findings and some of the files alone.
    pub fn narrow(&mut self, finding: impl Fn(&Diagnostic) -> bool, file: impl Fn(&str) -> bool) {
        self.diagnostics.retain(finding);
        self.judged.retain(|(path, _)| file(path));
        self.count();
    }
}

/// Judges a book, and makes its pages where it is built for a renderer.
pub fn run(book: &Book) -> Outcome {
    let corpus = directives::corpus_of(book);
    let mut findings = rules::run(&corpus);
    diagnostics::sort(&mut findings);
    let texts = match &book.renderer {
        Some(renderer) => pages(&corpus, renderer, &findings),
        None => vec![None; book.chapters.len()],
    };
    let outcome = Outcome {
        texts,
        fit: rules::worst_fit(&findings),
        ..Outcome::new(book, findings, &corpus.documents())
    };
    // To give back what so many small pieces take is work as well.
    corpus.chapters.into_par_iter().for_each(drop);
    outcome
}

/// Judges a book against an earlier state of it: only what is new is told, or `all` of it.
pub fn run_against(book: &Book, before: &Before, all: bool) -> Outcome {
    let (diagnostics, documents) = compare::run(book, before, all);
    Outcome {
        texts: vec![None; book.chapters.len()],
        ..Outcome::new(book, diagnostics, &documents)
    }
}

/// The new text of every chapter that changes, in the order of [`Book::chapters`].
fn pages(corpus: &Corpus<'_>, renderer: &str, findings: &[Diagnostic]) -> Vec<Option<String>> {
    // Configuration has seen to it that the line can be read.
    let footer = FooterLine::new(&corpus.book.settings.footer.template).unwrap_or_default();
    let format = Format::of(renderer);
    let made: Vec<(usize, Option<String>)> = corpus
        .chapters
        .par_iter()
        .map(|member| {
            (
                member.index,
                page(corpus, member, &footer, format, findings),
            )
        })
        .collect();
    let mut texts = vec![None; corpus.book.chapters.len()];
    for (index, text) in made {
        texts[index] = text;
    }
    texts
}

/// One chapter's new text; none where nothing changes.
fn page(
    corpus: &Corpus<'_>,
    member: &Member<'_>,
    footer: &FooterLine,
    format: Format,
    findings: &[Diagnostic],
) -> Option<String> {
    let settings = &corpus.book.settings;
    let facts = page::gather::facts(corpus, member);
    let serving = settings.book.html.live_reload;
    let problems: Vec<Diagnostic> = match serving {
        true => of_chapter(member, findings),
        false => Vec::new(),
    };
    let input = PageInput {
        document: &member.page,
        facts: &facts,
        dated: corpus.dated(member),
        settings,
        footer,
        format,
        links_follow: !corpus.book.after_links,
        problems: &problems,
        serving,
        expanded: &directives::expand(corpus, member, format),
        rules_within: member.set_in.as_ref().map_or(&[], |it| it.rules.as_slice()),
    };
    let insertions = page::insertions(&input);
    let text = member.page.text().as_str();
    if insertions.is_empty() {
        return member.set_in.is_some().then(|| text.to_owned());
    }
    match splice(text, insertions) {
        Ok(new) => Some(new),
        // Insertions never overlap; if two ever did, the author's text is worth more than ours.
        Err(overlap @ Overlap { .. }) => {
            debug_assert!(false, "{overlap}");
            Some(text[member.page.body..].to_owned())
        }
    }
}

fn of_chapter(member: &Member<'_>, findings: &[Diagnostic]) -> Vec<Diagnostic> {
    let path = member.document.text().path();
    findings
        .iter()
        .filter(|finding| finding.place.path == *path)
        .cloned()
        .collect()
}
