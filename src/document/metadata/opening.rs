//! Front matter that lacks its opening line.

use std::sync::Arc;

use super::entry::{Entry, Problem};
use super::front::{self, Outcome};
use super::line;
use super::yaml;
use crate::document::front_matter::Notation;
use crate::fields;

/// More lines than this are no front matter.
const MAX_LINES: usize = 200;

/// What stands at the beginning of `text` (from the byte `start` on) as if it were front matter:
/// `key: value` lines directly above a closing `---`.
pub(super) fn gather(text: &str, start: usize) -> Option<(Vec<Arc<Entry>>, Problem)> {
    let rest = &text[start..];
    if !is_field(rest.split('\n').next()?) {
        return None;
    }
    let (mut at, mut known, mut blank) = (start, false, true);
    for line in rest.split_inclusive('\n').take(MAX_LINES) {
        let line_start = at;
        at += line.len();
        if line.trim_end() == "---" {
            // Below a blank line it is a thematic break under label lines.
            return (known && !blank).then(|| found(text, start, line_start, at));
        }
        blank = line.trim().is_empty();
        let goes_on = line.starts_with(' ') || line.starts_with("- ");
        if !blank && !goes_on && !is_field(line) {
            return None;
        }
        known |= line::split(line)
            .is_some_and(|(key, _)| fields::canonical(&line[key], &Default::default()).is_some());
    }
    None
}

/// Whether a line is `key: value` with a key of a few words.
fn is_field(line: &str) -> bool {
    line::key_and_rest(line.trim_end()).is_some_and(|(key, _)| key.start == 0)
}

fn found(text: &str, start: usize, end: usize, closing: usize) -> (Vec<Arc<Entry>>, Problem) {
    let entries = match yaml::read(text, start..end) {
        Outcome::Mapping(pairs, _) => front::entries(text, Notation::Yaml, pairs),
        Outcome::Other | Outcome::Broken(_) | Outcome::Excess(_) => Vec::new(),
    };
    let first = text[start..end].lines().next().unwrap_or_default();
    let closing = end..end + text[end..closing].trim_end().len();
    let problem = Problem {
        range: start..start + first.trim_end().len(),
        message: "the front matter lacks its opening line".to_owned(),
        help: "an opening `---` is missing: put it on a line of its own above this one".to_owned(),
        also: Some((closing, "closed here".to_owned())),
    };
    (entries, problem)
}
