//! The configuration: what book.toml, or mdBook's context, says, as settings that hold.
//!
//! 1. [`from_toml`] reads book.toml and applies mdBook's environment overrides, for the commands
//!    that mdBook sends no context.
//! 2. [`validate`] holds the configuration, from there or from the context, against the tables of
//!    [`tables`] and reports everything that is wrong, at its place in book.toml.
//! 3. [`Settings`] is what the rest works with. Without any configuration it is the default.

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
