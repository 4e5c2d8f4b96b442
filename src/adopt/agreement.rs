//! How far a document agrees with a template.

use std::cmp::Ordering;

use crate::document::Document;
use crate::document::metadata::Entry;
use crate::matching::Matching;
use crate::template::{FieldSpec, SectionSpec, Template};

/// How many of the things that are asked for are there.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Share {
    /// Those that are there.
    pub have: usize,
    /// Those that are asked for.
    pub asked: usize,
}

impl Share {
    fn is_at_least(self, part: usize, of: usize) -> bool {
        self.have * of >= self.asked * part
    }

    /// Whether nothing is missing.
    pub fn is_whole(self) -> bool {
        self.have == self.asked
    }

    fn and(self, other: Self) -> Self {
        Self {
            have: self.have + other.have,
            asked: self.asked + other.asked,
        }
    }
}

/// How far a document agrees with a template.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Agreement {
    /// The required sections.
    pub sections: Share,
    /// The required fields.
    pub fields: Share,
}

impl Agreement {
    /// Of a document with a template.
    pub fn of(document: &Document, template: &Template) -> Self {
        let matching = Matching::new(document, template);
        let sections = template.sections.iter().enumerate();
        let asked = sections.filter(|(_, spec)| is_asked(spec));
        let sections = count(asked.map(|(index, _)| matching.section_of(index).is_some()));
        let metadata = document.notes.metadata(&template.known);
        let is_given = |spec: &FieldSpec| {
            let entry = template.entry_of(&metadata, spec);
            entry.is_some_and(|entry: &Entry| !entry.is_blank())
        };
        let fields = template.fields.iter().filter(|spec| spec.required);
        Self {
            sections,
            fields: count(fields.map(is_given)),
        }
    }

    /// Sections and fields together.
    pub fn all(self) -> Share {
        self.sections.and(self.fields)
    }

    /// Whether the document is of the template's kind: half of all that is asked for is there, and a
    /// quarter of the sections, which older documents may have by other names.
    pub fn is_kin(self) -> bool {
        let all = self.all();
        all.have > 0 && all.is_at_least(1, 2) && self.sections.is_at_least(1, 4)
    }

    /// Whether the document has nearly all that the template asks for: three quarters, of the sections
    /// too.
    pub fn is_close(self) -> bool {
        let all = self.all();
        all.have > 0 && all.is_at_least(3, 4) && self.sections.is_at_least(3, 4)
    }

    /// Which of two says more.
    pub fn compare(self, other: Self) -> Ordering {
        let (a, b) = (self.all(), other.all());
        (a.have * b.asked.max(1))
            .cmp(&(b.have * a.asked.max(1)))
            .then(a.have.cmp(&b.have))
    }
}

/// Whether every document needs a section, by whose name it is known. What is a field is counted there,
/// and a heading that is all gap matches anything.
fn is_asked(spec: &SectionSpec) -> bool {
    !spec.optional && !spec.contents && spec.field.is_none() && spec.pattern.fixed() > 0
}

fn count(found: impl Iterator<Item = bool>) -> Share {
    found.fold(Share::default(), |share, there| Share {
        have: share.have + usize::from(there),
        asked: share.asked + 1,
    })
}
