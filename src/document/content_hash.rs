//! Whether two states of a document say the same.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::ops::Range;

use mdbook_markdown::new_cmark_parser;
use pulldown_cmark::{CodeBlockKind, Event, Tag};

use super::markdown::{Block, BlockKind, ParseOptions};
use super::metadata::{Metadata, Notation};
use super::{Document, hand_written_footer};

/// A number that is the same for two texts with the same content: Markdown's events without
/// metadata, white space, comments, lists between doctoc or toc markers, and a 'last updated' line.
/// It is good for one run of the program; another version may give another number.
pub fn content_hash(document: &Document, metadata: &Metadata, options: ParseOptions) -> u64 {
    let left_out = left_out(document, metadata);
    let mut content = Content::default();
    let text = &document.as_str()[document.body..];
    let options = options.markdown();
    for (event, range) in new_cmark_parser(text, &options).into_offset_iter() {
        let range = range.start + document.body..range.end + document.body;
        let inside = |out: &Range<usize>| out.start <= range.start && range.end <= out.end;
        if !left_out.iter().any(inside) {
            content.event(&event);
        }
    }
    content.hasher.finish()
}

/// What is no content, in no order.
fn left_out(document: &Document, metadata: &Metadata) -> Vec<Range<usize>> {
    let entries = metadata.entries.iter().enumerate();
    let mut out: Vec<Range<usize>> = entries
        .filter(|&(index, entry)| {
            let known = metadata.is_known(index) || metadata.meaning_of(index).is_some();
            known || matches!(entry.notation, Notation::FrontMatter(_))
        })
        .map(|(_, entry)| line_ending_too(document, entry.range.clone()))
        .collect();
    let comments = document.markdown.blocks.iter().filter(|it| it.is_comment());
    out.extend(comments.map(|block| block.range.clone()));
    out.extend(generated(&document.markdown.blocks));
    out.extend(hand_written_footer(document).map(|range| line_ending_too(document, range)));
    out
}

/// A block's range ends behind its line ending, a field's before it.
fn line_ending_too(document: &Document, range: Range<usize>) -> Range<usize> {
    let rest = &document.as_str()[range.end..];
    let more = rest.len() - rest.trim_start().len();
    range.start..range.end + more
}

/// What stands between the markers of tools that write contents lists.
fn generated(blocks: &[Block]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut open: Option<(&str, usize)> = None;
    for block in blocks.iter().filter(|block| block.kind == BlockKind::Html) {
        let text = block.text().trim().to_ascii_lowercase();
        let Some(comment) = text.strip_prefix("<!--").map(str::trim_start) else {
            continue;
        };
        let starts = |word: &str| comment.starts_with(word);
        let closes = match open {
            Some(("toc", _)) => ["/toc", "tocstop", "toc stop", "end toc"]
                .into_iter()
                .any(starts),
            Some(_) => starts("end doctoc"),
            None => false,
        };
        match open {
            Some((_, start)) if closes => {
                found.push(start..block.range.end);
                open = None;
            }
            _ if starts("start doctoc") => open = Some(("doctoc", block.range.start)),
            _ if comment.trim_end_matches("-->").trim() == "toc" => {
                open = Some(("toc", block.range.start));
            }
            _ => {}
        }
    }
    found
}

/// Takes events in, white space and the difference between tight and loose lists left out.
#[derive(Default)]
struct Content {
    hasher: DefaultHasher,
    /// A character has come since the last mark of structure.
    text: bool,
    /// White space is due before the next character.
    space: bool,
    /// A paragraph has begun or ended since the last character.
    paragraph: bool,
}

