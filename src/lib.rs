//! An mdBook preprocessor that holds design documents to their templates.

pub mod config;
pub mod diagnostics;
pub mod directives;
pub mod document;
pub mod fields;
pub mod history;
pub mod keys;
pub mod lifecycle;
pub mod page;
pub mod splice;
pub mod text;
