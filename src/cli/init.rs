//! `init`: a folder of Markdown becomes a book that this tool governs.

mod narrate;
mod plan;

use std::path::{Path, PathBuf};

use anyhow::{Context, bail};
use clap::Args;

use super::options::{Options, current_dir};
use super::{Exit, output, writer};
use crate::edits;
use crate::host::survey::{self, Survey};
use crate::host::write::{self, Change};
use crate::host::{configuration, root};
use crate::paths;
use plan::Plan;

/// Make a folder of Markdown into a book that this tool governs.
///
/// Writes what is missing of book.toml, SUMMARY.md and `[preprocessor.design-docs]`, and proposes from
/// what the documents of a folder share which template they follow: one that lies among them, one that
/// is built in, or a new one. No file is moved, none that exists is written over, and in a book.toml
/// that exists format and comments stay. Shows what it writes and what `check` will find. A second run
/// changes nothing.
#[derive(Debug, Args)]
#[command(after_help = EXAMPLES)]
pub(super) struct Arguments {
    /// The folder [default: the book that one stands in, else the current folder]
    #[arg(value_name = "DIR")]
    dir: Option<PathBuf>,
    /// Show what would be written, and write nothing
    #[arg(long)]
    dry_run: bool,
}

const EXAMPLES: &str = "\
Examples:
  mdbook-design-docs init --dry-run docs
  mdbook-design-docs init";

/// Plans, shows and writes.
pub(super) fn run(arguments: &Arguments, options: &Options) -> anyhow::Result<Exit> {
    let root = root(arguments, options)?;
    let _lock = (!arguments.dry_run).then(|| writer::within(&root, options));
    let survey = survey::read(&root)?;
    let plan = Plan::of(&survey, &options.clock()?)?;
    if !options.quiet {
        output::stdout(|_, out| narrate::proposals(&plan, &root, out))?;
        for change in &plan.changes {
            output::diff(&shown(&survey, change))?;
        }
        output::stdout(|_, out| narrate::findings(&plan, arguments.dry_run, out))?;
    }
    if !arguments.dry_run {
        write::all(plan.changes)?;
    }
    Ok(Exit::Clean)
}

fn shown(survey: &Survey, change: &Change) -> String {
    let name = paths::relative(&survey.root, &change.path);
    match &change.before {
        Some(before) => edits::unified(&name, before, &change.text),
        None => edits::created(&name, &change.text),
    }
}

/// The folder to make a book of.
fn root(arguments: &Arguments, options: &Options) -> anyhow::Result<PathBuf> {
    let cwd = current_dir()?;
    let Some(dir) = arguments.dir.as_ref().or(options.book.as_ref()) else {
        return Ok(root::find_root(None, &cwd)?.unwrap_or(cwd));
    };
    let root = PathBuf::from(paths::normal(&cwd.join(dir)));
    if !root.is_dir() {
        bail!("there is no folder `{}`", dir.display());
    }
    if !root.join("book.toml").exists()
        && let Some(book) = book_around(&root)
    {
        bail!(
            "`{}` holds chapters of the book in `{}`; run `init` there",
            dir.display(),
            book.display()
        );
    }
    Ok(root)
}

/// The book above a folder whose chapters lie in it.
fn book_around(folder: &Path) -> Option<PathBuf> {
    let mut above = folder.ancestors().skip(1);
    let book = above.find(|above| above.join("book.toml").is_file())?;
    let text = configuration::read(&book.join("book.toml"))
        .context("what can't be read is no book")
        .ok()?;
    let src = configuration::settings(&text)?.book.src;
    let src = PathBuf::from(paths::normal(&book.join(src)));
    (folder.starts_with(&src) || src.starts_with(folder)).then(|| book.to_owned())
}
