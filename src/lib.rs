//! An mdBook preprocessor that holds design documents to their templates.

pub mod diagnostics;
pub mod document;
pub mod fields;
pub mod splice;
pub mod history;
pub mod text;
