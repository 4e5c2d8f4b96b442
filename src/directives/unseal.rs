//! Values that were set into a text, each made harmless for where it stands there.
//!
//! 1. The text is parsed with the values as words that mean nothing to Markdown: that tells where each
//!    of them stands.
//! 2. Each is opened and escaped for that place.
//! 3. What reads as a directive all the same, with a neighbour's help, is broken up.

use std::ops::Range;

use mdbook_markdown::new_cmark_parser;
use pulldown_cmark::{Event, Tag, TagEnd};

use super::found::find_in;
use crate::document::markdown::{Markdown, ParseOptions};
use crate::document::marks::marks_only;
use crate::document::woven::Woven;
use crate::page::escape;
use crate::page::escape::standing::{self, Stands};
use crate::sealed;

/// Opens the values of a text whose body begins at `start`. Words of the author's own that look like
/// sealed ones stay.
pub(super) fn unseal(text: &Woven, start: usize, options: ParseOptions) -> Woven {
    let words: Vec<Range<usize>> = sealed::words(text.as_str())
        .into_iter()
        .filter(|word| text.own_offset(word.start).is_none())
        .collect();
    if words.is_empty() {
        return text.clone();
    }
    let places = Places::of(text.as_str(), start, options, &words);
    let mut out = Woven::default();
    let mut values = Vec::new();
    let mut done = 0;
    for (word, place) in words.iter().zip(places.0) {
        let (range, escaped) = opened(text.as_str(), word, &place);
        if range.start < done {
            continue;
        }
        out.push_part(text, done..range.start);
        let from = out.as_str().len();
        out.push(&escaped, text.source(word.start));
        values.push(from..out.as_str().len());
        done = range.end;
    }
    out.push_part(text, done..text.as_str().len());
    broken_up(out, &values)
}

/// Where a value stands, and for code the whole span.
#[derive(Debug, Clone)]
enum Place {
    At(Stands),
    /// In a code span, which is written anew around it; whether in a table.
    Span(Range<usize>, bool),
    /// In HTML that begins here.
    Html(usize),
    /// In the arguments of a directive.
    Argument,
}

struct Places(Vec<Place>);

impl Places {
    fn of(text: &str, start: usize, options: ParseOptions, words: &[Range<usize>]) -> Self {
        let mut places = Self(vec![Place::At(Stands::Elsewhere); words.len()]);
        let mut set = |range: &Range<usize>, place: Place| {
            let first = words.partition_point(|word| word.start < range.start);
            for (index, word) in words.iter().enumerate().skip(first) {
                if word.end > range.end {
                    break;
                }
                places.0[index] = place.clone();
            }
        };
        let options_of = options.markdown();
        let mut code = false;
        let mut table = false;
        for (event, range) in new_cmark_parser(&text[start..], &options_of).into_offset_iter() {
            let range = range.start + start..range.end + start;
            match event {
                Event::Start(Tag::CodeBlock(_)) => code = true,
                Event::End(TagEnd::CodeBlock) => code = false,
                Event::Start(Tag::Table(_)) => table = true,
                Event::End(TagEnd::Table) => table = false,
                Event::Text(_) if code => set(&range, Place::At(Stands::CodeBlock)),
                Event::Text(_) => set(&range, Place::At(Stands::Text)),
                Event::Code(_) => set(&range, Place::Span(range.clone(), table)),
                Event::Start(Tag::HtmlBlock) => set(&range, Place::Html(range.start)),
                Event::InlineHtml(_) => set(&range, Place::Html(range.start)),
                _ => {}
            }
        }
        let markdown = Markdown::parse(text, start, options);
        for found in find_in(text, start, &markdown) {
            set(&found.range, Place::Argument);
        }
        places
    }
}

/// What goes, and what comes in its place.
fn opened(text: &str, word: &Range<usize>, place: &Place) -> (Range<usize>, String) {
    let value = sealed::open_plain(&text[word.clone()]);
    let before = &text[..word.start];
    let line = before.rfind('\n').map_or(before, |at| &before[at + 1..]);
    match place {
        Place::At(Stands::Text) if marks_only(line) => {
            (word.clone(), escape::at_start(&escape::markdown(&value)))
        }
        Place::At(Stands::Text) if before.ends_with('<') || before.ends_with("</") => {
            (word.clone(), standing::autolink(&value))
        }
        Place::At(Stands::Elsewhere) if in_title(line) => (word.clone(), standing::title(&value)),
        Place::At(stands) => (word.clone(), standing::at(&value, *stands)),
        Place::Html(start) => (
            word.clone(),
            standing::within_html(&value, &before[*start..]),
        ),
        Place::Span(span, table) => {
            let plain = sealed::open_plain(text[span.clone()].trim_matches('`'));
            let code = escape::markdown_code(&plain);
            let code = if *table {
                code.replace('|', "\\|")
            } else {
                code
            };
            (span.clone(), code)
        }
        Place::Argument => {
            let quoted = !before.ends_with(['=', ' ', '\t', '\n']);
            let value = standing::argument(&value);
            let value = if quoted {
                value
            } else {
                format!("\"{value}\"")
            };
            (word.clone(), value)
        }
    }
}

/// Whether a line ends within the title of a link.
fn in_title(line: &str) -> bool {
    let Some((_, link)) = line.rsplit_once("](") else {
        return false;
    };
    [" \"", " '"].iter().any(|open| link.contains(open))
}

/// Breaks up each `{{#` that a value had a part in.
fn broken_up(text: Woven, values: &[Range<usize>]) -> Woven {
    let all = text.as_str();
    let mut cuts = Vec::new();
    for open in memchr::memmem::find_iter(all.as_bytes(), "{{") {
        let rest = &all[open + 2..];
        let name = rest.trim_start();
        let end = open + 2 + (rest.len() - name.len()) + 1;
        let after = values.partition_point(|value| value.end <= open);
        let touched = values.get(after).is_some_and(|value| value.start < end);
        if name.starts_with('#') && touched && !all[..open].ends_with('\\') {
            cuts.push(open + 1);
        }
    }
    if cuts.is_empty() {
        return text;
    }
    let mut out = Woven::default();
    let mut done = 0;
    for cut in cuts {
        out.push_part(&text, done..cut);
        out.push(" ", text.source(cut));
        done = cut;
    }
    out.push_part(&text, done..all.len());
    out
}
