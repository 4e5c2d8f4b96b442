//! Parts of a template's text as a document would have them: what `new` writes, a piece at a time.

use std::ops::Range;

use super::{Edits, ScaffoldError, Values, all_edits};
use crate::lifecycle::Lifecycle;
use crate::splice::{Insertion, splice};
use crate::template::Template;

/// A template's text and what a document has in its stead.
#[derive(Debug)]
pub struct Pieces<'a> {
    template: &'a Template,
    edits: Edits,
}

impl<'a> Pieces<'a> {
    /// Of a template, for the documents of a lifecycle.
    ///
    /// # Errors
    /// Where a value can't be written.
    pub fn new(
        template: &'a Template,
        lifecycle: Option<&Lifecycle>,
        values: &Values,
    ) -> Result<Self, ScaffoldError> {
        let edits = all_edits(template, lifecycle, values)?;
        Ok(Self { template, edits })
    }

    /// A part of the template's text as a document has it, with further changes; none where these
    /// overlap.
    pub fn text(&self, range: Range<usize>, more: Vec<Insertion>) -> Option<String> {
        let text = self.template.document.text().as_str().get(range.clone())?;
        // What is set in at the beginning belongs to what stands before.
        let inside = |edit: &&Insertion| {
            let begins = edit.range.start > range.start
                || (edit.range.start == range.start && !edit.range.is_empty());
            begins && edit.range.end <= range.end
        };
        let own = self.edits.0.iter().filter(inside).cloned();
        let mut edits: Vec<Insertion> = own.chain(more).collect();
        for edit in &mut edits {
            let start = edit.range.start.checked_sub(range.start)?;
            edit.range = start..edit.range.end.checked_sub(range.start)?;
        }
        splice(text, edits).ok()
    }
}
