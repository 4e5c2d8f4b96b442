//! Headings as a tree of sections.

use std::ops::Range;
use std::sync::Arc;

use super::markdown::{Block, Heading, Markdown, ParseOptions};
use super::names;

/// A heading and what stands under it until the next heading of its level or higher.
#[derive(Debug, Clone)]
pub struct Section {
    /// Index of its heading in [`Markdown::headings`].
    pub heading: usize,
    /// 1 to 6.
    pub level: u8,
    /// The name in the form that compares.
    pub key: String,
    /// The section it stands in.
    pub parent: Option<usize>,
    /// From its heading to its end, subsections included.
    pub range: Range<usize>,
    /// From the end of its heading to the next heading of any level.
    pub own: Range<usize>,
    /// Indices of the blocks of its own text.
    blocks: Range<usize>,
}

/// The sections of one text, in order.
#[derive(Debug, Clone, Default)]
pub struct Sections {
    /// All of them, parents before their children.
    pub all: Vec<Section>,
    /// What stands before the first one.
    pub preamble: Range<usize>,
    preamble_blocks: usize,
    /// Headings that are none: text above a `---` that lost its blank line.
    pub accidents: Vec<usize>,
}

impl Sections {
    /// Finds the sections. Text that became a heading by accident goes back among the blocks.
    pub fn find(
        text: &Arc<str>,
        body: usize,
        markdown: &mut Markdown,
        options: ParseOptions,
    ) -> Self {
        let accidents = accidents(text, markdown);
        for &index in &accidents {
            let heading = markdown.headings[index].range.clone();
            let at = markdown
                .blocks
                .partition_point(|other| other.range.start < heading.start);
            let blocks = without_underline(text, &heading, options);
            markdown.blocks.splice(at..at, blocks);
            let within = markdown.html.iter_mut();
            { within }
                .filter(|html| heading.contains(&html.range.start))
                .for_each(|html| html.heading = false);
        }
        let starts: Vec<usize> = (0..markdown.headings.len())
            .filter(|index| !markdown.headings[*index].nested && !accidents.contains(index))
            .collect();
        let mut sections = Self {
            all: Vec::with_capacity(starts.len()),
            preamble: body..text.len(),
            preamble_blocks: 0,
            accidents,
        };
        let mut open: Vec<usize> = Vec::new();
        for (position, &heading) in starts.iter().enumerate() {
            let next = starts
                .get(position + 1)
                .map(|&next| &markdown.headings[next]);
            sections.push(text, markdown, heading, next, &mut open);
        }
        if let Some(first) = sections.all.first() {
            sections.preamble.end = first.range.start;
        }
        sections.preamble_blocks = blocks_before(markdown, sections.preamble.end);
        sections
    }

    fn push(
        &mut self,
        text: &str,
        markdown: &Markdown,
        heading: usize,
        next: Option<&Heading>,
        open: &mut Vec<usize>,
    ) {
        let Heading {
            level,
            range,
            text: name,
            ..
        } = &markdown.headings[heading];
        while let Some(&last) = open.last() {
            if self.all[last].level < *level {
                break;
            }
            self.all[last].range.end = range.start;
            open.pop();
        }
        let own = range.end..next.map_or(text.len(), |next| next.range.start);
        let index = self.all.len();
        self.all.push(Section {
            heading,
            level: *level,
            key: names::fold(name),
            parent: open.last().copied(),
            range: range.start..text.len(),
            blocks: blocks_before(markdown, own.start)..blocks_before(markdown, own.end),
            own,
        });
        open.push(index);
    }

    /// The blocks of a section's own text.
    pub fn blocks<'a>(&self, markdown: &'a Markdown, section: usize) -> &'a [Block] {
        &markdown.blocks[self.all[section].blocks.clone()]
    }

    /// The blocks before the first section.
    pub fn preamble_blocks<'a>(&self, markdown: &'a Markdown) -> &'a [Block] {
        &markdown.blocks[..self.preamble_blocks]
    }

    /// Whether a section has subsections.
    pub fn has_children(&self, section: usize) -> bool {
        self.all
            .get(section + 1)
            .is_some_and(|next| next.parent == Some(section))
    }

    /// The only section of level 1, if there is exactly one.
    pub fn only_h1(&self) -> Option<usize> {
        let mut h1s = (0..self.all.len()).filter(|&index| self.all[index].level == 1);
        let first = h1s.next()?;
        h1s.next().is_none().then_some(first)
    }
}

