//! Whether what is matched stands at the right level, under the right parent, in the right order.

use std::collections::{BTreeMap, BTreeSet};

use super::{Belongs, Matching, Misplaced, Shift, Top};
use crate::document::Document;
use crate::template::section::SectionSpec;

/// Judges levels first: a section at the wrong level is told so and nothing else, and what follows
/// from it is silent.
pub(super) fn judge(matching: &mut Matching, document: &Document, top: Top, specs: &[SectionSpec]) {
    matching.shifts = shifts(matching, document, specs);
    matching.misplaced = misplaced(matching, document, top, specs);
}

/// The matched pairs in the order of the document.
fn pairs(matching: &Matching) -> impl Iterator<Item = (usize, usize)> + '_ {
    matching
        .spec_of
        .iter()
        .enumerate()
        .filter_map(|(section, spec)| Some((section, (*spec)?)))
}

fn shifts(matching: &Matching, document: &Document, specs: &[SectionSpec]) -> Vec<Shift> {
    let delta = |section: usize, spec: usize| {
        i16::from(document.sections.all[section].level) - i16::from(specs[spec].level)
    };
    // Siblings in the template, by their parent there: those shifted together are one finding.
    let mut groups: BTreeMap<Option<usize>, Vec<(usize, i8)>> = BTreeMap::new();
    for (section, spec) in pairs(matching) {
        let own = delta(section, spec);
        let inherited = specs[spec]
            .parent
            .and_then(|parent| Some(delta(matching.section_of(parent)?, parent)))
            .unwrap_or(0);
        // At the template's level, or as far off as its parent: nothing of its own is wrong.
        let by = if own == 0 { 0 } else { own - inherited };
        let by = i8::try_from(by).unwrap_or_default();
        groups
            .entry(specs[spec].parent)
            .or_default()
            .push((section, by));
    }
    let mut shifts = Vec::new();
    for members in groups.into_values() {
        let first = members[0].1;
        if members.iter().all(|&(_, by)| by == first) {
            let sections = members.into_iter().map(|(section, _)| section).collect();
            shifts.push(Shift {
                sections,
                by: first,
            });
        } else {
            shifts.extend(members.into_iter().map(|(section, by)| Shift {
                sections: vec![section],
                by,
            }));
        }
    }
    shifts.retain(|shift| shift.by != 0);
    shifts.sort_by_key(|shift| shift.sections[0]);
    shifts
}

fn misplaced(
    matching: &Matching,
    document: &Document,
    top: Top,
    specs: &[SectionSpec],
) -> Vec<Misplaced> {
    let shifted: BTreeSet<usize> = matching
        .shifts
        .iter()
        .flat_map(|shift| shift.sections.iter().copied())
        .collect();
    let mut found = Vec::new();
    let mut rows: BTreeMap<Option<usize>, Vec<(usize, usize)>> = BTreeMap::new();
    for (section, spec) in pairs(matching) {
        if shifted.contains(&section) {
            continue;
        }
        let wanted = specs[spec].parent;
        let actual = matching.parent_spec(document, section);
        let follows = [wanted, actual].into_iter().flatten().any(|parent| {
            let sections = &matching.sections_of[parent];
            sections.is_empty() || sections.iter().any(|section| shifted.contains(section))
        });
        if actual == wanted {
            rows.entry(wanted).or_default().push((section, spec));
        } else if !follows {
            found.push(Misplaced {
                section,
                belongs: Belongs::Under(wanted),
            });
        }
    }
    for (parent, row) in rows {
        let any_order = parent.map_or(top.any_order, |parent| specs[parent].annotations.any_order);
        if !any_order {
            let mut seen = BTreeSet::new();
            // Of a section that stands on both sides of others the first one says where it belongs.
            let counts = |(_, spec): &(usize, usize)| !specs[*spec].scattered || seen.insert(*spec);
            let row: Vec<(usize, usize)> = row.into_iter().filter(counts).collect();
            found.extend(out_of_order(document, &row));
        }
    }
    found.sort_by_key(|misplaced| misplaced.section);
    found
}

/// The siblings outside of the longest run that is in order. Repetitions of a repeated section are
/// compared under the same parent section only.
fn out_of_order(document: &Document, row: &[(usize, usize)]) -> Vec<Misplaced> {
    let mut by_parent: BTreeMap<Option<usize>, Vec<(usize, usize)>> = BTreeMap::new();
    for &(section, spec) in row {
        by_parent
            .entry(document.sections.all[section].parent)
            .or_default()
            .push((section, spec));
    }
    by_parent
        .into_values()
        .flat_map(|siblings| strays(&siblings))
        .collect()
}

fn strays(siblings: &[(usize, usize)]) -> Vec<Misplaced> {
    let specs: Vec<usize> = siblings.iter().map(|&(_, spec)| spec).collect();
    let kept = longest_run(&specs);
    (0..siblings.len())
        .filter(|index| kept.binary_search(index).is_err())
        .map(|index| {
            let (section, spec) = siblings[index];
            let before = kept.iter().rev().find(|&&it| siblings[it].1 <= spec);
            let after = kept.iter().find(|&&it| siblings[it].1 > spec);
            let belongs = match (before, after) {
                (Some(&before), _) => Belongs::After(siblings[before].0),
                (None, Some(&after)) => Belongs::Before(siblings[after].0),
                (None, None) => Belongs::Under(None),
            };
            Misplaced { section, belongs }
        })
        .collect()
}

/// Indices of a longest non-decreasing subsequence, in order.
fn longest_run(values: &[usize]) -> Vec<usize> {
    // `ends[n]` is the index of the smallest value that ends a run of length n + 1.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(values.len());
    for (index, &value) in values.iter().enumerate() {
        let len = ends.partition_point(|&end| values[end] <= value);
        before.push(len.checked_sub(1).map(|last| ends[last]));
        if len == ends.len() {
            ends.push(index);
        } else {
            ends[len] = index;
        }
    }
    let mut run = Vec::with_capacity(ends.len());
    let mut at = ends.last().copied();
    while let Some(index) = at {
        run.push(index);
        at = before[index];
    }
    run.reverse();
    run
}

#[cfg(test)]
mod tests {
    use super::longest_run;

    #[test]
    fn the_longest_run_in_order() {
        assert_eq!(longest_run(&[0, 3, 1, 2, 2, 4]), [0, 2, 3, 4, 5]);
        assert_eq!(longest_run(&[]), Vec::<usize>::new());
        assert_eq!(longest_run(&[2, 1]).len(), 1);
    }
}
