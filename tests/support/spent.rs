//! The program as a child of the test: what it says, and what it takes of time and memory. One that
//! takes far too much is ended.

#![allow(dead_code, reason = "each test takes what it needs")]

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// No run takes longer, on however busy a machine.
const PATIENCE: Duration = Duration::from_secs(120);

/// What does nothing for as long waits for something that never comes.
const STANDSTILL: Duration = Duration::from_secs(8);

/// No run takes more memory than this; what it may take is said where it is run.
const TOO_MUCH: u64 = 3 << 30;

/// What a run was.
#[derive(Debug)]
pub struct Spent {
    /// The exit code; none where a signal ended it, ours among them.
    pub code: Option<i32>,
    pub stdout: Vec<u8>,
    pub stderr: String,
    /// The time that processors worked for it; by the clock where the system does not tell.
    pub time: Duration,
    /// The most memory that it had at once, in bytes; 0 where the system does not tell.
    pub memory: u64,
}

/// Runs a command to its end with an input.
pub fn run(command: &mut Command, input: &[u8]) -> Spent {
    let file = || tempfile::tempfile().expect("a temporary file");
    let (mut stdin, mut stdout, mut stderr) = (file(), file(), file());
    stdin.write_all(input).expect("a temporary file");
    stdin.seek(SeekFrom::Start(0)).expect("a temporary file");
    let copy = |file: &File| Stdio::from(file.try_clone().expect("a handle"));
    command.stdin(stdin);
    command.stdout(copy(&stdout)).stderr(copy(&stderr));
    // However many processors there are: each thread has memory of its own.
    command.env("RAYON_NUM_THREADS", "2");
    let mut child = command.spawn().expect("it starts");
    let mut spent = wait(&mut child);
    spent.stdout = written(&mut stdout);
    spent.stderr = String::from_utf8_lossy(&written(&mut stderr)).into_owned();
    spent
}

fn written(file: &mut File) -> Vec<u8> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0)).expect("a temporary file");
    file.read_to_end(&mut bytes).expect("a temporary file");
    bytes
}

fn wait(child: &mut Child) -> Spent {
    let began = Instant::now();
    let mut moved = began;
    let mut spent = Spent {
        code: None,
        stdout: Vec::new(),
        stderr: String::new(),
        time: Duration::ZERO,
        memory: 0,
    };
    let status = loop {
        let seen = seen(child.id());
        spent.memory = spent.memory.max(seen.memory);
        let time = seen.time.unwrap_or(began.elapsed());
        if time > spent.time {
            (spent.time, moved) = (time, Instant::now());
        }
        if let Some(status) = child.try_wait().expect("a child") {
            break status;
        }
        let waits = moved.elapsed() > STANDSTILL || began.elapsed() > PATIENCE;
        if spent.memory > TOO_MUCH || waits {
            // It may have ended meanwhile.
            let _ = child.kill();
        }
        std::thread::sleep(Duration::from_millis(2));
    };
    spent.code = status.code();
    spent
}

/// What the system tells of a process.
struct Seen {
    memory: u64,
    time: Option<Duration>,
}

/// From `/proc`, where there is one. Of a process that has ended there is nothing to tell any more but
/// its time.
fn seen(id: u32) -> Seen {
    let read = |name| std::fs::read_to_string(format!("/proc/{id}/{name}")).unwrap_or_default();
    let status = read("status");
    let peak = status.lines().find_map(|it| it.strip_prefix("VmHWM:"));
    let peak = peak.and_then(|it| it.trim().trim_end_matches(" kB").parse::<u64>().ok());
    // The name in parentheses may hold anything; user and system time are the 12th and the 13th behind.
    let stat = read("stat");
    let fields = stat.rsplit_once(')').map_or("", |(_, rest)| rest);
    let mut ticks = fields.split_whitespace().skip(11).take(2);
    let mut next = || ticks.next()?.parse::<u64>().ok();
    let ticks = next().zip(next()).map(|(user, system)| user + system);
    Seen {
        memory: peak.unwrap_or_default() << 10,
        // Linux counts hundredths of a second wherever it runs.
        time: ticks.map(|ticks| Duration::from_millis(ticks * 10)),
    }
}
