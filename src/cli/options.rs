//! What every command takes.

use std::path::PathBuf;

use anyhow::Context;
use clap::{ArgAction, Args, ColorChoice};
use jiff::Timestamp;
use jiff::civil::Date;

use crate::host::Clock;
use crate::host::load::Request;

/// The options that stand before or behind any command.
#[derive(Debug, Clone, Default, Args)]
#[command(next_help_heading = "Options of all commands")]
pub(super) struct Options {
    /// The book's folder [default: the current folder, or its nearest parent with a book.toml]
    #[arg(long, global = true, value_name = "DIR")]
    pub book: Option<PathBuf>,
    /// The day to take for today, as YYYY-MM-DD [default: that of SOURCE_DATE_EPOCH, else of the clock]
    #[arg(long, global = true, value_name = "DATE", value_parser = day)]
    today: Option<Date>,
    /// When to use colour; `auto`: on a terminal and where CLICOLOR_FORCE is set, never with NO_COLOR
    #[arg(long, global = true, value_name = "WHEN", default_value_t = ColorChoice::Auto)]
    color: ColorChoice,
    /// Print less: errors, and what a command fails on
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Print more: what took how long, and each of many notes that say the same
    #[arg(short, long, global = true, action = ArgAction::SetTrue)]
    pub verbose: bool,
}

fn day(written: &str) -> Result<Date, String> {
    let day = written.trim().parse();
    day.map_err(|_| "write a day as YYYY-MM-DD, such as 2026-01-31".to_owned())
}

impl Options {
    /// Settles colour for both outputs; `auto` looks at the environment and the terminal.
    pub fn apply_color(&self) {
        let choice = match self.color {
            ColorChoice::Auto => anstream::ColorChoice::Auto,
            ColorChoice::Always => anstream::ColorChoice::Always,
            ColorChoice::Never => anstream::ColorChoice::Never,
        };
        choice.write_global();
    }

    /// What day it is: `--today`, else SOURCE_DATE_EPOCH, else the clock.
    pub fn clock(&self) -> anyhow::Result<Clock> {
        if let Some(day) = self.today {
            return Ok(Clock::Day(day));
        }
        let Some(epoch) = std::env::var_os("SOURCE_DATE_EPOCH").filter(|epoch| !epoch.is_empty())
        else {
            return Ok(Clock::At(Timestamp::now()));
        };
        let written = epoch.to_string_lossy();
        let seconds = written.parse().ok();
        let moment = seconds.and_then(|seconds| Timestamp::from_second(seconds).ok());
        let moment = moment.with_context(|| {
            format!("SOURCE_DATE_EPOCH is `{written}`, which is no number of seconds since 1970")
        })?;
        Ok(Clock::At(moment))
    }

    /// What to read for a command that looks at `paths`.
    pub fn request(&self, paths: &[PathBuf]) -> anyhow::Result<Request> {
        Ok(Request {
            book: self.book.clone(),
            cwd: current_dir()?,
            paths: paths.to_vec(),
            clock: self.clock()?,
        })
    }
}

/// Where one stands.
pub(super) fn current_dir() -> anyhow::Result<PathBuf> {
    std::env::current_dir().context("the current folder can't be found")
}
