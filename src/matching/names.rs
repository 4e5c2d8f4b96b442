//! Which section of a document is which of its template's, by name.

use std::collections::BTreeMap;

use super::Matching;
use crate::document::Document;
use crate::template::pattern::Pattern;
use crate::template::section::SectionSpec;

/// Matches by name alone: exact names, then other headings that serve, then patterns.
pub(super) fn matched(
    document: &Document,
    title: Option<usize>,
    specs: &[SectionSpec],
) -> Matching {
    let mut by_key: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, section) in document.sections.all.iter().enumerate() {
        if Some(index) != title {
            by_key.entry(&section.key).or_default().push(index);
        }
    }
    let mut names = Names {
        document,
        specs,
        by_key,
        out: Matching {
            title,
            spec_of: vec![None; document.sections.all.len()],
            sections_of: vec![Vec::new(); specs.len()],
            ..Matching::default()
        },
    };
    for (spec, wanted) in specs.iter().enumerate() {
        names.take(spec, &wanted.pattern);
    }
    for (spec, wanted) in specs.iter().enumerate() {
        for also in &wanted.also {
            names.take(spec, also);
        }
    }
    let mut patterns: Vec<usize> = (0..specs.len())
        .filter(|&spec| specs[spec].pattern.name().is_none())
        .collect();
    patterns.sort_by_key(|&spec| std::cmp::Reverse(specs[spec].pattern.fixed()));
    for spec in patterns {
        names.take_pattern(spec);
    }
    names.repeat();
    names.out
}

struct Names<'a> {
    document: &'a Document,
    specs: &'a [SectionSpec],
    /// The document's sections by their folded names.
    by_key: BTreeMap<&'a str, Vec<usize>>,
    out: Matching,
}

impl Names<'_> {
    /// Takes the best of the sections that bear a name; all that stand right where it repeats.
    fn take(&mut self, spec: usize, pattern: &Pattern) {
        let Some(name) = pattern.name() else {
            return;
        };
        let Some(candidates) = self.by_key.get(name) else {
            return;
        };
        let free: Vec<usize> = candidates
            .iter()
            .copied()
            .filter(|&it| self.out.spec_of[it].is_none())
            .collect();
        self.choose(spec, &free);
    }

    fn take_pattern(&mut self, spec: usize) {
        let pattern = &self.specs[spec].pattern;
        let bounds = self.bounds(spec);
        let free: Vec<usize> = (0..self.document.sections.all.len())
            .filter(|&it| Some(it) != self.out.title && self.out.spec_of[it].is_none())
            .filter(|&it| pattern.matches(&self.document.sections.all[it].key))
            // A gap alone says nothing of the name: the place must say it.
            .filter(|&it| {
                pattern.fixed() > 0
                    || self.fits_as_shifted(spec, it)
                        && (self.specs[spec].repeat.is_some() || bounds.contains(&it))
            })
            .collect();
        self.choose(spec, &free);
    }

    fn choose(&mut self, spec: usize, candidates: &[usize]) {
        if self.specs[spec].repeat.is_some() {
            let fitting: Vec<usize> = candidates
                .iter()
                .copied()
                .filter(|&it| self.fits_as_shifted(spec, it))
                .collect();
            if !fitting.is_empty() {
                fitting.into_iter().for_each(|it| self.out.assign(it, spec));
                return;
            }
        }
        if !self.out.sections_of[spec].is_empty() {
            return;
        }
        let after = self.bounds(spec).start;
        let best = candidates.iter().copied().max_by_key(|&it| {
            let level = self.document.sections.all[it].level == self.specs[spec].level;
            // The first of equals: `max_by_key` takes the last one, so later ones weigh less.
            (
                self.fits(spec, it),
                level,
                it >= after,
                std::cmp::Reverse(it),
            )
        });
        let Some(best) = best else {
            return;
        };
        self.out.assign(best, spec);
        if self.specs[spec].repeat.is_some() {
            let place = |it: usize| {
                let section = &self.document.sections.all[it];
                (section.level, section.parent)
            };
            // Its repetitions went where it went.
            let along = candidates.iter().filter(|&&it| it != best);
            let along: Vec<usize> = along
                .copied()
                .filter(|&it| place(it) == place(best))
                .collect();
            along.into_iter().for_each(|it| self.out.assign(it, spec));
        }
    }

    /// Whether a section stands at a template section's level under its parent.
    fn fits(&self, spec: usize, section: usize) -> bool {
        self.document.sections.all[section].level == self.specs[spec].level
            && self.out.parent_spec(self.document, section) == self.specs[spec].parent
    }

    /// Whether a section fits, or would if its parent, or all that stand at the top, were at the
    /// template's level.
    fn fits_as_shifted(&self, spec: usize, section: usize) -> bool {
        let off = |spec: usize| {
            let section = *self.out.sections_of[spec].first()?;
            let level = i16::from(self.document.sections.all[section].level);
            Some(level - i16::from(self.specs[spec].level))
        };
        let shift = match self.specs[spec].parent {
            Some(parent) => off(parent),
            None => {
                let top = (0..self.specs.len()).filter(|&it| self.specs[it].parent.is_none());
                let mut offs = top.filter_map(off);
                let first = offs.next();
                first.filter(|first| offs.all(|other| other == *first))
            }
        };
        let level = i16::from(self.document.sections.all[section].level);
        self.fits(spec, section)
            || shift.is_some_and(|shift| level == i16::from(self.specs[spec].level) + shift)
                && self.out.parent_spec(self.document, section) == self.specs[spec].parent
    }

    /// Between which sections of the document a section of the template would be in order: behind
    /// its matched siblings before it, in front of those after it.
    fn bounds(&self, spec: usize) -> std::ops::Range<usize> {
        let siblings = |other: &usize| self.specs[*other].parent == self.specs[spec].parent;
        let before = (0..spec)
            .filter(siblings)
            .filter_map(|it| self.out.sections_of[it].last());
        let after = (spec + 1..self.specs.len())
            .filter(siblings)
            .filter_map(|it| self.out.sections_of[it].first());
        let end = after
            .min()
            .copied()
            .unwrap_or(self.document.sections.all.len());
        before.max().map_or(0, |last| last + 1)..end
    }

    /// Sections inside a repeated one come with each repetition.
    fn repeat(&mut self) {
        for spec in 0..self.specs.len() {
            let Some(parent) = self.specs[spec].parent else {
                continue;
            };
            if self.out.sections_of[parent].len() < 2 || self.specs[spec].pattern.name().is_none() {
                continue;
            }
            let name = self.specs[spec].pattern.name().unwrap_or_default();
            let more: Vec<usize> = self
                .by_key
                .get(name)
                .into_iter()
                .flatten()
                .copied()
                .filter(|&it| self.out.spec_of[it].is_none() && self.fits(spec, it))
                .collect();
            more.into_iter().for_each(|it| self.out.assign(it, spec));
        }
    }
}
