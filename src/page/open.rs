//! What the author left open at a chapter's end, and what closes it, so that nothing set below is
//! swallowed.
//!
//! Fences and some kinds of HTML block reach to the end of the text where nothing closes them. Other
//! raw tags are closed by no one: mdBook builds its tree from them, and what follows lands inside.

use crate::document::Document;
use crate::document::markdown::{Block, BlockKind};

/// Tags that have no end.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
    "track", "wbr",
];

/// Tags whose Markdown block ends with their end tag, not with a blank line.
const VERBATIM: [&str; 4] = ["pre", "script", "style", "textarea"];

/// Lines, without the last line ending, that close what is open; empty where nothing is. Tags that
/// only HTML's reader would miss are closed where `tags` asks for it.
pub(super) fn closing(document: &Document, tags: bool) -> String {
    let top = |block: &&Block| block.quotes == 0 && block.lists == 0;
    let Some(last) = document.markdown.blocks.iter().rfind(top) else {
        return String::new();
    };
    let text = document.as_str();
    let line = text[..last.range.start].rfind('\n').map_or(0, |at| at + 1);
    // In a footnote or definition, marks or a deeper indent stand before it: there a blank line ends it.
    let indent = &text[line..last.range.start];
    let at_top = indent.len() < 4 && indent.bytes().all(|byte| byte == b' ');
    let at_end = at_top && text[last.range.end.min(text.len())..].trim().is_empty();
    let mut lines = Vec::new();
    if at_end
        && let BlockKind::Code(code) = &last.kind
        && code.info.is_some()
    {
        lines.extend(fence(document.slice(last.range.clone())));
    }
    let close_tags = tags;
    let mut tags = Tags::default();
    for block in document.markdown.blocks.iter().filter(top) {
        if block.kind == BlockKind::Html {
            tags.read(block.text());
        }
    }
    if at_end && last.kind == BlockKind::Html {
        lines.extend(html_block(last.text(), &mut tags));
    }
    let rest = tags.closing();
    if close_tags && !rest.is_empty() {
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(rest);
    }
    lines.join("\n")
}

/// The fence that a code block lacks.
fn fence(block: &str) -> Option<String> {
    let mut lines = block.trim_end().lines();
    let first = lines.next()?.trim_start();
    let mark = first.chars().next()?;
    let length = first.chars().take_while(|&ch| ch == mark).count();
    let closes = |line: &str| {
        let line = line.trim();
        line.len() >= length && line.chars().all(|ch| ch == mark)
    };
    let closed = lines.next_back().is_some_and(closes);
    (!closed).then(|| mark.to_string().repeat(length))
}

/// What ends the last block of HTML where only its own end would, not a blank line.
fn html_block(html: &str, tags: &mut Tags) -> Option<String> {
    let html = html.trim_start();
    let lower = html.to_ascii_lowercase();
    for (open, close) in [("<!--", "-->"), ("<![cdata[", "]]>"), ("<?", "?>")] {
        if let Some(rest) = lower.strip_prefix(open) {
            return (!rest.contains(close)).then(|| close.to_owned());
        }
    }
    let name: String = lower
        .strip_prefix('<')?
        .chars()
        .take_while(char::is_ascii_alphanumeric)
        .collect();
    if !VERBATIM.contains(&name.as_str()) {
        let declared = lower.starts_with("<!") && !lower.contains('>');
        return declared.then(|| ">".to_owned());
    }
    let ended = VERBATIM
        .iter()
        .any(|name| lower.contains(&format!("</{name}>")));
    if ended {
        return None;
    }
    Some(tags.closing_to(&name))
}

/// The raw tags that are open, as mdBook's tree builder counts them.
#[derive(Default)]
struct Tags {
    open: Vec<String>,
}

impl Tags {
    /// Reads one block of HTML, which stands for itself.
    fn read(&mut self, html: &str) {
        let mut rest = html;
        while let Some(at) = rest.find('<') {
            rest = &rest[at..];
            if let Some(comment) = rest.strip_prefix("<!--") {
                rest = comment.find("-->").map_or("", |end| &comment[end + 3..]);
                continue;
            }
            rest = self.tag(&rest[1..]);
        }
    }

    /// Reads what follows a `<`, and gives what follows the tag.
    fn tag<'h>(&mut self, text: &'h str) -> &'h str {
        let ends = text.starts_with('/');
        let body = text.strip_prefix('/').unwrap_or(text);
        if !body.starts_with(|ch: char| ch.is_ascii_alphabetic()) {
            return text;
        }
        let name_len = body
            .find(|ch: char| ch.is_whitespace() || matches!(ch, '/' | '>'))
            .unwrap_or(body.len());
        let name = body[..name_len].to_ascii_lowercase();
        let Some(end) = tag_end(body, name_len) else {
            return "";
        };
        let after = &body[end + 1..];
        if ends {
            self.close(&name);
            return after;
        }
        if VOID.contains(&name.as_str()) || body[..end].ends_with('/') {
            return after;
        }
        let raw = matches!(name.as_str(), "script" | "style");
        let close = format!("</{name}");
        self.open.push(name);
        if raw {
            // Nothing in it is a tag but its own end.
            let lower = after.to_ascii_lowercase();
            return lower.find(&close).map_or("", |at| &after[at..]);
        }
        after
    }

    /// mdBook passes over an end tag that is not the innermost's.
    fn close(&mut self, name: &str) {
        if self.open.last().is_some_and(|last| last == name) {
            self.open.pop();
        }
    }

    /// The end tags down to the innermost `name`, which are open no more.
    fn closing_to(&mut self, name: &str) -> String {
        let Some(at) = self.open.iter().rposition(|open| open == name) else {
            return format!("</{name}>");
        };
        let open = self.open.split_off(at);
        open.iter().rev().map(|name| format!("</{name}>")).collect()
    }

    fn closing(&self) -> String {
        let tags: String = self
            .open
            .iter()
            .rev()
            .map(|name| format!("</{name}>"))
            .collect();
        match self.open.last() {
            // Only behind a comment do all end tags begin a block of HTML.
            Some(_) => format!("<!-- -->{tags}"),
            None => tags,
        }
    }
}

/// Where the `>` of a tag stands, quoted ones passed over.
fn tag_end(body: &str, from: usize) -> Option<usize> {
    let mut quote = None;
    let mut before = ' ';
    for (at, ch) in body[from..].char_indices() {
        match (quote, ch) {
            (None, '>') => return Some(from + at),
            (None, '"' | '\'') if before == '=' => quote = Some(ch),
            (Some(open), ch) if open == ch => quote = None,
            _ => {}
        }
        if !ch.is_whitespace() {
            before = ch;
        }
    }
    None
}
