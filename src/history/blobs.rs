//! The contents of files as git keeps them, from one process for all of them.

use std::collections::{BTreeSet, HashMap};
use std::io::{BufReader, Read, Write};
use std::process::{ChildStdin, ChildStdout, Command, Stdio};

use super::git::{Git, Running, read_field};

/// Larger files are no Markdown.
const MAX_FILE: usize = 16 << 20;

/// One git that answers for the contents of files, started when it is first asked.
#[derive(Debug, Default)]
pub(super) struct Blobs {
    running: Option<Asked>,
    failed: bool,
    /// What a partial clone left out is not fetched.
    local: bool,
    read: HashMap<String, Option<Vec<u8>>>,
}

#[derive(Debug)]
struct Asked {
    input: ChildStdin,
    output: BufReader<ChildStdout>,
    /// Ended when this is dropped.
    _process: Running,
}

impl Blobs {
    /// Without what a partial clone left out.
    pub fn local() -> Self {
        Self {
            local: true,
            ..Self::default()
        }
    }

    /// The content of a blob; none where there is none, or it is no Markdown by its size.
    pub fn read(&mut self, git: &Git, id: &str) -> Option<Vec<u8>> {
        if !self.read.contains_key(id) {
            self.read_all(git, &[id]);
        }
        self.read.get(id).cloned().flatten()
    }

    /// Reads many, for [`Self::read`] to find.
    pub fn read_all(&mut self, git: &Git, ids: &[&str]) {
        let ids: BTreeSet<&str> = ids.iter().copied().collect();
        let is_new = |id: &&str| !self.read.contains_key(*id);
        let ids: Vec<&str> = ids.into_iter().filter(is_new).collect();
        if ids.is_empty() {
            return;
        }
        if self.running.is_none() && !self.failed {
            self.running = start(match self.local {
                true => git.command(),
                false => git.fetching_command(),
            });
        }
        let answers = self.running.as_mut().map(|asked| ask_all(asked, &ids));
        let Some(Ok(answers)) = answers else {
            // It has ended: nothing else is to be had from it.
            self.running = None;
            self.failed = true;
            return;
        };
        for (id, answer) in ids.into_iter().zip(answers) {
            self.failed |= matches!(answer, Answer::Missing);
            let content = match answer {
                Answer::Content(content) => Some(content),
                Answer::Missing | Answer::TooLarge => None,
            };
            self.read.insert(id.to_owned(), content);
        }
    }

    /// Whether git did not have, or did not get, what the commit names.
    pub fn failed(&self) -> bool {
        self.failed
    }
}

/// What git says of a blob.
enum Answer {
    Content(Vec<u8>),
    Missing,
    TooLarge,
}

/// Answers for many at once: git is never waited for in between.
fn ask_all(asked: &mut Asked, ids: &[&str]) -> std::io::Result<Vec<Answer>> {
    let Asked { input, output, .. } = asked;
    std::thread::scope(|scope| {
        let writer = scope.spawn(move || {
            let all: String = ids.iter().flat_map(|id| [*id, "\n"]).collect();
            input.write_all(all.as_bytes())?;
            input.flush()
        });
        let answers: std::io::Result<_> = ids.iter().map(|id| answer(output, id)).collect();
        match writer.join() {
            Ok(written) => answers.and_then(|answers| written.map(|()| answers)),
            Err(_) => Err(std::io::ErrorKind::Other.into()),
        }
    })
}

fn start(mut command: Command) -> Option<Asked> {
    command.args(["cat-file", "--batch"]);
    command.stdin(Stdio::piped()).stderr(Stdio::null());
    let mut process = Running::start(command).ok()?;
    Some(Asked {
        input: process.child.stdin.take()?,
        output: process.output().ok()?,
        _process: process,
    })
}

/// The answer is `id blob size`, the content, and a line ending; or `id missing`.
fn answer(output: &mut BufReader<ChildStdout>, id: &str) -> std::io::Result<Answer> {
    let mut head = Vec::new();
    if !read_field(output, b'\n', &mut head)? {
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    }
    let head = String::from_utf8_lossy(&head);
    let Some((_, told)) = head.split_once(' ').filter(|(of, _)| *of == id) else {
        return Err(std::io::ErrorKind::InvalidData.into());
    };
    let Ok(size) = told.rsplit(' ').next().unwrap_or_default().parse::<usize>() else {
        return Ok(Answer::Missing);
    };
    if size > MAX_FILE {
        let rest = u64::try_from(size).unwrap_or(u64::MAX).saturating_add(1);
        std::io::copy(&mut output.by_ref().take(rest), &mut std::io::sink())?;
        return Ok(Answer::TooLarge);
    }
    let mut content = vec![0; size + 1];
    output.read_exact(&mut content)?;
    content.pop();
    Ok(Answer::Content(content))
}
