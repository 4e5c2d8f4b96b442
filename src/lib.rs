//! An mdBook preprocessor that holds design documents to their templates.

pub mod diagnostics;
pub mod history;
pub mod text;
