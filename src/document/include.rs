//! `{{#include …}}` as mdBook's `links` reads it, and which part of the file it takes.
//!
//! The syntax is that of `find_links`, `parse_range_or_anchor` and `take_lines` in `mdbook-driver`.

use std::ops::Range;

/// A directive of mdBook's that changes what is on the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Directive<'a> {
    /// From `{{` to `}}`.
    pub range: Range<usize>,
    /// What it brings; nothing for `{{#title …}}`, which leaves the page.
    pub include: Option<Include<'a>>,
}

/// A file, or a part of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Include<'a> {
    /// Relative to the including file's folder.
    pub path: &'a str,
    lines: Lines<'a>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Lines<'a> {
    /// From the first line (from 0) to the last, exclusive.
    Range(usize, Option<usize>),
    Anchor(&'a str),
}

/// The `include` and `title` directives of `text` from the byte `start` on, in order. One behind a
/// backslash is text, and so is everything up to the last `}}` of its line.
pub fn find(text: &str, start: usize) -> Vec<Directive<'_>> {
    let mut found = Vec::new();
    let finder = memchr::memmem::Finder::new("{{");
    let mut ends = Ends::default();
    let mut at = start;
    while let Some(next) = finder.find(&text.as_bytes()[at..]) {
        let open = at + next;
        if text[start..open].ends_with('\\') && text[open..].starts_with("{{#") {
            at = ends.of_line(text, open).unwrap_or(open) + 2;
            continue;
        }
        at = open + 1;
        if let Some(directive) = directive(text, open, &mut ends) {
            at = directive.range.end;
            found.push(directive);
        }
    }
    found
}

/// Where directives end, looked for once for all that end there.
#[derive(Default)]
struct Ends {
    /// From where on it was looked for the next `}`, and where that is.
    brace: Option<(usize, Option<usize>)>,
    /// The end of a line, and where its last `}}` begins.
    line: (usize, Option<usize>),
}

impl Ends {
    /// The first `}` from an offset on.
    fn brace(&mut self, text: &str, from: usize) -> Option<usize> {
        match self.brace {
            Some((since, found)) if since <= from && found.is_none_or(|at| from <= at) => found,
            _ => {
                let found = memchr::memchr(b'}', &text.as_bytes()[from..]);
                let found = found.map(|at| from + at);
                self.brace = Some((from, found));
                found
            }
        }
    }

    /// The last `}}` behind an offset on its line.
    fn of_line(&mut self, text: &str, from: usize) -> Option<usize> {
        if from >= self.line.0 {
            let line = text[from..].split('\n').next().unwrap_or_default();
            let last = line.rfind("}}").map(|at| from + at);
            self.line = (from + line.len(), last);
        }
        self.line.1.filter(|at| from <= *at)
    }
}

fn directive<'a>(text: &'a str, open: usize, ends: &mut Ends) -> Option<Directive<'a>> {
    let inside = text[open + 2..].trim_start().strip_prefix('#')?;
    let name_len = inside
        .find(|ch: char| !(ch.is_ascii_alphanumeric() || ch == '_'))
        .unwrap_or(inside.len());
    let (name, rest) = inside.split_at(name_len);
    if !matches!(name, "include" | "title") {
        return None;
    }
    let start = text.len() - rest.len();
    let close = ends.brace(text, start)?;
    let arguments = &text[start..close];
    if !text[close..].starts_with("}}") || !arguments.starts_with(char::is_whitespace) {
        return None;
    }
    let first = arguments.split_whitespace().next()?;
    let include = (name == "include").then(|| Include::parse(first));
    Some(Directive {
        range: open..close + 2,
        include,
    })
}

impl<'a> Include<'a> {
    fn parse(argument: &'a str) -> Self {
        let (path, lines) = match argument.split_once(':') {
            Some((path, lines)) => (path, lines),
            None => (argument, ""),
        };
        Self {
            path,
            lines: Lines::parse(lines),
        }
    }

