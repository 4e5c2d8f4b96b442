//! `templates`: the book's and the built-in ones, and what is wrong with them.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::Context;
use clap::{Args, Subcommand};

use super::options::Options;
use super::{Exit, asked, output, tell};
use crate::corpus;
use crate::diagnostics::{Diagnostic, counted};
use crate::document::markdown::ParseOptions;
use crate::host::load::{self, Loaded};
use crate::host::{HostError, sources};
use crate::pipeline;
use crate::report::{Report, human, neutral_line};
use crate::template::{Surroundings, Template, Templates};

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
        /// The template's name
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

/// The book's templates and the built-in ones; without a book only these.
fn all(options: &Options) -> anyhow::Result<Templates> {
    match load::load(&options.request(&[])?) {
        Ok(Loaded { book, .. }) => Ok(corpus::templates_of(&book)),
        Err(HostError::NoBook(_)) if options.book.is_none() => {
            let around = Surroundings {
                field_names: &BTreeMap::new(),
                lifecycles: &BTreeMap::new(),
                options: ParseOptions::default(),
            };
            Ok(Templates::read(&[], &around))
        }
        Err(error) => Err(error.into()),
    }
}

fn list(templates: &Templates) -> anyhow::Result<()> {
    let width = templates
        .iter()
        .map(|template| template.name.chars().count())
        .max();
    let width = width.unwrap_or_default();
    let about = |template: &Template| match (&template.summary, &template.path) {
        (Some(summary), _) => summary.clone(),
        (None, Some(path)) => path.clone(),
        (None, None) => String::new(),
    };
    output::stdout(|_, out| {
        templates.iter().try_for_each(|template| {
            let name = neutral_line(&template.name);
            writeln!(out, "{name:width$}  {}", neutral_line(&about(template)))
        })
    })
}

fn show(templates: &Templates, name: &str) -> anyhow::Result<()> {
    let names = templates.names();
    let template = templates
        .written(name)
        .with_context(|| asked::unknown("template", name, names))?;
    output::stdout(|_, out| out.write_all(template.document.text().as_str().as_bytes()))
}

/// Whether a finding elsewhere is about a template: one of book.toml that there is not, too.
fn is_of_templates(finding: &Diagnostic) -> bool {
    let in_config = &*finding.place.path == "book.toml";
    finding.rule == "template-error" || (in_config && finding.rule == "unknown-template")
}

fn check_templates(options: &Options) -> anyhow::Result<Exit> {
    let Loaded { book, .. } = load::load(&options.request(&[])?)?;
    let mut outcome = pipeline::run(&book);
    let paths: BTreeSet<&str> = book.templates.iter().map(|text| &**text.path()).collect();
    outcome
        .diagnostics
        .retain(|finding| paths.contains(&*finding.place.path) || is_of_templates(finding));
    let diagnostics = tell::wanted(&outcome.diagnostics, book.settings.fail_on, options);
    let sources = sources::of(&book, &diagnostics);
    let report = Report {
        each: options.verbose,
        ..Report::new(&diagnostics, &sources)
    };
    output::stdout(|styled, out| {
        human::findings(&report, styled, out)?;
        if options.quiet {
            return Ok(());
        }
        let templates = counted(book.templates.len(), "template");
        writeln!(out, "{} in {templates}", report.found())
    })?;
    Ok(Exit::of(&outcome.diagnostics, book.settings.fail_on))
}
