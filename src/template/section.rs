//! What a template's headings ask of a document's.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::document::Document;
use crate::document::markdown::Block;
use crate::document::metadata::{Metadata, Notation};
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
        let at = specs.add(spec, &document.sections.all[index].key);
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
        let sibling = |other: &SectionSpec| other.parent == spec.parent;
        let scattered = self.all[twin + 1..].iter().any(sibling);
        let other = &mut self.all[twin];
        other.scattered |= scattered;
        let named = spec.pattern.name().is_some() && !key.is_empty();
        if named && other.source == spec.source && other.repeat.is_none() {
            self.twice
                .push((spec.range.clone(), other.range.clone(), spec.name.clone()));
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
    let above = comments_above(document, heading.range.start);
    let (annotations, malformed) = annotations_of(document, &above);
    let guidance = own_guidance(document, index, aside.footer.as_ref());
    let blocks = document.sections.blocks(&document.markdown, index);
    let says_so = guidance
        .first()
        .is_some_and(|first| optional::says(&first.key))
        || above
            .iter()
            .any(|range| optional::says(comment_text(document.slice(range.clone()))))
        || is_marked_below(document, blocks);
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
        source,
    };
    (spec, malformed)
}

/// What the comments above a heading say, and what can't be read in them. Places count in a comment
/// until here, from here on in the file.
fn annotations_of(document: &Document, above: &[Range<usize>]) -> (Annotations, Vec<Malformed>) {
    let mut all = Annotations::default();
    let mut malformed = Vec::new();
    for range in above {
        let comment = document.slice(range.clone());
        let shift = |inner: Range<usize>| inner.start + range.start..inner.end + range.start;
        let wrong = match annotations::read(comment) {
            Some((mut annotations, wrong)) => {
                if let Some((_, place)) = &mut annotations.required_from {
                    *place = shift(place.clone());
                }
                all.join(annotations);
                wrong
            }
            None => annotations::slip(comment).into_iter().collect(),
        };
        malformed.extend(wrong.into_iter().map(|one| Malformed {
            range: shift(one.range),
            ..one
        }));
    }
    (all, malformed)
}

/// `<!-- optional -->` as the first thing below a heading speaks of the section it stands in.
fn is_marked_below(document: &Document, blocks: &[Block]) -> bool {
    let Some(first) = blocks.first().filter(|block| block.is_comment()) else {
        return false;
    };
    let alone = blocks.len() > 1 || !is_above_heading(document, first);
    alone && annotations::read(first.text.trim()).is_some_and(|(read, _)| read.optional)
}

fn is_above_heading(document: &Document, block: &Block) -> bool {
    let headings = &document.markdown.headings;
    let next = headings.partition_point(|heading| heading.range.start < block.range.end);
    headings.get(next).is_some_and(|heading| {
        !heading.nested
            && comments_above(document, heading.range.start)
                .iter()
                .any(|range| range.start >= block.range.start)
    })
}

/// The comments that may annotate a section, where they stand: directly above its heading, or as the
/// first thing below it.
pub fn placed(document: &Document) -> Vec<Range<usize>> {
    let sections = &document.sections.all;
    let heading = |section: usize| {
        document.markdown.headings[sections[section].heading]
            .range
            .start
    };
    let mut placed: Vec<Range<usize>> = Vec::new();
    for section in 0..sections.len() {
        placed.extend(comments_above(document, heading(section)));
        let first = document
            .sections
            .blocks(&document.markdown, section)
            .first();
        let marked = is_marked_below(
            document,
            document.sections.blocks(&document.markdown, section),
        );
        placed.extend(first.filter(|_| marked).map(|block| block.range.clone()));
    }
    placed
}

/// Annotations that stand above no heading of a section, so that nothing is annotated.
fn stray(document: &Document) -> Vec<Malformed> {
    let placed = placed(document);
    let blocks = document
        .markdown
        .blocks
        .iter()
        .filter(|block| block.is_comment());
    blocks
        .flat_map(|block| {
            let comments = annotations::comments(&block.text).into_iter();
            comments.map(|(at, text)| (block.range.start + at, text))
        })
        .filter(|(start, text)| {
            annotations::read(text).is_some() && !placed.iter().any(|range| range.contains(start))
        })
        .map(|(start, text)| Malformed {
            range: start..start + text.len(),
            message: "it stands above no heading".to_owned(),
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

/// The comments directly above a heading, with nothing but white space between.
fn comments_above(document: &Document, heading: usize) -> Vec<Range<usize>> {
    let blocks = &document.markdown.blocks;
    let before = blocks.partition_point(|block| block.range.start < heading);
    let mut found = Vec::new();
    let mut end = heading;
    for block in blocks[..before].iter().rev() {
        let between = document.as_str().get(block.range.end.min(end)..end);
        if !block.is_comment() || between.is_none_or(|text| !text.trim().is_empty()) {
            break;
        }
        let comments = annotations::comments(document.slice(block.range.clone()));
        let place =
            |(at, text): (usize, &str)| block.range.start + at..block.range.start + at + text.len();
        found.splice(0..0, comments.into_iter().map(place));
        end = block.range.start;
    }
    found
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
                || annotations::comments(document.slice(unit.range.clone()))
                    .into_iter()
                    .all(|(_, comment)| annotations::read(comment).is_none())
        })
        .collect()
}
