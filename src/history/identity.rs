//! Who works here, as git is told.

use std::path::Path;

use super::git::Git;

/// The user's name and mail address, each where git is told one; neither where there is no git.
pub fn identity(folder: &Path) -> (Option<String>, Option<String>) {
    let git = Git::at(folder);
    let ask = |key: &str| {
        let mut command = git.command();
        command.args(["config", "--get", key]);
        let answer = git.ask("config", command, b"").ok()?;
        let text = String::from_utf8(answer).ok()?;
        let line = text.trim();
        let usable = !line.is_empty() && !line.chars().any(char::is_control);
        usable.then(|| line.to_owned())
    };
    (ask("user.name"), ask("user.email"))
}
