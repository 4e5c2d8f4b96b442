//! What a template's headings ask of a document's.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::document::Document;
use crate::document::metadata::{Metadata, Notation};
use crate::document::sections::Section;
use crate::document::units::{self, Unit, UnitKind};
use crate::encoding;

use super::above::{annotations_of, comment_text, comments_above, is_marked_below, stray};
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
    /// Other sections stand between the siblings that it stands for.
    pub scattered: bool,
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
    /// It is how this kind of document writes a field: the field's key.
    pub field: Option<String>,
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
    /// What is said above the title slot.
    pub top: Annotations,
    /// Annotations that can't be read.
    pub malformed: Vec<Malformed>,
    /// Sections given twice: the second heading, the first, and the name.
    pub twice: Vec<(Range<usize>, Range<usize>, String)>,
    /// For each of them the section of the document below which it stood last.
    below: Vec<Option<usize>>,
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
            specs.read_top(document, index);
            continue;
        }
        let parent = section
            .parent
            .filter(|&parent| Some(parent) != aside.title)
            .and_then(|parent| spec_of.get(&parent).copied());
        let (spec, malformed) = read_one(document, index, parent, aside);
        specs.malformed.extend(malformed);
        let at = specs.add(spec, section);
        spec_of.insert(index, at);
    }
    specs.malformed.extend(stray(document));
    specs
}

impl SectionSpecs {
    /// Marks the sections that are fields: a heading over a short line.
    pub fn mark_fields(&mut self, metadata: &Metadata) {
        let fields = metadata
            .entries
            .iter()
            .filter(|entry| entry.notation == Notation::Heading);
        for entry in fields {
            let holds = |spec: &&mut SectionSpec| spec.range.contains(&entry.key_range.start);
            if let Some(spec) = self.all.iter_mut().find(holds) {
                spec.field = Some(entry.key.clone());
            }
        }
    }

    /// Above the title slot only what is said of the sections below it means something.
    fn read_top(&mut self, document: &Document, title: usize) {
        let heading = &document.markdown.headings[document.sections.all[title].heading];
        let above = comments_above(document, heading.range.start);
        let (read, malformed) = annotations_of(document, &above);
        self.malformed.extend(malformed);
        self.top = Annotations {
            any_order: read.any_order,
            open: read.open,
            ..Annotations::default()
        };
        if let Some(first) = above.first().filter(|_| read != self.top) {
            self.malformed.push(Malformed {
                range: first.clone(),
                message: "the title takes only `any-order` and `open`".to_owned(),
            });
        }
    }

    /// Adds a section, or joins it to a sibling that becomes the same when numbers and gaps are
    /// dropped; returns its index.
    fn add(&mut self, spec: SectionSpec, section: &Section) -> usize {
        let twin = self.all.iter().position(|other| {
            other.parent == spec.parent
                && other.level == spec.level
                && other.pattern == spec.pattern
        });
        let Some(twin) = twin else {
            self.all.push(spec);
            self.below.push(section.parent);
            return self.all.len() - 1;
        };
        // Below another repetition of its parent it is given for the first time.
        let again = std::mem::replace(&mut self.below[twin], section.parent) == section.parent;
        let sibling = |other: &SectionSpec| other.parent == spec.parent;
        let scattered = self.all[twin + 1..].iter().any(sibling);
        let other = &mut self.all[twin];
        if again {
            other.scattered |= scattered;
            let named = spec.pattern.name().is_some() && !section.key.is_empty();
            if named && other.source == spec.source && other.repeat.is_none() {
                self.twice
                    .push((spec.range.clone(), other.range.clone(), spec.name.clone()));
            }
            other.repeat.get_or_insert(Times {
                least: 1,
                most: None,
            });
        }
        other.headings.extend(spec.headings);
        labels::keep_common(&mut other.labels, &spec.labels);
        other.tables.truncate(spec.tables.len());
        other.guidance.extend(spec.guidance);
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
    let written = document.uncommented(heading.content.clone());
    let marked = optional::without_mark(&written);
    let source = marked.clone().unwrap_or(written);
    let seen = document.section_name(index);
    let name = optional::without_mark(&seen).unwrap_or(seen);
    // What compares is what people see, as it is in documents.
    let visible = optional::without_mark(&heading.text);
    let visible = visible.as_deref().unwrap_or(&heading.text);
    let above = comments_above(document, heading.range.start);
    let (annotations, malformed) = annotations_of(document, &above);
    let guidance = own_guidance(document, index, aside.footer.as_ref());
    let blocks = document.sections.blocks(&document.markdown, index);
    let says_so = guidance
        .first()
        .is_some_and(|first| optional::says(&first.key))
        || (above.iter().cloned())
            .chain(document.comments_in(heading.content.clone()))
            .any(|range| optional::says(comment_text(document.slice(range))))
        || is_marked_below(document, blocks);
    let pattern = Pattern::of_heading(&source, visible);
    let also = annotations.also.iter();
    let also = also.map(|name| Pattern::of_heading(name, name));
    // Where a part of the name is lost as a tag, or damaged, a document may have saved it.
    let saved = Pattern::of_heading(&encoding::repaired(&source), &encoding::repaired(&name));
    let saved = (pattern != saved).then_some(saved);
    let spec = SectionSpec {
        pattern,
        also: also.chain(saved).collect(),
        level: section.level,
        parent,
        optional: annotations.optional || marked.is_some() || says_so,
        repeat: annotations.repeat,
        scattered: false,
        annotations,
        guidance,
        labels: labels::read(document.as_str(), blocks, &aside.metadata),
        tables: columns::read(blocks, &aside.metadata),
        contents: is_contents(&section.key),
        field: None,
        range: heading.range.clone(),
        headings: vec![heading.range.clone()],
        name: if name.is_empty() {
            source.clone()
        } else {
            name
        },
        source: one_line(&source),
    };
    (spec, malformed)
}

/// A heading's text as it can stand behind `#`: an underlined one may have several lines.
fn one_line(heading: &str) -> String {
    let lines = heading.split(['\r', '\n']).map(str::trim);
    let lines: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    lines.join(" ")
}

/// The units of a section's own text, without the annotation of the next section and a hand-written
/// footer.
fn own_guidance(document: &Document, index: usize, footer: Option<&Range<usize>>) -> Vec<Unit> {
    let blocks = document.sections.blocks(&document.markdown, index);
    units::pieces(document.as_str(), blocks)
        .map(|piece| piece.unit())
        .filter(|unit| !footer.is_some_and(|footer| footer.contains(&unit.range.start)))
        .filter(|unit| {
            unit.kind != UnitKind::Comment
                || annotations::comments(document.slice(unit.range.clone()))
                    .into_iter()
                    .all(|(_, comment)| annotations::read(comment).is_none())
        })
        .collect()
}
