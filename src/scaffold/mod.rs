//! A new document from its template: the template's text with a few byte ranges replaced, everything
//! else byte for byte.
//!
//! 1. [`fields`] decides what each field of the template holds in the document: what was [`asked`]
//!    for, else what is known ([`author`]). [`notation`] writes it as the template's notation wants it.
//! 2. [`title`] writes the title into the heading that is the template's title slot.
//! 3. [`omitted`] takes out what speaks of the template and not of the document.
//! 4. [`repeated`] copies sections that the template wants more often than it shows them.
//! 5. [`pieces`] has the same for a part of the text.
//! 6. [`slug`] makes file names, [`summary`] the entry in SUMMARY.md, [`configuration`] what is added
//!    to book.toml.
//!
//! ```
//! # use std::collections::BTreeMap;
//! # use std::sync::Arc;
//! # use mdbook_design_docs::template::{Surroundings, Template};
//! # use mdbook_design_docs::text::Text;
//! use mdbook_design_docs::scaffold::{Author, Values, fill};
//!
//! let text = "---\nauthor: <Your Name>\ndate: YYYY-MM-DD\n---\n# <Title>\n\n## Problem\n";
//! # let around = Surroundings {
//! #     field_names: &BTreeMap::new(),
//! #     lifecycles: &BTreeMap::new(),
//! #     options: Default::default(),
//! # };
//! # let template = Template::read("design", None, Arc::new(Text::new("design.md", text)), &around);
//! let values = Values {
//!     title: Some("A cache".to_owned()),
//!     number: None,
//!     today: jiff::civil::date(2026, 1, 31),
//!     author: Author { name: Some("Ada Lovelace".to_owned()), email: None },
//!     set: Vec::new(),
//! };
//! let document = fill(&template, None, &values).expect("nothing was asked that can't be");
//! assert_eq!(document, "---\nauthor: Ada Lovelace\ndate: 2026-01-31\n---\n# A cache\n\n## Problem\n");
//! ```

mod asked;
mod author;
pub mod configuration;
mod fields;
mod notation;
mod omitted;
pub mod pieces;
mod repeated;
pub mod slug;
pub mod summary;
mod title;

use std::ops::Range;

use jiff::civil::Date;

use crate::lifecycle::Lifecycle;
use crate::splice::{Insertion, splice};
use crate::template::Template;

/// What is known of a new document.
#[derive(Debug, Clone)]
pub struct Values {
    /// Its title; the template's gap stays where there is none.
    pub title: Option<String>,
    /// Its number, where it has one.
    pub number: Option<u64>,
    /// Today.
    pub today: Date,
    /// Who writes it, as far as that is known.
    pub author: Author,
    /// Values for fields, by key or by meaning. A key given again adds to a list.
    pub set: Vec<(String, String)>,
}

/// Who writes a document.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Author {
    /// A name.
    pub name: Option<String>,
    /// A mail address.
    pub email: Option<String>,
}

/// Why there is no document.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScaffoldError {
    /// A value for a field that the template does not show.
    #[error("the template has no field `{key}`; {rest}")]
    UnknownField {
        /// What was asked for.
        key: String,
        /// What there is.
        rest: String,
    },
    /// A field that can't be written on the command line.
    #[error("the field `{0}` holds keys of its own: write it in the document")]
    Mapping(String),
    /// A value that would not be one line.
    #[error("the value of `{0}` holds a control character")]
    Control(String),
    /// A status that the lifecycle does not have, in the lifecycle's words.
    #[error("{0}")]
    UnknownStatus(String),
}

impl Values {
    /// The title, given as such or as a field.
    pub fn title_for(&self, template: &Template) -> Option<&str> {
        let given = |(key, _): &&(String, String)| asked::is_title(template, key);
        let set = self.set.iter().rev().find(given).map(|(_, value)| value);
        set.or(self.title.as_ref()).map(String::as_str)
    }
}

/// The text of a new document. `lifecycle` is that of the template's documents, where they have one.
///
/// # Errors
/// Where a value can't be written.
pub fn fill(
    template: &Template,
    lifecycle: Option<&Lifecycle>,
    values: &Values,
) -> Result<String, ScaffoldError> {
    let edits = all_edits(template, lifecycle, values)?;
    let text = template.document.text().as_str();
    // Edits never overlap: each was asked for only where nothing else goes.
    Ok(splice(text, edits.0).unwrap_or_else(|_| text.to_owned()))
}

/// What makes a document of the template's text.
fn all_edits(
    template: &Template,
    lifecycle: Option<&Lifecycle>,
    values: &Values,
) -> Result<Edits, ScaffoldError> {
    let values = &Values {
        title: values.title_for(template).map(str::to_owned),
        ..values.clone()
    };
    let mut edits = Edits::default();
    fields::edits(template, lifecycle, values, &mut edits)?;
    omitted::edits(template, &mut edits);
    title::edits(template, values, &mut edits);
    repeated::edits(template, &mut edits);
    Ok(edits)
}

/// Edits of the template's text, none of which touches another.
#[derive(Debug, Default)]
struct Edits(Vec<Insertion>);

impl Edits {
    /// Adds an edit of the template's view; one that touches an earlier edit, or what is no text of
    /// the template's own file, is left out.
    fn add(&mut self, template: &Template, range: Range<usize>, text: impl Into<String>) {
        let Some(range) = template.document.view.own_range(&range) else {
            return;
        };
        let apart =
            |other: &Insertion| range.end <= other.range.start || other.range.end <= range.start;
        if self.0.iter().all(apart) {
            self.0.push(Insertion {
                range,
                text: text.into(),
            });
        }
    }
}
