//! What governs a chapter: its template and lifecycle, and what these make of the document.

use std::sync::Arc;

use super::age::Age;
use super::due::Stage;
use crate::config::{DocumentsEntry, Settings};
use crate::content::{self, Content};
use crate::document::metadata::Metadata;
use crate::document::{self, Document};
use crate::lifecycle::{Lifecycle, Status};
use crate::matching::Matching;
use crate::template::wording::Wording;
use crate::template::{Statuses, Template, field};

/// What governs a chapter.
#[derive(Debug, Clone)]
pub enum Binding {
    /// Nothing: just a chapter.
    None,
    /// A template that does not exist: its name, and where the document says so; nowhere where a
    /// `documents` entry does.
    Unknown(String, Option<std::ops::Range<usize>>),
    /// A template.
    Template(Arc<Governed>),
}

/// A document with its template.
#[derive(Debug)]
pub struct Governed {
    /// The template.
    pub template: Arc<Template>,
    /// Its lifecycle; none where any status is accepted.
    pub lifecycle: Option<Arc<Lifecycle>>,
    /// The rank of its status in the lifecycle, where it has one that the lifecycle knows.
    pub rank: Option<usize>,
    /// How far it has come, which decides what is asked of it.
    pub stage: Stage,
    /// The template that it was written from, where that is not today's.
    pub age: Option<Arc<Age>>,
    /// The templates' text, of which nothing should be left over: of both, where there are two.
    pub wording: Arc<Wording>,
    /// Its sections against the template's.
    pub matching: Matching,
    /// What each of its sections holds.
    pub contents: Vec<Content>,
    /// The 'last updated' line written by hand, which is no section's text.
    pub footer: Option<std::ops::Range<usize>>,
}

impl Governed {
    /// The status that the document stands in.
    pub fn status(&self) -> Option<&Status> {
        self.lifecycle.as_ref()?.statuses.get(self.rank?)
    }

    /// Whether a section holds nothing of the author's, though the template expects text there: it
    /// has guidance of its own, or nothing stands below it. Subsections of the author's own are text;
    /// those that the template names answer for themselves.
    pub fn is_unfilled(&self, document: &Document, section: usize) -> bool {
        let Some(index) = self.matching.spec_of[section] else {
            return false;
        };
        let spec = &self.template.sections[index];
        if spec.contents || self.contents[section].is_filled() {
            return false;
        }
        if !spec.has_guidance()
            && (document.sections.has_children(section) || self.is_told_below(index))
        {
            return false;
        }
        let range = &document.sections.all[section].range;
        let below = (section + 1..document.sections.all.len())
            .take_while(|&other| document.sections.all[other].range.start < range.end);
        !below
            .into_iter()
            .any(|other| self.matching.spec_of[other].is_none() && self.contents[other].is_filled())
    }

    /// Whether the template has something below a section that is told where it is missing, or that
    /// stands elsewhere in the document.
    fn is_told_below(&self, spec: usize) -> bool {
        let specs = self.template.sections.iter().enumerate();
        specs
            .filter(|(_, child)| child.parent == Some(spec))
            .any(|(index, child)| !child.optional || self.matching.section_of(index).is_some())
    }
}

/// What a template makes of a document; what counts as left over is given with it.
pub(super) fn govern(
    settings: &Settings,
    document: &Document,
    metadata: &Metadata,
    (template, wording): (Arc<Template>, Arc<Wording>),
    entry: Option<&DocumentsEntry>,
) -> Governed {
    let lifecycle = lifecycle_of(settings, &template, entry);
    let rank = lifecycle.as_ref().and_then(|lifecycle| {
        let written = metadata.meaning("status")?.text()?;
        // The template's list, left as it is, is no choice yet.
        let chosen = field::choices(written.trim()).is_none();
        Some(lifecycle.find(&written).filter(|_| chosen)?.rank)
    });
    let matching = Matching::new(document, &template);
    let footer = document::hand_written_footer(document);
    Governed {
        stage: Stage::of(metadata, &template),
        contents: content::of_sections(document, (&template, &wording), &matching, footer.as_ref()),
        age: None,
        wording,
        matching,
        footer,
        template,
        lifecycle,
        rank,
    }
}

/// The lifecycle of a template's documents: the template's own, by name or by example; else that of
/// the `documents` entry; else the default where the template's status belongs to it.
pub fn lifecycle_of(
    settings: &Settings,
    template: &Template,
    entry: Option<&DocumentsEntry>,
) -> Option<Arc<Lifecycle>> {
    let lifecycles = &settings.lifecycles;
    if let Statuses::Named(name, _) = &template.statuses {
        return lifecycles.get(name).cloned();
    }
    if let Statuses::Own(lifecycle) = &template.statuses {
        return Some(Arc::clone(lifecycle));
    }
    let named = entry.and_then(|entry| entry.lifecycle.as_ref());
    if let Some(lifecycle) = named.and_then(|name| lifecycles.get(name)) {
        return Some(Arc::clone(lifecycle));
    }
    match &template.statuses {
        Statuses::Listed(lifecycle) => Some(Arc::clone(lifecycle)),
        Statuses::Default => lifecycles.get(crate::lifecycle::DEFAULT).cloned(),
        Statuses::Named(..) | Statuses::Own(_) | Statuses::Any => None,
    }
}
