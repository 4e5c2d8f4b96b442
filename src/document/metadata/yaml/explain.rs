//! What is wrong with YAML that does not parse, in words for whoever wrote it.

use std::ops::Range;

use super::super::entry::Problem;
use super::super::line;
use super::{MAX_DEPTH, MAX_KEY, MAX_NODES};
use crate::text::trimmed;

/// The problem at the byte `at`, where the parser gave up with `info`.
pub(super) fn explain(text: &str, content: &Range<usize>, at: usize, info: &str) -> Problem {
    let line = line_at(text, content, at);
    let says = |part: &str| info.contains(part);
    if says("mapping values are not allowed") || says("illegal placement of ':'") {
        return colon(text, line, says("illegal placement"));
    }
    if says("simple key expect") || says("could not find expected ':'") {
        let line = without_colon(text, content, line);
        return problem(
            line.clone(),
            format!("`{}` is no `key: value` line", shown(text, line)),
            "put a colon and a space behind the key; indent a value that goes on".to_owned(),
        );
    }
    if says("tab") {
        return problem(
            line,
            "YAML can't be indented by tabs".to_owned(),
            "indent by spaces".to_owned(),
        );
    }
    if says("quoted scalar") {
        return quotes(text, line, says("trailing content"));
    }
    if says("unexpected character") || says("unknown anchor") || says("not allowed in this context")
    {
        return reserved(text, line, at);
    }
    problem(
        line,
        format!("the front matter is not valid YAML: {info}"),
        "write `key: value`, one to a line; put a value in quotes where it holds `: `, ` #` or \
         begins with a sign"
            .to_owned(),
    )
}

/// A line such as `--- x`, with which YAML begins another document.
pub(super) fn second_document(text: &str, at: usize) -> Problem {
    let line = line_at(text, &(0..text.len()), at);
    problem(
        line,
        "the front matter ends here and goes on behind it".to_owned(),
        "indent all keys alike, and put nothing else on a line of `---`".to_owned(),
    )
}

fn problem(range: Range<usize>, message: String, help: String) -> Problem {
    Problem {
        range,
        message,
        help,
        also: None,
    }
}

fn colon(text: &str, range: Range<usize>, flow: bool) -> Problem {
    let source = &text[range.clone()];
    if flow {
        return problem(
            range,
            "a `[` or `{` above this line is not closed".to_owned(),
            "close it, or put the value in quotes".to_owned(),
        );
    }
    let Some((key, rest)) = line::split(source) else {
        return problem(
            range,
            "a key is not expected here".to_owned(),
            "indent the keys of one mapping alike".to_owned(),
        );
    };
    let value = trimmed(source, rest);
    let (key, value_text) = (&source[key], &source[value.clone()]);
    if key.len() > MAX_KEY {
        return over_budget(range);
    }
    if line::split(value_text).is_none() {
        return problem(
            range,
            format!("`{}` is not expected here", short(key)),
            "indent the keys of one mapping alike".to_owned(),
        );
    }
    problem(
        range.start + value.start..range.start + value.end,
        format!("the value of `{}` holds a colon and a space", short(key)),
        format!("put it in quotes: {}: {}", short(key), quoted(value_text)),
    )
}

fn quotes(text: &str, range: Range<usize>, trailing: bool) -> Problem {
    let value = value_of(text, range);
    if trailing {
        return problem(
            value,
            "text follows the closing quote".to_owned(),
            "put all of the value in quotes, those inside doubled or behind a backslash".to_owned(),
        );
    }
    problem(
        value,
        "a quote is opened here and not closed".to_owned(),
        "close it at the end of the value".to_owned(),
    )
}

fn reserved(text: &str, range: Range<usize>, at: usize) -> Problem {
    let value = value_of(text, range);
    let sign = text[at..].chars().next().unwrap_or(' ');
    let source = &text[value.clone()];
    problem(
        value,
        format!("a value can't begin with `{sign}` in YAML"),
        format!("put it in quotes: {}", quoted(source)),
    )
}

/// The line around a byte, without white space at its ends.
fn line_at(text: &str, content: &Range<usize>, at: usize) -> Range<usize> {
    let at = at.clamp(content.start, content.end);
    let before = &text[content.start..at];
    let mut start = before
        .rfind('\n')
        .map_or(content.start, |at| at + content.start + 1);
    if at == content.end && start == at {
        // The end is reached: the last line is the one to look at.
        let line = before.trim_end();
        start = line
            .rfind('\n')
            .map_or(content.start, |at| at + content.start + 1);
    }
    let end = text[start..content.end]
        .find('\n')
        .map_or(content.end, |at| start + at);
    trimmed(text, start..end)
}

/// The nearest line at or above `range` that has no colon.
fn without_colon(text: &str, content: &Range<usize>, range: Range<usize>) -> Range<usize> {
    let mut line = range.clone();
    for _ in 0..4 {
        if !line.is_empty() && line::split(&text[line.clone()]).is_none() {
            return line;
        }
        let Some(above) = text[content.start..line.start].rfind('\n') else {
            break;
        };
        line = line_at(text, content, content.start + above);
    }
    range
}

/// What stands behind the key of a line.
fn value_of(text: &str, range: Range<usize>) -> Range<usize> {
    match line::split(&text[range.clone()]) {
        Some((_, rest)) => trimmed(text, range.start + rest.start..range.end),
        None => range,
    }
}

fn shown(text: &str, range: Range<usize>) -> String {
    short(&text[range])
}

/// At most 60 characters.
fn short(text: &str) -> String {
    match text.char_indices().nth(60) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

fn quoted(value: &str) -> String {
    let value = short(value);
    if value.contains(['"', '\\']) {
        format!("'{}'", value.replace('\'', "''"))
    } else {
        format!("\"{value}\"")
    }
}

/// More than is read.
pub(super) fn over_budget(range: Range<usize>) -> Problem {
    Problem {
        range,
        message: "the front matter holds more than is read (over budget)".to_owned(),
        help: format!(
            "at most {MAX_NODES} values, {MAX_DEPTH} levels and keys of {MAX_KEY} bytes, aliases \
             counted as what they stand for"
        ),
        also: None,
    }
}
