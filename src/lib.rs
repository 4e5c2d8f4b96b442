//! An mdBook preprocessor that holds design documents to their templates.

pub mod book;
pub mod cli;
pub mod config;
pub mod content;
pub mod corpus;
pub mod diagnostics;
pub mod directives;
pub mod document;
pub mod encoding;
pub mod fields;
pub mod gaps;
pub mod history;
pub mod host;
pub mod keys;
pub mod lifecycle;
pub mod matching;
pub mod page;
pub mod pipeline;
pub mod report;
pub mod rules;
pub mod scaffold;
pub mod splice;
pub mod suppression;
pub mod template;
pub mod text;
pub mod values;
