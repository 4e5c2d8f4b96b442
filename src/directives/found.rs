//! The directives of a page, read.

use std::ops::Range;

use super::{Argument, Directive, MDBOOK, Malformed, Wrong, arguments, named, wrong};
use crate::document::Document;
use crate::document::markdown::Markdown;
use crate::document::marks::alone;

/// A directive on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// What stands behind `{{#`.
    pub name: String,
    /// From `{{` to `}}`, in bytes of the document's view.
    pub range: Range<usize>,
    /// Where the name stands.
    pub name_range: Range<usize>,
    /// The directive, where it is one of ours.
    pub directive: Option<&'static Directive>,
    /// Its arguments in order.
    pub arguments: Vec<Argument>,
    /// What kept its arguments from being read to their end.
    pub malformed: Option<Malformed>,
    /// What stands before it on its line, where that is nothing but the marks of quotes and lists;
    /// none where it does not have its line for itself.
    pub alone: Option<Range<usize>>,
    /// What is wrong with it: it then stays on the page as it is written.
    pub wrong: Vec<Wrong>,
}

impl Found {
    /// The value of a `key=value` argument; the directive's own where none is given.
    pub fn value(&self, key: &str) -> Option<&str> {
        let mut given = self.arguments.iter();
        let given = given.find(|argument| argument.key() == Some(key));
        given.map_or_else(
            || self.default_of(key),
            |argument| Some(argument.value.as_str()),
        )
    }

    fn default_of(&self, key: &str) -> Option<&'static str> {
        let mut known = self.directive?.keys.iter();
        known.find(|known| known.name == key)?.default
    }

    /// The bare words among its arguments.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.arguments
            .iter()
            .filter(|argument| argument.key.is_none())
            .map(|argument| argument.value.as_str())
    }

    /// Whether it stays on the page as it is written: it is none of ours, or something is wrong with
    /// it.
    pub fn is_invalid(&self) -> bool {
        self.directive.is_none() || !self.wrong.is_empty()
    }
}

/// The directives in a document's prose: ours and those of others, mdBook's own left out.
pub fn find(document: &Document) -> Vec<Found> {
    find_in(document.as_str(), document.body, &document.markdown)
}

/// The same in a text that was parsed from the byte `start` on.
pub(super) fn find_in(text: &str, start: usize, markdown: &Markdown) -> Vec<Found> {
    let mut found = Vec::new();
    let mut reach = Reach::of(text);
    for open in memchr::memmem::find_iter(&text.as_bytes()[start..], "{{") {
        let open = open + start;
        let beyond = found
            .last()
            .is_some_and(|last: &Found| open < last.range.end);
        if beyond || text[..open].ends_with('\\') {
            continue;
        }
        if let Some(end) = reach.end(open)
            && let Some(directive) = read(&text[..end], text, open)
            && !markdown.in_code(open)
            && !markdown.in_html(open)
        {
            found.push(directive);
        }
    }
    found
}

/// The directive that begins at `open` and ends within `line`, which the text begins with.
fn read(line: &str, text: &str, open: usize) -> Option<Found> {
    let inside = line[open + 2..].trim_start().strip_prefix('#')?;
    let start = line.len() - inside.len();
    let name_len = inside
        .find(|ch: char| !(ch.is_ascii_alphanumeric() || matches!(ch, '_' | '-')))
        .unwrap_or(inside.len());
    let name = &inside[..name_len];
    let rest = start + name_len;
    let separated = line[rest..].starts_with(char::is_whitespace) || line[rest..].starts_with("}}");
    if name.is_empty() || !separated || MDBOOK.contains(&name) {
        return None;
    }
    let read = arguments::read(line, rest)?;
    let mut found = Found {
        name: name.to_owned(),
        name_range: start..rest,
        directive: named(name),
        arguments: read.arguments,
        malformed: read.malformed,
        alone: alone(text, open..read.end),
        range: open..read.end,
        wrong: Vec::new(),
    };
    found.wrong = wrong::by_table(&found);
    Some(found)
}

/// How far directives may reach: to the end of their line, or over more lines of their paragraph that
/// begin no other. Asked from the front to the back it looks at each line once.
struct Reach<'t> {
    text: &'t str,
    /// The end of the line that was asked for last.
    line_end: usize,
    /// Where the last `}}` of that line begins.
    closed: Option<usize>,
    /// The end of the lines that follow as far as they count, if there is a `}}` in them.
    beyond: Option<usize>,
}

impl<'t> Reach<'t> {
    fn of(text: &'t str) -> Self {
        Self {
            text,
            line_end: 0,
            closed: None,
            beyond: None,
        }
    }

    /// How far one that begins at `open` may reach; none where there is no `}}` to end it.
    fn end(&mut self, open: usize) -> Option<usize> {
        if open >= self.line_end {
            self.line(open);
        }
        match self.closed {
            Some(close) if open < close => Some(self.line_end),
            _ => self.beyond,
        }
    }

    fn line(&mut self, open: usize) {
        let mut lines = self.text[open..].split_inclusive('\n');
        let line = lines.next().unwrap_or_default();
        self.line_end = open + line.len();
        self.closed = line.rfind("}}").map(|at| open + at);
        self.beyond = None;
        let mut end = self.line_end;
        let counts = |line: &&str| !line.trim().is_empty() && !line.contains("{{");
        for line in lines.take_while(counts) {
            end += line.len();
            if line.contains("}}") {
                self.beyond = Some(end);
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::document::markdown::ParseOptions;
    use crate::document::view::NoFiles;
    use crate::text::Text;

    fn document(text: &str) -> Document {
        let text = Arc::new(Text::new("src/a.md", text));
        Document::parse(text, Path::new(""), &NoFiles, ParseOptions::default())
    }

    #[test]
    fn directives_are_found_in_prose_alone() {
        let document = document(
            "---\ntitle: \"{{#toc}}\"\n---\n{{#toc}} `{{#toc}}` \\{{#toc}} {{#title x}} {{#other y}}\n\n    {{#toc}}\n\n<div>\n{{#toc}}\n</div>\n\n<!-- {{#toc}} -->\n\n```\n{{#toc}}\n```\n\n> {{ #toc max-level=2 title=\"a }} b\" }}\n",
        );
        let found = find(&document);
        let names: Vec<_> = found.iter().map(|found| found.name.as_str()).collect();
        assert_eq!(names, ["toc", "other", "toc"]);
        assert_eq!(found[0].alone, None);
        assert_eq!(found[1].directive, None);
        assert_eq!(document.slice(found[2].alone.clone().expect("alone")), "> ");
        assert_eq!(found[2].value("title"), Some("a }} b"));
        assert!(document.slice(found[2].range.clone()).ends_with(" }}"));
    }
}
