//! What must hold whatever the input was.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use jiff::civil::Date;
use mdbook_design_docs::book::Book;
use mdbook_design_docs::config::Settings;
use mdbook_design_docs::corpus;
use mdbook_design_docs::diagnostics::{Diagnostic, Place};
use mdbook_design_docs::document::Document;
use mdbook_design_docs::document::markdown::ParseOptions;
use mdbook_design_docs::document::metadata::{Entry, Known, Value};
use mdbook_design_docs::document::view::NoFiles;
use mdbook_design_docs::pipeline::{self, Outcome};
use mdbook_design_docs::report::{self, Names, Report, Target};
use mdbook_design_docs::text::{BOM, Text};
use rayon::{ThreadPool, ThreadPoolBuilder};

/// The texts that findings may lie in, by the path that messages call them by.
pub type Texts = BTreeMap<Arc<str>, Arc<Text>>;

static ONE: LazyLock<ThreadPool> = LazyLock::new(|| pool(1));
static MANY: LazyLock<ThreadPool> = LazyLock::new(|| pool(4));

/// The texts of the templates that are built in.
static BUILT_IN: LazyLock<Vec<Arc<Text>>> = LazyLock::new(|| {
    let none = Book::in_memory(Settings::default(), Vec::new(), Vec::new(), Date::MIN);
    let templates = corpus::templates_of(&none);
    let texts = templates.iter().map(|template| template.document.text());
    texts.cloned().collect()
});

fn pool(threads: usize) -> ThreadPool {
    let pool = ThreadPoolBuilder::new().num_threads(threads).build();
    pool.expect("threads can be started")
}

/// What the pipeline makes of a book, which must be the same whatever the number of threads.
pub fn judged(book: &Book) -> Outcome {
    let one = ONE.install(|| pipeline::run(book));
    let many = MANY.install(|| pipeline::run(book));
    assert_eq!(one.diagnostics, many.diagnostics);
    assert_eq!(one.texts, many.texts);
    assert_eq!(one.fit, many.fit);
    one
}

/// The texts of a book, and those of the built-in templates.
pub fn texts(book: &Book, book_toml: &str) -> Texts {
    let sources = book.chapters.iter().chain(&book.strays);
    let texts = sources.filter_map(|chapter| chapter.source.as_ref());
    let toml = Arc::new(Text::new("book.toml", book_toml));
    let templates = book.templates.iter().chain(&*BUILT_IN);
    let all = texts.chain(templates).chain(&book.summary).cloned();
    all.chain([toml])
        .map(|text| (Arc::clone(text.path()), text))
        .collect()
}

/// A range lies in a text, on the boundaries of characters.
pub fn in_bounds(text: &str, range: &Range<usize>) {
    assert!(text.get(range.clone()).is_some(), "{range:?} of {text:?}");
}

/// Every piece of metadata that is read of a text lies in what its readers see, whatever the template shows.
pub fn metadata_holds(text: &str) {
    let parsed = Arc::new(Text::new("a.md", text));
    let document = Document::parse(parsed, Path::new(""), &NoFiles, ParseOptions::default());
    let text = document.as_str();
    let mut shown = Known::for_template(Default::default());
    shown.heading_keys.extend(["a", "date"].map(str::to_owned));
    shown.template_keys.insert("a".to_owned());
    for known in [Known::default(), shown] {
        let metadata = document.notes.metadata(&known);
        metadata
            .entries
            .iter()
            .for_each(|entry| entry_holds(text, entry));
        for problem in &metadata.problems {
            in_bounds(text, &problem.range);
            problem
                .also
                .iter()
                .for_each(|(range, _)| in_bounds(text, range));
        }
    }
    if let Some(front) = &document.notes.front_matter {
        in_bounds(text, &front.range);
        in_bounds(text, &front.content);
        assert_eq!(front.range.end, document.body);
    }
}

fn entry_holds(text: &str, entry: &Entry) {
    in_bounds(text, &entry.key_range);
    in_bounds(text, &entry.value_range);
    in_bounds(text, &entry.range);
    value_holds(text, &entry.value);
    for item in entry.items() {
        item.split(text)
            .iter()
            .for_each(|part| in_bounds(text, &part.range));
    }
}

