//! What a template's headings ask of a document's.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::document::Document;
use crate::document::markdown::Block;
use crate::document::units::{self, Unit, UnitKind};

use super::annotations::{self, Annotations, Malformed, Times};
use super::columns::{self, TableSpec};
use super::labels::{self, LabelSpec};
use super::optional;
use super::pattern::Pattern;

/// A section that a template names.
#[derive(Debug, Clone)]
pub struct SectionSpec {
    /// What people see of the heading, marks such as `(Optional)` dropped.
    pub name: String,
    /// The heading's Markdown.
    pub source: String,
    /// What a document's heading must be.
    pub pattern: Pattern,
    /// Other headings that serve.
    pub also: Vec<Pattern>,
    /// 1 to 6.
    pub level: u8,
    /// The section it stands in, as an index of the template's sections.
    pub parent: Option<usize>,
    /// May be absent, in plain words or by annotation.
    pub optional: bool,
    /// How often it may come; none for once.
    pub repeat: Option<Times>,
    /// What its annotation says.
    pub annotations: Annotations,
    /// The template's text under it, comments included.
    pub guidance: Vec<Unit>,
    /// The labels in its text.
    pub labels: Vec<LabelSpec>,
    /// The tables in its text.
    pub tables: Vec<TableSpec>,
    /// It is a contents list, which the tool fills.
    pub contents: bool,
    /// Its heading, and where its own text ends.
    pub range: Range<usize>,
    /// The headings of the siblings that it stands for, itself first.
    pub headings: Vec<Range<usize>>,
}

impl SectionSpec {
    /// Whether the template gives it guidance of its own.
    pub fn has_guidance(&self) -> bool {
        self.guidance
            .iter()
            .any(|unit| unit.kind != UnitKind::Comment)
    }

    /// The heading as it should be typed.
    pub fn heading(&self) -> String {
        format!("{} {}", "#".repeat(usize::from(self.level)), self.source)
    }
}

/// The sections of a template, and what is wrong with them.
#[derive(Debug, Default)]
pub struct SectionSpecs {
    /// In order, parents before their children.
    pub all: Vec<SectionSpec>,
    /// Annotations that can't be read.
    pub malformed: Vec<Malformed>,
    /// Sections given twice: the second heading, the first, and the name.
    pub twice: Vec<(Range<usize>, Range<usize>, String)>,
}

/// Whether a section's name is that of a contents list.
pub fn is_contents(key: &str) -> bool {
    matches!(key, "table of contents" | "contents" | "toc")
}

/// What else a template's text holds, which is no section's.
#[derive(Debug, Clone, Default)]
pub struct Aside {
    /// The section that is its title slot.
    pub title: Option<usize>,
    /// A hand-written footer.
    pub footer: Option<Range<usize>>,
    /// Its metadata in the body.
    pub metadata: Vec<Range<usize>>,
}

/// Reads the sections of a template.
pub fn read(document: &Document, aside: &Aside) -> SectionSpecs {
    let mut specs = SectionSpecs::default();
    // From a section of the document to its spec.
    let mut spec_of: BTreeMap<usize, usize> = BTreeMap::new();
    for (index, section) in document.sections.all.iter().enumerate() {
        if Some(index) == aside.title {
            continue;
        }
        let parent = section
            .parent
            .filter(|&parent| Some(parent) != aside.title)
            .and_then(|parent| spec_of.get(&parent).copied());
        let (spec, malformed) = read_one(document, index, parent, aside);
        specs.malformed.extend(malformed);
        let at = specs.add(spec, &document.sections.all[index].key);
        spec_of.insert(index, at);
    }
    specs
}

impl SectionSpecs {
    /// Adds a section, or joins it to a sibling that becomes the same when numbers and gaps are
    /// dropped; returns its index.
    fn add(&mut self, spec: SectionSpec, key: &str) -> usize {
        let twin = self.all.iter().position(|other| {
            other.parent == spec.parent
                && other.level == spec.level
                && other.pattern == spec.pattern
        });
        let Some(twin) = twin else {
            self.all.push(spec);
            return self.all.len() - 1;
        };
        let other = &mut self.all[twin];
        let same = other.source == spec.source && other.repeat.is_none() && !key.is_empty();
        if same {
            self.twice
                .push((spec.range, other.range.clone(), spec.name));
            return twin;
        }
        other.headings.extend(spec.headings);
        labels::keep_common(&mut other.labels, &spec.labels);
        other.tables.truncate(spec.tables.len());
        other.guidance.extend(spec.guidance);
        other.repeat.get_or_insert(Times {
            least: 1,
            most: None,
        });
        twin
    }
}

