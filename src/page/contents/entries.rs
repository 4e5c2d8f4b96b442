//! Which headings a contents list has.

use crate::config::Toc;
use crate::document::markdown::{Heading, Markdown};

/// The levels that a list has, both included.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Levels {
    pub min: u8,
    pub max: u8,
}

impl Levels {
    /// Those of the settings; from 1 where the page has several headings of level 1: the chapter's
    /// own, and `headline` where its title comes from metadata and is set above them.
    pub(super) fn of(settings: &Toc, markdown: &Markdown, headline: bool) -> Self {
        let tops = markdown
            .headings
            .iter()
            .filter(|it| !it.nested && it.level == 1);
        let several = tops.count() + usize::from(headline) > 1 && settings.min_level == 2;
        Self {
            min: if several { 1 } else { settings.min_level },
            max: settings.max_level,
        }
    }
}

/// Whether a heading may be listed at all.
pub(super) fn listable(heading: &Heading) -> bool {
    !heading.nested
        && !heading.id.is_empty()
        && !heading.classes.iter().any(|class| class == "toc-ignore")
}

/// The headings that begin at or after a byte offset.
pub(super) fn after(markdown: &Markdown, offset: usize) -> impl Iterator<Item = usize> + '_ {
    (0..markdown.headings.len()).filter(move |&index| {
        let heading = &markdown.headings[index];
        heading.range.start >= offset && listable(heading)
    })
}

/// Those of certain levels, the deepest level left out until at most `most` remain or one level does.
pub(super) fn fitting(
    markdown: &Markdown,
    offset: usize,
    levels: Levels,
    most: usize,
) -> Vec<usize> {
    let level = |index: &usize| markdown.headings[*index].level;
    let mut entries: Vec<usize> = after(markdown, offset)
        .filter(|index| (levels.min..=levels.max).contains(&level(index)))
        .collect();
    while entries.len() > most {
        let (top, deepest) = entries
            .iter()
            .map(level)
            .fold((u8::MAX, 0), |(top, deep), level| {
                (top.min(level), deep.max(level))
            });
        if top == deepest {
            break;
        }
        entries.retain(|index| level(index) < deepest);
    }
    entries
}

/// How deep each entry stands in the list, from 0: skipped levels leave no gap.
pub(super) fn depths(levels: impl Iterator<Item = u8>) -> Vec<usize> {
    let mut open: Vec<u8> = Vec::new();
    levels
        .map(|level| {
            while open.last().is_some_and(|&last| last >= level) {
                open.pop();
            }
            open.push(level);
            open.len() - 1
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::markdown::ParseOptions;

    fn listed(text: &str, min: u8, max: u8, most: usize) -> Vec<String> {
        let markdown = Markdown::parse(text, 0, ParseOptions::default());
        fitting(&markdown, 0, Levels { min, max }, most)
            .into_iter()
            .map(|index| markdown.headings[index].text.clone())
            .collect()
    }

    #[test]
    fn quotes_lists_and_ignored_headings_stay_out() {
        let text =
            "# T\n\n## A\n\n> ## Q\n\n- ## L\n\n## B {.toc-ignore}\n\n### C\n\n## !\n\n#### D\n";
        assert_eq!(listed(text, 2, 3, 20), ["A", "C"]);
    }

    #[test]
    fn the_deepest_level_goes_first_and_the_top_one_stays() {
        let text = "## A\n\n### B\n\n#### C\n\n## D\n\n### E\n";
        assert_eq!(listed(text, 2, 6, 5).len(), 5);
        assert_eq!(listed(text, 2, 6, 4), ["A", "B", "D", "E"]);
        assert_eq!(listed(text, 2, 6, 3), ["A", "D"]);
        assert_eq!(listed(text, 2, 6, 1), ["A", "D"]);
    }

    #[test]
    fn skipped_levels_leave_no_gap() {
        assert_eq!(depths([4, 2, 4, 3, 6, 2].into_iter()), [0, 0, 1, 1, 2, 0]);
    }
}
