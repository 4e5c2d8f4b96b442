//! `templates`: the book's and the built-in ones, and what is wrong with them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use anyhow::Context;
use clap::{Args, Subcommand};

use super::options::Options;
use super::{Exit, check, output, tell};
use crate::host::load::{self, Loaded};
use crate::host::{HostError, sources};
use crate::pipeline;
use crate::report::{Report, human, neutral_line};
use crate::template::builtin;

/// List, show and check templates.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// List the templates by name
    List,
    /// Print a template
    Show {
        /// Its name
        name: String,
    },
    /// Look for findings in the book's templates
    Check,
}

/// Lists, unless told otherwise.
pub(super) fn run(arguments: &Arguments, options: &Options) -> anyhow::Result<Exit> {
    match &arguments.action {
        None | Some(Action::List) => list(&all(options)?)?,
        Some(Action::Show { name }) => show(&all(options)?, name)?,
        Some(Action::Check) => return check_templates(options),
    }
    Ok(Exit::Clean)
}

/// A template's text, and where it comes from or what it is for.
type Known = BTreeMap<String, (Arc<str>, String)>;

/// All templates by name; the book's own come before built-in ones of the same name.
fn all(options: &Options) -> anyhow::Result<Known> {
    let built_in = builtin::all().iter();
    let mut known: Known = built_in
        .map(|(name, text, summary)| {
            (
                (*name).to_owned(),
                (Arc::from(*text), (*summary).to_owned()),
            )
        })
        .collect();
    match load::load(&options.request(&[])?) {
        Ok(loaded) => known.extend(loaded.book.templates.iter().map(|text| {
            let path = text.path();
            let name = path.rsplit('/').next().unwrap_or(path);
            let name = name.rsplit_once('.').map_or(name, |(name, _)| name);
            (name.to_owned(), (text.shared(), path.to_string()))
        })),
        // Without a book there are the built-in ones.
        Err(HostError::NoBook(_)) if options.book.is_none() => {}
        Err(error) => return Err(error.into()),
    }
    Ok(known)
}

fn list(known: &Known) -> anyhow::Result<()> {
    let width = known.keys().map(|name| name.chars().count()).max();
    let width = width.unwrap_or_default();
    output::stdout(|_, out| {
        known.iter().try_for_each(|(name, (_, about))| {
            writeln!(
                out,
                "{:width$}  {}",
                neutral_line(name),
                neutral_line(about)
            )
        })
    })
}

fn show(known: &Known, name: &str) -> anyhow::Result<()> {
    let names = known.keys().map(String::as_str);
    let (text, _) = known
        .get(name)
        .with_context(|| check::unknown("template", name, names))?;
    output::stdout(|_, out| out.write_all(text.as_bytes()))
}

fn check_templates(options: &Options) -> anyhow::Result<Exit> {
    let Loaded { book, .. } = load::load(&options.request(&[])?)?;
    let mut outcome = pipeline::run(&book);
    let paths: BTreeSet<&str> = book.templates.iter().map(|text| &**text.path()).collect();
    outcome
        .diagnostics
        .retain(|finding| paths.contains(&*finding.place.path) || finding.rule == "template-error");
    let diagnostics = tell::wanted(&outcome.diagnostics, options);
    let sources = sources::of(&book, &diagnostics);
    let report = Report {
        diagnostics: &diagnostics,
        documents: outcome.documents,
        chapters: outcome.chapters,
        sources: &sources,
        fit: None,
    };
    output::stdout(|styled, out| match options.quiet {
        false => human::render(&report, styled, out),
        true => human::findings(&report, styled, out),
    })?;
    let fails = |severity| book.settings.fail_on.fails(severity);
    Ok(
        match outcome
            .diagnostics
            .iter()
            .any(|finding| fails(finding.severity))
        {
            true => Exit::Findings,
            false => Exit::Clean,
        },
    )
}
