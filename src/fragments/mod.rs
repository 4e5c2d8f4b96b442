//! Fragments: Markdown files with expressions, which `{{#template FILE}}` sets into a chapter.
//!
//! 1. `lookup` finds the file, beside the one that names it or in the templates' folder, and nowhere
//!    outside.
//! 2. `source` makes its text ready: directives and heading attributes are not MiniJinja's.
//! 3. [`render`] runs MiniJinja over it, in an `environment` within bounds. Values travel sealed, so that whoever sets the
//!    text in escapes each of them for where it stands.
//! 4. `marks` tell where each piece of what came out stands in the file.
//!
//! ```
//! use std::collections::BTreeMap;
//! use mdbook_design_docs::fragments::{Call, Failure, render};
//! use mdbook_design_docs::text::Text;
//!
//! let render = |text: &str| {
//!     render(&Call {
//!         file: &Text::new("templates/fragments/a.md", text),
//!         is_directive: |_| false,
//!         arguments: &BTreeMap::new(),
//!         document: minijinja::context! { tags => ["a", "b"] },
//!         book: minijinja::Value::UNDEFINED,
//!         documents: minijinja::Value::UNDEFINED,
//!         most_bytes: 1_000,
//!         most_steps: 10_000,
//!     })
//! };
//! assert!(render("{{ document.tags | length }} tags").is_ok());
//! assert!(matches!(render("{{ args.team }}"), Err(Failure::Missing(name, _)) if name == "team"));
//! assert!(matches!(render("{% for x in range(99999) %}aaaa{% endfor %}"), Err(_)));
//! ```

mod arguments;
mod bounds;
mod delimiters;
mod environment;
mod failure;
mod held;
mod lookup;
mod marks;
mod render;
mod source;

pub use failure::Failure;
pub use lookup::{Lookup, Shelves};
pub use render::{Call, render};

/// What a fragment gave: text with sealed values in it.
#[derive(Debug, Clone, Default)]
pub struct Rendered {
    /// The text.
    pub text: String,
    /// From an offset of the text on, where it stands in the file.
    pub from: Vec<(usize, usize)>,
    /// How many steps it took.
    pub steps: u64,
}
