//! SUMMARY.md: its chapters as mdBook finds them, and the line of each.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;
use std::path::{Path, PathBuf};

use mdbook_summary::{Summary, SummaryItem, parse_summary};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::panics::quietly;
use crate::diagnostics::{Diagnostic, Place, Severity};
use crate::text::Text;

/// The rule that speaks of chapters that can't be read.
pub(super) const RULE: &str = "unreadable-chapter";

/// A chapter that SUMMARY.md lists.
#[derive(Debug)]
pub(super) struct Listed {
    /// Its name.
    pub name: String,
    /// Its file, relative to the chapters' folder; none for a draft.
    pub path: Option<PathBuf>,
    /// Its entry.
    pub place: Place,
}

/// A link in the text, whether or not it is a chapter's.
struct Link {
    target: String,
    range: Range<usize>,
}

/// mdBook's parser calls itself for each level, and nobody reads a book like that.
const MAX_DEPTH: usize = 100;

/// Put in the place of a link that mdBook would stumble over.
const MARKER: &str = "\u{e000}";

/// The chapters in order, and the entries that list a chapter again: mdBook refuses the whole book
/// for them, here the rest is looked at all the same.
///
/// # Errors
/// Where mdBook's parser refuses the text for any other reason.
pub(super) fn read(text: &Text) -> Result<(Vec<Listed>, Vec<Diagnostic>), Box<Diagnostic>> {
    let (links, depth) = links(text.as_str());
    if depth > MAX_DEPTH {
        let message = format!("chapters are nested more than {MAX_DEPTH} deep");
        return Err(Box::new(fault(text.place(0..0), message)));
    }
    let parse = |source: &str| {
        let parsed = quietly(|| parse_summary(source));
        parsed.and_then(|parsed| parsed.map_err(|error| format!("{error:#}")))
    };
    let mut repeated = Vec::new();
    let summary = parse(text.as_str()).or_else(|message| {
        let (source, found) = without_repeated(text, &links);
        if found.is_empty() {
            return Err(message);
        }
        repeated = found;
        parse(&source)
    });
    let summary = summary.map_err(|message| Box::new(fault(place_of(text, &message), message)))?;
    let listed = flatten(&summary, text, &links);
    Ok((listed, repeated))
}

fn fault(place: Place, message: String) -> Diagnostic {
    Diagnostic::new(RULE, Severity::Error, place, message)
}

/// The line that mdBook's message names, or the beginning.
fn place_of(text: &Text, message: &str) -> Place {
    let line = message
        .split_once("SUMMARY.md line ")
        .and_then(|(_, rest)| rest.split(|ch: char| !ch.is_ascii_digit()).next())
        .and_then(|digits| digits.parse().ok());
    text.place(line.map_or(0..0, |line| text.line_range(line)))
}

/// All links with their targets as mdBook reads them, and how deep lists go.
fn links(text: &str) -> (Vec<Link>, usize) {
    let mut links = Vec::new();
    let (mut depth, mut deepest) = (0_usize, 0);
    for (event, range) in Parser::new(text).into_offset_iter() {
        match event {
            Event::Start(Tag::Link { dest_url, .. }) => links.push(Link {
                target: dest_url.replace("%20", " "),
                range,
            }),
            Event::Start(Tag::List(_)) => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            Event::End(TagEnd::List(_)) => depth -= 1,
            _ => {}
        }
    }
    (links, deepest)
}

/// The text with each link that repeats an earlier one made a draft's, and a finding for each.
fn without_repeated(text: &Text, links: &[Link]) -> (String, Vec<Diagnostic>) {
    let mut first: BTreeMap<&Path, &Link> = BTreeMap::new();
    let mut source = String::with_capacity(text.as_str().len());
    let mut findings = Vec::new();
    let mut at = 0;
    for link in links.iter().filter(|link| !link.target.is_empty()) {
        let Some(earlier) = first.get(Path::new(&link.target)) else {
            first.insert(Path::new(&link.target), link);
            continue;
        };
        let message = format!(
            "`{}` is listed twice, and mdBook refuses such a book",
            link.target
        );
        findings.push(
            fault(text.place(link.range.clone()), message)
                .related(text.place(earlier.range.clone()), "listed here first"),
        );
        source.push_str(&text.as_str()[at..link.range.start]);
        source.push_str(&format!("[{MARKER}]()"));
        at = link.range.end;
    }
    source.push_str(&text.as_str()[at..]);
    (source, findings)
}

