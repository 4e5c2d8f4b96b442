//! What `git diff-tree --stdin` answers, commit by commit.

use std::collections::HashMap;
use std::io::BufRead;

use super::Step;
use super::raw::{Change, moved};
use crate::history::git::{Failure, read_field};
use crate::history::graph::Id;

/// Git's answers: the commit's id, then for each file its modes, ids and status, which start with
/// a colon, and its name. Each ends with NUL, which no name can have.
pub(super) struct Records<'n, R> {
    output: R,
    numbers: &'n HashMap<&'n [u8], u32>,
    /// The field read last.
    field: Vec<u8>,
    /// Whether that field is the next answer's id.
    ahead: bool,
}

impl<'n, R: BufRead> Records<'n, R> {
    /// Of some files, by their names.
    pub fn new(output: R, numbers: &'n HashMap<&'n [u8], u32>) -> Self {
        Self {
            output,
            numbers,
            field: Vec::new(),
            ahead: false,
        }
    }

    /// The files of the next answer, which has to be about this commit; nothing at the end.
    pub fn next(&mut self, commit: &Id) -> Result<Option<Step>, Failure> {
        const BAD: Failure = Failure::Answer("diff-tree");
        if !self.ahead && !self.advance()? {
            return Ok(None);
        }
        self.ahead = false;
        if Id::from_hex(&self.field) != Some(*commit) {
            return Err(BAD);
        }
        let mut step = Step::default();
        let mut gone: Vec<(Id, Vec<u8>)> = Vec::new();
        while self.advance()? {
            if !self.field.starts_with(b":") {
                self.ahead = true;
                break;
            }
            let change = Change::parse(&self.field).ok_or(BAD)?;
            if !self.advance()? {
                return Err(BAD);
            }
            if let Some(&file) = self.numbers.get(self.field.as_slice()) {
                step.all.push(change.of(file));
            }
            if let (Some(blob), None) = (change.before, change.after) {
                gone.push((blob, self.field.clone()));
            }
        }
        step.moved = moved(&step.all, &gone, self.numbers);
        Ok(Some(step))
    }

    fn advance(&mut self) -> Result<bool, Failure> {
        read_field(&mut self.output, 0, &mut self.field).map_err(|_| Failure::Answer("diff-tree"))
    }
}
