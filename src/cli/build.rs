//! `build`: the book as HTML, without any other program.

use std::path::PathBuf;

use clap::Args;

use super::options::{Options, current_dir};
use super::{Exit, logging, output, tell};
use crate::host::HostError;
use crate::host::in_process::{self, DesignDocs};
use crate::host::root::find_root;

/// Build the book as HTML, with mdBook and this preprocessor inside: nothing else to install.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The book's folder [default: that of `--book`]
    #[arg(value_name = "BOOK")]
    folder: Option<PathBuf>,
    /// Where the pages go [default: what `build.build-dir` in book.toml says, else `book`]
    #[arg(short, long, value_name = "DIR")]
    dest_dir: Option<PathBuf>,
}

/// Builds.
pub(super) fn run(arguments: &Arguments, options: &Options) -> anyhow::Result<Exit> {
    let cwd = current_dir()?;
    let named = arguments.folder.as_ref().or(options.book.as_ref());
    let root = find_root(named.map(PathBuf::as_path), &cwd)?
        .ok_or_else(|| HostError::NoBook(cwd.clone()))?;
    let destination = arguments.dest_dir.as_ref().map(|folder| cwd.join(folder));
    logging::install(options);
    let told = options.clone();
    let hearer = Box::new(move |book: &_, outcome: &_| tell::build(book, outcome, &told));
    let preprocessor = DesignDocs::new(options.clock()?, hearer);
    let pages = in_process::build(&root, destination.as_deref(), preprocessor)?;
    if !options.quiet {
        output::stderr(|_, out| writeln!(out, "The book is in `{}`.", pages.display()));
    }
    Ok(Exit::Clean)
}