fn read_one(
    document: &Document,
    index: usize,
    parent: Option<usize>,
    aside: &Aside,
) -> (SectionSpec, Vec<Malformed>) {
    let section = &document.sections.all[index];
    let heading = &document.markdown.headings[section.heading];
    let written = document.slice(heading.content.clone()).trim();
    let marked = optional::without_mark(written);
    let source = marked.clone().unwrap_or_else(|| written.to_owned());
    let name =
        optional::without_mark(&heading.text).unwrap_or_else(|| heading.text.trim().to_owned());
    let above = comment_above(document, heading.range.start);
    let read = above.and_then(|comment| Some((comment, annotations::read(&comment.text)?)));
    let (annotations, malformed) = match read {
        Some((comment, (mut annotations, malformed))) => {
            // Places count in the comment until here, from here on in the file.
            if let Some((_, range)) = &mut annotations.required_from {
                *range = range.start + comment.range.start..range.end + comment.range.start;
            }
            (annotations, at(malformed, comment.range.start))
        }
        None => (Annotations::default(), Vec::new()),
    };
    let guidance = own_guidance(document, index, aside.footer.as_ref());
    let blocks = document.sections.blocks(&document.markdown, index);
    let says_so = guidance
        .first()
        .is_some_and(|first| optional::says(&first.key))
        || above.is_some_and(|comment| optional::says(comment_text(&comment.text)));
    let spec = SectionSpec {
        pattern: Pattern::of_heading(&source, &name),
        also: annotations
            .also
            .iter()
            .map(|name| Pattern::of_heading(name, name))
            .collect(),
        level: section.level,
        parent,
        optional: annotations.optional || marked.is_some() || says_so,
        repeat: annotations.repeat,
        annotations,
        guidance,
        labels: labels::read(document.as_str(), blocks, &aside.metadata),
        tables: columns::read(blocks, &aside.metadata),
        contents: is_contents(&section.key),
        range: heading.range.clone(),
        headings: vec![heading.range.clone()],
        name: if name.is_empty() {
            source.clone()
        } else {
            name
        },
        source,
    };
    (spec, malformed)
}

fn at(malformed: Vec<Malformed>, offset: usize) -> Vec<Malformed> {
    malformed
        .into_iter()
        .map(|one| Malformed {
            range: one.range.start + offset..one.range.end + offset,
            ..one
        })
        .collect()
}

/// The words of a comment.
pub fn comment_text(comment: &str) -> &str {
    comment
        .trim()
        .trim_start_matches("<!--")
        .trim_end_matches("-->")
        .trim()
}

/// The block of comments directly above a heading: only white space between them.
fn comment_above(document: &Document, heading: usize) -> Option<&Block> {
    let blocks = &document.markdown.blocks;
    let before = blocks.partition_point(|block| block.range.start < heading);
    let block = &blocks[before.checked_sub(1)?];
    let between = document
        .as_str()
        .get(block.range.end.min(heading)..heading)?;
    (block.is_comment() && between.trim().is_empty()).then_some(block)
}

/// The units of a section's own text, without the annotation of the next section and a hand-written
/// footer.
fn own_guidance(document: &Document, index: usize, footer: Option<&Range<usize>>) -> Vec<Unit> {
    let blocks = document.sections.blocks(&document.markdown, index);
    units::units(document.as_str(), blocks)
        .into_iter()
        .filter(|unit| !footer.is_some_and(|footer| footer.contains(&unit.range.start)))
        .filter(|unit| {
            unit.kind != UnitKind::Comment
                || annotations::read(&document.as_str()[unit.range.clone()]).is_none()
        })
        .collect()
}
