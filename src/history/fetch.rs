//! What a partial clone left out, fetched in one request: asked for one by one, each is a request of
//! its own.

use super::git::{Failure, Git};
use super::repository::Repository;

/// Fetches those of the blobs that a partial clone does not have. Other clones have them all.
///
/// # Errors
/// Where they can't be fetched, which whoever reads them finds out.
pub(super) fn blobs(repository: &Repository, ids: &[&str]) -> Result<(), Failure> {
    if ids.is_empty() || !repository.git.is_partial() {
        return Ok(());
    }
    let git = &repository.git;
    let missing = missing(git, ids)?;
    let remote = match missing.is_empty() {
        true => None,
        false => remote(git)?,
    };
    let Some(remote) = remote else {
        return Ok(());
    };
    // As git itself fetches an object that it misses.
    let mut command = git.fetching_command();
    command.args(["-c", "fetch.negotiationAlgorithm=noop", "fetch", "--quiet"]);
    command.args([
        "--no-tags",
        "--no-write-fetch-head",
        "--no-auto-maintenance",
    ]);
    command.args(["--recurse-submodules=no", "--filter=blob:none", "--stdin"]);
    command.arg("--end-of-options").arg(remote);
    git.ask("fetch", command, missing.as_bytes()).map(drop)
}

/// The blobs that are not there, a line for each.
fn missing(git: &Git, ids: &[&str]) -> Result<String, Failure> {
    let mut command = git.command();
    command.args(["cat-file", "--batch-check=%(objectname)"]);
    let input: String = ids.iter().flat_map(|id| [*id, "\n"]).collect();
    let answers = git.ask("cat-file", command, input.as_bytes())?;
    let answers = String::from_utf8_lossy(&answers);
    let missing = answers.lines().filter_map(|it| it.strip_suffix(" missing"));
    Ok(missing.flat_map(|id| [id, "\n"]).collect())
}

/// The remote that promised them.
fn remote(git: &Git) -> Result<Option<String>, Failure> {
    let mut command = git.command();
    command.args([
        "config",
        "--name-only",
        "--get-regexp",
        r"^remote\..*\.promisor$",
    ]);
    let listed = git.run(command, b"")?.output;
    let listed = String::from_utf8_lossy(&listed);
    let name = |key: &str| {
        Some(
            key.strip_prefix("remote.")?
                .strip_suffix(".promisor")?
                .to_owned(),
        )
    };
    Ok(listed.lines().next().and_then(name))
}
