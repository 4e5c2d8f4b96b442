//! A chapter's entry in SUMMARY.md, beside its siblings.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::{Path, PathBuf};

use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use crate::document::metadata::written::markdown;
use crate::document::view::{normal, slashed};
use crate::splice::Insertion;
use crate::text::Text;

/// A list item of SUMMARY.md.
#[derive(Debug)]
struct Item {
    /// The item with everything below it, white space at its end aside.
    range: Range<usize>,
    /// Where its link begins, and what it leads to; an empty path for a draft.
    link: Option<(usize, PathBuf)>,
    /// How many lists are around it, its own among them.
    depth: usize,
}

/// A SUMMARY.md, read.
#[derive(Debug)]
pub struct Listing<'a> {
    text: &'a Text,
    /// In the order of their beginnings.
    items: Vec<Item>,
    /// What all links lead to, those outside of lists too.
    targets: BTreeSet<String>,
}

impl<'a> Listing<'a> {
    /// Reads it.
    pub fn read(text: &'a Text) -> Self {
        let (items, targets) = read(text.as_str());
        Self {
            text,
            items,
            targets,
        }
    }

    /// Whether it lists a chapter, whose path is relative to the chapters' folder, with `/`.
    pub fn lists(&self, path: &str) -> bool {
        self.targets.contains(path)
    }

    /// What adds a chapter: behind the last entry from the same folder, below the page of a folder
    /// that has no other, or at the end of the numbered chapters. None where it is listed already.
    /// `path` is relative to the chapters' folder, with `/`.
    pub fn entry(&self, path: &str, title: &str) -> Option<Insertion> {
        (!self.lists(path)).then(|| addition(self.text, &self.items, path, title))
    }
}

fn addition(text: &Text, items: &[Item], path: &str, title: &str) -> Insertion {
    let source = text.as_str();
    let link = link(title, path);
    let ending = text.line_ending();
    let Some((item, below)) = neighbour(items, path) else {
        let end = source.trim_end().len();
        let gap = if end == 0 {
            String::new()
        } else {
            ending.repeat(2)
        };
        let last = if source.len() > end { "" } else { ending };
        return Insertion {
            range: end..end,
            text: format!("{gap}- {link}{last}"),
        };
    };
    let line = source[..item.range.start]
        .rfind('\n')
        .map_or(0, |at| at + 1);
    let indent = &source[line..item.range.start];
    let indent = if indent.trim().is_empty() { indent } else { "" };
    let marker = marker(source, item);
    let deeper = if below {
        " ".repeat(marker.len())
    } else {
        String::new()
    };
    Insertion {
        range: item.range.end..item.range.end,
        text: format!("{ending}{indent}{deeper}{marker}{link}"),
    }
}

/// An entry's link; without a path, that of a chapter that is not written yet.
pub fn link(title: &str, path: &str) -> String {
    format!("[{}]({})", markdown(title, false), destination(path))
}

/// The items in the order of their beginnings, and what all links lead to.
fn read(source: &str) -> (Vec<Item>, BTreeSet<String>) {
    let mut items: Vec<Item> = Vec::new();
    let mut targets = BTreeSet::new();
    let mut open: Vec<usize> = Vec::new();
    let mut depth = 0;
    for (event, range) in Parser::new(source).into_offset_iter() {
        match event {
            Event::Start(Tag::List(_)) => depth += 1,
            Event::End(TagEnd::List(_)) => depth -= 1,
            Event::Start(Tag::Item) => {
                open.push(items.len());
                let end = range.start + source[range.clone()].trim_end().len();
                items.push(Item {
                    range: range.start..end,
                    link: None,
                    depth,
                });
            }
            Event::End(TagEnd::Item) => drop(open.pop()),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let target = normal(Path::new(&dest_url.replace("%20", " ")));
                targets.insert(slashed(&target));
                if let Some(item) = open.last().and_then(|&item| items.get_mut(item)) {
                    item.link.get_or_insert((range.start, target));
                }
            }
            _ => {}
        }
    }
    (items, targets)
}

