//! The command line: one file a command.
//!
//! 1. [`run`] reads the arguments; `options` are those that every command takes.
//! 2. A command reads the world, calls the stages, and says how it went: an [`Exit`] or an error.
//! 3. `output` and `tell` print what a command says; `progress` what a long one is at, and clap its own.

mod asked;
mod build;
mod check;
mod completions;
mod exit;
mod explain;
mod fix;
mod formats;
mod init;
mod list;
mod logging;
mod new;
mod options;
mod output;
mod preprocess;
mod progress;
mod schema;
mod status;
mod tell;
mod templates;
mod writer;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue};
use clap::{CommandFactory, Parser, Subcommand};

use exit::Exit;
use options::Options;

/// Holds design documents to their templates: an mdBook preprocessor, and a tool of its own.
#[derive(Debug, Parser)]
#[command(name = "mdbook-design-docs", version, after_help = AFTER_HELP)]
struct Cli {
    #[command(flatten)]
    options: Options,
    #[command(subcommand)]
    command: Option<Command>,
}

const AFTER_HELP: &str = "\
Without a command it is the preprocessor: mdBook calls it for each book whose book.toml has
  [preprocessor.design-docs]
  before = [\"links\"]

Exit codes: 0 clean; 1 findings at or above the level; 2 wrong usage, configuration, or a file that
can't be read.";

#[derive(Debug, Subcommand)]
enum Command {
    /// Tell mdBook whether a renderer is supported: each is.
    Supports {
        /// The renderer's name.
        renderer: String,
    },
    Build(build::Arguments),
    Check(check::Arguments),
    Completions(completions::Arguments),
    Explain(explain::Arguments),
    Fix(fix::Arguments),
    Init(init::Arguments),
    List(list::Arguments),
    New(new::Arguments),
    Schema(schema::Arguments),
    Status(status::Arguments),
    Templates(templates::Arguments),
}

/// Runs the command that the arguments name, the program's own name first among them.
pub fn run(arguments: impl Iterator<Item = OsString>) -> ExitCode {
    let arguments: Vec<OsString> = arguments.collect();
    if is_supports(&arguments) {
        return ExitCode::SUCCESS;
    }
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => return told(&hinted(error)).into(),
    };
    cli.options.apply_color();
    execute(&cli)
        .unwrap_or_else(|error| tell::error(&error, &cli.options))
        .into()
}

/// Prints what is wrong with the arguments, or the help or the version that they ask for.
fn told(error: &clap::Error) -> Exit {
    if error.use_stderr() {
        // Where nobody can be told, the exit code is left.
        let _ = error.print();
        return Exit::Wrong;
    }
    let printed = output::stdout(|_, out| write!(out, "{}", error.render().ansi()));
    match printed {
        Ok(()) => Exit::Clean,
        Err(error) => tell::error(&error, &Options::default()),
    }
}

/// Other tools mend with `check --fix`: whoever writes that is told how it is done here.
fn hinted(mut error: clap::Error) -> clap::Error {
    let is_fix = |value: &ContextValue| matches!(value, ContextValue::String(it) if it == "--fix");
    if error.get(ContextKind::InvalidArg).is_some_and(is_fix) {
        let hint = "to mend what is found, run 'mdbook-design-docs fix'";
        let hint = ContextValue::StyledStrs(vec![hint.into()]);
        error.insert(ContextKind::Suggested, hint);
    }
    error
}

/// mdBook asks before every build and waits for the answer.
fn is_supports(arguments: &[OsString]) -> bool {
    matches!(arguments, [_, command, renderer]
        if command == "supports" && !renderer.as_encoded_bytes().starts_with(b"-"))
}

fn execute(cli: &Cli) -> anyhow::Result<Exit> {
    let options = &cli.options;
    match &cli.command {
        None => preprocess::run(options, &mut Cli::command()),
        Some(Command::Supports { renderer: _ }) => Ok(Exit::Clean),
        Some(Command::Build(arguments)) => build::run(arguments, options),
        Some(Command::Check(arguments)) => check::run(arguments, options),
        Some(Command::Completions(arguments)) => completions::run(arguments, &mut Cli::command()),
        Some(Command::Explain(arguments)) => explain::run(arguments),
        Some(Command::Fix(arguments)) => fix::run(arguments, options),
        Some(Command::Init(arguments)) => init::run(arguments, options),
        Some(Command::Schema(arguments)) => schema::run(arguments, options),
        Some(Command::List(arguments)) => list::run(arguments, options),
        Some(Command::Status(arguments)) => status::run(arguments, options),
        Some(Command::New(arguments)) => new::run(arguments, options),
        Some(Command::Templates(arguments)) => templates::run(arguments, options),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_well_formed() {
        Cli::command().debug_assert();
    }
}
