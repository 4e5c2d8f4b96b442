//! What each commit changed, of the files that matter, read from several gits at once.

use std::collections::HashMap;
use std::io::{BufRead, Write};
use std::ops::{ControlFlow, Range};
use std::process::Stdio;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use super::git::{Failure, Git, Running};
use super::graph::{Graph, Id};
use super::worktree::limit;

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
}

/// The files that one commit changed, by their numbers.
#[derive(Debug, Default)]
pub(super) struct Step {
    /// Files that differ from every parent's.
    pub all: Vec<Touched>,
    /// For a merge, and each of its parents but the last: files that differ from that parent's.
    pub against: Vec<Vec<u32>>,
}

/// Reads what every commit changed and gives it to `each`, in the order of the graph, until that
/// breaks off or the history ends.
///
/// `git diff-tree` rather than `git log`: its input can be divided, so that several processes do
/// the comparing, and a merge can be compared with its parents one by one besides.
pub(super) fn read(
    git: &Git,
    graph: &Graph,
    names: &[&[u8]],
    mut each: impl FnMut(usize, Step) -> ControlFlow<()>,
) -> Result<(), Failure> {
    let numbers: HashMap<&[u8], u32> = names.iter().copied().zip(0..).collect();
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let workers = workers.min(MOST).min(graph.len().div_ceil(CHUNK)).max(1);
    std::thread::scope(|scope| {
        let answers: Vec<Receiver<Result<Vec<Step>, Failure>>> = (0..workers)
            .map(|worker| {
                let (sender, receiver) = sync_channel(AHEAD);
                let numbers = &numbers;
                scope.spawn(move || {
                    let chunks = chunks(graph).skip(worker).step_by(workers);
                    if let Err(failure) = work(git, graph, names, numbers, chunks, &sender) {
                        // Nobody listens once every file is found.
                        let _ = sender.send(Err(failure));
                    }
                });
                receiver
            })
            .collect();
        for (chunk, answer) in chunks(graph).zip(answers.iter().cycle()) {
            let steps = answer.recv().map_err(|_| Failure::Interrupted)??;
            for (commit, step) in chunk.zip(steps) {
                if each(commit, step).is_break() {
                    return Ok(());
                }
            }
        }
        Ok(())
    })
}

fn chunks(graph: &Graph) -> impl Iterator<Item = Range<usize>> + Clone {
    let len = graph.len();
    (0..len)
        .step_by(CHUNK)
        .map(move |start| start..len.min(start + CHUNK))
}

/// One git's part: the comparisons of its chunks are written to it and its answers read, at once.
fn work(
    git: &Git,
    graph: &Graph,
    names: &[&[u8]],
    numbers: &HashMap<&[u8], u32>,
    chunks: impl Iterator<Item = Range<usize>> + Clone + Send,
    sender: &SyncSender<Result<Vec<Step>, Failure>>,
) -> Result<(), Failure> {
    let mut command = git.command();
    command.args(["diff-tree", "--stdin", "--always", "-r", "-c", "--root"]);
    command.args(["--raw", "-z", "--no-abbrev", "--no-renames"]);
    command.args(["--no-ext-diff", "--no-textconv"]);
    limit(&mut command, names);
    command.stdin(Stdio::piped());
    let mut running = Running::start(command)?;
    std::thread::scope(|scope| {
        let stdin = running.child.stdin.take().ok_or(Failure::Interrupted)?;
        let complaint = running.complaint(scope);
        let mut output = Records::new(running.output()?, numbers);
        // Dropped before the scope waits for its threads: a git that is ended closes their pipes.
        let mut running = running;
        let asked = chunks.clone();
        scope.spawn(move || write_all(stdin, graph, asked));
        let mut chunks = chunks.peekable();
        while let Some(chunk) = chunks.next() {
            let steps: Option<Vec<Step>> = chunk
                .map(|commit| step(graph, commit, &mut output))
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
fn write_all(
    pipe: std::process::ChildStdin,
    graph: &Graph,
    chunks: impl Iterator<Item = Range<usize>>,
) -> std::io::Result<()> {
    let mut pipe = std::io::BufWriter::new(pipe);
    for commit in chunks.flatten() {
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
    let Some(all) = output.next(&id)? else {
        return Ok(None);
    };
    let mut step = Step {
        all,
        against: Vec::new(),
    };
    for _ in but_last(graph.parents(commit)) {
        match output.next(&id)? {
            Some(files) => step.against.push(files.iter().map(|it| it.file).collect()),
            None => return Ok(None),
        }
    }
    Ok(Some(step))
}

/// Git's answers: the commit's id, then for each file its modes, ids and status, which start with
/// a colon, and its name. Each ends with NUL, which no name can have.
struct Records<'n, R> {
    output: R,
    numbers: &'n HashMap<&'n [u8], u32>,
    /// The field read last.
    field: Vec<u8>,
    /// Whether that field is the next answer's id.
    ahead: bool,
}

impl<'n, R: BufRead> Records<'n, R> {
    fn new(output: R, numbers: &'n HashMap<&'n [u8], u32>) -> Self {
        Self {
            output,
            numbers,
            field: Vec::new(),
            ahead: false,
        }
    }

    /// The files of the next answer, which has to be about this commit; nothing at the end.
    fn next(&mut self, commit: &Id) -> Result<Option<Vec<Touched>>, Failure> {
        const BAD: Failure = Failure::Answer("diff-tree");
        if !self.ahead && !self.advance()? {
            return Ok(None);
        }
        self.ahead = false;
        if Id::from_hex(&self.field) != Some(*commit) {
            return Err(BAD);
        }
        let mut files = Vec::new();
        while self.advance()? {
            if !self.field.starts_with(b":") {
                self.ahead = true;
                break;
            }
            let added = is_new(&self.field);
            if !self.advance()? {
                return Err(BAD);
            }
            let file = self.numbers.get(self.field.as_slice());
            files.extend(file.map(|&file| Touched { file, added }));
        }
        Ok(Some(files))
    }

    fn advance(&mut self) -> Result<bool, Failure> {
        self.field.clear();
        let read = self.output.read_until(0, &mut self.field);
        if self.field.last() == Some(&0) {
            self.field.pop();
        }
        read.map(|bytes| bytes > 0)
            .map_err(|_| Failure::Answer("diff-tree"))
    }
}

/// Whether the modes in front, one for each parent and colon, say that a parent lacks the file.
fn is_new(field: &[u8]) -> bool {
    let parents = field.iter().take_while(|byte| **byte == b':').count();
    let modes = field[parents..].split(|byte| *byte == b' ');
    modes.take(parents).any(|mode| mode == b"000000")
}

#[cfg(test)]
mod tests {
    use super::is_new;

    #[test]
    fn a_file_is_new_where_a_parent_lacks_it() {
        assert!(is_new(b":000000 100644 00 5e A"));
        assert!(!is_new(b":100644 000000 5e 00 D"));
        assert!(is_new(b"::100644 000000 100644 5e 00 5f MA"));
        assert!(!is_new(b"::100644 100644 000000 5e 5e 00 DD"));
        assert!(!is_new(b""));
    }
}
