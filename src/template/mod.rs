//! A template: the Markdown file that people copy, read as what it asks of their documents.
//!
//! 1. [`field`] reads types from the example values of its metadata.
//! 2. [`section`] reads required sections from its headings, [`annotations`] and [`optional`] what is
//!    said about them, [`pattern`] the gaps in their names.
//! 3. [`placeholders`] finds the gaps, so that none is left over in a document.
//! 4. [`mistakes`] says what is wrong with the template itself.
//! 5. [`Templates`] holds a project's templates and the built-in ones.
//!
//! ```
//! use std::collections::BTreeMap;
//! use std::sync::Arc;
//! use mdbook_design_docs::template::{Surroundings, Template};
//! use mdbook_design_docs::text::Text;
//!
//! let text = "---\nstatus: draft\nversion: 0.1.0\n---\n# <Title>\n\n## Problem\n\nSay what is wrong.\n";
//! let around = Surroundings {
//!     field_names: &BTreeMap::new(),
//!     lifecycles: &BTreeMap::new(),
//!     options: Default::default(),
//! };
//! let template = Template::read("design", None, Arc::new(Text::new("design.md", text)), &around);
//! let fields: Vec<&str> = template.fields.iter().map(|it| it.key.as_str()).collect();
//! assert_eq!(fields, ["status", "version"]);
//! let problem = &template.sections[0];
//! assert!(problem.has_guidance() && !problem.optional);
//! ```

pub mod above;
pub mod annotations;
pub mod builtin;
pub mod columns;
pub mod constraints;
pub mod field;
pub mod labels;
mod mistakes;
pub mod optional;
pub mod pattern;
pub mod placeholders;
mod registry;
pub mod reserved;
pub mod schema;
pub mod section;
pub mod wording;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use crate::document::markdown::ParseOptions;
use crate::document::metadata::{Entry, Known, Metadata, Notation};
use crate::document::view::NoFiles;
use crate::document::{self, Document};
use crate::fields;
use crate::lifecycle::Lifecycle;
use crate::text::Text;

use annotations::Annotations;
pub use field::{FieldSpec, FieldType};
pub use mistakes::Mistake;
use placeholders::Placeholders;
pub use registry::Templates;
use reserved::Reserved;
pub use section::SectionSpec;
use wording::Wording;

/// Where the statuses of a template's documents come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Statuses {
    /// The template names a lifecycle.
    Named(String, Range<usize>),
    /// Its own key holds a lifecycle.
    Own(Arc<Lifecycle>),
    /// It lists its statuses by example.
    Listed(Arc<Lifecycle>),
    /// It shows a status that the default lifecycle knows, or a status field with nothing in it.
    Default,
    /// It shows a status that the default does not know, or none: any status is accepted.
    Any,
}

/// What reading a template needs to know of the project.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings<'a> {
    /// Further names of fields, by canonical name.
    pub field_names: &'a BTreeMap<String, Vec<String>>,
    /// The lifecycles that there are.
    pub lifecycles: &'a BTreeMap<String, Arc<Lifecycle>>,
    /// How Markdown is read.
    pub options: ParseOptions,
}

/// A template, read.
#[derive(Debug)]
pub struct Template {
    /// Its file name without `.md`.
    pub name: String,
    /// Its path relative to the book root where a `documents` entry may name it so; none for a
    /// built-in one.
    pub path: Option<String>,
    /// A line that says when to choose it.
    pub summary: Option<String>,
    /// Its own text, parsed.
    pub document: Document,
    /// Its metadata.
    pub metadata: Metadata,
    /// The index of the section that is its title slot.
    pub title: Option<usize>,
    /// What the annotations above its title slot say of all that stands below it: `any-order`, `open`.
    pub top: Annotations,
    /// What it asks of metadata.
    pub fields: Vec<FieldSpec>,
    /// What it asks of sections.
    pub sections: Vec<SectionSpec>,
    /// Its own text, of which nothing should be left over.
    pub wording: Arc<Wording>,
    /// The constant of its own `doc_type`, to which it answers.
    pub doc_type: Option<String>,
    /// Whether fields that it does not show are findings.
    pub strict_fields: bool,
    /// Where its documents' statuses come from.
    pub statuses: Statuses,
    /// What it knows of metadata keys, for reading a document of its kind.
    pub known: Known,
    /// What is wrong with it.
    pub mistakes: Vec<Mistake>,
}

