//! Ranges of a text that may overlap, asked whether one of them holds an offset or meets a range.

use std::ops::Range;

/// Ranges in the order of their starts. To ask takes a binary search, however many there are.
#[derive(Debug, Clone, Default)]
pub struct Spans {
    /// Where each begins, and how far it and those before it reach.
    reach: Vec<(usize, usize)>,
}

impl FromIterator<Range<usize>> for Spans {
    fn from_iter<I: IntoIterator<Item = Range<usize>>>(ranges: I) -> Self {
        let ranges = ranges.into_iter().filter(|range| !range.is_empty());
        let mut reach: Vec<(usize, usize)> = ranges.map(|range| (range.start, range.end)).collect();
        reach.sort_unstable();
        let mut furthest = 0;
        for (_, end) in &mut reach {
            furthest = furthest.max(*end);
            *end = furthest;
        }
        Self { reach }
    }
}

impl Spans {
    /// Whether an offset lies in one of them.
    pub fn hold(&self, at: usize) -> bool {
        self.meet(&(at..at + 1))
    }

    /// Whether a range has an offset in common with one of them.
    pub fn meet(&self, range: &Range<usize>) -> bool {
        let begun = self.reach.partition_point(|(start, _)| *start < range.end);
        let last = begun.checked_sub(1).map(|last| self.reach[last].1);
        last.is_some_and(|end| range.start < end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_hold_and_meet_what_one_of_them_does() {
        let ranges = [8..9, 0..2, 1..6, 3..4, 7..7];
        let spans: Spans = ranges.iter().cloned().collect();
        for at in 0..12 {
            let held = ranges.iter().any(|range| range.contains(&at));
            assert_eq!(spans.hold(at), held, "{at}");
            for end in at + 1..12 {
                let met = (at..end).any(|at| spans.hold(at));
                assert_eq!(spans.meet(&(at..end)), met, "{at}..{end}");
            }
        }
        assert!(!Spans::default().hold(0));
    }
}
