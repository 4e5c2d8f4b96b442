//! What holds for every book, however it is written: on the examples of the rules' pages, torn and
//! patched at random.

mod book;
#[path = "properties/metadata.rs"]
mod metadata;
mod support;

use book::TestBook;
use mdbook_design_docs::edits::{self, Wish};
use mdbook_design_docs::pipeline;
use proptest::prelude::*;
use support::damage::{books, cases};
use support::form::{has_form, same_form};
use support::holds;

proptest! {
    #![proptest_config(cases(40))]

    #[test]
    fn findings_lie_in_their_files_whatever_the_number_of_threads(shelf in books()) {
        for renderer in [None, Some("html"), Some("markdown")] {
            let book = shelf.book(renderer);
            let texts = holds::texts(&book, &shelf.book_toml());
            let outcome = holds::judged(&book);
            holds::findings_hold(&outcome.diagnostics, &texts);
            holds::reports_hold(&outcome, &texts);
        }
    }

    #[test]
    fn what_the_author_wrote_is_on_the_page(shelf in books()) {
        for renderer in ["html", "markdown"] {
            let outcome = shelf.run_for(Some(renderer));
            for ((_, before), after) in shelf.chapters.iter().zip(&outcome.texts) {
                holds::page_holds(before, after.as_deref(), false);
            }
        }
    }

    #[test]
    fn mends_come_to_an_end(shelf in books(), unsafe_too in any::<bool>()) {
        let wish = Wish { unsafe_too, wanted: &|_| true };
        let mut book = shelf.book(None);
        let mended = edits::mend(&mut book, wish, pipeline::run);
        prop_assert!(mended.settled, "{:#?}", mended.findings);
        for (old, new) in mended.files.values() {
            prop_assert!(!has_form(old) || same_form(old, new), "{:?}\n{:?}", old, new);
        }
        let again = edits::mend(&mut book, wish, pipeline::run);
        prop_assert!(again.findings.is_empty(), "{:#?}", again.findings);
        prop_assert!(again.files.is_empty(), "{:#?}", again.files);
    }
}

/// A file of a book, as bytes that may be no text.
fn bytes() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        1 => prop::collection::vec(any::<u8>(), 0..200),
        3 => books().prop_flat_map(|shelf| {
            let text = shelf.chapters[0].1.clone().into_bytes();
            prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..4).prop_map(move |changes| {
                let mut bytes = text.clone();
                for (at, byte) in changes {
                    let at = at.index(bytes.len() + 1);
                    bytes.insert(at, byte);
                }
                bytes
            })
        }),
    ]
}

/// A book's folder; its SUMMARY.md, and now and then its book.toml, may be anything too.
fn folder() -> impl Strategy<Value = Vec<(&'static str, Vec<u8>)>> {
    let summary = prop_oneof![
        4 => Just(b"# Summary\n\n- [A](a.md)\n  - [B](b.md)\n- [C]()\n".to_vec()),
        1 => bytes(),
    ];
    let config = "[preprocessor.design-docs]\n[[preprocessor.design-docs.documents]]\npath = \"**/*.md\"\ntemplate = \"t\"\n";
    let config = prop_oneof![6 => Just(config.as_bytes().to_vec()), 1 => bytes()];
    (summary, config, bytes(), bytes(), bytes()).prop_map(|(summary, config, a, b, t)| {
        vec![
            ("src/SUMMARY.md", summary),
            ("book.toml", config),
            ("src/a.md", a),
            ("src/b.md", b),
            ("templates/t.md", t),
        ]
    })
}

proptest! {
    #![proptest_config(cases(8))]

    /// Every command ends with an answer, and only `fix` changes an author's file.
    #[test]
    fn any_bytes_are_survived(files in folder()) {
        let test = files.iter().fold(TestBook::empty(), |test, (path, bytes)| test.file(path, bytes));
        for arguments in [
            &["check"][..],
            &["check", "--format", "json"],
            &["list"],
            &["build"],
            &["fix", "--dry-run", "--unsafe"],
        ] {
            let said = test.run(arguments);
            prop_assert!(answered(&said), "{:?}: {:?}", arguments, said);
            for (path, bytes) in &files {
                let now = std::fs::read(test.path(path)).expect("the file");
                prop_assert!(now == *bytes, "{:?} changes {}", arguments, path);
            }
        }
        let mut message = serde_json::to_vec(&(test.context(), "x")).expect("JSON");
        message.extend(&files[2].1);
        prop_assert!(answered(&test.preprocess(&message)));
        for times in 0..2 {
            let before: Vec<_> = files.iter().map(|(path, _)| std::fs::read(test.path(path)).expect("the file")).collect();
            let said = test.run(&["fix", "--unsafe"]);
            prop_assert!(answered(&said), "{:?}", said);
            for ((path, _), before) in files.iter().zip(before) {
                let now = std::fs::read(test.path(path)).expect("the file");
                prop_assert!(times == 0 || now == before, "a second time changes {}", path);
            }
        }
    }
}

/// Whether the program ended as it says it does: clean, with findings, or with an error told.
fn answered(said: &book::Said) -> bool {
    (0..=2).contains(&said.code) && !said.stderr.contains("panicked")
}