impl Template {
    /// Reads a template.
    pub fn read(
        name: &str,
        path: Option<String>,
        text: Arc<Text>,
        around: &Surroundings<'_>,
    ) -> Self {
        let document = Document::parse(text, Path::new(""), &NoFiles, around.options);
        let mut known = Known::for_template(around.field_names.clone());
        known.heading_keys = field::shown_as_headings(&document.notes, &known);
        let metadata = document.notes.metadata(&known);
        let title = title_slot(&document, &metadata);
        let aside = section::Aside {
            title,
            footer: document::hand_written_footer(&document),
            metadata: metadata
                .entries
                .iter()
                .map(|entry| entry.range.clone())
                .collect(),
        };
        let mut specs = section::read(&document, &aside);
        specs.mark_fields(&metadata);
        let mut fields = field::read(&metadata, document.as_str());
        let mut reserved = reserved::read(&metadata, &document, name, around.lifecycles);
        let keys = std::mem::take(&mut reserved.fields);
        let contradictions = constraints::apply(keys, &mut fields, around.field_names);
        reserved.mistakes.extend(contradictions);
        let placeholders = Placeholders::of_template(&document, &metadata.entries);
        let wording = Arc::new(Wording::of(&specs.all, placeholders));
        let doc_type = fields
            .iter()
            .find_map(|field| match (&field.kind, field.meaning) {
                (FieldType::Constant(word), Some("doc_type")) => Some(word.clone()),
                _ => None,
            });
        let statuses = statuses(name, &fields, &reserved);
        let mut template = Self {
            name: name.to_owned(),
            path,
            summary: reserved.summary.take(),
            strict_fields: reserved.strict_fields,
            known: known_of(&metadata, &specs.all, &fields, around.field_names),
            title,
            top: specs.top.clone(),
            fields,
            wording,
            doc_type,
            statuses,
            mistakes: Vec::new(),
            sections: Vec::new(),
            metadata,
            document,
        };
        template.mistakes = mistakes::find(&template, &specs, reserved.mistakes);
        template.sections = specs.all;
        template
    }

    /// Whether it is one of those that the program brings along.
    pub fn is_builtin(&self) -> bool {
        self.path.is_none()
    }

    /// Whether there is nothing in it.
    pub fn is_empty(&self) -> bool {
        self.document.as_str().trim().is_empty()
    }

    /// Whether it is that other template, read once more.
    pub fn is(&self, other: &Self) -> bool {
        self.name == other.name && self.path == other.path
    }

    /// Whether it answers to a name: its own, or its constant; `_`, `-`, space and case do not matter.
    pub fn answers_to(&self, name: &str) -> bool {
        let name = fields::fold(name);
        fields::fold(&self.name) == name
            || self
                .doc_type
                .as_ref()
                .is_some_and(|constant| fields::fold(constant) == name)
    }