/// The chapters of the summary, each before those below it.
fn flatten(summary: &Summary, text: &Text, links: &[Link]) -> Vec<Listed> {
    let mut places: BTreeMap<&Path, VecDeque<&Link>> = BTreeMap::new();
    for link in links {
        places
            .entry(Path::new(&link.target))
            .or_default()
            .push_back(link);
    }
    let mut listed = Vec::new();
    let parts = [
        &summary.prefix_chapters,
        &summary.numbered_chapters,
        &summary.suffix_chapters,
    ];
    let mut waiting: Vec<&SummaryItem> = parts.into_iter().flatten().rev().collect();
    while let Some(item) = waiting.pop() {
        let SummaryItem::Link(item) = item else {
            continue;
        };
        waiting.extend(item.nested_items.iter().rev());
        if item.name == MARKER {
            continue;
        }
        let target = item.location.as_deref().unwrap_or(Path::new(""));
        let link = places.get_mut(target).and_then(VecDeque::pop_front);
        listed.push(Listed {
            name: item.name.clone(),
            path: item.location.clone(),
            place: text.place(link.map_or(0..0, |link| link.range.clone())),
        });
    }
    listed
}

#[cfg(test)]
mod tests {
    use super::*;

    type Lines = Vec<(String, usize)>;

    fn paths(text: &Text) -> (Lines, Lines) {
        let (listed, findings) = read(text).expect("a summary");
        let path = |listed: &Listed| {
            listed
                .path
                .as_ref()
                .map_or("-".to_owned(), |p| p.display().to_string())
        };
        (
            listed
                .iter()
                .map(|l| (path(l), l.place.start.line))
                .collect(),
            findings
                .into_iter()
                .map(|f| (f.message, f.place.start.line))
                .collect(),
        )
    }

    #[test]
    fn chapters_have_their_lines() {
        let text = Text::new(
            "src/SUMMARY.md",
            "# Summary\n\n[Intro](./intro.md)\n\n# Part\n- [A](a%20b.md)\n  - [Draft]()\n\n---\n- [C](c.md)\n",
        );
        let expected = [("./intro.md", 3), ("a b.md", 6), ("-", 7), ("c.md", 10)];
        assert_eq!(
            paths(&text).0,
            expected.map(|(path, line)| (path.to_owned(), line))
        );
    }

    #[test]
    fn a_repeated_chapter_is_a_finding_and_the_rest_stays() {
        let text = Text::new(
            "src/SUMMARY.md",
            "- [A](a.md)\n- [B](b.md)\n  - [A](a.md)\n- [C](c.md)\n",
        );
        let (listed, findings) = paths(&text);
        assert_eq!(
            listed
                .iter()
                .map(|(path, _)| path.as_str())
                .collect::<Vec<_>>(),
            ["a.md", "b.md", "c.md"]
        );
        assert_eq!(findings.len(), 1);
        assert_eq!(findings[0].1, 3);
    }

    #[test]
    fn what_mdbook_refuses_names_its_line() {
        let text = Text::new(
            "src/SUMMARY.md",
            "- [A](a.md)\n\n[End](b.md)\n\n- [C](c.md)\n",
        );
        let error = read(&text).expect_err("refused");
        assert!(
            error.message.contains("Suffix chapters"),
            "{}",
            error.message
        );
        assert_eq!(error.place.start.line, 5);
        let deep: String = (0..200)
            .map(|n| format!("{}- [x](x{n}.md)\n", "  ".repeat(n)))
            .collect();
        assert!(read(&Text::new("s", deep)).is_err());
    }
}