fn value_holds(text: &str, value: &Value) {
    match value {
        Value::List(items) => items.iter().for_each(|item| {
            in_bounds(text, &item.range);
            value_holds(text, &item.value);
        }),
        Value::Map(pairs) => pairs.iter().for_each(|pair| {
            in_bounds(text, &pair.key_range);
            in_bounds(text, &pair.value.range);
            value_holds(text, &pair.value.value);
        }),
        _ => {}
    }
}

/// Places and edits lie in texts that are there.
pub fn findings_hold(findings: &[Diagnostic], texts: &Texts) {
    for finding in findings {
        assert!(!finding.message.is_empty(), "{finding:?}");
        place_holds(&finding.place, texts);
        for related in &finding.related {
            place_holds(&related.place, texts);
        }
        for edit in finding.fix.iter().flat_map(|fix| &fix.edits) {
            let text = texts.get(&edit.path).map(|text| text.as_str());
            in_bounds(text.expect("a mend of a file that is there"), &edit.range);
        }
    }
}

fn place_holds(place: &Place, texts: &Texts) {
    match texts.get(&place.path) {
        Some(text) => {
            in_bounds(text.as_str(), &place.range);
            assert_eq!(*place, text.place(place.range.clone()));
        }
        // A file that is not there has but a beginning.
        None => assert_eq!(*place, Place::file(Arc::clone(&place.path))),
    }
}

/// Every report can be written, and nothing in it acts on a terminal.
pub fn reports_hold(outcome: &Outcome, texts: &Texts) {
    let report = Report {
        documents: outcome.documents,
        chapters: outcome.chapters,
        fit: outcome.fit.as_deref(),
        ..Report::new(&outcome.diagnostics, texts)
    };
    let names = Names::new(Path::new("/nowhere"), None);
    let target = Target {
        styled: false,
        brief: false,
        names: &names,
    };
    for format in report::FORMATS {
        let mut out = Vec::new();
        (format.render)(&report, &target, &mut out).expect("memory can be written to");
        let out = String::from_utf8(out).expect("reports are UTF-8");
        let active = |ch: char| ch.is_control() && ch != '\n';
        assert!(!out.contains(active), "{}: {out:?}", format.name);
        if matches!(format.name, "json" | "sarif") {
            serde_json::from_str::<serde_json::Value>(&out).expect("JSON");
        }
    }
}

/// What gives way on a page to what is right, in lower case: directives, lists of contents and dates of
/// the last change that were written by hand.
const GIVES_WAY: [&str; 5] = ["{{#", "contents", "toc", "updated", "modified"];

/// What the author wrote is on the page: all of it, and nothing else where nothing is to be added.
pub fn page_holds(before: &str, after: Option<&str>, quiet: bool) {
    let lower = before.to_lowercase();
    let gives_way = GIVES_WAY.iter().any(|mark| lower.contains(mark));
    if gives_way && !quiet || before.contains("{{#") {
        return;
    }
    let text = Arc::new(Text::new("a.md", before));
    let document = Document::parse(text, Path::new(""), &NoFiles, ParseOptions::default());
    let body = match document.notes.front_matter {
        Some(_) => &before[document.body..],
        None => before,
    };
    // The byte order mark stays, in front of what comes in the place of front matter.
    let (body, after) = (
        body.strip_prefix(BOM).unwrap_or(body),
        after.unwrap_or(before),
    );
    let after = after.strip_prefix(BOM).unwrap_or(after);
    match quiet {
        true => assert_eq!(after, body),
        false => assert!(is_kept(body, after), "{body:?}\n{after:?}"),
    }
}

/// Whether all words of a text come in the other, in their order.
fn is_kept(text: &str, page: &str) -> bool {
    let mut rest = page;
    text.split_whitespace().all(|word| {
        let found = rest.split_once(word);
        rest = found.map_or(rest, |(_, behind)| behind);
        found.is_some()
    })
}
