//! The two outputs: what a closed pipe means, and whether colour is wanted.

use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};
use anstyle::{AnsiColor, Style};
use anyhow::Context;

use crate::host::write::named;
use crate::report::neutral_line;

/// Writes to standard output. A reader that has gone away is no error.
pub(super) fn stdout(
    write: impl FnOnce(bool, &mut dyn Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    let stdout = io::stdout().lock();
    let styled = AutoStream::choice(&stdout) != ColorChoice::Never;
    let mut out = BufWriter::new(AutoStream::auto(stdout));
    let written = write(styled, &mut out).and_then(|()| out.flush());
    open_pipe(written).context("standard output can't be written")
}

/// Writes a unified diff to standard output: to a terminal, or where colour is asked for, with
/// nothing active in it; else byte for byte, so that it can be applied.
pub(super) fn diff(diff: &str) -> anyhow::Result<()> {
    let stdout = io::stdout().lock();
    let styled = AutoStream::choice(&stdout) != ColorChoice::Never;
    let written = if styled || stdout.is_terminal() {
        let mut out = BufWriter::new(AutoStream::auto(stdout));
        let mut lines = diff.lines().enumerate();
        lines
            .try_for_each(|(at, line)| diff_line(&mut out, at < 2, line))
            .and_then(|()| out.flush())
    } else {
        let mut out = BufWriter::new(stdout);
        out.write_all(diff.as_bytes()).and_then(|()| out.flush())
    };
    open_pipe(written).context("standard output can't be written")
}

fn diff_line(out: &mut dyn Write, is_header: bool, line: &str) -> io::Result<()> {
    let style = match line.as_bytes().first() {
        _ if is_header => Style::new().bold(),
        Some(b'@') => AnsiColor::Cyan.on_default(),
        Some(b'-') => AnsiColor::Red.on_default(),
        Some(b'+') => AnsiColor::Green.on_default(),
        _ => Style::new(),
    };
    let parts: Vec<_> = line.split('\t').map(neutral_line).collect();
    writeln!(out, "{style}{}{style:#}", parts.join("\t"))
}

/// Writes to standard error, where nothing is lost if nobody reads.
pub(super) fn stderr(write: impl FnOnce(bool, &mut dyn Write) -> io::Result<()>) {
    let stderr = io::stderr().lock();
    let styled = AutoStream::choice(&stderr) != ColorChoice::Never;
    let mut out = BufWriter::new(AutoStream::auto(stderr));
    let _ = write(styled, &mut out).and_then(|()| out.flush());
}

/// Writes a file, or to standard output where none is named.
pub(super) fn file_or_stdout(
    file: Option<&Path>,
    write: impl FnOnce(bool, &mut dyn Write) -> io::Result<()>,
) -> anyhow::Result<()> {
    let Some(path) = file else {
        return stdout(write);
    };
    let mut bytes = Vec::new();
    let written = write(false, &mut bytes).and_then(|()| named(path, &bytes));
    open_pipe(written).with_context(|| format!("`{}` can't be written", path.display()))
}

/// The same, but that the other end is closed is no error.
pub(super) fn open_pipe(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
