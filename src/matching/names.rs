//! Which section of a document is which of its template's, by name.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::Matching;
use crate::document::{Document, names};
use crate::template::optional;
use crate::template::pattern::Pattern;
use crate::template::section::SectionSpec;

/// Matches by name alone: exact names, then other headings that serve, then patterns.
pub(super) fn matched(
    document: &Document,
    title: Option<usize>,
    specs: &[SectionSpec],
) -> Matching {
    let keys: Vec<Cow<'_, str>> = (0..document.sections.all.len())
        .map(|section| key(document, section))
        .collect();
    let mut by_key: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (index, key) in keys.iter().enumerate() {
        if Some(index) != title {
            by_key.entry(key).or_default().push(index);
        }
    }
    let mut patterns: Vec<usize> = (0..specs.len())
        .filter(|&spec| specs[spec].pattern.name().is_none())
        .collect();
    patterns.sort_by_key(|&spec| std::cmp::Reverse(specs[spec].pattern.fixed()));
    // Only gaps ask for more than the keys.
    let sections = if patterns.is_empty() { 0 } else { keys.len() };
    let whole = (0..sections).map(|section| names::fold_whole(document.heading_text(section)));
    let mut names = Names {
        document,
        specs,
        keys: &keys,
        whole: whole.collect(),
        by_key,
        out: Matching {
            title,
            spec_of: vec![None; document.sections.all.len()],
            sections_of: vec![Vec::new(); specs.len()],
            ..Matching::default()
        },
    };
    for siblings in parents_first(specs) {
        // What stands in its place goes before what only bears the name: several may bear it.
        for &spec in siblings
            .iter()
            .filter(|&&spec| specs[spec].parent.is_some())
        {
            names.take(spec, &specs[spec].pattern, Wanted::InPlace);
        }
        for spec in siblings {
            names.take(spec, &specs[spec].pattern, Wanted::Anywhere);
        }
    }
    let inside = |spec: &usize| specs[*spec].parent.is_some();
    let named = (0..specs.len()).filter(|&spec| specs[spec].pattern.name().is_some());
    let named = named.filter(inside);
    named.for_each(|spec| names.repeat(spec));
    for (spec, wanted) in specs.iter().enumerate() {
        for also in &wanted.also {
            names.take(spec, also, Wanted::Anywhere);
        }
    }
    for spec in patterns {
        names.take_pattern(spec);
        names.repeat_inside(spec);
    }
    (0..specs.len()).for_each(|spec| names.repeat(spec));
    names.out
}

/// The template's sections by how deep they stand. What stands in another section comes behind it, and
/// of one depth what repeats behind what does not: a name alone must not take what belongs elsewhere.
fn parents_first(specs: &[SectionSpec]) -> Vec<Vec<usize>> {
    let mut depths: Vec<usize> = Vec::with_capacity(specs.len());
    let mut order: Vec<Vec<usize>> = Vec::new();
    for (index, spec) in specs.iter().enumerate() {
        let depth = spec.parent.map_or(0, |parent| depths[parent] + 1);
        depths.push(depth);
        order.resize_with(order.len().max(depth + 1), Vec::new);
        order[depth].push(index);
    }
    for siblings in &mut order {
        siblings.sort_by_key(|&spec| specs[spec].repeat.is_some());
    }
    order
}

/// Where the section may stand that a template's takes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    /// At its level under its parent, or where that would be were the parent at its level.
    InPlace,
    /// Anywhere; the best place is chosen.
    Anywhere,
}

/// A section's name in the form that compares. A mark such as `(Optional)` may have come along from the
/// template.
fn key(document: &Document, section: usize) -> Cow<'_, str> {
    match optional::without_mark(document.heading_text(section)) {
        Some(bare) => Cow::Owned(names::fold(&bare)),
        None => Cow::Borrowed(&document.sections.all[section].key),
    }
}

struct Names<'a> {
    document: &'a Document,
    specs: &'a [SectionSpec],
    /// The folded names of the document's sections.
    keys: &'a [Cow<'a, str>],
    /// The same with their numbering; none where no section of the template has a gap in its name.
    whole: Vec<String>,
    /// The sections by these names.
    by_key: BTreeMap<&'a str, Vec<usize>>,
    out: Matching,
}

