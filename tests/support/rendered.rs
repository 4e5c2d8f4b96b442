//! Chapters rendered by mdBook itself.

use std::fs;
use std::path::Path;

use mdbook_driver::MDBook;
use tempfile::TempDir;

/// A rendered book; it goes away with the value.
pub struct Book {
    folder: TempDir,
}

impl Book {
    /// Renders texts, each a chapter, with this configuration beside a title.
    pub fn render(config: &str, texts: &[String]) -> Self {
        let folder = TempDir::new().expect("a folder for the book");
        let root = folder.path();
        let src = root.join("src");
        fs::create_dir(&src).expect("src");
        let write = |path: &Path, text: &str| fs::write(path, text).expect("a file of the book");
        let plain = "[output.html.search]\nenable = false\n[output.html.print]\nenable = false\n";
        let config = format!("[book]\ntitle = \"Book\"\n{config}\n{plain}");
        write(&root.join("book.toml"), &config);
        let mut summary = String::new();
        for (index, text) in texts.iter().enumerate() {
            summary.push_str(&format!("- [Chapter {index}](c{index}.md)\n"));
            write(&src.join(format!("c{index}.md")), text);
        }
        write(&src.join("SUMMARY.md"), &summary);
        let book = MDBook::load(root).expect("the book loads");
        book.build().expect("the book is rendered");
        Self { folder }
    }

    /// The whole page of a chapter.
    #[allow(dead_code, reason = "not every test looks outside the content")]
    pub fn page(&self, index: usize) -> String {
        let path = self.folder.path().join(format!("book/c{index}.html"));
        fs::read_to_string(path).expect("the chapter was rendered")
    }

    /// The content of a chapter's page.
    pub fn chapter(&self, index: usize) -> String {
        let page = self.page(index);
        let start = page.find("<main>").expect("content begins");
        let end = page.rfind("</main>").expect("content ends");
        page[start + 6..end].to_owned()
    }
}

/// The ids of headings, in the order of the page.
#[allow(dead_code, reason = "only the ids are compared")]
pub fn heading_ids(html: &str) -> Vec<String> {
    tags(html)
        .filter(|tag| {
            let mut chars = tag.chars();
            chars.next() == Some('h') && chars.next().is_some_and(|it| ('1'..='6').contains(&it))
        })
        .filter_map(|tag| attribute(tag, "id"))
        .collect()
}

/// What stands between `<` and `>` of every start tag.
pub fn tags(html: &str) -> impl Iterator<Item = &str> {
    let rest = strip_comments(html);
    rest.into_iter().flat_map(|piece| {
        piece
            .match_indices('<')
            .filter_map(move |(at, _)| Some(&piece[at + 1..at + tag_end(&piece[at..])?]))
            .filter(|tag| tag.starts_with(|ch: char| ch.is_ascii_alphabetic()))
    })
}

fn strip_comments(html: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some((before, after)) = rest.split_once("<!--") {
        pieces.push(before);
        rest = after.split_once("-->").map_or("", |(_, after)| after);
    }
    pieces.push(rest);
    pieces
}

fn tag_end(text: &str) -> Option<usize> {
    let mut quoted = false;
    text.char_indices().find_map(|(at, ch)| {
        quoted ^= ch == '"';
        (ch == '>' && !quoted).then_some(at)
    })
}

/// An attribute's value, entities resolved.
pub fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, after) = tag.split_once(&format!(" {name}=\""))?;
    let (value, _) = after.split_once('"')?;
    Some(
        value
            .replace("&quot;", "\"")
            .replace("&#39;", "'")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace("&nbsp;", "\u{a0}")
            .replace("&amp;", "&"),
    )
}
