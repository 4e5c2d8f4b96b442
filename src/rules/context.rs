//! What a rule is given, and how it says what it found.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use crate::config::RuleSetting;
use crate::corpus::{Corpus, Governed, Member};
use crate::diagnostics::{Diagnostic, Edit, Fix, Place, Safety, Severity};
use crate::document::Document;
use crate::document::metadata::Metadata;
use crate::gaps::Gap;
use crate::lifecycle::{Lifecycle, Status};
use crate::matching::Matching;
use crate::template::{SectionSpec, Template};

use super::Rule;

/// One chapter, for one rule.
#[derive(Debug, Clone, Copy)]
pub struct ChapterContext<'a> {
    /// The rule.
    pub rule: &'static Rule,
    /// What its findings weigh.
    pub severity: Severity,
    /// What configuration says about the rule for this chapter: the entry's word before the book's.
    pub settings: [Option<&'a RuleSetting>; 2],
    /// The chapter.
    pub member: &'a Member<'a>,
    /// All chapters.
    pub corpus: &'a Corpus<'a>,
}

impl<'a> ChapterContext<'a> {
    /// The chapter's file, parsed.
    pub fn document(&self) -> &'a Document {
        &self.member.document
    }

    /// The chapter's metadata.
    pub fn metadata(&self) -> &'a Metadata {
        &self.member.metadata
    }

    /// The first answer that configuration gives to a question about a rule's options.
    pub fn option_of<T>(
        &self,
        rule: &Rule,
        ask: impl Fn(&'a RuleSetting) -> Option<T>,
    ) -> Option<T> {
        let settings = &self.corpus.book.settings;
        settings.answer(self.member.entry, rule.id, ask)
    }

    /// A finding at a range of the document. What came through an include is told at its directive,
    /// and the included file's line is a related place.
    pub fn finding(&self, range: Range<usize>, message: impl Into<String>) -> Diagnostic {
        let (place, included) = self.document().place(range);
        let finding = Diagnostic::new(self.rule.id, self.severity, place, message);
        match included {
            Some(there) => finding.related(there, "in the included file"),
            None => finding,
        }
    }

    /// A finding at the beginning of the document.
    pub fn finding_at_top(&self, message: impl Into<String>) -> Diagnostic {
        let document = self.document();
        let title = self.member.title_section().map(|section| {
            document.markdown.headings[document.sections.all[section].heading]
                .range
                .clone()
        });
        let top = title.unwrap_or_else(|| {
            let line = document.text().line_range(1);
            line.start.max(document.text().bom_len())..line.end
        });
        self.finding(top, message)
    }

    /// The place of a range of the document.
    pub fn place(&self, range: Range<usize>) -> Place {
        self.document().place(range).0
    }

    /// A mend of one edit; none where the range is not the author's own text.
    pub fn fix(&self, safety: Safety, range: Range<usize>, text: impl Into<String>) -> Option<Fix> {
        Some(Fix {
            safety,
            edits: vec![self.edit(range, text)?],
        })
    }

    /// An edit of the author's own text; none where the range is not in it.
    pub fn edit(&self, range: Range<usize>, text: impl Into<String>) -> Option<Edit> {
        let range = self.document().view.own_range(&range)?;
        Some(Edit {
            path: Arc::clone(self.document().text().path()),
            range,
            text: text.into(),
        })
    }
}

/// One document, for one rule.
#[derive(Debug, Clone, Copy)]
pub struct DocumentContext<'a> {
    /// The chapter that it is.
    pub chapter: ChapterContext<'a>,
    /// Its template and what follows.
    pub governed: &'a Governed,
    /// What one rule finds out about the document for all others.
    pub facts: &'a Facts,
}

/// What more than one rule needs of a document, found out when the first one asks.
#[derive(Debug, Default)]
pub struct Facts {
    pub(super) gaps_in_fields: OnceCell<Vec<Gap>>,
}

impl<'a> std::ops::Deref for DocumentContext<'a> {
    type Target = ChapterContext<'a>;

    fn deref(&self) -> &Self::Target {
        &self.chapter
    }
}

impl<'a> DocumentContext<'a> {
    /// The template.
    pub fn template(&self) -> &'a Template {
        &self.governed.template
    }

    /// The sections against the template's.
    pub fn matching(&self) -> &'a Matching {
        &self.governed.matching
    }

    /// The lifecycle; none where any status is accepted.
    pub fn lifecycle(&self) -> Option<&'a Lifecycle> {
        self.governed.lifecycle.as_deref()
    }

    /// The status that the document stands in.
    pub fn status(&self) -> Option<&'a Status> {
        self.governed.status()
    }

    /// A place in the template's file.
    pub fn in_template(&self, range: Range<usize>) -> Place {
        self.template().document.place(range).0
    }

    /// Whether what is required from a status on is required of the document now.
    pub fn has_reached(&self, status: &str) -> bool {
        self.governed.has_reached(status)
    }

    /// Whether the document is past the point from which a section of the template is judged.
    pub fn is_due(&self, spec: &SectionSpec) -> bool {
        self.governed.is_due(spec)
    }

    /// Whether a section of the template is needed in this document now.
    pub fn needs(&self, spec: &SectionSpec) -> bool {
        !spec.optional && self.is_due(spec)
    }

    /// The heading of a section, as a range.
    pub fn heading(&self, section: usize) -> Range<usize> {
        let document = self.document();
        document.markdown.headings[document.sections.all[section].heading]
            .range
            .clone()
    }
}

/// The book as a whole, for one rule.
#[derive(Debug, Clone, Copy)]
pub struct ProjectContext<'a> {
    /// The rule.
    pub rule: &'static Rule,
    /// What its findings weigh.
    pub severity: Severity,
    /// What configuration says about the rule.
    pub settings: Option<&'a RuleSetting>,
    /// All chapters.
    pub corpus: &'a Corpus<'a>,
}

impl ProjectContext<'_> {
    /// A finding at a place.
    pub fn finding(&self, place: Place, message: impl Into<String>) -> Diagnostic {
        Diagnostic::new(self.rule.id, self.severity, place, message)
    }
}
