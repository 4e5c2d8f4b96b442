//! The two outputs: what a closed pipe means, and whether colour is wanted.

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use anstream::{AutoStream, ColorChoice};
use anyhow::Context;

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
    let written = File::create(path).and_then(|file| {
        let mut out = BufWriter::new(file);
        write(false, &mut out).and_then(|()| out.flush())
    });
    open_pipe(written).with_context(|| format!("`{}` can't be written", path.display()))
}

/// The same, but that the other end is closed is no error.
pub(super) fn open_pipe(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        other => other,
    }
}
