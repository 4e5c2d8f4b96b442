//! Every fenced block of the readme, the guide and the notes for contributors is run, or read by what
//! reads such a text; whatever is neither is named in `exceptions`, with the reason.
//!
//! | block | what is done |
//! |---|---|
//! | any, with `file=PATH` | written into the scratch folder of the page |
//! | `console` | each line that begins with `$` is run in the scratch folder, and prints what follows it; `code=N` is the exit code of the last one |
//! | `sh` | each command is run there; it ends with 0 or 1 |
//! | `toml` | read as a book.toml, and held to the JSON Schema |
//! | `yaml` | read as a workflow, a job, hooks, or a template's key; the program's commands in it exist |
//! | `json` | parsed, and held to the JSON Schema of `check` where it is its output |
//! | `markdown` with further words | run as an example, see `support/examples.rs` |
//! | `markdown` | judged as a chapter: its directives are right |
//! | `rust` | the same lines stand in the sources |
//!
//! The scratch folder is a repository with a copy of the folder of `book-example` that the first block
//! with `book=FOLDER` names (`none` for an empty one), else of the book of the guide's first document. `...` in a line by itself
//! stands for any output. `SNAPSHOTS=overwrite cargo test --test fences` writes what commands print.

#![cfg(target_os = "linux")]

#[path = "fences/data.rs"]
mod data;
#[path = "fences/exceptions.rs"]
mod exceptions;
#[path = "fences/page.rs"]
mod page;
#[path = "fences/scratch.rs"]
mod scratch;
#[path = "support/snapshot.rs"]
mod snapshot;
mod support;

use std::collections::BTreeSet;

use page::Page;

#[test]
fn every_language_is_one_that_is_looked_at() {
    let known = [
        "console", "sh", "toml", "yaml", "json", "markdown", "md", "rust",
    ];
    let mut seen = BTreeSet::new();
    for page in page::all() {
        for fence in &page.fences {
            let language = fence.language();
            let shown = exceptions::SHOWN.iter().any(|(name, _)| *name == language);
            assert!(
                known.contains(&language) || shown,
                "{}: `{language}` is no language that is looked at; name one",
                fence.place
            );
            seen.insert(language.to_owned());
        }
    }
    let unused = { exceptions::SHOWN.iter() }.find(|(name, _)| !seen.contains(*name));
    assert_eq!(unused, None, "no block is in that language any more");
}

#[test]
fn no_exception_is_left_over() {
    let pages = page::all();
    let fences: Vec<_> = pages.iter().flat_map(|page| &page.fences).collect();
    let scripts = fences.iter().filter(|fence| fence.language() == "sh");
    let commands: Vec<String> = scripts
        .flat_map(|fence| scratch::commands(&fence.text))
        .collect();
    for (start, _) in exceptions::COMMANDS {
        let used = commands.iter().any(|command| command.starts_with(start));
        assert!(used, "no command begins with `{start}` any more");
    }
    for (start, _) in exceptions::BLOCKS {
        let used = fences.iter().any(|fence| fence.text.starts_with(start));
        assert!(used, "no block begins with `{start}` any more");
    }
}

#[test]
fn commands_do_what_the_page_shows() {
    let mut run = 0;
    for page in page::all() {
        run += scratch::run(&page);
    }
    assert!(run > 20, "only {run} commands were found");
}

#[test]
fn data_is_what_the_program_reads() {
    let mut read = 0;
    for page in page::all() {
        for fence in page.fences.iter().filter(|fence| !fence.is_file()) {
            read += usize::from(match fence.language() {
                "toml" => data::toml(fence),
                "yaml" => data::yaml(fence),
                "json" => data::json(fence),
                "rust" => data::rust(fence),
                _ => false,
            });
        }
    }
    assert!(read > 25, "only {read} blocks were read");
}

/// Those of the rules' pages are run by `rule_pages`.
#[test]
fn examples_do_what_they_say() {
    let mut counts = support::examples::Counts::default();
    for page in page::all().iter().filter(|page| !page.is_rule()) {
        if page.fences.iter().any(page::Fence::is_example) {
            let of_page = support::examples::run(&page.text, None);
            assert!(of_page.bad > 0 && of_page.good > 0, "{}", page.path);
            counts.bad += of_page.bad;
            counts.good += of_page.good;
        }
    }
    assert!(counts.bad >= 13 && counts.good >= 13, "{counts:?}");
}

#[test]
fn chapters_that_are_shown_have_no_wrong_directive() {
    let pages = page::all();
    let shown: Vec<_> = { pages.iter() }
        .flat_map(|page: &Page| &page.fences)
        .filter(|fence| matches!(fence.language(), "markdown" | "md"))
        .filter(|fence| !fence.is_example() && !fence.is_file())
        .collect();
    assert!(shown.len() > 8, "the blocks were not found");
    scratch::judge(&shown);
}
