//! The git program: how it is started, so that its answers mean the same everywhere and nothing
//! that a repository's configuration names is run.

use std::ffi::OsString;
use std::fs::DirEntry;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread::ScopedJoinHandle;

use super::folders;

/// Why git gave no answer. The messages are one line and have no control characters.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum Failure {
    /// The program could not be started.
    #[error("git could not be run: {0}")]
    NotRun(String),
    /// Git does not trust the folder's owner.
    #[error(
        "git does not trust the repository in {0}, which someone else owns; to trust it: \
         git config --global --add safe.directory \"{0}\" (git said: {1})"
    )]
    Untrusted(String, String),
    /// The folder is not the top of a working tree: `core.worktree` points elsewhere.
    #[error("the repository in {0} has its working tree elsewhere")]
    Elsewhere(String),
    /// A command ended with an error.
    #[error("git {0} failed: {1}")]
    Command(&'static str, String),
    /// A command goes on and on.
    #[error("git gave an answer of more than {} MiB, which no repository needs", .0 >> 20)]
    Endless(u64),
    /// A command's output was not what its documentation says.
    #[error("git {0} gave an answer that could not be read")]
    Answer(&'static str),
    /// A commit's date lies outside any calendar.
    #[error("commit {0} has no date that could be read")]
    Date(String),
    /// A thread ended early.
    #[error("reading the history was interrupted")]
    Interrupted,
}

#[cfg(windows)]
const NO_HOOKS: &str = "core.hooksPath=NUL";
#[cfg(not(windows))]
const NO_HOOKS: &str = "core.hooksPath=/dev/null";

/// Settings that would change the output or run a program. Pagers do not run where the output is
/// a pipe; textconv and external diffs do not where only names are compared.
const OVERRIDES: [&str; 7] = [
    NO_HOOKS,
    "core.fsmonitor=false",
    "core.quotePath=false",
    "color.ui=false",
    "log.follow=false",
    "log.showSignature=false",
    "i18n.logOutputEncoding=UTF-8",
];

/// Variables that a hook finds set, or that give another meaning to paths. `GIT_CONFIG_*` stay, as
/// a user's `git -c safe.directory=…` arrives in them, and so do replacements of objects, which
/// the user's own `git log` follows.
const UNSET: [&str; 15] = [
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_EXTERNAL_DIFF",
    "GIT_GLOB_PATHSPECS",
    "GIT_GRAFT_FILE",
    "GIT_ICASE_PATHSPECS",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_INTERNAL_SUPER_PREFIX",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

/// Settings whose values are run when something is fetched. The user's own are, as the user's `git fetch`
/// runs them.
const FETCHING_PROGRAMS: &str = r"^(core\.(sshcommand|gitproxy|askpass)|credential\.(.*\.)?helper|remote\..*\.(uploadpack|vcs))$";

/// No answer is longer that is a few lines, in bytes.
const FEW_LINES: u64 = 16 << 20;
/// No answer is longer that has something of each file or of each commit.
const MUCH: u64 = 256 << 20;
/// No line, and no other part of an answer that is read one after another, is longer.
const FIELD: u64 = 1 << 20;
/// What is complained of for longer than this is read by nobody.
const COMPLAINTS: u64 = 16 << 20;

/// Git, started in the top folder of one repository.
#[derive(Debug, Clone)]
pub(super) struct Git {
    top: PathBuf,
}

impl Git {
    /// Git for the repository whose working tree starts at `top`.
    pub fn at(top: &Path) -> Self {
        Self { top: top.into() }
    }

    /// The folder where the repository's working tree starts.
    pub fn top(&self) -> &Path {
        &self.top
    }

    /// The repository's folder, for messages.
    pub fn folder(&self) -> String {
        clean(&self.top.to_string_lossy())
    }

    /// A command with every override in place; the caller adds subcommand and arguments.
    pub fn command(&self) -> Command {
        let mut command = Command::new("git");
        command.current_dir(&self.top);
        command.args(["--no-pager", "--literal-pathspecs"]);
        for setting in OVERRIDES {
            command.args(["-c", setting]);
        }
        for name in UNSET {
            command.env_remove(name);
        }
        command.env("LC_ALL", "C").env("GIT_TERMINAL_PROMPT", "0");
        // No index is rewritten while others work in the repository.
        command.env("GIT_OPTIONAL_LOCKS", "0");
        // A partial clone fetches nothing: older versions know only the second.
        command.env("GIT_NO_LAZY_FETCH", "1");
        command.env("GIT_ALLOW_PROTOCOL", "none");
        command
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        command
    }

    /// Whether contents may have been left out when the repository was cloned.
    pub fn is_partial(&self) -> bool {
        let common = folders::git_folder(&self.top).map(|it| folders::common(&it));
        let packs = common.and_then(|common| std::fs::read_dir(common.join("objects/pack")).ok());
        let is_promised = |entry: DirEntry| entry.path().extension() == Some("promisor".as_ref());
        packs.is_some_and(|mut packs| packs.any(|entry| entry.is_ok_and(is_promised)))
    }

    /// Whether the repository's own configuration names a program that a fetch would run. Where that can't
    /// be seen, it may.
    fn fetches_by_program(&self) -> bool {
        let mut command = self.command();
        command.args(["config", "--show-scope", "--name-only", "--get-regexp"]);
        command.arg(FETCHING_PROGRAMS);
        match self.run(command, b"") {
            Ok(Outcome { code: 1, .. }) => false,
            Ok(Outcome {
                code: 0, output, ..
            }) => {
                let mut lines = output.split(|byte| *byte == b'\n');
                lines.any(|line| line.starts_with(b"local") || line.starts_with(b"worktree"))
            }
            _ => true,
        }
    }

    /// A command that may fetch what a partial clone left out, from where the clone came from; nowhere
    /// else, and not where the repository would have a program of its own run for it.
    pub fn fetching_command(&self) -> Command {
        let mut command = self.command();
        if !self.is_partial() || self.fetches_by_program() {
            return command;
        }
        command.env_remove("GIT_NO_LAZY_FETCH");
        command.env("GIT_ALLOW_PROTOCOL", "file:git:http:https:ssh");
        command
    }

    /// Runs a command to its end, with `input` on its standard input: its output, which is a few lines,
    /// whether it succeeded, and what it complained of.
    pub fn run(&self, command: Command, input: &[u8]) -> Result<Outcome, Failure> {
        self.run_within(command, input, FEW_LINES)
    }

    fn run_within(
        &self,
        mut command: Command,
        input: &[u8],
        most: u64,
    ) -> Result<Outcome, Failure> {
        if !input.is_empty() {
            command.stdin(Stdio::piped());
        }
        let mut running = Running::start(command)?;
        std::thread::scope(|scope| {
            let mut stdin = running.child.stdin.take();
            scope.spawn(move || stdin.as_mut().map(|pipe| pipe.write_all(input)));
            let complaint = running.complaint(scope);
            let mut output = Vec::new();
            let read = running.output()?.take(most + 1).read_to_end(&mut output);
            if output.len() as u64 > most {
                // It would write for ever, or wait for a reader.
                drop(running);
                return Err(Failure::Endless(most));
            }
            let complaint = complaint.join().unwrap_or_default();
            let status = running.child.wait();
            match (read, status) {
                (Ok(_), Ok(status)) => Ok(Outcome {
                    output,
                    code: status.code().unwrap_or(-1),
                    complaint,
                }),
                _ => Err(Failure::Interrupted),
            }
        })
    }

    /// Runs a command that has to succeed: its output. `name` is the subcommand, for messages.
    pub fn ask(
        &self,
        name: &'static str,
        command: Command,
        input: &[u8],
    ) -> Result<Vec<u8>, Failure> {
        let outcome = self.run_within(command, input, MUCH)?;
        match outcome.code {
            0 => Ok(outcome.output),
            _ => Err(Failure::Command(name, outcome.complaint)),
        }
    }

    /// As [`Self::ask`], for a list whose every entry ends with NUL. One that was cut off is no answer.
    pub fn list(
        &self,
        name: &'static str,
        command: Command,
        input: &[u8],
    ) -> Result<Vec<u8>, Failure> {
        let output = self.ask(name, command, input)?;
        match output.last() {
            None | Some(0) => Ok(output),
            Some(_) => Err(Failure::Answer(name)),
        }
    }
}

/// Reads one part of an answer into `field`, without the byte that ends it; whether there was one. One
/// that is not ended was cut off, which is an error, and so is one that does not come to its end.
pub(super) fn read_field(
    answer: &mut impl BufRead,
    end: u8,
    field: &mut Vec<u8>,
) -> io::Result<bool> {
    field.clear();
    answer.take(FIELD).read_until(end, field)?;
    match field.pop() {
        None => Ok(false),
        Some(last) if last == end => Ok(true),
        Some(_) => Err(io::ErrorKind::InvalidData.into()),
    }
}

/// How a command ended.
#[derive(Debug)]
pub(super) struct Outcome {
    /// Everything on standard output.
    pub output: Vec<u8>,
    /// The exit code; -1 where a signal ended it.
    pub code: i32,
    /// The last line on standard error that says something.
    pub complaint: String,
}

/// A started command. It is ended when this is dropped.
#[derive(Debug)]
pub(super) struct Running {
    /// The process, for its pipes and its exit code.
    pub child: Child,
}

impl Running {
    /// Starts the command.
    pub fn start(mut command: Command) -> Result<Self, Failure> {
        match command.spawn() {
            Ok(child) => Ok(Self { child }),
            Err(error) => Err(Failure::NotRun(clean(&error.to_string()))),
        }
    }

    /// Waits for the end: whether the command did what it was asked.
    pub fn succeeded(&mut self) -> bool {
        self.child.wait().is_ok_and(|status| status.success())
    }

    /// The pipe that the command's output comes from. Can be taken once.
    pub fn output(&mut self) -> Result<BufReader<ChildStdout>, Failure> {
        let pipe = self.child.stdout.take().ok_or(Failure::Interrupted)?;
        Ok(BufReader::with_capacity(1 << 16, pipe))
    }

    /// Reads standard error to its end beside the caller, so that git never waits for a reader.
    pub fn complaint<'scope>(
        &mut self,
        scope: &'scope std::thread::Scope<'scope, '_>,
    ) -> ScopedJoinHandle<'scope, String> {
        let pipe = self.child.stderr.take();
        scope.spawn(move || {
            let mut text = Vec::new();
            if let Some(mut pipe) = pipe {
                // What is cut off or cannot be read is only a message.
                let _ = pipe.by_ref().take(1 << 14).read_to_end(&mut text);
                let _ = io::copy(&mut pipe.take(COMPLAINTS), &mut io::sink());
            }
            complaint_in(&String::from_utf8_lossy(&text))
        })
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Either fails only where the process has ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What git complained of: its first `fatal:` or `error:` line, or else its first line.
fn complaint_in(text: &str) -> String {
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let first = lines.clone().next();
    let said = lines.find_map(|line| {
        let said = line.strip_prefix("fatal: ");
        said.or_else(|| line.strip_prefix("error: "))
    });
    clean(said.or(first).unwrap_or("it gave no reason"))
}

/// The text without control characters, white space outside it, and a full stop at its end.
fn clean(text: &str) -> String {
    let text: String = text.chars().filter(|c| !c.is_control()).collect();
    text.trim().trim_end_matches('.').to_owned()
}

/// Bytes as an argument or a variable.
#[cfg(unix)]
pub(super) fn argument(bytes: &[u8]) -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes.to_vec())
}

/// Bytes as an argument or a variable.
#[cfg(not(unix))]
pub(super) fn argument(bytes: &[u8]) -> OsString {
    String::from_utf8_lossy(bytes).into_owned().into()
}
