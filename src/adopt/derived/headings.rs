//! The headings that documents share.

use std::collections::{BTreeMap, BTreeSet};

use super::{LEAST_FOR_SUBSECTIONS, MANY, MOST, is_part};
use crate::adopt::Candidate;
use crate::document::Document;
use crate::template::section::is_contents;

/// The names of a heading and of those above it, in the form that compares, the title left out.
type Path = Vec<String>;

/// A heading as some documents have it.
#[derive(Default)]
struct Heading {
    /// How many.
    documents: usize,
    /// How it is written, and how often.
    written: BTreeMap<String, usize>,
    /// Its level, and how often.
    levels: BTreeMap<u8, usize>,
    /// The sum of its places among the headings of its documents, from 0 to 1.
    place: f64,
}

impl Heading {
    fn level(&self) -> u8 {
        most(&self.levels).copied().unwrap_or(2)
    }
}

/// The headings that documents share.
pub(super) struct Shared {
    documents: usize,
    titled: usize,
    all: BTreeMap<Path, Heading>,
    is_in_order: bool,
}

impl Shared {
    pub(super) fn of(documents: &[&Candidate]) -> Self {
        let outlines: Vec<Vec<(Path, usize)>> =
            documents.iter().map(|it| outline(&it.document)).collect();
        let mut all: BTreeMap<Path, Heading> = BTreeMap::new();
        for (file, outline) in documents.iter().zip(&outlines) {
            let mut seen = BTreeSet::new();
            for (at, (path, section)) in outline.iter().enumerate() {
                if !seen.insert(path) {
                    continue;
                }
                let heading = all.entry(path.clone()).or_default();
                heading.documents += 1;
                heading.place += ratio(at, outline.len());
                let document = &file.document;
                let source = &document.markdown.headings[document.sections.all[*section].heading];
                let written = document.slice(source.content.clone()).trim().to_owned();
                *heading.written.entry(written).or_default() += 1;
                let level = document.sections.all[*section].level;
                *heading.levels.entry(level).or_default() += 1;
            }
        }
        let titled = documents.iter().filter(|it| title(&it.document).is_some());
        let mut shared = Self {
            documents: documents.len(),
            titled: titled.count(),
            all,
            is_in_order: true,
        };
        shared.keep_shared();
        shared.is_in_order = shared.are_in_order(&outlines);
        shared
    }

    /// How many headings right below the title most documents have.
    pub(super) fn asked(&self) -> usize {
        let top = self.all.iter().filter(|(path, _)| path.len() == 1);
        top.filter(|(_, heading)| self.is_asked(heading)).count()
    }

    /// The title slot.
    pub(super) fn title(&self) -> String {
        let order = match self.is_in_order {
            true => "",
            false => "<!-- any-order -->\n",
        };
        match self.titled * 2 > self.documents {
            true => format!("{order}# <Title>\n\n"),
            false => String::new(),
        }
    }

    /// The sections; `fields` are headings over a short line, each with what stands below it.
    pub(super) fn sections(&self, fields: &BTreeMap<String, String>) -> String {
        let mut out = String::new();
        self.write(&[], fields, &mut out);
        out
    }

    fn write(&self, parent: &[String], fields: &BTreeMap<String, String>, out: &mut String) {
        let mut children: Vec<(&Path, &Heading)> = self
            .all
            .iter()
            .filter(|(path, _)| path.len() == parent.len() + 1 && path.starts_with(parent))
            .collect();
        let mean = |heading: &Heading| heading.place / heading.documents as f64;
        children.sort_by(|(_, a), (_, b)| mean(a).total_cmp(&mean(b)));
        for (path, heading) in children {
            let name = path.last().map_or("", String::as_str);
            if !self.is_asked(heading) {
                out.push_str("<!-- optional -->\n");
            }
            let written = most(&heading.written).map_or(name, String::as_str);
            let marks = "#".repeat(usize::from(heading.level()));
            out.push_str(&format!("{marks} {written}\n\n"));
            if let Some(value) = fields.get(name) {
                out.push_str(&format!("{value}\n\n"));
            }
            self.write(path, fields, out);
        }
    }

    fn is_asked(&self, heading: &Heading) -> bool {
        is_part(heading.documents, self.documents, MOST)
    }

    /// Leaves what many have; of subsections those that most documents with their parent have.
    fn keep_shared(&mut self) {
        let counts: BTreeMap<Path, usize> = self
            .all
            .iter()
            .map(|(path, heading)| (path.clone(), heading.documents))
            .collect();
        let documents = self.documents;
        self.all.retain(|path, heading| match path.as_slice() {
            [_] => is_part(heading.documents, documents, MANY),
            [above @ .., _] => {
                let parent = counts.get(above).copied().unwrap_or_default();
                documents >= LEAST_FOR_SUBSECTIONS
                    && is_part(parent, documents, MOST)
                    && is_part(heading.documents, documents, MOST)
            }
            [] => false,
        });
    }

    /// Whether most documents have their headings in the same order.
    fn are_in_order(&self, outlines: &[Vec<(Path, usize)>]) -> bool {
        let mean = |path: &Path| {
            let heading = self.all.get(path).filter(|_| path.len() == 1)?;
            Some(heading.place / heading.documents as f64)
        };
        let ordered = outlines.iter().filter(|outline| {
            let places: Vec<f64> = outline.iter().filter_map(|(path, _)| mean(path)).collect();
            places.is_sorted()
        });
        is_part(ordered.count(), outlines.len(), MOST)
    }
}

/// What occurs most often; the first of several.
pub(super) fn most<T: Ord>(counted: &BTreeMap<T, usize>) -> Option<&T> {
    let highest = counted.values().max()?;
    let mut all = counted.iter();
    all.find(|(_, count)| *count == highest).map(|(it, _)| it)
}

fn ratio(part: usize, of: usize) -> f64 {
    part as f64 / of.max(1) as f64
}

/// The section that is a document's title.
fn title(document: &Document) -> Option<usize> {
    document.sections.only_h1().filter(|index| *index == 0)
}

/// The headings of a document, with those above them; neither its title nor contents lists.
fn outline(document: &Document) -> Vec<(Path, usize)> {
    let title = title(document);
    let sections = &document.sections.all;
    let path = |index: usize| {
        let parents = std::iter::successors(Some(index), |it| sections[*it].parent);
        let mut path: Path = parents
            .filter(|it| Some(*it) != title)
            .map(|it| sections[it].key.clone())
            .collect();
        path.reverse();
        path
    };
    (0..sections.len())
        .filter(|index| Some(*index) != title && !is_contents(&sections[*index].key))
        .filter(|index| !sections[*index].key.is_empty())
        .map(|index| (path(index), index))
        .collect()
}