fn blocks_before(markdown: &Markdown, offset: usize) -> usize {
    markdown
        .blocks
        .partition_point(|block| block.range.start < offset)
}

/// A line of text directly above a line of exactly `---`, in a file that has `#` headings of level 1
/// or 2 and whose every other heading is such a one or the same accident.
fn accidents(text: &str, markdown: &Markdown) -> Vec<usize> {
    let headings = || markdown.headings.iter().filter(|heading| !heading.nested);
    if !headings().any(|heading| !heading.setext && heading.level <= 2) {
        return Vec::new();
    }
    let accident = |heading: &Heading| {
        heading.setext && text[heading.range.clone()].lines().next_back() == Some("---")
    };
    if !headings().all(|heading| !heading.setext || accident(heading)) {
        return Vec::new();
    }
    (0..markdown.headings.len())
        .filter(|&index| markdown.headings[index].setext && !markdown.headings[index].nested)
        .collect()
}

/// What stands above the rule that was taken for an underline, read for itself.
fn without_underline(text: &Arc<str>, heading: &Range<usize>, options: ParseOptions) -> Vec<Block> {
    let end = text[heading.clone()]
        .rfind('\n')
        .map_or(heading.end, |at| heading.start + at);
    Markdown::parse_part(text, heading.start..end, options).blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sections(text: &str) -> (Sections, Markdown) {
        let options = ParseOptions::default();
        let mut markdown = Markdown::parse(text, 0, options);
        let sections = Sections::find(&Arc::from(text), 0, &mut markdown, options);
        (sections, markdown)
    }

    #[test]
    fn the_tree_follows_the_levels() {
        let text = "intro\n\n# A\n\na\n\n## B\n\nb\n\n### C\n\n## D\n\n# E\n";
        let (found, markdown) = sections(text);
        let tree: Vec<_> = found
            .all
            .iter()
            .map(|s| (s.key.as_str(), s.parent))
            .collect();
        assert_eq!(
            tree,
            [
                ("a", None),
                ("b", Some(0)),
                ("c", Some(1)),
                ("d", Some(0)),
                ("e", None)
            ]
        );
        assert_eq!(&text[found.all[1].range.clone()], "## B\n\nb\n\n### C\n\n");
        assert_eq!(found.blocks(&markdown, 1).len(), 1);
        assert_eq!(found.preamble_blocks(&markdown)[0].text(), "intro");
        assert!(found.has_children(0) && !found.has_children(2));
    }

    #[test]
    fn headings_in_quotes_lists_code_and_html_are_no_sections() {
        let text =
            "# A\n\n> # B\n\n- # C\n\n```\n# D\n```\n\n<!--\n# E\n-->\n\n<div>\n# F\n</div>\n";
        let (found, _) = sections(text);
        assert_eq!(found.all.len(), 1);
    }

    #[test]
    fn a_line_above_a_rule_is_an_accident_only_among_marked_headings() {
        let (found, markdown) = sections("name\n---\n\n# A\n\nlast words\n---\n");
        assert_eq!(found.all.len(), 1);
        assert_eq!(found.accidents.len(), 2);
        assert_eq!(found.blocks(&markdown, 0)[0].text(), "last words");
        let (found, markdown) = sections("# A\n\nfirst **line**\nand `more`\n---\n");
        assert_eq!(found.all.len(), 1);
        let block = &found.blocks(&markdown, 0)[0];
        assert_eq!(block.text(), "first line\nand more");
        assert_eq!(block.source_range(6..10), 13..17);
        let (found, _) = sections("A\n===\n\nB\n---\n\n# C\n");
        assert_eq!(found.all.len(), 3);
        let (found, _) = sections("B\n---\n\n### C\n");
        assert_eq!(found.all.len(), 2);
    }
}
