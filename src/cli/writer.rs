//! A command that writes is the only one in its book: it reads what the one before it left.

use std::path::Path;

use super::options::Options;
use super::output;
use crate::host::load::Request;
use crate::host::lock::Lock;
use crate::host::root;
use crate::report::neutral_line;

/// The right to write in the book that a request is about.
pub(super) fn of(request: &Request, options: &Options) -> anyhow::Result<Lock> {
    let root = root::of(request)?;
    Ok(within(root.as_deref().unwrap_or(&request.cwd), options))
}

/// The right to write in a book's folder.
pub(super) fn within(root: &Path, options: &Options) -> Lock {
    Lock::take(root, || {
        if !options.quiet {
            let root = neutral_line(&root.to_string_lossy()).to_string();
            output::stderr(|_, out| {
                writeln!(
                    out,
                    "note: waiting for another command that writes in `{root}`"
                )
            });
        }
    })
}