    /// The parts of the file that it takes, in order.
    pub fn pieces(&self, text: &str) -> Vec<Range<usize>> {
        match self.lines {
            Lines::Range(0, None) => std::iter::once(0..text.len()).collect(),
            Lines::Range(first, end) => {
                let lines = lines(text);
                let end = end.unwrap_or(lines.len()).min(lines.len());
                match (lines.get(first), lines.get(end.wrapping_sub(1))) {
                    (Some(from), Some(to)) if first < end => {
                        std::iter::once(from.start..to.end).collect()
                    }
                    _ => Vec::new(),
                }
            }
            Lines::Anchor(name) => anchored(text, name),
        }
    }
}

impl<'a> Lines<'a> {
    fn parse(argument: &'a str) -> Self {
        let mut parts = argument.splitn(3, ':');
        let first = parts.next().unwrap_or_default();
        let end = parts.next().map(str::parse::<usize>);
        match (first.parse::<usize>(), end) {
            (Ok(line), Some(Ok(end))) => Self::Range(line.saturating_sub(1), Some(end)),
            (Ok(line), Some(Err(_))) => Self::Range(line.saturating_sub(1), None),
            (Ok(line), None) => Self::Range(line.saturating_sub(1), Some(line.max(1))),
            (Err(_), _) if !first.is_empty() => Self::Anchor(first),
            (Err(_), Some(Ok(end))) => Self::Range(0, Some(end)),
            (Err(_), _) => Self::Range(0, None),
        }
    }
}

/// Each line with its line ending.
fn lines(text: &str) -> Vec<Range<usize>> {
    let mut at = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let range = at..at + line.len();
            at = range.end;
            range
        })
        .collect()
}

/// The lines between `ANCHOR: name` and `ANCHOR_END: name`, without lines that hold an anchor.
fn anchored(text: &str, name: &str) -> Vec<Range<usize>> {
    let mut taken: Vec<Range<usize>> = Vec::new();
    let mut inside = false;
    for range in lines(text) {
        let line = &text[range.clone()];
        if !inside {
            inside = anchor(line, "ANCHOR:") == Some(name);
        } else if let Some(ended) = anchor(line, "ANCHOR_END:") {
            if ended == name {
                break;
            }
        } else if anchor(line, "ANCHOR:").is_none() {
            match taken.last_mut() {
                Some(last) if last.end == range.start => last.end = range.end,
                _ => taken.push(range),
            }
        }
    }
    taken
}

fn anchor<'a>(line: &'a str, marker: &str) -> Option<&'a str> {
    let rest = line[line.find(marker)? + marker.len()..].trim_start();
    let end = rest
        .find(|ch: char| !(ch.is_alphanumeric() || ch == '_' || ch == '-'))
        .unwrap_or(rest.len());
    (end > 0).then(|| &rest[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken(argument: &str, text: &str) -> String {
        let directive = format!("{{{{#include {argument}}}}}");
        let found = find(&directive, 0);
        let include = found[0].include.as_ref().expect("an include");
        include
            .pieces(text)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn lines_and_anchors_are_taken_as_mdbook_takes_them() {
        let text = "one\ntwo\n// ANCHOR: x\nthree\n// ANCHOR: y\nfour\n// ANCHOR_END: x\nfive\n";
        assert_eq!(taken("f", text), text);
        assert_eq!(taken("f:2", text), "two\n");
        assert_eq!(taken("f:1:2", text), "one\ntwo\n");
        assert_eq!(taken("f:8:", text), "five\n");
        assert_eq!(taken("f::1", text), "one\n");
        assert_eq!(taken("f:x", text), "three\nfour\n");
        assert_eq!(taken("f:90", text), "");
    }

    #[test]
    fn only_mdbooks_own_and_unescaped_directives_count() {
        let text = "{{#include a.md}} \\{{#include b.md}} {{#include c.md}}\n{{ #include d.md }} {{#toc}} {{#title X}} {{#include}} {{#other e}} {{#include f} }}";
        let paths: Vec<_> = find(text, 0)
            .into_iter()
            .map(|directive| directive.include.map_or("title", |include| include.path))
            .collect();
        assert_eq!(paths, ["a.md", "d.md", "title"]);
    }
}
