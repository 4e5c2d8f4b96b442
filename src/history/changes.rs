//! What each commit changed, of the files that matter, read from several gits at once.

mod raw;
mod records;

use std::collections::HashMap;
use std::io::{BufRead, Write};
use std::ops::ControlFlow;
use std::process::{Command, Stdio};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use super::git::{Failure, Git, Running, argument};
use super::graph::{Graph, Id};
use super::worktree::limit;
use records::Records;

/// Commits that one git is given before the next one has its turn.
const CHUNK: usize = 256;
/// Gits at once, at most: each opens the repository and reads its index.
const MOST: usize = 8;
/// Chunks that a git may be ahead.
const AHEAD: usize = 4;

/// A file that a commit changed.
#[derive(Debug, Clone, Copy)]
pub(super) struct Touched {
    /// The file's number.
    pub file: u32,
    /// Some parent does not have it.
    pub added: bool,
    /// The first parent that has it.
    pub within: Option<usize>,
    /// What the commit made of it; none where it took it away.
    pub blob: Option<Id>,
}

/// The files that one commit changed, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Step {
    /// Files that differ from every parent's.
    pub all: Vec<Touched>,
    /// For a merge, and each of its parents but the last: files that differ from that parent's.
    pub against: Vec<Vec<u32>>,
    /// Files of `all` that were moved here as they are, with the names that they had before.
    pub moved: Vec<(u32, Vec<u8>)>,
}

/// What is to be read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Asked<'a> {
    /// The commits, in the order of the graph.
    pub commits: &'a [usize],
    /// The files; a file's number is its index.
    pub names: &'a [&'a [u8]],
}

/// Reads what commits changed and gives it to `each`, in their order, until that breaks off or they
/// end.
///
/// `git diff-tree` rather than `git log`: its input can be divided, so that several processes do
/// the comparing, and a merge can be compared with its parents one by one besides.
pub(super) fn read(
    git: &Git,
    graph: &Graph,
    asked: Asked<'_>,
    mut each: impl FnMut(usize, Step) -> ControlFlow<()>,
) -> Result<(), Failure> {
    let numbers: HashMap<&[u8], u32> = asked.names.iter().copied().zip(0..).collect();
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let chunks = asked.commits.chunks(CHUNK);
    let workers = workers.min(MOST).min(chunks.len()).max(1);
    std::thread::scope(|scope| {
        let answers: Vec<Receiver<Result<Vec<Step>, Failure>>> = (0..workers)
            .map(|worker| {
                let (sender, receiver) = sync_channel(AHEAD);
                let numbers = &numbers;
                let chunks = chunks.clone().skip(worker).step_by(workers);
                scope.spawn(move || {
                    if let Err(failure) = work(git, graph, &asked, numbers, chunks, &sender) {
                        // Nobody listens once every file is found.
                        let _ = sender.send(Err(failure));
                    }
                });
                receiver
            })
            .collect();
        for (chunk, answer) in chunks.zip(answers.iter().cycle()) {
            let steps = answer.recv().map_err(|_| Failure::Interrupted)??;
            for (commit, step) in chunk.iter().zip(steps) {
                if each(*commit, step).is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    })
}

/// What commits changed against another one each, of files alone or, where `everywhere`, with what
/// went elsewhere: so that it can be said what moved.
pub(super) fn compare(
    git: &Git,
    pairs: &[(Id, Id)],
    names: &[&[u8]],
    everywhere: bool,
) -> Result<Vec<Step>, Failure> {
    if pairs.is_empty() {
        return Ok(Vec::new());
    }
    let numbers: HashMap<&[u8], u32> = names.iter().copied().zip(0..).collect();
    let mut command = command(git);
    command.arg("--");
    if !everywhere {
        command.args(names.iter().map(|name| argument(name)));
    }
    let lines = pairs.iter().map(|(id, other)| format!("{id} {other}\n"));
    let output = git.ask("diff-tree", command, lines.collect::<String>().as_bytes())?;
    let mut records = Records::new(output.as_slice(), &numbers);
    let step = |(id, _): &(Id, Id)| records.next(id)?.ok_or(Failure::Answer("diff-tree"));
    pairs.iter().map(step).collect()
}

fn command(git: &Git) -> Command {
    let mut command = git.command();
    command.args(["diff-tree", "--stdin", "--always", "-r", "-c", "--root"]);
    command.args(["--raw", "-z", "--no-abbrev", "--no-renames"]);
    command.args(["--no-ext-diff", "--no-textconv"]);
    command
}

/// One git's part: the comparisons of its chunks are written to it and its answers read, at once.
fn work<'c>(
    git: &Git,
    graph: &Graph,
    asked: &Asked<'_>,
    numbers: &HashMap<&[u8], u32>,
    chunks: impl Iterator<Item = &'c [usize]> + Clone + Send,
    sender: &SyncSender<Result<Vec<Step>, Failure>>,
) -> Result<(), Failure> {
    let mut command = command(git);
    limit(&mut command, asked.names);
    command.stdin(Stdio::piped());
    let mut running = Running::start(command)?;
    std::thread::scope(|scope| {
        let stdin = running.child.stdin.take().ok_or(Failure::Interrupted)?;
        let complaint = running.complaint(scope);
        let mut output = Records::new(running.output()?, numbers);
        // Dropped before the scope waits for its threads: a git that is ended closes their pipes.
        let mut running = running;
        let commits = chunks.clone();
        scope.spawn(move || write_all(stdin, graph, commits));
        let mut chunks = chunks.peekable();
        while let Some(chunk) = chunks.next() {
            let steps: Option<Vec<Step>> = chunk
                .iter()
                .map(|commit| step(graph, *commit, &mut output))
                .collect::<Result<_, _>>()?;
            // An answer is whole when another follows it, or git has ended well.
            let whole = chunks.peek().is_some() || running.succeeded();
            let Some(steps) = steps.filter(|_| whole) else {
                drop(running);
                let said = complaint.join().unwrap_or_default();
                return Err(Failure::Command("diff-tree", said));
            };
            if sender.send(Ok(steps)).is_err() {
                break;
            }
        }
        Ok(())
    })
}

/// Writes what is to be compared: a commit with its parents, then a merge with its parents one by
/// one. An error means that git has ended, which its reader finds out.
fn write_all<'c>(
    pipe: std::process::ChildStdin,
    graph: &Graph,
    chunks: impl Iterator<Item = &'c [usize]>,
) -> std::io::Result<()> {
    let mut pipe = std::io::BufWriter::new(pipe);
    for commit in chunks.flatten().copied() {
        let id = graph.id(commit);
        writeln!(pipe, "{id}")?;
        for parent in but_last(graph.parents(commit)) {
            writeln!(pipe, "{id} {}", graph.id(*parent as usize))?;
        }
    }
    pipe.flush()
}

/// The parents of a merge without the last one; nothing for other commits.
fn but_last(parents: &[u32]) -> &[u32] {
    parents.split_last().map_or(&[], |(_, rest)| rest)
}

/// One commit's answers; nothing where git ended early.
fn step<R: BufRead>(
    graph: &Graph,
    commit: usize,
    output: &mut Records<'_, R>,
) -> Result<Option<Step>, Failure> {
    let id = graph.id(commit);
    let Some(mut step) = output.next(&id)? else {
        return Ok(None);
    };
    for _ in but_last(graph.parents(commit)) {
        match output.next(&id)? {
            Some(step_to) => {
                let files = step_to.all.iter().map(|it| it.file);
                step.against.push(files.collect());
            }
            None => return Ok(None),
        }
    }
    Ok(Some(step))
}
