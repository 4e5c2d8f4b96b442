//! The contents of files as git keeps them, from one process for all of them.

use std::collections::HashMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::process::{ChildStdin, ChildStdout, Stdio};

use super::git::{Git, Running};

/// Larger files are no Markdown.
const MAX_FILE: usize = 16 << 20;

/// One git that answers for the contents of files, started when it is first asked.
#[derive(Debug, Default)]
pub(super) struct Blobs {
    running: Option<Asked>,
    failed: bool,
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
    /// The content of a blob; none where there is none, or it is no Markdown by its size.
    pub fn read(&mut self, git: &Git, id: &str) -> Option<Vec<u8>> {
        if let Some(known) = self.read.get(id) {
            return known.clone();
        }
        if self.running.is_none() && !self.failed {
            self.running = start(git);
            self.failed = self.running.is_none();
        }
        let answer = self.running.as_mut().map(|asked| ask(asked, id));
        let content = match answer {
            Some(Ok(content)) => content,
            _ => {
                // It has ended: nothing else is to be had from it.
                self.running = None;
                self.failed = true;
                None
            }
        };
        self.read.insert(id.to_owned(), content.clone());
        content
    }
}

fn start(git: &Git) -> Option<Asked> {
    let mut command = git.fetching_command();
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
fn ask(asked: &mut Asked, id: &str) -> std::io::Result<Option<Vec<u8>>> {
    writeln!(asked.input, "{id}")?;
    asked.input.flush()?;
    let mut head = String::new();
    if asked.output.read_line(&mut head)? == 0 {
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    }
    let size = head.trim_end().rsplit(' ').next().unwrap_or_default();
    let Ok(size) = size.parse::<usize>() else {
        return Ok(None);
    };
    if size > MAX_FILE {
        let rest = u64::try_from(size).unwrap_or(u64::MAX).saturating_add(1);
        std::io::copy(&mut asked.output.by_ref().take(rest), &mut std::io::sink())?;
        return Ok(None);
    }
    let mut content = vec![0; size + 1];
    asked.output.read_exact(&mut content)?;
    content.pop();
    Ok(Some(content))
}
