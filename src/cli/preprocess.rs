//! No command: mdBook's preprocessor.

use std::io::{self, IsTerminal};

use anyhow::Context;

use super::options::Options;
use super::{Exit, output, tell};
use crate::book::Book;
use crate::host::in_process::Verdict;
use crate::host::wire::Message;
use crate::pipeline;

/// Reads a book from standard input and writes it to standard output; to somebody at a terminal it
/// says what it is.
pub(super) fn run(options: &Options, help: &mut clap::Command) -> anyhow::Result<Exit> {
    if io::stdin().is_terminal() {
        output::stdout(|_, out| write!(out, "{}", help.render_help().ansi()))?;
        return Ok(Exit::Clean);
    }
    let mut message = Message::read(&mut io::stdin().lock())?;
    let book = message.load(&options.clock()?)?;
    if let (Some(warning), true) = (message.warning(), is_first(&book)) {
        tell::warning(&warning, options);
    }
    let outcome = pipeline::run(&book);
    if tell::build(&book, &outcome, options) == Verdict::Stop {
        return Ok(Exit::Findings);
    }
    message.apply(outcome.texts);
    let written = message.write(&mut io::stdout().lock());
    // The process ends here, and the system takes everything back faster than a walk through it.
    std::mem::forget((message, book));
    output::open_pipe(written).context("the book can't be handed back to mdBook")?;
    Ok(Exit::Clean)
}

fn is_first(book: &Book) -> bool {
    let renderer = book.renderer.as_deref().unwrap_or_default();
    tell::is_first_renderer(&book.settings, renderer)
}
