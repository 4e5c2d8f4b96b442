//! `check`: the findings, and nothing is written.

use std::borrow::Cow;
use std::path::PathBuf;
use std::time::Instant;

use clap::Args;

use super::asked::{self, Asked};
use super::options::Options;
use super::{Exit, formats, output, progress, tell};
use crate::book::{Before, Book};
use crate::config::FailOn;
use crate::host::load::{self, Loaded, Request};
use crate::host::{base, sources};
use crate::pipeline;
use crate::report::{FORMATS, Findings, Format, Report, Target};

/// Look for findings; the book is never written to.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// Files and folders to look at [default: the whole book]
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Tell only what is new since HEAD and this commit parted
    #[arg(long, value_name = "REV")]
    base: Option<String>,
    /// With --base: tell the old findings too
    #[arg(long, requires = "base")]
    all: bool,
    /// How to print the findings
    #[arg(long, value_name = "FORMAT", value_parser = formats::of(FORMATS), default_value = FORMATS[0].name)]
    format: &'static Format<Findings>,
    /// Write them to a file, not to standard output
    #[arg(long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The least severity that makes the exit code 1: error, warning or note; or never [default: `fail-on` in
    /// book.toml, else error]
    #[arg(long, value_name = "SEVERITY", value_parser = fail_on)]
    fail_on: Option<FailOn>,
    /// Look at this rule only; several by commas, or the option again
    #[arg(long, value_name = "RULE", value_delimiter = ',')]
    rule: Vec<String>,
}

const EXAMPLES: &str = "\
Examples:
  mdbook-design-docs check
  mdbook-design-docs check src/designs --fail-on warning
  mdbook-design-docs check --base origin/main --format github";

/// Checks.
pub(super) fn run(arguments: &Arguments, options: &Options) -> anyhow::Result<Exit> {
    asked::known_rules(&arguments.rule)?;
    let start = Instant::now();
    let request = options.request(&arguments.paths)?;
    let (loaded, before) = read(&request, arguments.base.as_deref(), options)?;
    let read = Instant::now();
    let mut outcome = progress::during(options, "Judging the documents", || match &before {
        Some(before) => pipeline::run_against(&loaded.book, before, arguments.all),
        None => pipeline::run(&loaded.book),
    });
    let asked = Asked {
        selection: loaded.selection.as_ref(),
        rules: &arguments.rule,
    };
    asked.narrow(&mut outcome);
    let fail_on = arguments.fail_on;
    let fail_on = fail_on.unwrap_or(loaded.book.settings.fail_on);
    tell::details(&loaded.book, [start, read, Instant::now()], options);
    print(arguments, options, &loaded.book, &outcome, fail_on)?;
    Ok(Exit::of(&outcome.diagnostics, fail_on))
}

/// The book, and the one that it is compared with.
pub(super) fn read(
    request: &Request,
    revision: Option<&str>,
    options: &Options,
) -> anyhow::Result<(Loaded, Option<Before>)> {
    let read = || {
        let loaded = load::load(request)?;
        let before = revision.map(|revision| base::read(&loaded.book, revision));
        Ok((loaded, before.transpose()?))
    };
    progress::during(options, "Reading the book and its history", read)
}

fn print(
    arguments: &Arguments,
    options: &Options,
    book: &Book,
    outcome: &pipeline::Outcome,
    fail_on: FailOn,
) -> anyhow::Result<()> {
    let mut diagnostics = Cow::Borrowed(&outcome.diagnostics);
    if arguments.format.for_people {
        diagnostics = Cow::Owned(tell::wanted(&diagnostics, fail_on, options));
    }
    let (sources, folder) = (sources::of(book, &diagnostics), tell::folder(book));
    let report = Report {
        documents: outcome.documents,
        chapters: outcome.chapters,
        fit: outcome.fit.as_deref(),
        since: arguments.base.as_deref().filter(|_| !arguments.all),
        folder: folder.as_deref(),
        each: options.verbose,
        ..Report::new(&diagnostics, &sources)
    };
    let names = sources::names(book);
    output::file_or_stdout(arguments.output.as_deref(), |styled, out| {
        let target = Target {
            styled,
            brief: options.quiet,
            names: &names,
        };
        (arguments.format.render)(&report, &target, out)
    })
}

fn fail_on(written: &str) -> Result<FailOn, String> {
    match written.parse() {
        Ok(severity) => Ok(FailOn::At(severity)),
        Err(()) if written == "never" => Ok(FailOn::Never),
        Err(()) => Err("known are error, warning, note, never".to_owned()),
    }
}