impl Names<'_> {
    /// Takes the best of the sections that bear a name; all that stand right where it repeats.
    fn take(&mut self, spec: usize, pattern: &Pattern, wanted: Wanted) {
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
            .filter(|&it| wanted == Wanted::Anywhere || self.fits_as_shifted(spec, it))
            .collect();
        self.choose(spec, &free);
    }

    /// Whether a section's name fits that of a template's, with its numbering or without.
    fn bears(&self, spec: usize, section: usize) -> bool {
        let spec = &self.specs[spec];
        let mut patterns = std::iter::once(&spec.pattern).chain(&spec.also);
        patterns.any(|it| it.matches(&self.keys[section]) || it.matches(&self.whole[section]))
    }

    fn take_pattern(&mut self, spec: usize) {
        let pattern = &self.specs[spec].pattern;
        let bounds = self.bounds(spec);
        let free: Vec<usize> = (0..self.document.sections.all.len())
            .filter(|&it| Some(it) != self.out.title && self.out.spec_of[it].is_none())
            .filter(|&it| self.bears(spec, it) || self.is_copy(pattern, it))
            // A gap alone says nothing of the name: the place must say it.
            .filter(|&it| {
                pattern.fixed() > 0
                    || self.fits_as_shifted(spec, it)
                        && (self.specs[spec].repeat.is_some() || bounds.contains(&it))
            })
            .collect();
        self.choose(spec, &free);
    }

    /// Whether a heading is the template's own, its gaps left as they are.
    fn is_copy(&self, pattern: &Pattern, section: usize) -> bool {
        let heading = self.document.sections.all[section].heading;
        let content = self.document.markdown.headings[heading].content.clone();
        let unmarked = |text: &str| optional::without_mark(text).unwrap_or_else(|| text.to_owned());
        let source = unmarked(self.document.slice(content).trim());
        let name = unmarked(self.document.heading_text(section));
        Pattern::of_heading(&source, &name) == *pattern
    }

    fn choose(&mut self, spec: usize, candidates: &[usize]) {
        if self.specs[spec].repeat.is_some() {
            let fitting: Vec<usize> = candidates
                .iter()
                .copied()
                .filter(|&it| self.fits_as_shifted(spec, it))
                .collect();
            // What stands in a section that is not known yet may still turn out to be another's.
            let settled = fitting.iter().copied().filter(|&it| self.is_settled(it));
            let settled: Vec<usize> = settled.collect();
            let fitting = if settled.is_empty() { fitting } else { settled };
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

    /// Whether it is known of all sections that a section stands in which they are.
    fn is_settled(&self, section: usize) -> bool {
        let parent = |it: &usize| self.document.sections.all[*it].parent;
        let known = |it: usize| self.out.title == Some(it) || self.out.spec_of[it].is_some();
        std::iter::successors(parent(&section), parent).all(known)
    }

    /// Between which sections of the document a section of the template would be in order: behind
    /// its matched siblings before it, in front of those after it.
    fn bounds(&self, spec: usize) -> std::ops::Range<usize> {
        let siblings = |other: &usize| self.specs[*other].parent == self.specs[spec].parent;
        let before = (0..spec).filter(siblings).filter_map(|it| {
            let sections = &self.out.sections_of[it];
            // Its repetitions may stand on both sides.
            if self.specs[it].scattered {
                sections.first()
            } else {
                sections.last()
            }
        });
        let after = (spec + 1..self.specs.len())
            .filter(siblings)
            .filter_map(|it| self.out.sections_of[it].first());
        let end = after
            .min()
            .copied()
            .unwrap_or(self.document.sections.all.len());
        before.max().map_or(0, |last| last + 1)..end
    }

    /// Sections inside a repeated one come with each repetition; and repetitions inside of a pattern
    /// were not known to stand there before that was matched.
    fn repeat(&mut self, spec: usize) {
        let repeats = self.specs[spec].repeat.is_some();
        let parent = self.specs[spec].parent;
        let with_parent = parent.is_some_and(|parent| self.out.sections_of[parent].len() > 1);
        if !repeats && !with_parent {
            return;
        }
        let pattern = &self.specs[spec].pattern;
        let fits = |it: &usize| self.out.spec_of[*it].is_none() && self.fits(spec, *it);
        let named = |it: &usize| {
            self.is_copy(pattern, *it) || self.bears(spec, *it) && (repeats || pattern.fixed() > 0)
        };
        let more: Vec<usize> = match pattern.name() {
            Some(name) => {
                let known = self.by_key.get(name).into_iter().flatten();
                known.copied().filter(fits).collect()
            }
            None => (0..self.keys.len()).filter(fits).filter(named).collect(),
        };
        more.into_iter().for_each(|it| self.out.assign(it, spec));
    }

    /// What repeats by name right inside a section that was only now found.
    fn repeat_inside(&mut self, parent: usize) {
        for spec in parent + 1..self.specs.len() {
            let spec_of = &self.specs[spec];
            if spec_of.parent == Some(parent) && spec_of.pattern.name().is_some() {
                self.repeat(spec);
            }
        }
    }
}
