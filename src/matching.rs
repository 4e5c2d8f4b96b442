//! The sections of a document against those of its template: done once, asked by every rule.
//!
//! 1. Names are matched ([`names`]): exact ones first, then other headings that serve, then patterns.
//! 2. What is matched is judged for level, then for parent and order ([`places`]).
//! 3. What is left of the template is missing; what is left of the document is the author's own, but
//!    some of it may be meant by a near name ([`Candidates`]).
//!
//! ```
//! # use std::collections::BTreeMap;
//! # use std::path::Path;
//! # use std::sync::Arc;
//! # use mdbook_design_docs::document::{Document, markdown::ParseOptions, view::NoFiles};
//! # use mdbook_design_docs::template::{Surroundings, Template};
//! # use mdbook_design_docs::text::Text;
//! # let around = Surroundings {
//! #     field_names: &BTreeMap::new(),
//! #     lifecycles: &BTreeMap::new(),
//! #     options: ParseOptions::default(),
//! # };
//! # let text = |text: &str| Arc::new(Text::new("a.md", text));
//! use mdbook_design_docs::matching::Matching;
//!
//! let template = text("# <Title>\n\n## Problem\n\n## Proposal\n\n## Costs\n");
//! # let template = Template::read("design", None, template, &around);
//! let document = text("# Cache\n\n## Proposal\n\n## Ours\n\n## Problem\n");
//! # let document = Document::parse(document, Path::new(""), &NoFiles, ParseOptions::default());
//! let matching = Matching::new(&document, &template);
//! // Sections count from the title on: the second one is "Proposal", the third the author's own.
//! assert_eq!(matching.spec_of, [None, Some(1), None, Some(0)]);
//! assert_eq!((matching.missing.len(), matching.misplaced.len()), (1, 1));
//! ```

mod names;
mod near;
mod places;

pub use near::{Candidates, Near};

use crate::document::Document;
use crate::template::{SectionSpec, Template};

/// What came of comparing one document with its template.
#[derive(Debug, Clone, Default)]
pub struct Matching {
    /// The document's own title heading, which is no section.
    pub title: Option<usize>,
    /// For each section of the document the index of the template's section that it is.
    pub spec_of: Vec<Option<usize>>,
    /// For each section of the template the document's, in order.
    pub sections_of: Vec<Vec<usize>>,
    /// Sections at another level than the template's.
    pub shifts: Vec<Shift>,
    /// Sections out of order or under another parent.
    pub misplaced: Vec<Misplaced>,
    /// Sections of the template that the document lacks, those inside absent ones left out.
    pub missing: Vec<usize>,
}

/// What a template says of what stands at its top.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Top {
    /// It has a title slot.
    slot: bool,
    /// The sections below that may come in any order.
    any_order: bool,
}

/// Sections that stand at another level than the template's, siblings shifted together as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shift {
    /// The sections, in order.
    pub sections: Vec<usize>,
    /// Their level less the template's.
    pub by: i8,
}

/// A section in the wrong place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Misplaced {
    /// The section of the document.
    pub section: usize,
    /// Where the template has it instead.
    pub belongs: Belongs,
}

/// Where a section belongs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Belongs {
    /// Under this section of the template; at the top where there is none.
    Under(Option<usize>),
    /// Behind this section of the document, its sibling.
    After(usize),
    /// In front of this section of the document, its sibling.
    Before(usize),
}

impl Matching {
    /// Matches a document's sections with a template's.
    pub fn new(document: &Document, template: &Template) -> Self {
        let specs = &template.sections;
        let top = Top {
            slot: template.title.is_some(),
            any_order: template.top.any_order,
        };
        let title = title(document, top.slot, specs);
        let mut matching = names::matched(document, title, specs);
        places::judge(&mut matching, document, top, specs);
        matching.missing = matching.absent(specs);
        matching
    }

    /// The first section of the document that a section of the template was matched with.
    pub fn section_of(&self, spec: usize) -> Option<usize> {
        self.sections_of.get(spec)?.first().copied()
    }

    /// The template's section in which a document's section stands: that of its nearest ancestor
    /// which is one.
    fn parent_spec(&self, document: &Document, section: usize) -> Option<usize> {
        let mut parent = document.sections.all[section].parent;
        while let Some(index) = parent {
            if self.spec_of[index].is_some() {
                return self.spec_of[index];
            }
            parent = document.sections.all[index].parent;
        }
        None
    }

    fn assign(&mut self, section: usize, spec: usize) {
        self.spec_of[section] = Some(spec);
        let sections = &mut self.sections_of[spec];
        let at = sections.partition_point(|&other| other < section);
        sections.insert(at, section);
    }

    /// Whether only its place could tell a section, and its parent is not where it should be: it may
    /// be there once the parent is.
    fn is_hidden(&self, specs: &[SectionSpec], spec: usize) -> bool {
        let is_shifted = |section| {
            self.shifts
                .iter()
                .any(|shift| shift.sections.contains(&section))
        };
        let parent = specs[spec].parent.and_then(|it| self.section_of(it));
        specs[spec].pattern.fixed() == 0 && parent.is_some_and(is_shifted)
    }

    fn absent(&self, specs: &[SectionSpec]) -> Vec<usize> {
        (0..specs.len())
            .filter(|&spec| self.sections_of[spec].is_empty() && !specs[spec].optional)
            .filter(|&spec| {
                specs[spec]
                    .parent
                    .is_none_or(|parent| !self.sections_of[parent].is_empty())
            })
            .filter(|&spec| !self.is_hidden(specs, spec))
            .collect()
    }
}

/// The document's own title: its first heading, where that is of level 1 and the template has a
/// title slot, or no section of level 1 that it could be. A heading that bears the name of one of the
/// template's sections is that section, unless another heading bears it too.
fn title(document: &Document, slot: bool, specs: &[SectionSpec]) -> Option<usize> {
    let (first, others) = document.sections.all.split_first()?;
    let free = slot || specs.iter().all(|spec| spec.level > 1);
    let is_section = specs
        .iter()
        .any(|spec| spec.pattern.name() == Some(first.key.as_str()))
        && others.iter().all(|other| other.key != first.key);
    (first.level == 1 && free && !is_section).then_some(0)
}
