//! A fragment's text made ready for MiniJinja.
//!
//! 1. `{{#…}}` is Markdown's business, not MiniJinja's: directives travel as words that mean nothing
//!    to it. Only in the arguments of ours are `{{ … }}` and `[[#…]]` its own.
//! 2. `[[#name]]` and `[[#name default]]` become expressions.
//! 3. A tag that has its line for itself takes that line along, as long as it does not say itself,
//!    by `-` or `+`, what becomes of the white space around it.
//! 4. Before each piece of text goes a mark with its offset, so that what comes out is known to be
//!    from there.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::ops::Range;

use super::delimiters::{argument, closed, directive_end, raw_end, word};
use super::{held, marks};

/// What is given to MiniJinja.
#[derive(Debug, Default)]
pub(super) struct Prepared {
    pub text: String,
    /// The arguments that `[[#…]]` names.
    pub names: BTreeSet<String>,
}

/// Opens and closes a fragment's comments: the usual `{#` opens a heading's attributes.
pub(super) const COMMENT: [&str; 2] = ["{##", "##}"];

/// Text is cut into pieces of this length, in bytes, or somewhat longer.
const PIECE: usize = 64;

/// Makes a fragment's text from the byte `start` on ready; `is_directive` knows our directives' names.
pub(super) fn prepare(source: &str, start: usize, is_directive: fn(&str) -> bool) -> Prepared {
    let mut preparing = Preparing {
        source,
        is_directive,
        out: Prepared::default(),
        line_starts: true,
    };
    preparing.text(start..source.len());
    preparing.out
}

struct Preparing<'s> {
    source: &'s str,
    is_directive: fn(&str) -> bool,
    out: Prepared,
    /// The next text that is no white space gets a mark.
    line_starts: bool,
}

/// What a piece of a fragment is.
enum Piece {
    /// `{% … %}`.
    Tag,
    /// `{% raw %}` up to its end.
    Raw,
    /// `{{ … }}` or a comment.
    Other,
    /// `{{#…}}`.
    Directive,
    /// `[[#…]]`: name and default.
    Argument(Range<usize>, Range<usize>),
    /// `\[[#…]]`.
    Escaped,
}

