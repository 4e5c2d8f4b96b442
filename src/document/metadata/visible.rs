//! What people see of a piece of the source.

use std::ops::Range;

use super::super::markdown::{Block, Html, Run};

/// A text, with what the parser found in it.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    pub(super) view: &'a str,
    pub(super) html: &'a [Html],
}

impl Source<'_> {
    /// The text in a range of the source, which lies in `block`: markup and comments dropped,
    /// punctuation as it is typed, white space collapsed. What Markdown takes for a tag but HTML
    /// does not know (`<Your Name>`) is text that somebody meant to be seen.
    pub(super) fn text(&self, block: &Block, range: &Range<usize>) -> String {
        let runs = &block.runs;
        let first = runs.partition_point(|run| run.range.end <= range.start);
        let mut tags = self.tags(range).peekable();
        let mut out = String::new();
        for index in first..runs.len() {
            let run = &runs[index];
            if run.range.start >= range.end {
                break;
            }
            while let Some(tag) = tags.next_if(|tag| tag.start < run.range.start) {
                out.push_str(&self.view[tag]);
            }
            let end = runs.get(index + 1).map_or(block.text.len(), |next| next.at);
            if let Some(text) = block.text.get(run.at..end) {
                self.push(&mut out, run, text, range);
            }
        }
        for tag in tags {
            out.push_str(&self.view[tag]);
        }
        collapse(&out)
    }

    fn push(&self, out: &mut String, run: &Run, text: &str, range: &Range<usize>) {
        let Some(source) = self.view.get(run.range.clone()) else {
            return;
        };
        let whole = run.range.start >= range.start && run.range.end <= range.end;
        if source == text {
            let start = range.start.max(run.range.start) - run.range.start;
            let end = range.end.min(run.range.end) - run.range.start;
            out.push_str(text.get(start..end).unwrap_or_default());
        } else if whole && is_smart(text) {
            out.push_str(source);
        } else if whole {
            out.push_str(text);
        }
    }

    /// Tags in a range that are no HTML.
    fn tags(&self, range: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
        let first = self
            .html
            .partition_point(|html| html.range.start < range.start);
        let end = range.end;
        self.html[first..]
            .iter()
            .map(|html| html.range.clone())
            .take_while(move |tag| tag.end <= end)
            .filter(|tag| is_unknown_tag(&self.view[tag.clone()]))
    }

    /// A range without white space, comments and line breaks at its ends.
    pub(super) fn trim(&self, range: Range<usize>) -> Range<usize> {
        let mut slice = &self.view[range.clone()];
        let mut start = range.start;
        loop {
            let trimmed = slice.trim_start();
            start += slice.len() - trimmed.len();
            slice = trimmed.trim_end().trim_end_matches('\\').trim_end();
            let comment = slice.strip_prefix("<!--").and_then(|rest| rest.find("-->"));
            if let Some(end) = comment {
                start += end + 7;
                slice = &slice[end + 7..];
                continue;
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

/// Inline elements of HTML, which leave their content on the page.
const ELEMENTS: &[&str] = &[
    "a", "abbr", "b", "bdi", "bdo", "big", "br", "cite", "code", "data", "del", "details", "dfn",
    "div", "em", "font", "i", "img", "input", "ins", "kbd", "label", "mark", "p", "picture", "q",
    "s", "samp", "small", "source", "span", "strike", "strong", "sub", "summary", "sup", "svg",
    "time", "tt", "u", "var", "wbr",
];

fn is_unknown_tag(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name
        .find(|ch: char| !(ch.is_ascii_alphanumeric() || ch == '-'))
        .unwrap_or(name.len());
    let name = &name[..end];
    if name.is_empty() {
        return false;
    }
    // Lower case with a hyphen is a custom element.
    let custom = name.contains('-') && name.chars().all(|ch| !ch.is_ascii_uppercase());
    !custom && !ELEMENTS.contains(&name)
}
