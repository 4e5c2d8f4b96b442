//! A last line that says when the chapter was updated, written by hand.

use std::ops::Range;

use super::Document;
use super::markdown::{Block, BlockKind};

/// Where a hand-written last line of the form `Last updated: …` stands, in bytes of the view: with
/// the thematic break above it, if there is one, up to the end of its line.
pub fn hand_written_footer(document: &Document) -> Option<Range<usize>> {
    let text = document.as_str();
    let blocks = &document.markdown.blocks;
    let last = blocks.iter().rposition(|block| !block.is_comment())?;
    let block = &blocks[last];
    let plain = block.kind == BlockKind::Paragraph && block.quotes == 0 && block.lists == 0;
    let later = document.markdown.headings.last();
    if !plain || later.is_some_and(|heading| heading.range.start > block.range.start) {
        return None;
    }
    let trimmed = text[block.range.clone()].trim_end();
    let end = block.range.start + trimmed.len();
    let line = trimmed.rfind('\n').map_or(0, |at| at + 1);
    let start = block.range.start + line;
    let own_line = text[..start].is_empty() || text[..start].ends_with('\n');
    let mut lines = block.text().trim_end().lines().rev();
    if !own_line || !says_updated(lines.next()?) || lines.next().is_some_and(is_label) {
        return None;
    }
    let rule = (line == 0)
        .then(|| rule_above(text, blocks, last))
        .flatten();
    Some(rule.unwrap_or(start)..end)
}

/// Where a thematic break directly above begins.
fn rule_above(text: &str, blocks: &[Block], index: usize) -> Option<usize> {
    let above = &blocks[index.checked_sub(1)?];
    let between = text.get(above.range.end..blocks[index].range.start)?;
    let plain = above.kind == BlockKind::Rule && above.quotes == 0 && above.lists == 0;
    (plain && between.trim().is_empty()).then_some(above.range.start)
}

fn says_updated(line: &str) -> bool {
    let line = line.trim().to_lowercase();
    line.strip_prefix("last updated")
        .is_some_and(|rest| rest.trim_start().starts_with(':'))
}

/// `Key: value` above it: a line among others, no footer.
fn is_label(line: &str) -> bool {
    line.split_once(':')
        .is_some_and(|(key, _)| key.split_whitespace().count() <= 3)
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::document::markdown::ParseOptions;
    use crate::document::view::NoFiles;
    use crate::text::Text;

    fn found(text: &str) -> Option<String> {
        let file = Arc::new(Text::new("src/a.md", text));
        let document = Document::parse(file, Path::new(""), &NoFiles, ParseOptions::default());
        hand_written_footer(&document).map(|range| document.slice(range).to_owned())
    }

    #[test]
    fn last_lines_that_say_when() {
        for (text, footer) in [
            (
                "# A\n\nb\n\nLast updated: 2024-05-01\n",
                "Last updated: 2024-05-01",
            ),
            (
                "b\n\n---\n\n_Last updated: May_\n\n<!-- end -->\n",
                "---\n\n_Last updated: May_",
            ),
            (
                "b\r\n***\r\n**Last Updated**: May\r\n",
                "***\r\n**Last Updated**: May",
            ),
            ("some words\nLast updated: May", "Last updated: May"),
        ] {
            assert_eq!(found(text).as_deref(), Some(footer), "{text}");
        }
    }

    #[test]
    fn what_is_no_footer() {
        for text in [
            "# A\n\nLast updated: May\n\n## B\n",
            "> Last updated: May\n",
            "- Last updated: May\n",
            "**Status**: draft\n**Last updated**: May\n",
            "```\nLast updated: May\n```\n",
            "The index was last updated: never.\n",
            "Last updated by hand.\n",
            "",
        ] {
            assert_eq!(found(text), None, "{text}");
        }
    }
}
