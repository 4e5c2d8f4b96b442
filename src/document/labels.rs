//! Bold lead-ins: `**Rationale**: …`, the labels that a section's answers stand behind.

use std::ops::Range;

use super::markdown::{Block, BlockKind};
use super::names;

/// A bold lead-in in a section's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// What people see of it, without colon and brackets behind it.
    pub name: String,
    /// The name in the form that compares.
    pub key: String,
    /// What stands in brackets behind the name: `if applicable`.
    pub remark: String,
    /// The lead-in in the source, colon included.
    pub range: Range<usize>,
    /// Its block, as an index of those given.
    pub block: usize,
    /// What stands behind it in its block, as a range of the block's text.
    pub behind: Range<usize>,
    /// The blocks below it, as indices of those given.
    pub below: Range<usize>,
    /// The label that it stands below.
    pub parent: Option<usize>,
    /// It opens no list item, so that whatever follows is its own.
    pub open_end: bool,
}

/// A lead-in in the text of one block.
struct LeadIn {
    bold: Range<usize>,
    remark: Range<usize>,
    end: usize,
}

/// The labels in some blocks, in order.
pub fn labels(source: &str, blocks: &[Block]) -> Vec<Label> {
    let mut labels: Vec<Label> = Vec::new();
    for (index, block) in blocks.iter().enumerate() {
        if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Term) {
            continue;
        }
        let found = lead_ins(block);
        for (at, lead_in) in found.iter().enumerate() {
            let next = found.get(at + 1);
            let name = names::plain(block.text()[lead_in.bold.clone()].trim());
            let name = name.trim_end_matches(':').trim_end().to_owned();
            let start = block.source(lead_in.bold.start);
            let shown = block.text()[..lead_in.end].trim_end().len();
            let parent = labels
                .iter()
                .rposition(|label| label.below.contains(&index));
            labels.push(Label {
                key: names::fold(&name),
                name,
                remark: block.text()[lead_in.remark.clone()].to_owned(),
                range: with_marks(
                    source,
                    start..block.source_range(lead_in.bold.start..shown).end,
                ),
                block: index,
                behind: lead_in.end..next.map_or(block.text().len(), |next| next.bold.start),
                below: index + 1..index + 1,
                parent,
                open_end: !block.item.is_some_and(|item| item.first),
            });
        }
        if let (false, Some(last)) = (found.is_empty(), labels.last_mut()) {
            last.below.end = end_of(blocks, index);
        }
    }
    labels
}

/// The emphasis marks around a lead-in belong to its range.
fn with_marks(source: &str, range: Range<usize>) -> Range<usize> {
    let before = source[..range.start].trim_end_matches(['*', '_']);
    let behind = &source[range.end..];
    let marks = behind.len() - behind.trim_start_matches('*').len();
    before.len()..range.end + marks
}

/// Where the blocks end that belong to a label in a block: those in its list item; behind a
/// paragraph those up to the next labelled one or a rule.
fn end_of(blocks: &[Block], index: usize) -> usize {
    let own = &blocks[index];
    let start = |block: &Block| block.item.map(|item| item.start);
    let opens_item = own.item.is_some_and(|item| item.first);
    let goes_on = |block: &Block| {
        let inside =
            block.lists > own.lists || (block.lists == own.lists && start(block) == start(own));
        let ends = !opens_item
            && block.lists == own.lists
            && (block.kind == BlockKind::Rule || !lead_ins(block).is_empty());
        inside && !ends
    };
    let rest = &blocks[index + 1..];
    index + 1 + rest.iter().take_while(|block| goes_on(block)).count()
}

/// The lead-ins of a block: bold text at the beginning of a line with a colon or a dash behind it, or
/// alone on the block's first line.
fn lead_ins(block: &Block) -> Vec<LeadIn> {
    if !matches!(block.kind, BlockKind::Paragraph | BlockKind::Term) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for bold in block.strong() {
        let line = block.text()[..bold.start]
            .rfind('\n')
            .map_or(0, |at| at + 1);
        let leads = block.text()[line..bold.start].trim().is_empty();
        if leads && let Some(lead_in) = lead_in(block.text(), &bold, line == 0) {
            found.push(lead_in);
        }
    }
    found
}

