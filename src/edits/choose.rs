//! Which mends go together: each as a whole, and no two at the same bytes.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use crate::diagnostics::{Diagnostic, Edit, Place};
use crate::text::Text;

/// The texts that may be edited, by the path that edits call them by.
pub(super) type Texts = BTreeMap<Arc<str>, Arc<Text>>;

/// Findings whose mends go together, and their edits by file.
#[derive(Debug, Default)]
pub(super) struct Chosen {
    pub mended: Vec<Diagnostic>,
    pub edits: BTreeMap<Arc<str>, Vec<Edit>>,
    taken: BTreeMap<Arc<str>, BTreeMap<usize, Taken>>,
    /// What has been chosen already: two chapters may be the same file.
    known: BTreeSet<Vec<Identity>>,
}

/// Bytes that somebody edits.
#[derive(Debug)]
struct Taken {
    end: usize,
    rule: &'static str,
    place: Place,
}

impl Chosen {
    /// Takes what goes together, the first come first; what is left has to wait for another round.
    pub fn of<'a>(findings: impl IntoIterator<Item = &'a Diagnostic>, texts: &Texts) -> Self {
        let mut chosen = Self::default();
        for finding in findings {
            chosen.offer(finding, texts);
        }
        chosen
    }

    fn offer(&mut self, finding: &Diagnostic, texts: &Texts) {
        let Some(fix) = &finding.fix else { return };
        let same: Vec<_> = fix.edits.iter().map(identity).collect();
        if self.known.contains(&same) {
            self.mended.push(finding.clone());
            return;
        }
        let apart = |edit: &Edit| !self.meets(edit, finding);
        if !is_sound(&fix.edits, texts) || !fix.edits.iter().all(apart) {
            return;
        }
        self.known.insert(same);
        for edit in &fix.edits {
            let path = Arc::clone(&edit.path);
            let taken = Taken {
                end: edit.range.end,
                rule: finding.rule,
                place: finding.place.clone(),
            };
            let of_file = self.taken.entry(Arc::clone(&path)).or_default();
            of_file.insert(edit.range.start, taken);
            self.edits.entry(path).or_default().push(edit.clone());
        }
        self.mended.push(finding.clone());
    }

    /// Whether an edit would touch what is taken. Two replacements may lie side by side; where
    /// something is set in, its neighbours wait. What one rule sets in for findings at one place comes
    /// in the order in which they are told, where it begins with the line ending that parts it from
    /// what is set in before.
    fn meets(&self, edit: &Edit, finding: &Diagnostic) -> bool {
        let Some(taken) = self.taken.get(&edit.path) else {
            return false;
        };
        let near = taken.range(..=edit.range.end).rev().take(2);
        near.into_iter().any(|(&start, other)| {
            let range = start..other.end;
            let both_set_in = range.is_empty() && edit.range.is_empty();
            let parted = both_set_in && edit.text.starts_with(['\n', '\r']);
            let together = parted && other.rule == finding.rule && other.place == finding.place;
            touch(&range, &edit.range) && !together
        })
    }
}

fn touch(one: &Range<usize>, other: &Range<usize>) -> bool {
    match one.is_empty() || other.is_empty() {
        true => one.start <= other.end && other.start <= one.end,
        false => one.start < other.end && other.start < one.end,
    }
}

/// An edit, so that it can be found again.
type Identity = (Arc<str>, usize, usize, String);

fn identity(edit: &Edit) -> Identity {
    let Range { start, end } = edit.range;
    (Arc::clone(&edit.path), start, end, edit.text.clone())
}

/// Whether edits change something, each lies in a text that is known, and none in another.
fn is_sound(edits: &[Edit], texts: &Texts) -> bool {
    let mut order: Vec<&Edit> = edits.iter().collect();
    order.sort_by_key(|edit| (&edit.path, edit.range.start, edit.range.end));
    let apart = order
        .windows(2)
        .all(|pair| pair[0].path != pair[1].path || pair[0].range.end <= pair[1].range.start);
    let held = |edit: &Edit| {
        let text = texts.get(&edit.path)?;
        text.as_str().get(edit.range.clone())
    };
    apart
        && edits.iter().all(|edit| held(edit).is_some())
        && edits.iter().any(|edit| held(edit) != Some(&edit.text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostics::{Fix, Safety, Severity};

    const TEXT: &str = "0123456789";

    fn finding(rule: &'static str, edits: &[(&str, Range<usize>, &str)]) -> Diagnostic {
        let place = Place::file("a.md");
        let mut finding = Diagnostic::new(rule, Severity::Warning, place, rule);
        let edit = |(path, range, text): &(&str, Range<usize>, &str)| Edit {
            path: Arc::from(*path),
            range: range.clone(),
            text: (*text).to_owned(),
        };
        finding.fix = Some(Fix {
            safety: Safety::Safe,
            edits: edits.iter().map(edit).collect(),
        });
        finding
    }

    fn chosen(findings: &[Diagnostic]) -> Vec<&'static str> {
        let text = |path: &str| (Arc::from(path), Arc::new(Text::new(path, TEXT)));
        let texts = Texts::from([text("a.md"), text("b.md")]);
        let chosen = Chosen::of(findings, &texts);
        chosen.mended.iter().map(|finding| finding.rule).collect()
    }

    #[test]
    fn what_overlaps_waits_as_a_whole() {
        let one = finding("one", &[("a.md", 2..4, "x")]);
        let both = finding("both", &[("b.md", 0..1, "x"), ("a.md", 3..5, "x")]);
        let beside = finding("beside", &[("a.md", 4..6, "x")]);
        let other = finding("other", &[("b.md", 0..1, "y")]);
        assert_eq!(
            chosen(&[one, both, beside, other]),
            ["one", "beside", "other"]
        );
    }

    #[test]
    fn where_something_is_set_in_its_neighbours_wait() {
        let set_in = finding("set-in", &[("a.md", 4..4, "x")]);
        for (range, waits) in [(2..4, true), (4..6, true), (4..4, true), (5..6, false)] {
            let next = finding("next", &[("a.md", range.clone(), "y")]);
            let taken = chosen(&[set_in.clone(), next]);
            assert_eq!(taken.len(), if waits { 1 } else { 2 }, "{range:?}");
        }
        for (text, chosen_too) in [("\ny", true), ("\r\ny", true), ("y", false)] {
            let again = finding("set-in", &[("a.md", 4..4, text)]);
            let taken = chosen(&[set_in.clone(), again]);
            assert_eq!(taken.len(), if chosen_too { 2 } else { 1 }, "{text:?}");
        }
    }

    #[test]
    fn the_same_mend_counts_twice_and_is_made_once() {
        let one = finding("one", &[("a.md", 4..6, "x")]);
        let texts = Texts::from([(Arc::from("a.md"), Arc::new(Text::new("a.md", TEXT)))]);
        let chosen = Chosen::of(&[one.clone(), one], &texts);
        assert_eq!((chosen.mended.len(), chosen.edits["a.md"].len()), (2, 1));
    }

    #[test]
    fn what_changes_nothing_or_lies_outside_is_left() {
        for edits in [
            &[("a.md", 2..4, "23")][..],
            &[("a.md", 2..40, "x")],
            &[("c.md", 0..0, "x")],
            &[("a.md", 2..4, "x"), ("a.md", 3..5, "x")],
            &[],
        ] {
            assert!(chosen(&[finding("one", edits)]).is_empty(), "{edits:?}");
        }
    }
}
