//! The second step for the few chapters whose directives bring text: what fragments say of other
//! documents is known once all are read.

use std::sync::Arc;

use rayon::prelude::*;

use super::{Ages, Binding, Corpus, Member, Reader, parse_options, ties};
use crate::diagnostics::Diagnostic;
use crate::document::Document;
use crate::document::metadata::Metadata;
use crate::document::view::NoFiles;

/// What directives set into a chapter's text.
#[derive(Debug)]
pub struct SetIn {
    /// The chapter without it: what its author wrote.
    pub written: Arc<Document>,
    /// The metadata of that.
    pub metadata: Metadata,
    /// What could not be set in.
    pub faults: Vec<Diagnostic>,
    /// The styles of what stands within lines of the page.
    pub rules: Vec<&'static [&'static str]>,
}

/// A chapter with what its directives bring.
#[derive(Debug)]
pub struct Brought {
    /// Its file.
    pub document: Arc<Document>,
    /// Its page.
    pub page: Arc<Document>,
    /// What could not be brought, each with its rule.
    pub faults: Vec<Diagnostic>,
    /// The styles of what stands within lines of the page.
    pub rules: Vec<&'static [&'static str]>,
}

impl Corpus<'_> {
    /// Sets in what directives bring, for each chapter and then for each stray; those without any are left
    /// as they are, the others are bound anew.
    pub fn set_in(&mut self, brought: Vec<Option<Brought>>) {
        if brought.iter().all(Option::is_none) {
            return;
        }
        let reader = Reader {
            book: self.book,
            options: parse_options(self.book),
            templates: &self.templates,
            ages: &Ages::new(self.book),
            files: &NoFiles,
            ready: &|_| None,
        };
        let bound = |(member, brought): (&Member<'_>, Option<Brought>)| {
            let brought = brought?;
            let (metadata, binding) = reader.bind(member.chapter, &brought.document, member.entry);
            Some((brought, metadata, binding))
        };
        let members: Vec<&Member<'_>> = self.chapters.iter().chain(&self.strays).collect();
        let made: Vec<_> = members.into_par_iter().zip(brought).map(bound).collect();
        for (member, made) in self.chapters.iter_mut().chain(&mut self.strays).zip(made) {
            if let Some((brought, metadata, binding)) = made {
                member.replace(brought, metadata, binding);
            }
        }
        self.relations = ties::tie(self.book, &self.chapters);
    }
}

impl Member<'_> {
    fn replace(&mut self, brought: Brought, metadata: Metadata, binding: Binding) {
        let written = std::mem::replace(&mut self.document, brought.document);
        let metadata = std::mem::replace(&mut self.metadata, metadata);
        self.page = brought.page;
        self.binding = binding;
        self.set_in = Some(Arc::new(SetIn {
            written,
            metadata,
            faults: brought.faults,
            rules: brought.rules,
        }));
    }

    /// The chapter as its author wrote it, and the metadata of that.
    pub fn written(&self) -> (&Document, &Metadata) {
        match &self.set_in {
            Some(set_in) => (&set_in.written, &set_in.metadata),
            None => (&self.document, &self.metadata),
        }
    }
}