impl Content {
    fn event(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(Tag::Paragraph) => self.paragraph = true,
            Event::End(pulldown_cmark::TagEnd::Paragraph) => self.paragraph = true,
            Event::Start(tag) => {
                self.mark('<');
                tag.to_end().hash(&mut self.hasher);
                self.details(tag);
            }
            Event::End(tag) => {
                self.mark('>');
                tag.hash(&mut self.hasher);
            }
            Event::SoftBreak | Event::HardBreak => self.space = true,
            Event::InlineHtml(html) if html.starts_with("<!--") => {}
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.write(text),
            Event::Code(text) | Event::InlineMath(text) | Event::DisplayMath(text) => {
                self.write("\u{1}");
                self.write(text);
                self.write("\u{1}");
            }
            Event::FootnoteReference(name) => {
                self.mark('^');
                self.write(name);
            }
            Event::Rule => self.mark('-'),
            Event::TaskListMarker(ticked) => self.mark(if *ticked { 'x' } else { 'o' }),
        }
    }

    /// What of a tag its end does not say.
    fn details(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Heading { id, classes, .. } => {
                id.as_deref().hash(&mut self.hasher);
                for class in classes {
                    class.as_ref().hash(&mut self.hasher);
                }
            }
            Tag::CodeBlock(CodeBlockKind::Fenced(info)) => info.as_ref().hash(&mut self.hasher),
            Tag::List(start) => start.hash(&mut self.hasher),
            Tag::FootnoteDefinition(name) => name.as_ref().hash(&mut self.hasher),
            Tag::Table(columns) => format!("{columns:?}").hash(&mut self.hasher),
            Tag::Link {
                dest_url, title, ..
            }
            | Tag::Image {
                dest_url, title, ..
            } => {
                (dest_url.as_ref(), title.as_ref()).hash(&mut self.hasher);
            }
            _ => {}
        }
    }

    fn mark(&mut self, mark: char) {
        // A mark inside a line may stand apart from the word before it.
        if self.text && self.space {
            ' '.hash(&mut self.hasher);
        }
        mark.hash(&mut self.hasher);
        (self.text, self.space, self.paragraph) = (false, false, false);
    }

    fn write(&mut self, text: &str) {
        for ch in text.chars() {
            if ch.is_whitespace() {
                self.space = true;
                continue;
            }
            if self.text && self.paragraph {
                '\u{b6}'.hash(&mut self.hasher);
            } else if self.space && self.text {
                ' '.hash(&mut self.hasher);
            }
            ch.hash(&mut self.hasher);
            (self.text, self.space, self.paragraph) = (true, false, false);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::document::metadata::Known;
    use crate::document::view::NoFiles;
    use crate::text::Text;

    fn hash(text: &str) -> u64 {
        let file = Arc::new(Text::new("src/a.md", text));
        let options = ParseOptions::default();
        let document = Document::parse(file, Path::new(""), &NoFiles, options);
        let metadata = document.notes.metadata(&Known::default());
        content_hash(&document, &metadata, options)
    }

    const TEXT: &str = "---\nupdated: 2024-01-01\nstatus: draft\n---\n\n# A\n\n<!-- START doctoc -->\n- [B](#b)\n<!-- END doctoc -->\n\nSome *words* in a\nline.\n\n- one\n- two\n\n```rust\nlet a = 1;\n```\n\nLast updated: 2024-01-01\n";

    #[test]
    fn what_is_no_change() {
        for (from, to) in [
            ("words* in a\nline", "words* in\na line"),
            ("Some *words", "Some\n*words"),
            ("- one\n- two", "* one\n\n* two"),
            ("updated: 2024-01-01\n", "updated: 2025-01-01\n"),
            ("status: draft", "status: approved"),
            ("[B](#b)", "[B](#b)\n- [C](#c)"),
            ("updated: 2024-01-01\n---", "updated: 2024-01-01\n---"),
            ("Last updated: 2024-01-01", "Last updated: 2025-02-02"),
            ("let a = 1;", "let  a = 1; "),
            ("\n\n- one", "\n\n<!-- a remark -->\n\n- one"),
        ] {
            let changed = TEXT.replace(from, to);
            assert_eq!(hash(TEXT), hash(&changed), "{changed}");
        }
        assert_eq!(hash(TEXT), hash(&TEXT.replace('\n', "\r\n")));
    }

    #[test]
    fn what_is_one() {
        for (from, to) in [
            ("words", "word"),
            ("let a = 1;", "let a = 2;"),
            ("```rust", "```c"),
            ("*words*", "**words**"),
            ("- two", "- [x] two"),
            ("- two", "1. two"),
            ("# A", "## A"),
            ("line.\n", "line.\n\nMore.\n"),
            ("in a\nline", "in a\n\nline"),
        ] {
            let changed = TEXT.replace(from, to);
            assert_ne!(changed, TEXT, "{from}");
            assert_ne!(hash(TEXT), hash(&changed), "{changed}");
        }
    }
}
