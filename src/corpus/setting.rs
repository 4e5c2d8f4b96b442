//! The second step for the few chapters whose directives bring text: what fragments say of other
//! documents is known once all are read.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::{Ages, Corpus, Member, Reader, entry_of, parse_options, ties};
use crate::directives::weave::{self, Loom, Weave};
use crate::directives::{Fault, Values};
use crate::document::Document;
use crate::document::metadata::Metadata;
use crate::document::view::Files;
use crate::fragments::Shelves;
use crate::page::Format;
use crate::text::Text;

/// What directives set into a chapter's text.
#[derive(Debug)]
pub struct SetIn {
    /// The chapter without it: what its author wrote.
    pub written: Arc<Document>,
    /// The metadata of that.
    pub metadata: Metadata,
    /// What could not be set in.
    pub faults: Vec<Fault>,
    /// The styles of what stands within lines of the page.
    pub rules: Vec<&'static [&'static str]>,
}

/// A chapter's new state.
struct Set {
    document: Arc<Document>,
    page: Arc<Document>,
    faults: Vec<Fault>,
    rules: Vec<&'static [&'static str]>,
}

impl Corpus<'_> {
    /// Sets in what directives bring. Chapters without any are left as they are.
    pub(super) fn set_in(&mut self, files: &dyn Files, ages: &Ages<'_>) {
        let needs = |member: &&Member<'_>| {
            weave::is_needed(&member.document) || weave::is_needed(&member.page)
        };
        let members = || self.chapters.iter().chain(&self.strays);
        if !members().any(|member| needs(&member)) {
            return;
        }
        let root = self.book.root.clone();
        let fragments = root.join(&self.book.settings.templates).join("fragments");
        let loom = Loom {
            corpus: self,
            files,
            shelves: Shelves { root, fragments },
            values: Values::new(self),
            options: parse_options(self.book),
        };
        let reader = Reader {
            book: self.book,
            options: loom.options,
            templates: &self.templates,
            ages,
            files,
            ready: &|_| None,
        };
        let all: Vec<&Member<'_>> = members().collect();
        let made: Vec<Option<(Set, Metadata, super::Binding)>> = all
            .into_par_iter()
            .map(|member| {
                let set = needs(&member).then(|| set(&loom, &reader, member))??;
                let path = member.chapter.path.as_deref();
                let entry = path.and_then(|path| entry_of(&self.book.settings, path));
                let (metadata, binding) = reader.bind(member.chapter, &set.document, entry);
                Some((set, metadata, binding))
            })
            .collect();
        for (member, made) in self.chapters.iter_mut().chain(&mut self.strays).zip(made) {
            if let Some((set, metadata, binding)) = made {
                member.replace(set, metadata, binding);
            }
        }
        self.relations = ties::tie(self.book, &self.chapters);
    }
}

impl Member<'_> {
    fn replace(&mut self, set: Set, metadata: Metadata, binding: super::Binding) {
        let written = std::mem::replace(&mut self.document, set.document);
        let metadata = std::mem::replace(&mut self.metadata, metadata);
        self.page = set.page;
        self.binding = binding;
        self.set_in = Some(Arc::new(SetIn {
            written,
            metadata,
            faults: set.faults,
            rules: set.rules,
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

fn set(loom: &Loom<'_>, reader: &Reader<'_>, member: &Member<'_>) -> Option<Set> {
    let folder = reader.folder(member.chapter)?;
    let Weave { text, faults, .. } =
        loom.weave(member, &member.document, &folder, Format::Markdown);
    let author = Arc::clone(member.document.text());
    let document = Document::parse_woven(author, &text, &folder, loom.files, loom.options);
    let document = Arc::new(document);
    let (page, rules) = match &loom.corpus.book.renderer {
        Some(renderer) => page(loom, member, &folder, Format::of(renderer)),
        None => (Arc::clone(&document), Vec::new()),
    };
    Some(Set {
        document,
        page,
        faults,
        rules,
    })
}

/// The page: it is as good as the author's own text from here on.
fn page(
    loom: &Loom<'_>,
    member: &Member<'_>,
    folder: &Path,
    format: Format,
) -> (Arc<Document>, Vec<&'static [&'static str]>) {
    let Weave { text, rules, .. } = loom.weave(member, &member.page, folder, format);
    let text = Text::new(Arc::clone(member.page.text().path()), text.into_text());
    let page = Document::parse(Arc::new(text), folder, loom.files, loom.options);
    (Arc::new(page), rules)
}
