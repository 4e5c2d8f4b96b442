//! Parts of a template's text as a document would have them: what `new` writes, a piece at a time.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, PoisonError};

use jiff::civil::Date;

use super::{Author, ScaffoldError, Values, all_edits};
use crate::lifecycle::Lifecycle;
use crate::splice::{Insertion, splice};
use crate::template::Template;

/// What a document has in the stead of parts of a template's text.
#[derive(Debug)]
pub struct Pieces {
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
        let edits = all_edits(template, lifecycle, values)?.0;
        Ok(Self { edits })
    }

    /// A part of that template's text as a document has it, with further changes; none where these
    /// overlap, or where it came from another file. Ranges count in what the template's readers see.
    pub fn text(
        &self,
        template: &Template,
        range: Range<usize>,
        mut more: Vec<Insertion>,
    ) -> Option<String> {
        let view = &template.document.view;
        let range = view.own_range(&range)?;
        for edit in &mut more {
            edit.range = view.own_range(&edit.range)?;
        }
        let text = view.own().as_str().get(range.clone())?;
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

/// A template's name, path and text: of one that was edited, two are looked at.
type Key = (String, Option<String>, Arc<str>);

impl Shelf {
    /// A template's pieces as any document has them: nothing is known of it but today.
    pub fn of(&self, template: &Template, today: Date) -> Option<Arc<Pieces>> {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let text = template.document.text().shared();
        let key = (template.name.clone(), template.path.clone(), text);
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::book::Book;
    use crate::config::Settings;
    use crate::corpus;
    use crate::text::Text;

    #[test]
    fn two_versions_of_a_template_have_pieces_of_their_own() {
        let shelf = Shelf::default();
        let today = jiff::civil::date(2026, 3, 4);
        for text in ["# <Title>\n\n## Day: YYYY-MM-DD\n", "# YYYY-MM-DD\n"] {
            let template = Arc::new(Text::new("templates/t.md", text));
            let book = Book::in_memory(Settings::default(), Vec::new(), vec![template], today);
            let templates = corpus::templates_of(&book);
            let template = templates.named("t").expect("it is there");
            let known = shelf.of(template, today).expect("pieces");
            let alone = Shelf::default().of(template, today).expect("pieces");
            let all = 0..text.len();
            assert_eq!(
                known.text(template, all.clone(), Vec::new()),
                alone.text(template, all, Vec::new())
            );
        }
    }
}
