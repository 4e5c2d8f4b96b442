//! Metadata in all notations: whatever a file begins with, each range lies in it.

#![no_main]

use std::path::Path;
use std::sync::Arc;

use libfuzzer_sys::fuzz_target;
use mdbook_design_docs::document::Document;
use mdbook_design_docs::document::markdown::ParseOptions;
use mdbook_design_docs::document::metadata::{Entry, Known, Value};
use mdbook_design_docs::document::view::NoFiles;
use mdbook_design_docs::text::Text;
use mdbook_design_docs_fuzz::checks::in_bounds;

fuzz_target!(|data: &[u8]| {
    let text = mdbook_design_docs_fuzz::text(data);
    read(&text);
    // A fuzzer finds delimiters, but seldom both.
    if !text.starts_with(['-', '+', '\u{feff}']) {
        read(&format!("---\n{text}\n---\n"));
        read(&format!("+++\n{text}\n+++\n"));
        read(&format!("# T\n\n{text}\n"));
    }
});

fn read(text: &str) {
    let parsed = Arc::new(Text::new("a.md", text));
    let document = Document::parse(parsed, Path::new(""), &NoFiles, ParseOptions::default());
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