/// The item that the entry follows, and whether it goes one level below it.
fn neighbour<'a>(items: &'a [Item], path: &str) -> Option<(&'a Item, bool)> {
    let folder = Path::new(path).parent();
    let target = |item: &'a Item| -> Option<&'a Path> {
        let (_, target) = item.link.as_ref()?;
        (!target.as_os_str().is_empty()).then_some(target.as_path())
    };
    let beside = |item: &&'a Item| target(item).is_some_and(|target| target.parent() == folder);
    let is_index = |item: &&'a Item| {
        let stem = target(item).and_then(Path::file_stem);
        stem.is_some_and(|stem| {
            stem.eq_ignore_ascii_case("readme") || stem.eq_ignore_ascii_case("index")
        })
    };
    let in_root = folder.is_none_or(|folder| folder.as_os_str().is_empty());
    let siblings = || items.iter().filter(beside);
    siblings()
        .rfind(|item| in_root || !is_index(item))
        .map(|item| (item, false))
        .or_else(|| siblings().next_back().map(|item| (item, true)))
        .or_else(|| {
            items
                .iter()
                .rfind(|item| item.depth == 1)
                .map(|item| (item, false))
        })
}

/// The bullet with the space behind it.
fn marker<'a>(source: &'a str, item: &Item) -> &'a str {
    let text = &source[item.range.clone()];
    let bullet = text.find(char::is_whitespace).unwrap_or(text.len());
    let space = text[bullet..].len() - text[bullet..].trim_start_matches([' ', '\t']).len();
    match &item.link {
        Some((link, _))
            if *link == item.range.start + bullet + space && (1..=4).contains(&space) =>
        {
            &source[item.range.start..*link]
        }
        _ => "- ",
    }
}

/// A path as a link's destination.
fn destination(path: &str) -> String {
    let mut escaped = String::with_capacity(path.len());
    for ch in path.chars() {
        if matches!(ch, '<' | '>' | '\\' | '&') {
            escaped.push('\\');
        }
        escaped.push(ch);
    }
    match escaped.contains([' ', '(', ')']) || escaped.starts_with('<') {
        true => format!("<{escaped}>"),
        false => escaped,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::splice::splice;

    fn added(summary: &str, path: &str, title: &str) -> String {
        let text = Text::new("src/SUMMARY.md", summary);
        let edits = Listing::read(&text)
            .entry(path, title)
            .into_iter()
            .collect();
        splice(summary, edits).expect("one edit")
    }

    #[test]
    fn a_chapter_goes_beside_its_siblings() {
        let summary = "# Summary\n\n[Intro](intro.md)\n\n# Part\n\n* [A](adr/a.md)\n  * [B](adr/b.md)\n    * [X](x.md)\n* [C](c.md)\n\n---\n\n[End](end.md)\n";
        assert_eq!(
            added(summary, "adr/n.md", "N"),
            summary.replace("(x.md)\n", "(x.md)\n  * [N](adr/n.md)\n")
        );
        assert_eq!(
            added(summary, "other/n.md", "N"),
            summary.replace("(c.md)\n", "(c.md)\n* [N](other/n.md)\n")
        );
        assert_eq!(added(summary, "c.md", "C"), summary);
        assert_eq!(added(summary, "end.md", "C"), summary);
    }

    #[test]
    fn a_folder_with_a_page_of_its_own_has_its_chapters_below() {
        let summary =
            "-   [Intro](README.md)\r\n-   [Decisions](./adr/README.md)\r\n-   [End](end.md)";
        assert_eq!(
            added(summary, "adr/n.md", "N"),
            summary.replace(
                "README.md)\r\n-   [End",
                "README.md)\r\n    -   [N](adr/n.md)\r\n-   [End"
            )
        );
        assert_eq!(
            added(summary, "n.md", "N"),
            format!("{summary}\r\n-   [N](n.md)")
        );
    }

    #[test]
    fn a_summary_without_entries_gets_its_first() {
        assert_eq!(added("", "n.md", "N"), "- [N](n.md)\n");
        assert_eq!(
            added("# Summary\n", "n.md", "N"),
            "# Summary\n\n- [N](n.md)\n"
        );
        assert_eq!(
            added("[I](i.md)", "n.md", "N"),
            "[I](i.md)\n\n- [N](n.md)\n"
        );
    }

    #[test]
    fn titles_and_paths_are_read_back_as_they_are() {
        for (path, title) in [
            ("a b/c (1).md", "A *b* [c] <d> & `e`"),
            ("a&amp;b.md", "x_y {{#include z}}"),
            ("a<b>.md", "1. \\ x"),
        ] {
            let summary = added("- [A](a.md)\n", path, title);
            let parsed = mdbook_summary::parse_summary(&summary).expect("a summary");
            let Some(mdbook_summary::SummaryItem::Link(link)) = parsed.numbered_chapters.last()
            else {
                panic!("{summary}");
            };
            assert_eq!(link.name, title, "{summary}");
            assert_eq!(link.location.as_deref(), Some(Path::new(path)), "{summary}");
        }
    }
}