fn lead_in(text: &str, bold: &Range<usize>, first_line: bool) -> Option<LeadIn> {
    let inside = text[bold.clone()].trim();
    if !inside.chars().any(char::is_alphanumeric) {
        return None;
    }
    let line = bold.end + text[bold.end..].find('\n').unwrap_or(text.len() - bold.end);
    let space = |at: usize| at + (text[at..line].len() - text[at..line].trim_start().len());
    let mut at = space(bold.end);
    let mut remark = at..at;
    if text[at..line].starts_with('(') {
        let close = text[at..line].find(')')?;
        remark = at + 1..at + close;
        at = space(at + close + 1);
    }
    let rest = &text[at..line];
    let sign = rest.chars().next();
    let ends = match sign {
        Some(':') => true,
        Some('-' | '\u{2013}' | '\u{2014}') => {
            let behind = &rest[sign.map_or(0, char::len_utf8)..];
            behind.is_empty() || behind.starts_with(' ')
        }
        _ => false,
    };
    if ends {
        at += sign.map_or(0, char::len_utf8);
    } else if !inside.ends_with(':') && (!rest.is_empty() || !first_line) {
        return None;
    }
    Some(LeadIn {
        bold: bold.clone(),
        remark,
        end: at,
    })
}

/// Whether a line in some blocks begins with a name and a colon, bold or not, or a term is the name.
pub fn leads_in(blocks: &[Block], key: &str) -> bool {
    const LONGEST: usize = 80;
    let is_it = |text: &str| text.len() <= LONGEST && names::fold(text) == key;
    blocks.iter().any(|block| match block.kind {
        BlockKind::Term => is_it(block.text()),
        BlockKind::Paragraph => block
            .text()
            .lines()
            .filter_map(|line| line.split_once(':'))
            .any(|(name, _)| is_it(name.split('(').next().unwrap_or_default())),
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::markdown::{Markdown, ParseOptions};

    fn of(text: &str) -> Vec<(String, String, usize)> {
        let markdown = Markdown::parse(text, 0, ParseOptions::default());
        labels(text, &markdown.blocks)
            .into_iter()
            .map(|label| {
                let behind = markdown.blocks[label.block].text()[label.behind].trim();
                (label.name, behind.to_owned(), label.below.len())
            })
            .collect()
    }

    fn one(name: &str, behind: &str, below: usize) -> (String, String, usize) {
        (name.to_owned(), behind.to_owned(), below)
    }

    #[test]
    fn bold_lead_ins_with_what_is_behind_and_below() {
        assert_eq!(
            of(
                "- **Core:**\n  - **API:** one\n  - two\n- **Flow**: x\n  y\n\n**Data Layer** -\n- a\n- b\n\n**Next**\n"
            ),
            [
                one("Core", "", 2),
                one("API", "one", 0),
                one("Flow", "x\ny", 0),
                one("Data Layer", "", 2),
                one("Next", "", 0),
            ]
        );
        assert_eq!(
            of("**Owner**: me\n**Team** (if any): us\n"),
            [one("Owner", "me", 0), one("Team", "us", 0)]
        );
        assert_eq!(of("**Bold** words.\n\nIt is **so**: yes.\n"), []);
    }

    #[test]
    fn the_range_is_the_lead_in_with_its_marks() {
        let text = "- **Flow:** x\n- **Cost** (if any): y\n";
        let markdown = Markdown::parse(text, 0, ParseOptions::default());
        let found = labels(text, &markdown.blocks);
        assert_eq!(&text[found[0].range.clone()], "**Flow:**");
        assert_eq!(&text[found[1].range.clone()], "**Cost** (if any):");
        assert_eq!(found[1].remark, "if any");
    }

    #[test]
    fn plain_lead_ins_are_found_by_name() {
        let markdown = Markdown::parse("- Rationale: it is so\n", 0, ParseOptions::default());
        assert!(leads_in(&markdown.blocks, "rationale") && !leads_in(&markdown.blocks, "it is so"));
    }
}
