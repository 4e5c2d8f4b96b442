//! The configuration: what book.toml, or mdBook's context, says, as settings that hold.
//!
//! 1. [`from_toml`] reads book.toml and applies mdBook's environment overrides, for the commands
//!    that mdBook sends no context.
//! 2. [`validate`] holds the configuration, from there or from the context, against the tables of
//!    [`tables`] and reports everything that is wrong, at its place in book.toml.
//! 3. [`Settings`] is what the rest works with. Without any configuration it is the default.
//!
//! ```
//! use mdbook_design_docs::{config, rules, text::Text};
//!
//! let read = |toml| config::read(&Text::new("book.toml", toml), &rules::known());
//! let settings = read("[preprocessor.design-docs]\ntoc = { min-entries = 5 }").expect("it holds");
//! assert_eq!(settings.toc.min_entries, 5);
//!
//! let problems = read("[preprocessor.design-docs]\ntoc = { min-entires = 5 }").expect_err("a slip");
//! assert_eq!(problems[0].place.start.line, 2);
//! assert!(problems[0].help.as_ref().is_some_and(|help| help.contains("min-entries")));
//! ```

mod checks;
mod documents;
mod environment;
mod field_names;
mod file_name;
mod lifecycles;
mod places;
mod rules;
mod schema;
mod settings;
pub mod tables;
mod validate;

pub(crate) use checks::glob;
pub use environment::{EnvOverride, from_toml, overrides};
pub use file_name::{BadFileName, FileName};
pub use rules::{KnownRule, Level, OptionKind, RuleOption, RuleSetting};
pub use schema::schema;
pub use settings::{
    BookSettings, Dates, DocumentsEntry, FailOn, Footer, FooterMode, Header, HeaderMode,
    HtmlSettings, Settings, TemplateAge, TemplateChoice, Timezone, Toc, TocMode,
};
pub use validate::{RULE, validate};

use crate::diagnostics::Diagnostic;
use crate::text::Text;

/// The settings that a book.toml holds, the environment left out of it.
///
/// # Errors
/// Everything that is wrong, each at its place.
pub fn read(book_toml: &Text, rules: &[KnownRule]) -> Result<Settings, Vec<Diagnostic>> {
    let (value, overridden) = from_toml(book_toml, std::iter::empty())?;
    validate(&value, Some(book_toml), &overridden, rules)
}
