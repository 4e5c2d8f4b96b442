//! Each stage of the way through, alone, and the whole of it over more and more chapters.
//!
//! `cargo bench` runs all, `cargo bench -- parse` what has that in its name. Beside the time it tells
//! what was allocated. Whole processes, and other programs beside them, are measured by `benches/compare`.

#[path = "../tests/support/mod.rs"]
mod support;

use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;

use divan::counter::BytesCount;
use divan::{AllocProfiler, Bencher, black_box};
use mdbook_design_docs::book::Book;
use mdbook_design_docs::corpus::{self, Corpus};
use mdbook_design_docs::document::Document;
use mdbook_design_docs::document::view::NoFiles;
use mdbook_design_docs::matching::Matching;
use mdbook_design_docs::splice::{Insertion, splice};
use mdbook_design_docs::template::Template;
use mdbook_design_docs::text::Text;
use mdbook_design_docs::{pipeline, rules};
use support::Shelf;

#[global_allocator]
static ALLOCATIONS: AllocProfiler = AllocProfiler::system();

/// The sections that the template asks for.
const SECTIONS: [&str; 12] = [
    "Summary",
    "Motivation",
    "Goals",
    "Context",
    "Proposal",
    "Interfaces",
    "Data",
    "Security",
    "Failures",
    "Alternatives",
    "Rollout",
    "Verification",
];

const PROSE: &str = "The build service keeps *one* copy of each segment, even when the disk is full, \
    and tells the caller why.\nA reader that lags behind by more than `retry_after` seconds waits for the \
    [next snapshot](https://example.org/snapshots), which is signed.\n\n\
    - Every writer owns a lease of thirty seconds.\n- Nobody waits for a lease that has run out.\n\n\
    | name | count |\n|---|---:|\n| `limit` | 512 |\n| `slowest` | 20 |\n\n\
    ```rust\nfn admit(limit: usize) -> bool {\n    limit < 512\n}\n```\n";

fn main() {
    divan::main();
}

/// A template with 8 fields and 12 sections.
fn template() -> String {
    let mut text = "---\ntitle: <The title>\nstatus: Draft | Review | Final\nversion: 0.1.0\nowners:\n  - <Owner>\n\
        created: YYYY-MM-DD\ntype: Design | Note\ntags:\n  - design\ntracking: <URL>\n---\n"
        .to_owned();
    for name in SECTIONS {
        let _ = writeln!(text, "\n## {name}\n> Say here what matters of the {name}.");
    }
    text
}

/// A document of about 6 kB that follows it.
fn document(number: usize) -> String {
    let mut text = format!(
        "---\ntitle: Segment {number}\nstatus: Review\nversion: 0.3.1\nowners:\n  - Ada Moreau\n\
        created: 2024-03-05\ntype: Design\ntags:\n  - storage\ntracking: https://example.org/{number}\n---\n"
    );
    for name in SECTIONS {
        let _ = writeln!(text, "\n## {name}\n\n{PROSE}");
    }
    text
}

/// A book of so many documents, for the HTML renderer.
fn book(documents: usize) -> Book {
    let shelf = Shelf::new().template("design", &template());
    let shelf = (0..documents).fold(shelf, |mut shelf, number| {
        let chapter = (format!("segment-{number}.md"), document(number));
        shelf.chapters.push(chapter);
        shelf
    });
    shelf.book(Some("html"))
}

fn parsed(book: &Book) -> Document {
    let text = Arc::new(Text::new("src/segment-0.md", document(0)));
    Document::parse(text, Path::new(""), &NoFiles, corpus::parse_options(book))
}

fn the_template(book: &Book) -> Arc<Template> {
    let corpus = Corpus::read(book);
    let governed = corpus.chapters[0].governed();
    Arc::clone(&governed.expect("the template governs it").template)
}

#[divan::bench]
fn parse(bencher: Bencher) {
    let book = book(1);
    let text = Arc::new(Text::new("src/segment-0.md", document(0)));
    let options = corpus::parse_options(&book);
    bencher
        .counter(BytesCount::of_str(text.as_str()))
        .bench(|| {
            Document::parse(
                Arc::clone(black_box(&text)),
                Path::new(""),
                &NoFiles,
                options,
            )
        });
}

#[divan::bench]
fn metadata(bencher: Bencher) {
    let book = book(1);
    let (document, template) = (parsed(&book), the_template(&book));
    bencher.bench(|| document.notes.metadata(black_box(&template.known)));
}

#[divan::bench]
fn read_templates(bencher: Bencher) {
    let book = book(1);
    bencher.bench(|| corpus::templates_of(black_box(&book)));
}

#[divan::bench]
fn match_sections(bencher: Bencher) {
    let book = book(1);
    let (document, template) = (parsed(&book), the_template(&book));
    bencher.bench(|| Matching::new(black_box(&document), &template));
}

#[divan::bench]
fn rules_of_one_document(bencher: Bencher) {
    let book = book(1);
    let corpus = Corpus::read(&book);
    bencher.bench(|| rules::run(black_box(&corpus)));
}

#[divan::bench]
fn splice_twenty(bencher: Bencher) {
    let text = document(0);
    let insertions: Vec<Insertion> = (0..20)
        .map(|number| Insertion {
            range: number * 64..number * 64,
            text: "<span class=\"inserted\">here</span>".to_owned(),
        })
        .collect();
    bencher
        .counter(BytesCount::of_str(&text))
        .with_inputs(|| insertions.clone())
        .bench_values(|insertions| splice(black_box(&text), insertions));
}

#[divan::bench(args = [1, 10, 100, 1_000])]
fn whole_pipeline(bencher: Bencher, documents: usize) {
    let book = book(documents);
    let bytes = documents * document(0).len();
    bencher
        .counter(BytesCount::new(bytes))
        .bench(|| pipeline::run(black_box(&book)));
}