impl Preparing<'_> {
    fn text(&mut self, range: Range<usize>) {
        let mut at = range.start;
        let mut done = at;
        while let Some(next) = self.source[at..range.end].find(['{', '[', '\\']) {
            let open = at + next;
            let Some((piece, end)) = self.piece(open, range.end) else {
                at = open + 1;
                continue;
            };
            let mut end = end;
            match piece {
                Piece::Tag => end = self.tag(done, open..end),
                Piece::Raw | Piece::Other => {
                    self.literal(done..open);
                    self.out.text.push_str(&self.source[open..end]);
                }
                Piece::Directive => {
                    self.literal(done..open);
                    self.directive(open..end);
                }
                Piece::Argument(name, default) => {
                    self.literal(done..open);
                    self.argument(name, default);
                }
                Piece::Escaped => {
                    self.literal(done..open);
                    self.line_starts = true;
                    self.literal(open + 1..end);
                }
            }
            self.line_starts = true;
            at = end;
            done = end;
        }
        self.literal(done..range.end);
    }

    /// What begins at `open`, and where it ends; none where it is plain text.
    fn piece(&self, open: usize, limit: usize) -> Option<(Piece, usize)> {
        let rest = &self.source[open..limit];
        if let Some(escaped) = rest.strip_prefix('\\') {
            let (_, _, end) = argument(escaped)?;
            return Some((Piece::Escaped, open + 1 + end));
        }
        if rest.starts_with("[[") {
            let (name, default, end) = argument(rest)?;
            let shifted = |range: Range<usize>| open + range.start..open + range.end;
            let piece = Piece::Argument(shifted(name), shifted(default));
            return Some((piece, open + end));
        }
        if rest.starts_with(COMMENT[0]) {
            let end = rest.find(COMMENT[1])? + COMMENT[1].len();
            return Some((Piece::Other, open + end));
        }
        if let Some(tag) = rest.strip_prefix("{%") {
            if word(tag) == "raw" {
                return Some((Piece::Raw, open + raw_end(rest)?));
            }
            return Some((Piece::Tag, open + closed(rest, "%}")?));
        }
        let inside = rest.strip_prefix("{{")?;
        if inside.trim_start().starts_with('#') {
            return Some((Piece::Directive, open + directive_end(rest)?));
        }
        Some((Piece::Other, open + closed(rest, "}}")?))
    }

    /// Text, with a mark before the first letters of each line.
    fn literal(&mut self, range: Range<usize>) {
        let mut at = range.start;
        for line in self.source[range].split_inclusive('\n') {
            let blank = line.len() - line.trim_start().len();
            if self.line_starts && blank < line.len() {
                self.out.text.push_str(&line[..blank]);
                marks::write(&mut self.out.text, at + blank);
                self.plain(&line[blank..]);
                self.line_starts = false;
            } else {
                self.plain(line);
            }
            self.line_starts |= line.ends_with('\n');
            at += line.len();
        }
    }

    /// Text in pieces of no great length: each costs a step, so that a loop over much text soon comes to
    /// its end. White space stays in one piece, since tags may take it away.
    fn plain(&mut self, text: &str) {
        let mut done = 0;
        let mut last = ' ';
        for (at, ch) in text.char_indices() {
            let within = |ch: char| !ch.is_whitespace() && !matches!(ch, '{' | '}' | '%' | '#');
            if at - done >= PIECE && within(last) && within(ch) {
                self.out.text.push_str(&text[done..at]);
                self.out.text.extend(COMMENT);
                done = at;
            }
            last = ch;
        }
        self.out.text.push_str(&text[done..]);
    }

    /// A tag behind the text from `done` on; gives where it ends.
    fn tag(&mut self, done: usize, tag: Range<usize>) -> usize {
        let source = self.source;
        let (own, asked) = held::counted(&source[tag.clone()]);
        let before = &source[..tag.start];
        let line = before.rfind('\n').map_or(0, |at| at + 1).max(done);
        let at_start = line == 0 || source[..line].ends_with('\n');
        let indent = &source[line..tag.start];
        let after = &source[tag.end..];
        let rest = after.split_inclusive('\n').next().unwrap_or_default();
        let said = |at: usize| matches!(source.as_bytes()[at], b'-' | b'+');
        let alone = at_start && indent.trim().is_empty() && rest.trim().is_empty();
        if !alone || said(tag.start + 2) || said(tag.end - 3) {
            self.literal(done..tag.start);
            self.out.text.extend([own, asked]);
            return tag.end;
        }
        self.literal(done..line);
        // The line ending goes into a comment: lines keep their numbers.
        let text = &mut self.out.text;
        text.extend([own, asked]);
        text.push_str(COMMENT[0]);
        text.push_str(rest);
        text.push_str(COMMENT[1]);
        tag.end + rest.len()
    }

    fn argument(&mut self, name: Range<usize>, default: Range<usize>) {
        let written = &self.source[name];
        self.out.names.insert(written.to_owned());
        let quoted = written.replace('\\', "\\\\").replace('"', "\\\"");
        let value = format!("args[\"{quoted}\"]");
        if default.is_empty() {
            let _ = write!(self.out.text, "{{{{ {value} }}}}");
            return;
        }
        let _ = write!(
            self.out.text,
            "{{% if {value} is defined %}}{{{{ {value} }}}}{{% else %}}"
        );
        self.line_starts = true;
        self.text(default);
        self.out.text.push_str("{% endif %}");
    }

    /// A directive; in the arguments of ours, what MiniJinja or a value fills.
    fn directive(&mut self, range: Range<usize>) {
        let source = self.source;
        let inside = source[range.start + 2..range.end].trim_start();
        let name = inside.strip_prefix('#').map(word).unwrap_or_default();
        let ours = (self.is_directive)(name);
        let mut done = range.start;
        let mut at = range.start + 2;
        let limit = range.end - 2;
        while ours && let Some(next) = source[at..limit].find(['{', '[']) {
            let open = at + next;
            let (piece, end) = match self.piece(open, limit) {
                Some((piece @ (Piece::Other | Piece::Argument(..)), end)) => (piece, end),
                _ => {
                    at = open + 1;
                    continue;
                }
            };
            marks::write_raw(&mut self.out.text, done, &source[done..open]);
            match piece {
                Piece::Argument(name, default) => self.argument(name, default),
                _ => self.out.text.push_str(&source[open..end]),
            }
            at = end;
            done = end;
        }
        marks::write_raw(&mut self.out.text, done, &source[done..range.end]);
    }
}
