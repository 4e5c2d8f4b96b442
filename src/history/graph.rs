//! The commits that HEAD reaches, and their parents.

use std::collections::HashMap;
use std::io::BufRead;

use super::git::{Failure, Git, Running, read_field};

/// A commit's id: SHA-1 or SHA-256.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Id {
    bytes: [u8; 32],
    /// Bytes that count.
    len: u8,
}

impl Id {
    /// The id that 40 or 64 hexadecimal digits spell.
    pub fn from_hex(hex: &[u8]) -> Option<Self> {
        if hex.len() != 40 && hex.len() != 64 {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(hex.chunks_exact(2)) {
            *byte = digit(pair[0])? << 4 | digit(pair[1])?;
        }
        let len = if hex.len() == 40 { 20 } else { 32 };
        Some(Self { bytes, len })
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut bytes = self.bytes.iter().take(self.len.into());
        bytes.try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

fn digit(hex: u8) -> Option<u8> {
    match hex {
        b'0'..=b'9' => Some(hex - b'0'),
        b'a'..=b'f' => Some(hex - b'a' + 10),
        _ => None,
    }
}

/// The commits that HEAD reaches, by number. HEAD is 0, and no commit comes before its children.
#[derive(Debug, Default)]
pub(super) struct Graph {
    ids: Vec<Id>,
    /// All parents, one commit's after another's.
    parents: Vec<u32>,
    /// Where each commit's parents end; they start where the last one's end.
    ends: Vec<u32>,
}

impl Graph {
    /// Reads the whole graph. No tree is opened for it, so it takes little of the time.
    ///
    /// Newest first, so that a pass which needs only recent commits can stop early; children
    /// first even where clocks were wrong, as a route has to be followed from its start.
    pub fn read(git: &Git, head: &Id) -> Result<Self, Failure> {
        let mut command = git.command();
        command.args(["rev-list", "--date-order", "--parents"]);
        command.arg(head.to_string()).arg("--");
        let mut running = Running::start(command)?;
        std::thread::scope(|scope| {
            let complaint = running.complaint(scope);
            let graph = Self::parse(running.output()?)?;
            let complaint = complaint.join().unwrap_or_default();
            if running.succeeded() && !graph.ids.is_empty() {
                Ok(graph)
            } else {
                Err(Failure::Command("rev-list", complaint))
            }
        })
    }

    fn parse(mut lines: impl BufRead) -> Result<Self, Failure> {
        const BAD: Failure = Failure::Answer("rev-list");
        let mut read: Vec<(Id, u32)> = Vec::new();
        let mut parents: Vec<Id> = Vec::new();
        let mut line = Vec::new();
        loop {
            match read_field(&mut lines, b'\n', &mut line) {
                Ok(false) => break,
                Ok(true) => {}
                Err(_) => return Err(BAD),
            }
            let mut ids = line.split(|b| *b == b' ').map(Id::from_hex);
            let id = ids.next().flatten().ok_or(BAD)?;
            for parent in ids {
                parents.push(parent.ok_or(BAD)?);
            }
            read.push((id, u32::try_from(parents.len()).map_err(|_| BAD)?));
        }
        let numbers: HashMap<Id, u32> = (0..).zip(&read).map(|(n, (id, _))| (*id, n)).collect();
        let number = |id: &Id| numbers.get(id).copied().ok_or(BAD);
        Ok(Self {
            parents: parents.iter().map(number).collect::<Result<_, _>>()?,
            ends: read.iter().map(|(_, end)| *end).collect(),
            ids: read.into_iter().map(|(id, _)| id).collect(),
        })
    }

    /// How many commits there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// The id of a commit.
    pub fn id(&self, commit: usize) -> Id {
        self.ids[commit]
    }

    /// The parents of a commit, in its own order.
    pub fn parents(&self, commit: usize) -> &[u32] {
        let start = commit.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.parents[start as usize..self.ends[commit] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_spelled_as_they_were_read() {
        for hex in ["0123456789abcdef0123456789abcdef01234567", &"5e".repeat(32)] {
            assert_eq!(
                Id::from_hex(hex.as_bytes())
                    .map(|id| id.to_string())
                    .as_deref(),
                Some(hex)
            );
        }
        assert_eq!(Id::from_hex(b"HEAD"), None);
        assert_eq!(Id::from_hex(&[b'g'; 40]), None);
    }

    #[test]
    fn parents_are_numbered_and_in_order() -> Result<(), Failure> {
        let [a, b, c] = ["aa", "bb", "cc"].map(|pair| pair.repeat(20));
        let graph = Graph::parse(format!("{a} {c} {b}\n{b} {c}\n{c}\n").as_bytes())?;
        assert_eq!(graph.len(), 3);
        assert_eq!(graph.parents(0), [2, 1]);
        assert_eq!(graph.parents(1), [2]);
        assert!(graph.parents(2).is_empty());
        Ok(())
    }
}
