//! Parts of a template's text as a document would have them: what `new` writes, a piece at a time.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;

use super::{Author, ScaffoldError, Values, all_edits};
use crate::lifecycle::Lifecycle;
use crate::splice::{Insertion, splice};
use crate::template::Template;

/// A template's text and what a document has in its stead.
#[derive(Debug)]
pub struct Pieces {
    text: Arc<str>,
    edits: Vec<Insertion>,
}

impl Pieces {
    /// Of a template, for the documents of a lifecycle.
    ///
    /// # Errors
    /// Where a value can't be written.
    pub fn new(
        template: &Template,
        lifecycle: Option<&Lifecycle>,
        values: &Values,
    ) -> Result<Self, ScaffoldError> {
        Ok(Self {
            text: template.document.text().shared(),
            edits: all_edits(template, lifecycle, values)?.0,
        })
    }

    /// A part of the template's text as a document has it, with further changes; none where these
    /// overlap.
    pub fn text(&self, range: Range<usize>, more: Vec<Insertion>) -> Option<String> {
        let text = self.text.get(range.clone())?;
        // What is set in at the beginning belongs to what stands before.
        let inside = |edit: &&Insertion| {
            let begins = edit.range.start > range.start
                || (edit.range.start == range.start && !edit.range.is_empty());
            begins && edit.range.end <= range.end
        };
        let own = self.edits.iter().filter(inside).cloned();
        let mut edits: Vec<Insertion> = own.chain(more).collect();
        for edit in &mut edits {
            let start = edit.range.start.checked_sub(range.start)?;
            edit.range = start..edit.range.end.checked_sub(range.start)?;
        }
        splice(text, edits).ok()
    }
}

/// The pieces of templates, each made once: many documents may lack the same section.
#[derive(Debug, Default)]
pub struct Shelf(Mutex<BTreeMap<Key, Arc<Pieces>>>);

/// A template's name and path.
type Key = (String, Option<String>);

impl Shelf {
    /// A template's pieces as any document has them: nothing is known of it but today.
    pub fn of(&self, template: &Template, today: Date) -> Option<Arc<Pieces>> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let key = (template.name.clone(), template.path.clone());
        if let Some(pieces) = known.get(&key) {
            return Some(Arc::clone(pieces));
        }
        let values = Values {
            title: None,
            number: None,
            today,
            author: Author::default(),
            set: Vec::new(),
        };
        let pieces = Arc::new(Pieces::new(template, None, &values).ok()?);
        known.insert(key, Arc::clone(&pieces));
        Some(pieces)
    }
}
