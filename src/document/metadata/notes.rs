//! What may be metadata, and what of it counts.

use std::sync::Arc;

use super::block::{self, Fenced};
use super::entry::{Entry, Notation, Problem};
use super::fields::Metadata;
use super::front::FrontMatterRead;
use super::heading;
use super::known::Known;
use super::label::{self, Label};
use super::opening;
use super::table::{self, Sheet};
use super::value::{Spanned, Value};
use super::visible::Source;
use crate::document::markdown::{Block, BlockKind, Markdown};
use crate::document::sections::Sections;
use crate::fields::fold;
use crate::text::BOM;

/// Everything in a text that may be metadata.
#[derive(Debug, Clone, Default)]
pub struct Notes {
    /// The front matter.
    pub front_matter: Option<FrontMatterRead>,
    /// Mistakes that do not depend on what the template knows, those in front matter included.
    pub problems: Vec<Problem>,
    /// What stands as front matter without its opening line.
    unopened: Vec<Arc<Entry>>,
    fenced: Vec<Fenced>,
    labels: Vec<Label>,
    /// Labels of phase and quality, wherever they stand.
    gates: Vec<Label>,
    tables: Vec<Sheet>,
    headings: Vec<Entry>,
}

impl Notes {
    /// Collects the notations.
    pub fn gather(
        front_matter: Option<FrontMatterRead>,
        view: &str,
        markdown: &Markdown,
        sections: &Sections,
    ) -> Self {
        let source = Source { view };
        let mut notes = Self {
            problems: front_matter
                .as_ref()
                .map(|read| read.problems.clone())
                .unwrap_or_default(),
            headings: heading::gather(source, markdown, sections),
            ..Self::default()
        };
        let mut head = sections.preamble.end;
        notes.head(source, sections.preamble_blocks(markdown));
        if let Some(title) = sections.all.first().filter(|section| section.level == 1) {
            head = title.own.end;
            notes.head(source, sections.blocks(markdown, 0));
        }
        notes.gates = label::gather_gates(source, &markdown.blocks, head);
        let fenced = |block: &Block| block::gather(view, block, head);
        notes.fenced = markdown.blocks.iter().filter_map(fenced).collect();
        if front_matter.is_none() {
            notes.unopened(view);
        }
        notes.front_matter = front_matter;
        notes
    }

    /// Labels and tables of what stands before the first section that is not the title.
    fn head(&mut self, source: Source<'_>, blocks: &[Block]) {
        label::gather(source, blocks, &mut self.labels);
        self.tables.extend(
            blocks
                .iter()
                .filter(|block| matches!(block.kind, BlockKind::Table(_)))
                .filter_map(|block| table::gather(source, block)),
        );
    }

    fn unopened(&mut self, view: &str) {
        let start = if view.starts_with(BOM) { BOM.len() } else { 0 };
        let Some((entries, problem)) = opening::gather(view, start) else {
            return;
        };
        let end = problem.also.as_ref().map_or(start, |(range, _)| range.end);
        self.problems.push(problem);
        if !entries.is_empty() {
            self.labels.retain(|label| label.entry.range.start >= end);
            self.headings.retain(|entry| entry.range.start >= end);
        }
        self.unopened = entries;
    }

    /// The headings over a short line: fields where the kind of document has them so.
    pub fn headings(&self) -> &[Entry] {
        &self.headings
    }

    /// What counts as metadata, for whoever knows `known`.
    pub fn metadata(&self, known: &Known) -> Metadata {
        let mut entries = match &self.front_matter {
            Some(read) => read.entries.clone(),
            None => self.unopened.clone(),
        };
        let mut body: Vec<Entry> = Vec::new();
        for fenced in &self.fenced {
            // Further down a block with the tool's fields alone is an example of something else.
            let names = |entry: &Entry| match fenced.leading || known.any_plain {
                true => known.knows(&entry.key),
                false => known.shows(&entry.key),
            };
            let counts = fenced.leading || known.block_anywhere;
            if counts && fenced.entries.iter().any(names) {
                body.extend(fenced.entries.iter().cloned());
            }
        }
        let gates = self
            .gates
            .iter()
            .filter(|_| known.phases)
            .map(|label| (label, true));
        let labels = self.labels.iter().map(|label| (label, false));
        for (label, gate) in labels.chain(gates) {
            let key = &label.entry.key;
            if gate || label.marked || known.shows(key) || (known.any_plain && known.knows(key)) {
                body.push(label.entry.clone());
            }
        }
        for table in &self.tables {
            body.extend_from_slice(table.entries(known));
        }
        let mut body = gathered(body);
        let headings = self
            .headings
            .iter()
            .filter(|entry| heading_counts(entry, known));
        body.extend(once_each(headings));
        entries.extend(body.into_iter().map(Arc::new));
        entries.sort_by_key(|entry| entry.range.start);
        let front_matter = self.front_matter.is_some();
        Metadata::new(entries, self.problems.clone(), front_matter, known)
    }
}

fn heading_counts(entry: &Entry, known: &Known) -> bool {
    let key = fold(&entry.key);
    known.heading_keys.contains(&key)
        || known.field(&entry.key).is_some_and(|field| {
            let same = |shown: &String| known.field(shown) == Some(field);
            field.name == "status" || known.heading_keys.iter().any(same)
        })
}

/// Of headings with one name the first.
fn once_each<'a>(entries: impl Iterator<Item = &'a Entry>) -> Vec<Entry> {
    let mut seen = std::collections::BTreeSet::new();
    entries
        .filter(|entry| seen.insert(fold(&entry.key)))
        .cloned()
        .collect()
}

/// A key given more than once in a list notation is a list.
fn gathered(mut entries: Vec<Entry>) -> Vec<Entry> {
    entries.sort_by_key(|entry| entry.range.start);
    let mut places = std::collections::BTreeMap::new();
    let mut out: Vec<Entry> = Vec::with_capacity(entries.len());
    for entry in entries {
        let kind = match entry.notation {
            Notation::Block => 0,
            Notation::Label => 1,
            _ => 2,
        };
        let place = *places.entry((kind, fold(&entry.key))).or_insert(out.len());
        match out.get_mut(place) {
            Some(first) => add(first, entry),
            None => out.push(entry),
        }
    }
    out
}

fn add(first: &mut Entry, more: Entry) {
    if more.is_blank() {
        return;
    }
    if first.is_blank() {
        *first = more;
        return;
    }
    let items = |value: Value, range| match value {
        Value::List(items) => items,
        value => vec![Spanned { value, range }],
    };
    let value = std::mem::replace(&mut first.value, Value::Empty);
    let mut all = items(value, first.value_range.clone());
    all.extend(items(more.value, more.value_range));
    first.value = Value::List(all);
}
