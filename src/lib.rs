//! An mdBook preprocessor that holds design documents to their templates.

pub mod cli;
pub mod config;
pub mod diagnostics;
pub mod document;
pub mod fields;
pub mod history;
pub mod host;
pub mod keys;
pub mod lifecycle;
pub mod pipeline;
pub mod report;
pub mod rules;
pub mod splice;
pub mod template;
pub mod text;
