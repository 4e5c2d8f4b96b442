//! `explain`: a rule's page, or all rules in a line each.

mod terminal;

use std::io::{self, IsTerminal};

use anyhow::Context;
use clap::Args;

use super::{Exit, asked, output};
use crate::config::Level;
use crate::rules::{self, Rule};

/// Show a rule's manual page; without a name, all rules in a line each.
///
/// A terminal gets the page set for reading; a file or a pipe gets its Markdown.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// The rule's name, such as `missing-section`
    rule: Option<String>,
}

/// Explains.
pub(super) fn run(arguments: &Arguments) -> anyhow::Result<Exit> {
    match &arguments.rule {
        Some(name) => page(name)?,
        None => list()?,
    }
    Ok(Exit::Clean)
}

fn page(name: &str) -> anyhow::Result<()> {
    let known = rules::ALL.iter().map(|rule| rule.id);
    let rule = rules::ALL.iter().find(|rule| rule.id == name);
    let rule = rule.with_context(|| asked::unknown("rule", name, known))?;
    let is_terminal = io::stdout().is_terminal();
    output::stdout(|styled, out| match styled || is_terminal {
        true => terminal::write(rule.page, styled, out),
        false => writeln!(out, "{}", rule.page.trim_end()),
    })
}

fn list() -> anyhow::Result<()> {
    let width = rules::ALL.iter().map(|rule| rule.id.len()).max();
    let width = width.unwrap_or_default();
    let line = |rule: &Rule| {
        format!(
            "{:width$}  {:7}  {}",
            rule.id,
            severity(rule),
            rule.summary()
        )
    };
    output::stdout(|_, out| {
        rules::ALL
            .iter()
            .try_for_each(|rule| writeln!(out, "{}", line(rule)))
    })
}

fn severity(rule: &Rule) -> &'static str {
    match rule.severity {
        Level::Off => "off",
        Level::At(severity) => severity.as_str(),
    }
}
