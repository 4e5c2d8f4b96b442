//! The example book: it builds, it is clean, and what it says of the tool is true.
//!
//! - `generated`: the reference in it, tables of keys, pages of rules and help, is that of the program.
//! - `walkthrough`: the messages in the guide are the ones that the program prints.
//! - `examples`: the readme's first commands are those that CI runs.
//! - `pages`: the book as built, with the design document's header, contents and footer.
//!
//! `SNAPSHOTS=overwrite cargo test --test example_book` writes the generated parts anew.

#[path = "example_book/examples.rs"]
mod examples;
#[path = "example_book/generated.rs"]
mod generated;
#[path = "example_book/pages.rs"]
mod pages;
#[path = "support/snapshot.rs"]
mod snapshot;
#[path = "example_book/walkthrough.rs"]
mod walkthrough;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A path in the example book.
fn book(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("book-example")
        .join(path)
}

/// The program, to be run with these arguments in a folder.
fn program(folder: &Path, arguments: &[&str]) -> Command {
    let mut program = Command::new(env!("CARGO_BIN_EXE_mdbook-design-docs"));
    program.args(arguments).current_dir(folder);
    program.stdin(Stdio::null()).env("NO_COLOR", "1");
    program
}

/// What becomes of the program, run with these arguments in a folder.
fn run(folder: &Path, arguments: &[&str]) -> Output {
    program(folder, arguments)
        .output()
        .expect("the program runs")
}

/// What a program printed.
fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("the program prints UTF-8")
}

/// Holds a file of the example book to what it should be, or writes it.
fn holds(path: &str, expected: &str) {
    let how = "cargo test --test example_book generated::";
    snapshot::holds(&book(path), expected, how);
}
