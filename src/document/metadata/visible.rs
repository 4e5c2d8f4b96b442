//! What people see of a piece of the source.

use std::ops::Range;

use super::super::html;
use super::super::markdown::Block;

/// A text, with what the parser found in it.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) view: &'a str,
}

impl Source<'_> {
    /// The text in a range of the source, which lies in `block`: markup and comments dropped,
    /// punctuation as it is typed, white space collapsed. What Markdown takes for a tag but HTML
    /// does not know (`<Your Name>`) is text that somebody meant to be seen.
    pub(super) fn text(&self, block: &Block, range: &Range<usize>) -> String {
        let runs = block.runs();
        let tags: Vec<Range<usize>> = block.tags().collect();
        let is_tag = |at: usize| tags.binary_search_by_key(&at, |tag| tag.start).is_ok();
        let first = runs.partition_point(|run| run.range().end <= range.start);
        let mut out = String::new();
        for index in first..runs.len() {
            let run = runs[index];
            if run.range().start >= range.end {
                break;
            }
            let end = runs
                .get(index + 1)
                .map_or(block.text().len(), |next| next.at());
            let Some(text) = block.text().get(run.at()..end) else {
                continue;
            };
            if !is_tag(run.at()) || html::is_unknown_tag(text) {
                self.push(&mut out, &run.range(), text, range);
            }
        }
        collapse(&out)
    }

    fn push(&self, out: &mut String, run: &Range<usize>, text: &str, range: &Range<usize>) {
        let Some(source) = self.view.get(run.clone()) else {
            return;
        };
        let whole = run.start >= range.start && run.end <= range.end;
        if source == text {
            let start = range.start.max(run.start) - run.start;
            let end = range.end.min(run.end) - run.start;
            out.push_str(text.get(start..end).unwrap_or_default());
        } else if whole && is_smart(text) {
            out.push_str(source);
        } else if whole {
            out.push_str(text);
        }
    }

    /// A range without white space, comments and line breaks at its ends.
    pub(super) fn trim(&self, range: Range<usize>) -> Range<usize> {
        let mut slice = &self.view[range.clone()];
        let mut start = range.start;
        let mut unclosed = false;
        loop {
            let trimmed = slice.trim_start();
            start += slice.len() - trimmed.len();
            slice = trimmed.trim_end().trim_end_matches('\\').trim_end();
            if !unclosed && let Some(comment) = slice.strip_prefix("<!--") {
                if let Some(end) = comment.find("-->") {
                    start += end + 7;
                    slice = &slice[end + 7..];
                    continue;
                }
                unclosed = true;
            }
            let before = without_break(slice).or_else(|| without_comment(slice));
            match before {
                Some(before) => slice = before,
                None => return start..start + slice.len(),
            }
        }
    }

    /// A trimmed range without the markup around all of it, where `text` is what people see of it.
    pub(super) fn narrow(&self, range: Range<usize>, text: &str) -> Range<usize> {
        let slice = &self.view[range.clone()];
        let markup = |part: &str| {
            part.chars()
                .all(|ch| matches!(ch, '*' | '_' | '`' | '~' | ' '))
        };
        match slice.find(text) {
            Some(at) if markup(&slice[..at]) && markup(&slice[at + text.len()..]) => {
                range.start + at..range.start + at + text.len()
            }
            _ => range,
        }
    }
}

fn without_comment(slice: &str) -> Option<&str> {
    if !slice.ends_with("-->") {
        return None;
    }
    slice.rfind("<!--").map(|start| &slice[..start])
}

fn without_break(slice: &str) -> Option<&str> {
    ["<br>", "<br/>", "<br />"]
        .into_iter()
        .find_map(|tag| slice.strip_suffix(tag))
}

/// White space, line breaks included, as single spaces.
fn collapse(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text
        .split([' ', '\t', '\n', '\r'])
        .filter(|word| !word.is_empty())
    {
        if !out.is_empty() {
            out.push(' ');
        }
        out.push_str(word);
    }
    out
}

/// What smart punctuation puts in place of what was typed.
fn is_smart(text: &str) -> bool {
    text.chars()
        .all(|ch| matches!(ch, '‘' | '’' | '“' | '”' | '–' | '—' | '…'))
}