    /// The entry of a document that gives a field: the one of that name, else one that means the same
    /// and is not another field of the template's. A filled one before an empty one.
    pub fn entry_of<'a>(&self, metadata: &'a Metadata, spec: &FieldSpec) -> Option<&'a Entry> {
        let named = metadata.named(&spec.key);
        if named.is_some_and(|entry| !entry.is_blank()) {
            return named;
        }
        let is_taken = |entry: &Entry| {
            let mut fields = self.fields.iter();
            fields.any(|other| fields::same(&other.key, &entry.key))
        };
        let means_it =
            |index: usize| spec.meaning.is_some() && metadata.meaning_of(index) == spec.meaning;
        let entries = metadata.entries.iter().enumerate();
        let mut same = entries
            .filter(|&(index, entry)| means_it(index) && !is_taken(entry))
            .map(|(_, entry)| &**entry);
        let first = same.next();
        let mut all = first.into_iter().chain(same);
        let filled = all.find(|entry| !entry.is_blank());
        filled.or(named).or(first)
    }

    /// What it says about a document's field: by its key, else by what it means.
    pub fn field_for(&self, key: &str, meaning: Option<&str>) -> Option<&FieldSpec> {
        self.fields
            .iter()
            .find(|field| fields::same(&field.key, key))
            .or_else(|| self.field(meaning?))
    }

    /// The field that carries a meaning.
    pub fn field(&self, meaning: &str) -> Option<&FieldSpec> {
        self.fields
            .iter()
            .find(|field| field.meaning == Some(meaning))
    }
}

/// A template's only H1 is a title slot when it is the first heading and it has a gap, the metadata
/// shows no title, or nothing stands between it and the next heading.
fn title_slot(document: &Document, metadata: &Metadata) -> Option<usize> {
    let only = document.sections.only_h1().filter(|&index| index == 0)?;
    let heading = &document.markdown.headings[document.sections.all[only].heading];
    let has_gap = !placeholders::find(
        document.slice(heading.content.clone()),
        placeholders::Ground::Slot,
    )
    .is_empty();
    let has_title = metadata.meaning("title").is_some();
    let bare = document
        .sections
        .blocks(&document.markdown, only)
        .iter()
        .all(|block| block.is_comment());
    // `# Status` over a status is a field.
    let is_field = |entry: &Arc<Entry>| {
        entry.notation == Notation::Heading && heading.range.contains(&entry.key_range.start)
    };
    let field = metadata.entries.iter().any(is_field);
    (!field && (has_gap || !has_title || bare)).then_some(only)
}

fn statuses(name: &str, fields: &[FieldSpec], reserved: &Reserved) -> Statuses {
    if let Some((lifecycle, range)) = &reserved.named {
        return Statuses::Named(lifecycle.clone(), range.clone());
    }
    if let Some(lifecycle) = &reserved.own {
        return Statuses::Own(Arc::clone(lifecycle));
    }
    let Some(field) = fields.iter().find(|field| field.meaning == Some("status")) else {
        return Statuses::Any;
    };
    match &field.kind {
        FieldType::OneOf(listed) => Statuses::Listed(Arc::new(Lifecycle::by_example(name, listed))),
        FieldType::Filled => Statuses::Default,
        _ if field.example.is_empty() || Lifecycle::builtin().find(&field.example).is_some() => {
            Statuses::Default
        }
        _ => Statuses::Any,
    }
}

fn known_of(
    metadata: &Metadata,
    sections: &[SectionSpec],
    specs: &[FieldSpec],
    field_names: &BTreeMap<String, Vec<String>>,
) -> Known {
    let keys = |wanted: &dyn Fn(&Entry) -> bool| -> BTreeSet<String> {
        metadata
            .entries
            .iter()
            .filter(|entry| wanted(entry))
            .map(|entry| fields::fold(&entry.key))
            .collect()
    };
    Known {
        extra: field_names.clone(),
        template_keys: keys(&|_| true)
            .into_iter()
            .chain(specs.iter().map(|spec| fields::fold(&spec.key)))
            .collect(),
        block_anywhere: metadata
            .entries
            .iter()
            .any(|entry| entry.notation == Notation::Block),
        heading_keys: keys(&|entry| entry.notation == Notation::Heading),
        phases: sections
            .iter()
            .any(|spec| !spec.annotations.phases.is_empty()),
        any_plain: false,
    }
}
